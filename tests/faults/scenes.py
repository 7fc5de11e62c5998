"""What a class is in the middle of when a process is killed under it, and how it must go on. Here the usual game.

A scene is a generator: what it does before its `yield` comes before the kill, what comes after looks at what is left.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from tests.helpers.phones import Lesson, Phone
from tests.helpers.server import Teacher

TIMED_S = 8
"""The countdowns that a kill must not change: longer than the way back may take."""
OVER_S = 2.0 * TIMED_S

Scene = Callable[[Lesson, Teacher], AsyncIterator[None]]


async def answering(room: Lesson, i: int = 0) -> None:
    await room.host.go("answering", i=i)
    await asyncio.gather(*(phone.phase("answering", i=i) for phone in room.phones))


async def all_in(room: Lesson, phase: str) -> None:
    """Every screen is back, and in this phase."""
    await asyncio.gather(*(client.phase(phase) for client in room.all))


async def in_the_lobby(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    yield
    await all_in(room, "lobby")
    late = await Phone(room.host.host, "Late").connect()
    await late.join(room.pin)
    await room.host.everybody(4)
    await late.leave()


async def while_reading(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await room.host.do("configure", reading_ms=TIMED_S * 1000)
    await room.host.go("reading", i=0)
    await asyncio.gather(*(phone.phase("reading") for phone in room.phones))
    yield
    await all_in(room, "reading")
    await room.phones[0].phase("answering", OVER_S)


async def before_any_answer(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await answering(room)
    ends = room.host.stage["clock"]["ends"]
    yield
    await all_in(room, "answering")
    assert room.host.stage["clock"]["ends"] == ends
    assert await room.phones[0].answered(0) is None
    await room.phones[1].phase("reveal", OVER_S)
    await room.phones[0].given(verdict="right")


async def after_an_ack(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await answering(room)
    assert await room.phones[0].answered(0) is None
    yield
    await all_in(room, "answering")
    await room.phones[0].given(a=0)
    assert await room.phones[0].answered(1) == "already_answered"
    assert [await phone.answered(1) for phone in room.phones[1:]] == [None, None]
    await room.phones[0].phase("reveal")
    await room.phones[0].given(verdict="right")
    await room.host.until(lambda host: host.tally.get("n") == 3)


async def while_paused(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
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
    await asyncio.gather(*(phone.until(lambda me: not me.stage.get("paused")) for phone in room.phones))
    assert [await phone.answered(0) for phone in room.phones] == [None] * 3
    await room.phones[0].phase("reveal")


async def at_the_reveal(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
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


async def at_the_leaderboard(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
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


async def at_the_podium(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await answering(room)
    await asyncio.gather(*(phone.answered(0) for phone in room.phones))
    await room.host.phase("reveal")
    assert await room.host.step("end") is None
    await asyncio.gather(*(client.phase("podium") for client in room.all))
    yield
    await all_in(room, "podium")
    assert await room.host.step("again") is None
    await room.phones[0].phase("lobby")


async def with_everybody_s_answer_in_flight(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await answering(room)
    ids = [await phone.answer(0) for phone in room.phones]
    yield
    for phone, id in zip(room.phones, ids, strict=True):
        assert await phone.ack(id) is None
    await room.phones[0].phase("reveal")
    await asyncio.gather(*(phone.given(a=0) for phone in room.phones))


TIMED: dict[Scene, str] = dict.fromkeys((while_reading, before_any_answer), "timed")
"""Scenes in which a countdown runs out. They begin last and go on first."""
SCENES: dict[Scene, str] = dict.fromkeys(
    (
        in_the_lobby,
        after_an_ack,
        while_paused,
        at_the_reveal,
        at_the_leaderboard,
        at_the_podium,
        with_everybody_s_answer_in_flight,
    ),
    "quick",
)
"""All others. And the bank that each is played with."""
