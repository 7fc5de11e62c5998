"""Scenes for a kill (see `scenes`) in what a lesson has beside the usual game: slides, two votes, questions on the
spot, ideas and a vote on them, exit tickets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import get_args

from saual.protocol.common import Phase
from tests.faults.scenes import Scene, all_in, answering
from tests.helpers.phones import Lesson
from tests.helpers.server import Teacher

FLOWS = """
format = "saual-bank/1"
title = "Flows"
language = "en"

[[question]]
type = "slide"
text = "Well begun is half done."

[[question]]
type = "brainstorm"
text = "What shall our class do in spring?"
time = 60
"""
TICKET = """
format = "saual-bank/1"
title = "Ticket"
language = "en"

[[question]]
type = "open"
text = "What is unclear?"
time = 60
"""
IN_NO_LESSON: frozenset[Phase] = frozenset(["own_pace"])
"""A homework has no class; it is killed in a test of its own."""


async def at_a_slide(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await room.host.go("slide")
    await asyncio.gather(*(phone.phase("slide") for phone in room.phones))
    yield
    await all_in(room, "slide")
    await answering(room, i=1)


async def over_a_vote_on_ideas(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    one, two, three = room.phones
    await answering(room, i=1)
    assert await one.answered(["A hike"]) is None
    assert await two.answered(["A film", "a hike"]) is None
    assert await three.answered(["A feast"]) is None
    await room.host.phase("reveal", i=1)
    await answering(room, i=2)
    options = one.stage["ask"]["options"]
    assert sorted(options) == ["A feast", "A film", "A hike"]
    assert await one.answered([options.index("A film")]) is None
    yield
    await all_in(room, "answering")
    assert [phone.stage["ask"]["options"] for phone in room.phones] == [options] * 3
    await one.given(a=[options.index("A film")])
    assert await one.answered([0]) == "already_answered"
    assert [await phone.answered([options.index("A hike")]) for phone in (two, three)] == [None, None]
    await room.host.until(lambda me: sorted(bar["n"] for bar in me.stage.get("figure", [])) == [0, 1, 2])


async def on_the_spot(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    one, *others = room.phones
    await answering(room)
    assert [await phone.answered(0) for phone in room.phones] == [None] * 3
    await room.host.phase("reveal", i=0)
    assert await room.host.step("improvise", form="letters") is None
    await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
    assert await one.answered(1) is None
    yield
    await all_in(room, "answering")
    await one.given(a=1)
    assert [await phone.answered(1) for phone in others] == [None, None]
    await asyncio.gather(*(client.phase("reveal", i=1) for client in room.all))
    assert await room.host.do("put_down", g=1, q=1, right="B") is None
    await asyncio.gather(*(phone.given(verdict="right") for phone in room.phones))


async def _voted(room: Lesson) -> None:
    """Two of three are wrong in the first of two votes."""
    assert await room.host.do("twice", g=0, q=0, on=True) is None
    await answering(room)
    await asyncio.gather(*(phone.answered(min(n, 1)) for n, phone in enumerate(room.phones)))
    await asyncio.gather(*(client.phase("voted") for client in room.all))


async def _votes_again(room: Lesson) -> None:
    """All are right the second time."""
    await room.host.go("answering", i=1)
    await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
    await asyncio.gather(*(phone.answered(0) for phone in room.phones))
    await room.host.phase("reveal")
    assert room.host.stage["turns"] == {"stayed_right": 1, "became_right": 2, "became_wrong": 0, "stayed_wrong": 0}


async def when_all_have_voted(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await _voted(room)
    yield
    await all_in(room, "voted")
    assert await room.host.step(choice="discuss") is None
    await asyncio.gather(*(client.phase("discussion") for client in room.all))
    await _votes_again(room)


async def while_it_is_explained_again(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await _voted(room)
    assert await room.host.step(choice="explain") is None
    await asyncio.gather(*(client.phase("explain") for client in room.all))
    yield
    await all_in(room, "explain")
    await _votes_again(room)


async def while_they_talk_it_over(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    await _voted(room)
    assert await room.host.step(choice="discuss") is None
    await asyncio.gather(*(client.phase("discussion") for client in room.all))
    ends = room.host.stage["clock"]["ends"]
    yield
    await all_in(room, "discussion")
    assert room.host.stage["clock"]["ends"] == ends
    await _votes_again(room)


async def in_the_second_vote(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    one, *others = room.phones
    await _voted(room)
    assert await room.host.step(choice="discuss") is None
    await room.host.go("answering", i=1)
    await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
    assert await one.answered(1) is None
    yield
    await all_in(room, "answering")
    await one.given(a=1)
    assert await one.answered(0) == "already_answered"
    assert [await phone.answered(0) for phone in others] == [None, None]
    await room.host.phase("reveal")
    assert room.host.stage["turns"] == {"stayed_right": 0, "became_right": 2, "became_wrong": 1, "stayed_wrong": 0}


async def over_an_exit_ticket(room: Lesson, staff: Teacher) -> AsyncIterator[None]:
    one, *others = room.phones
    await answering(room)
    assert [await phone.answered(0) for phone in room.phones] == [None] * 3
    await room.host.phase("reveal")
    assert await room.host.step("end") is None
    await room.host.phase("podium")
    bank = await asyncio.to_thread(staff.add_bank, TICKET)
    wish = {"bank": bank, "step": room.host.stage["step"]}
    staff.browser.post(f"/api/rooms/{room.host.room}/tickets", json=wish).raise_for_status()
    await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
    assert await one.answered("Nothing") is None
    yield
    await all_in(room, "answering")
    await one.given(a="Nothing")
    assert [await phone.answered("Everything") for phone in others] == [None, None]
    await room.host.phase("reveal")
    await room.host.go("podium")
    report = await asyncio.to_thread(
        staff.report_when, f"{room.host.room}-2", lambda report: report["game"]["finished"]
    )
    assert [asked["answered"] for asked in report["items"]] == [3]


FLOW_SCENES: dict[Scene, str] = {
    at_a_slide: "flows",
    over_a_vote_on_ideas: "flows",
    **dict.fromkeys(
        (
            on_the_spot,
            when_all_have_voted,
            while_it_is_explained_again,
            while_they_talk_it_over,
            in_the_second_vote,
            over_an_exit_ticket,
        ),
        "quick",
    ),
}


def in_a_lesson() -> set[Phase]:
    """Every phase that a lesson can be in before it is closed."""
    return {*get_args(Phase)} - {"closed"} - IN_NO_LESSON
