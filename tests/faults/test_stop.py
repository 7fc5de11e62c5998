"""A process is told to end, with a whole school on it: all hear "come back", and do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.conftest import EVERY_TRANSPORT
from tests.helpers.course import Course, course
from tests.helpers.installation import Installation
from tests.helpers.phones import lesson
from tests.helpers.pupil import percentile, when
from tests.helpers.server import Teacher, serving

INSTALLATIONS = EVERY_TRANSPORT

PHONES = 500
RETURN_P95_S = 3.0
SERVICE_RESTART = 1012


@pytest.fixture
async def school(installation: Installation, staff: Teacher) -> AsyncIterator[Course]:
    async with course(installation, staff, pupils=PHONES, bank="quick") as school:
        yield school


async def test_500_phones_are_told_to_come_back_and_are_back_within_3_s_one_after_the_other(
    installation: Installation, school: Course
):
    loop = asyncio.get_running_loop()

    stopped = await asyncio.to_thread(installation.stop)
    told = [pupil for pupil in school.pupils if pupil.codes]
    told_at = {pupil: pupil.lost_at for pupil in told}
    await asyncio.to_thread(installation.mend)
    listening = loop.time()
    await when(lambda: all(pupil.seated_at > told_at[pupil] for pupil in told), 10)

    assert stopped in installation.hosts
    assert len(told) == PHONES // len(installation.hosts)
    assert {pupil.codes[0] for pupil in told} == {SERVICE_RESTART}
    # Another process is there to come to at once; a lone one has to start first.
    alone = len(installation.hosts) == 1
    waited = [pupil.seated_at - (listening if alone else told_at[pupil]) for pupil in told]
    assert percentile(waited, 0.95) < RETURN_P95_S, f"the last: {max(waited):.2f} s"
    assert spread(waited) > 0.1, "all in one instant"
    assert all(pupil.codes == [] for pupil in school.pupils if pupil not in told_at)
    await school.host.everybody(PHONES)


async def test_500_phones_whose_access_points_restart_are_back_within_3_s(school: Course):
    loop = asyncio.get_running_loop()
    lost_at = {}

    for start in range(0, PHONES, PHONES // 10):  # all of them within a second
        for pupil in school.pupils[start : start + PHONES // 10]:
            pupil.cut()
            lost_at[pupil] = loop.time()
        await asyncio.sleep(0.1)
    await when(lambda: all(pupil.seated_at > lost_at[pupil] for pupil in school.pupils), 10)

    waited = [pupil.seated_at - lost_at[pupil] for pupil in school.pupils]
    assert percentile(waited, 0.95) < RETURN_P95_S, f"the last: {max(waited):.2f} s"
    await school.host.everybody(PHONES)
    assert await school.host.do("lock", on=True) is None


def spread(values: list[float]) -> float:
    """Between the first and the last tenth."""
    return percentile(values, 0.9) - percentile(values, 0.1)


async def test_a_stopping_server_says_come_back_and_not_goodbye(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher = server.teacher()
        async with lesson(server, teacher, phones=3) as room:
            code = await asyncio.to_thread(server.terminate)

            assert code == 0
            assert [await client.gone() for client in room.all] == [SERVICE_RESTART] * 4
            assert all(client.bye is None for client in room.all)
