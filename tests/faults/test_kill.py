"""A process is killed, in every phase and at random moments, and the lesson goes on: nothing acknowledged is lost.

One installation, many rooms: each room is brought to another phase, a process is killed under all of them, and each
must go on where it was. A scenario is a generator: what it does before its `yield` comes before the kill.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.pupil import when
from tests.helpers.quick import WINDOW_S, many
from tests.helpers.server import Teacher

BACK_S = 5.0
"""All screens are on the right stage this long after the restart at the latest."""
CLOSE_S = WINDOW_S + 1.0

Scenario = Callable[[Lesson], AsyncIterator[None]]


async def answering(room: Lesson) -> None:
    await room.host.go("answering", i=0)
    await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))


async def all_in(room: Lesson, phase: str) -> None:
    """Every screen is back, and in this phase."""
    await asyncio.gather(*(client.phase(phase, BACK_S) for client in room.all))


def forget(room: Lesson, host: str) -> None:
    """What a screen of this process shows from now on it has heard from now on."""
    for client in room.all:
        if client.host == host:
            client.stage = {}


async def in_the_lobby(room: Lesson) -> AsyncIterator[None]:
    yield
    await all_in(room, "lobby")
    late = await Phone(room.host.host, "Late").connect()
    await late.join(room.pin)
    await room.host.everybody(4)
    await late.leave()


async def while_reading(room: Lesson) -> AsyncIterator[None]:
    await room.host.do("configure", reading_ms=WINDOW_S * 1000)
    await room.host.go("reading", i=0)
    await asyncio.gather(*(phone.phase("reading") for phone in room.phones))
    yield
    await all_in(room, "reading")
    await room.phones[0].phase("answering", CLOSE_S)


async def before_any_answer(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    ends = room.host.stage["clock"]["ends"]
    yield
    await all_in(room, "answering")
    assert room.host.stage["clock"]["ends"] == ends
    assert await room.phones[0].answered(0) is None
    await room.phones[1].phase("reveal", CLOSE_S)
    await room.phones[0].given(verdict="right")


async def after_an_ack(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    assert await room.phones[0].answered(0) is None
    yield
    await all_in(room, "answering")
    await room.phones[0].given(a=0)
    assert await room.phones[0].answered(1) == "already_answered"
    assert await room.phones[1].answered(1) is None
    await room.phones[0].phase("reveal", CLOSE_S)
    await room.phones[0].given(verdict="right")
    await room.host.until(lambda host: host.tally.get("n") == 2)


async def while_paused(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    assert await room.host.step("pause", on=True) is None
    await room.host.until(lambda host: host.stage.get("paused"))
    await room.phones[0].until(lambda me: me.stage.get("paused"))
    left = room.host.stage["clock"]["left"]
    yield
    await all_in(room, "answering")
    assert room.host.stage["paused"]
    assert room.host.stage["clock"]["left"] == left
    assert await room.host.step("pause", on=False) is None
    await room.phones[0].phase("reveal", CLOSE_S)


async def at_the_reveal(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    await asyncio.gather(*(phone.answered(n) for n, phone in enumerate(room.phones)))
    await asyncio.gather(*(phone.phase("reveal") for phone in room.phones))
    await room.host.phase("reveal")
    await asyncio.gather(*(phone.given(a=n) for n, phone in enumerate(room.phones)))
    await room.phones[0].until(lambda me: me.me.get("rank"))
    await asyncio.gather(*(phone.ping() for phone in room.phones))
    before = [phone.me for phone in room.phones]
    yield
    await all_in(room, "reveal")
    await asyncio.gather(
        *(phone.until(lambda me, was=was: me.me == was) for phone, was in zip(room.phones, before, strict=True))
    )
    assert room.phones[0].stage["solution"]["right"] == [0]


async def between_two_votes(room: Lesson) -> AsyncIterator[None]:
    assert await room.host.do("twice", g=0, q=0, on=True) is None
    await answering(room)
    await asyncio.gather(*(phone.answered(min(n, 1)) for n, phone in enumerate(room.phones)))
    await room.host.phase("voted")
    assert await room.host.step(choice="discuss") is None
    await asyncio.gather(*(client.phase("discussion") for client in room.all))
    ends = room.host.stage["clock"]["ends"]
    yield
    await all_in(room, "discussion")
    assert room.host.stage["clock"]["ends"] == ends
    await room.host.go("answering", i=1)
    await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
    await asyncio.gather(*(phone.answered(0) for phone in room.phones))
    await room.host.phase("reveal")
    assert room.host.stage["turns"] == {"stayed_right": 1, "became_right": 2, "became_wrong": 0, "stayed_wrong": 0}


async def at_the_leaderboard(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    await asyncio.gather(*(phone.answered(0) for phone in room.phones))
    await room.host.go("leaderboard")
    await asyncio.gather(*(phone.phase("leaderboard") for phone in room.phones))
    board = room.host.stage["board"]
    yield
    await all_in(room, "leaderboard")
    assert room.host.stage["board"] == board
    await room.host.go("answering", i=1)
    await room.phones[0].phase("answering", i=1)
    assert await room.phones[0].answered(1) is None


async def at_the_podium(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    await asyncio.gather(*(phone.answered(0) for phone in room.phones))
    await room.host.phase("reveal")
    assert await room.host.step("end") is None
    await asyncio.gather(*(client.phase("podium") for client in room.all))
    yield
    await all_in(room, "podium")
    assert await room.host.step("again") is None
    await room.phones[0].phase("lobby")


async def with_everybody_s_answer_in_flight(room: Lesson) -> AsyncIterator[None]:
    await answering(room)
    ids = [await phone.answer(0) for phone in room.phones]
    yield
    for phone, id in zip(room.phones, ids, strict=True):
        assert await phone.ack(id, BACK_S) is None
    await room.phones[0].phase("reveal", CLOSE_S)
    await asyncio.gather(*(phone.given(a=0) for phone in room.phones))


SCENARIOS: list[Scenario] = [
    in_the_lobby,
    while_reading,
    before_any_answer,
    after_an_ack,
    while_paused,
    at_the_reveal,
    between_two_votes,
    at_the_leaderboard,
    at_the_podium,
    with_everybody_s_answer_in_flight,
]


async def test_a_killed_process_leaves_every_room_in_its_phase(installation: Installation, staff: Teacher):
    async with AsyncExitStack() as stack:
        rooms = [
            await stack.enter_async_context(lesson(installation, staff, phones=3, bank="quick")) for _ in SCENARIOS
        ]
        for room in rooms:
            for client in room.all:
                client.keep_coming()
        running = [scenario(room) for scenario, room in zip(SCENARIOS, rooms, strict=True)]
        await asyncio.gather(*(anext(scenario) for scenario in running))
        pins = [room["pin"] for room in staff.get("/api/rooms")]

        killed = installation.kill()
        for room in rooms:
            await asyncio.gather(*(client.gone() for client in room.all if client.host == killed))
            forget(room, killed)
        since = time.monotonic()
        mending = asyncio.ensure_future(asyncio.to_thread(installation.mend))
        everybody = [client for room in rooms for client in room.all]
        await asyncio.gather(*(client.until(lambda me: me.stage) for client in everybody))
        assert time.monotonic() - since < installation.back_s
        await mending

        results = await asyncio.gather(*(anext(scenario, "over") for scenario in running), return_exceptions=True)
        failed = {s.__name__: r for s, r in zip(SCENARIOS, results, strict=True) if r != "over"}
        assert failed == {}
        assert [room["pin"] for room in staff.get("/api/rooms")] == pins
    installation.sound()


@pytest.mark.parametrize("burst", range(3))
async def test_a_kill_within_a_burst_loses_no_acknowledged_answer_and_takes_none_twice(
    installation: Installation, staff: Teacher, burst: int
):
    async with lesson(installation, staff, phones=12) as room:
        for client in room.all:
            client.keep_coming()
        await room.host.go("answering", i=1)
        await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
        waiting = room.phones[-1]

        ids = {phone: await phone.answer(2) for phone in room.phones[:-1]}
        if burst:  # after none, some or most of the acks
            await room.phones[burst].until(lambda me: me.acks)
        installation.kill()
        acked = {id: phone.acks[id] for phone, id in ids.items() if id in phone.acks}
        await asyncio.to_thread(installation.mend)

        for phone, id in ids.items():
            assert await phone.ack(id, BACK_S) is None
        await room.host.until(lambda host: host.tally.get("n") == 11)
        ledger = await installation.ledger(room.host.room)
        ledger.vouches_for(acked)
        assert ledger.taken.keys() == set(ids.values())
        assert ledger.answered(1, 1) == 11
        assert await waiting.answered(2) is None


async def test_kills_at_random_moments_of_a_game_lose_nothing_and_count_nothing_twice(
    installation: Installation, staff: Teacher
):
    chance = random.Random(seed := secrets.randbits(32))
    staff.add_bank(many(9), "many")
    async with course(installation, staff, pupils=12, think_s=0.3, bank="many") as lesson:
        playing = asyncio.ensure_future(lesson.play())

        for _ in range(4):
            await asyncio.sleep(chance.uniform(0, 0.6))  # the moment is the fault that is tested
            killed = installation.kill()
            since = time.monotonic()
            mending = asyncio.ensure_future(asyncio.to_thread(installation.mend))
            await when(lambda: all(pupil.seated_at for pupil in lesson.pupils))
            assert time.monotonic() - since < installation.back_s, f"{killed}, seed {seed}"
            await mending
        await asyncio.wait_for(playing, 30)

        await lesson.well_kept(staff)
        assert len(lesson.acks) >= 9 * 12 - 4 * 12, f"hardly anybody got to answer, seed {seed}"
    installation.sound()


async def test_a_host_who_was_away_finds_the_room_under_control_again(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=1) as room:
        await room.host.leave()
        installation.kill()
        installation.mend()

        again = await StaffScreen(installation.host, staff.token, room.host.room).watch()

        assert again.stage["phase"] == "lobby"
        assert await again.step() is None
        await again.leave()
