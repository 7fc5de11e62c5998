"""Wi-Fi in a full classroom: it stalls, resets, falls silent without a word. No answer is lost, and all come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.helpers.course import Course, course
from tests.helpers.installation import Installation
from tests.helpers.phones import lesson
from tests.helpers.proxy import Proxy
from tests.helpers.pupil import when
from tests.helpers.quick import many
from tests.helpers.server import Teacher
from tests.helpers.sleeper import LONG, put_to_sleep, tell_much

STALL_S = 1.0
DEAD_S = 20.0
"""A phone that fell silent is seen as gone this soon."""
BEAT_S = 1.5
"""For the word of it to reach the host's screen on a busy machine."""
BACK_S = 15.0
"""By the page's own rules, with nobody touching the phone: an attempt into the silence lasts 8 s, a pause up to 5 s."""


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


async def gone_within_20_s(klass: Course, air: Proxy) -> None:
    """A class falls silent with an answer on its lips, sleeps for as long as anybody believes in it, and comes back."""
    silent = klass.pupils[1:]
    await klass.asks(0)
    air.silence()
    loop = asyncio.get_running_loop()
    since = loop.time()
    ids = [pupil.give(1) for pupil in silent]
    assert klass.pupils[0].give(1)
    await when(lambda: klass.pupils[0].acks)
    await klass.host.everybody(1, DEAD_S + BEAT_S)
    seen_s = loop.time() - since
    air.mend()
    await when(lambda: all(pupil.seated_at for pupil in silent), BACK_S)
    await when(lambda: all(pupil.acks for pupil in silent))
    assert [pupil.acks.get(id, "lost") for pupil, id in zip(silent, ids, strict=True)] == ["late"] * len(silent)
    await klass.host.everybody(len(klass.pupils))
    assert seen_s < DEAD_S + BEAT_S


async def closed_within_20_s(installation: Installation, staff: Teacher) -> None:
    """A phone that reads nothing, however much it is told, is given up."""
    async with lesson(installation, staff, phones=2, bank="long", reading_ms=0) as room:
        await room.host.go("answering", i=0)
        asleep = await put_to_sleep(room)
        async for _ in tell_much(room, staff):
            pass
        await room.host.until(lambda me: not me.seats[asleep.seat].get("on"), DEAD_S + BEAT_S)
        await asleep.leave()


@pytest.mark.timeout(90)
async def test_a_silent_phone_is_seen_as_gone_within_20_s_and_is_back_as_soon_as_there_is_air(
    installation: Installation, staff: Teacher, air: Proxy
):
    staff.add_bank(LONG, "long")
    async with course(installation, staff, pupils=1, bank="quick") as klass:
        await klass.more(17, air.host)
        await asyncio.gather(gone_within_20_s(klass, air), closed_within_20_s(installation, staff))
