"""Wi-Fi in a full classroom: it stalls, and resets. No answer is lost, and all come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.faults.conftest import EVERY_TRANSPORT
from tests.helpers.course import Course, course
from tests.helpers.installation import Installation
from tests.helpers.proxy import Proxy
from tests.helpers.pupil import when
from tests.helpers.quick import many
from tests.helpers.server import Teacher

INSTALLATIONS = EVERY_TRANSPORT

STALL_S = 1.0
LITTLE = 12_000
"""Bytes a second, for 34 phones: a question, its options and answers take them a second or two."""


@pytest.fixture
async def air(installation: Installation) -> AsyncIterator[Proxy]:
    async with Proxy(*installation.ports) as air:
        yield air


@pytest.fixture
async def klass(installation: Installation, staff: Teacher, air: Proxy) -> AsyncIterator[Course]:
    """34 phones on the access point, and one on a cable."""
    staff.add_bank(many(5), "many")
    async with course(installation, staff, pupils=1, bank="many") as klass:
        await klass.more(34, air.host)
        yield klass


async def test_34_answers_that_an_access_point_held_up_for_a_second_all_count(
    installation: Installation, klass: Course, air: Proxy
):
    await klass.asks(0)

    air.hold()
    ids = [pupil.give(n % 3) for n, pupil in enumerate(klass.pupils)]
    await when(lambda: klass.pupils[0].acks)
    await asyncio.sleep(STALL_S)  # the stall itself
    acked_in_the_stall = list(klass.acks)
    air.release()
    await when(lambda: len(klass.acks) == 35)

    assert acked_in_the_stall == ids[:1], "the cable has nothing to do with it"
    assert set(klass.acks.values()) == {None}
    ledger = await installation.ledger(klass.host.room)
    assert ledger.taken.keys() == set(ids)
    assert ledger.answered(1, 0) == 35
    await klass.host.until(lambda host: host.tally.get("n") == 35)


async def test_34_answers_through_air_that_carries_little_all_count_and_nobody_else_waits(
    installation: Installation, klass: Course, air: Proxy
):
    cable, *others = klass.pupils
    air.bytes_s = LITTLE
    await klass.opens(0)
    await when(lambda: cable.asked)
    cable.give(0)
    await when(lambda: cable.acks)
    assert not all(pupil.asked for pupil in others), "the cable waited for the air"
    await when(lambda: all(pupil.asked for pupil in others))
    for n, pupil in enumerate(others):
        pupil.give(n % 3)
    await when(lambda: len(klass.acks) == 35)

    assert set(klass.acks.values()) == {None}
    assert all(pupil.codes == [] for pupil in klass.pupils), "slow is not dead"
    assert (await installation.ledger(klass.host.room)).answered(1, 0) == 35


async def test_34_joins_that_an_access_point_held_up_are_34_seats(
    installation: Installation, staff: Teacher, air: Proxy
):
    async with course(installation, staff, pupils=1, bank="quick") as klass:
        air.hold()
        coming = asyncio.ensure_future(klass.more(34, air.host))
        await asyncio.sleep(STALL_S)
        air.release()
        await coming

        assert sorted(pupil.seat for pupil in klass.pupils) == list(range(1, 36))


async def test_through_five_resets_every_answer_of_35_counts_once(
    installation: Installation, staff: Teacher, klass: Course, air: Proxy
):
    for question in range(5):
        await klass.asks(question)
        for n, pupil in enumerate(klass.pupils):
            pupil.give(n % 3)
            if n == 7 * question:  # with few and with most of them on their way
                air.reset()
        await when(lambda asked=question: len(klass.acks) == 35 * (asked + 1))
        await klass.host.phase("reveal", i=question)
    assert await klass.host.step("end") is None

    assert set(klass.acks.values()) == {None}
    assert all(len(pupil.codes) == 5 for pupil in klass.pupils[1:])
    assert klass.pupils[0].codes == []
    await klass.well_kept(staff)
    assert [(await installation.ledger(klass.host.room)).answered(1, question) for question in range(5)] == [35] * 5
