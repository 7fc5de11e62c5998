"""What the host changes in a planned lesson on the way. Steps that were on the stage never move, others go by parts."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from saual.game import commands as c
from saual.game import flows
from saual.game.facts import Fact, StageChanged
from saual.game.rules import Rules
from saual.game.rules.improvising import MOST_STEPS
from saual.game.rules.steering import enter, leave_question
from saual.game.step import steps_of
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room


def _check_skip(room: Room, command: c.SkipPart, at_ms: int) -> Code | None:
    if command.game != room.current:
        return "stale"
    course = room.course
    if command.part == course.now and room.place.phase not in ("lobby", "podium"):
        return None
    return None if command.part in course.coming() and room.place.phase != "podium" else "not_now"


def _skip(room: Room, command: c.SkipPart, at_ms: int) -> list[Fact]:
    ahead = _ahead(room)
    if command.part != room.course.now:
        room.course.left.add(command.part)
        own = [i for i in range(ahead, len(room.steps)) if room.steps[i].part == command.part]
        for at in reversed(own):
            room.put_steps(at, [], 1)
        return [StageChanged()]
    rest = (i for i in range(ahead, len(room.steps)) if room.steps[i].part != command.part)
    leave_question(room)
    return enter(room, flows.start(room.steps, room.settings, next(rest, len(room.steps))), at_ms)


def _check_move(room: Room, command: c.MovePart, at_ms: int) -> Code | None:
    if command.game != room.current:
        return "stale"
    coming = room.course.coming()
    edge = coming[:1] if command.up else coming[-1:]
    movable = command.part in coming and command.part not in edge and room.place.phase != "podium"
    return None if movable else "not_now"


def _move(room: Room, command: c.MovePart, at_ms: int) -> list[Fact]:
    course, ahead = room.course, _ahead(room)
    course.move(command.part, command.up)
    rest = room.steps[ahead:]
    planned = course.coming()
    by_plan = [step for no in planned for step in rest if step.part == no]
    # What belongs to no part stays where it is: the rest of the part that is on before all, a ticket behind all.
    first = [*takewhile(lambda step: step.part not in planned, rest)]
    last = [step for step in rest[len(first) :] if step.part not in planned]
    room.put_steps(ahead, [*first, *by_plan, *last], len(rest))
    return [StageChanged()]


def _ahead(room: Room) -> int:
    """The place of the first step that was not on the stage yet."""
    return room.place.index + 1 if room.game is not None else 0


def _check_put(room: Room, command: c.PutQuestion, at_ms: int) -> Code | None:
    over = room.pace is not None or room.place.phase == "podium" or len(room.steps) >= MOST_STEPS
    return "not_now" if over else None


def _put(room: Room, command: c.PutQuestion, at_ms: int) -> list[Fact]:
    steps = steps_of(command.question, command.question, command.flow)
    room.put_steps(room.next_place(), [replace(step, part=room.course.now) for step in steps])
    return [StageChanged()]


PLANNING: Rules = {
    c.SkipPart: (_check_skip, _skip),
    c.MovePart: (_check_move, _move),
    c.PutQuestion: (_check_put, _put),
}
