"""The exit ticket: a few questions at the end of a lesson, which earn nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, StageChanged
from saual.game.rules import Rules
from saual.game.rules.improvising import MOST_STEPS
from saual.game.rules.steering import afresh, begin
from saual.game.step import Step
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room

MOST_QUESTIONS = 10
"""Of a longer bank the first ones: a ticket is answered on the way out."""


def _check(room: Room, command: c.GiveTicket, at_ms: int) -> Code | None:
    if command.step != room.step:
        return "stale"
    if room.pace is not None or len(room.steps) + MOST_QUESTIONS > MOST_STEPS:
        return "not_now"
    # One ticket a game: a second tap is a mistake.
    given = room.place.phase != "podium" and any(step.flow == "ticket" for step in room.steps)
    return "not_now" if given or not command.bank.questions else None


def _give(room: Room, command: c.GiveTicket, at_ms: int) -> list[Fact]:
    steps = [Step(question, question, "ticket") for question in command.bank.questions[:MOST_QUESTIONS]]
    facts: list[Fact] = []
    if room.place.phase == "podium":
        facts = afresh(room)
    room.put_steps(len(room.steps), steps)
    if room.game is not None or len(room.steps) > len(steps):
        return [*facts, StageChanged()]
    return [*facts, *begin(room, at_ms, command.bank)]


TICKETING: Rules = {c.GiveTicket: (_check, _give)}
