"""The wall clock is put right, or wrong, in the middle of a question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cluster import two_processes
from tests.helpers.course import course
from tests.helpers.installation import Installation, OneProcess
from tests.helpers.jumping import CLOCK
from tests.helpers.pupil import when
from tests.helpers.quick import QUICK, WINDOW_S
from tests.helpers.server import serving

HOUR_S = 3600
GRACE_S = 0.5


class WallClock:
    def __init__(self, file: Path) -> None:
        self._file = file
        self.put(0)

    def put(self, by_s: int) -> None:
        ready = self._file.with_suffix(".new")
        ready.write_text(str(by_s), encoding="ascii")
        ready.replace(self._file)


@pytest.fixture
def wall_clock(tmp_path: Path) -> WallClock:
    return WallClock(tmp_path / "clock")


@pytest.fixture(params=["one process", "one of two processes"])
def school(request: pytest.FixtureRequest, tmp_path: Path, wall_clock: WallClock) -> Iterator[Installation]:
    env = {CLOCK: str(tmp_path / "clock")}
    data, module = tmp_path / "data", "tests.helpers.jumping"
    if request.param == "one process":
        with serving(data, module=module, env=env) as server:
            yield OneProcess(server)
    else:
        with two_processes(data, module=module, **env) as cluster:
            yield cluster


async def test_a_window_is_open_for_its_time_though_the_wall_clock_jumps_an_hour_on_and_two_back(
    school: Installation, wall_clock: WallClock
):
    teacher = school.teacher()
    teacher.add_bank(QUICK, "quick")
    async with course(school, teacher, pupils=3, bank="quick") as klass:
        loop = asyncio.get_running_loop()
        since = loop.time()
        await klass.asks(0)
        clock = klass.host.stage["clock"]
        first, second, _ = klass.pupils

        wall_clock.put(HOUR_S)
        assert klass.host.stage["clock"] == clock
        first.give(0)
        await when(lambda: first.acks)
        wall_clock.put(-HOUR_S)
        second.give(0)
        await when(lambda: second.acks)
        await klass.host.phase("reveal")

        assert set(klass.acks.values()) == {None}
        assert loop.time() - since > WINDOW_S + GRACE_S
        entries = school.entries(klass.host.room)
        assert entries[-1].at_ms - entries[0].at_ms < 60_000
        assert teacher.get("/api/rooms"), "the teacher is still known"

        # Back in time, and started anew: the room's own time goes on from its log's.
        await asyncio.to_thread(school.kill)
        await asyncio.to_thread(school.mend)
        await when(lambda: all(pupil.seated_at for pupil in klass.pupils))
        await klass.asks(1)
        klass.pupils[0].give(1)
        await when(lambda: len(klass.pupils[0].acks) == 2)
        assert set(klass.acks.values()) == {None}
        assert sorted(entries := [entry.at_ms for entry in school.entries(klass.host.room)]) == entries
