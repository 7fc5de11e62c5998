"""When a phone may tell its pace and its mood, and how often; whether the class screen shows what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, PulseChanged
from saual.game.pulse import Moment
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room

PAUSE_MS = 1_000
"""Between two of one phone."""
MOST_TOLD = 200
"""Of one phone in a room: more often nobody changes the mind."""


def _check_often(room: Room, who: str, at_ms: int) -> Code | None:
    pulse = room.pulse
    if who not in pulse.told:  # whoever has a seat has a sign; a room has no more signs than seats
        return None if len(pulse.told) < room.settings.capacity else "told_often"
    too_soon = at_ms - pulse.last_ms[who] < PAUSE_MS
    return "told_often" if too_soon or pulse.told[who] >= MOST_TOLD else None


def _check_pace(room: Room, command: c.TellPace, at_ms: int) -> Code | None:
    return _check_often(room, command.who, at_ms) if room.settings.pace else "not_now"


def _pace(room: Room, command: c.TellPace, at_ms: int) -> list[Fact]:
    place = room.round.index if room.round is not None else -1
    room.pulse.tell_pace(command.who, command.pace, room.current, place, at_ms)
    return [PulseChanged(), *room.record_again(room.current)]


def moment(room: Room) -> Moment | None:
    """Whether a mood is asked now, and which."""
    if not room.settings.mood:
        return None
    return "start" if room.place.phase == "lobby" else "end" if room.place.phase == "podium" else None


def _check_mood(room: Room, command: c.TellMood, at_ms: int) -> Code | None:
    return _check_often(room, command.who, at_ms) if moment(room) else "not_now"


def _mood(room: Room, command: c.TellMood, at_ms: int) -> list[Fact]:
    when = moment(room)
    assert when is not None
    room.pulse.tell_mood(command.who, command.mood, room.current, when, at_ms)
    return [PulseChanged(), *room.record_again(room.current)]


def _show(room: Room, command: c.ShowPulse, at_ms: int) -> list[Fact]:
    room.pulse.shown = command.on
    return [PulseChanged(screen=True)]


PULSING: Rules = {
    c.TellPace: (_check_pace, _pace),
    c.TellMood: (_check_mood, _mood),
    c.ShowPulse: (None, _show),
}
