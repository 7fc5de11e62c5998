"""What the host may turn while the game goes on: the countdown and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from saual.game import commands as c
from saual.game.facts import Fact, ScoresChanged, StageChanged
from saual.game.rules import Rules
from saual.game.rules.teaming import draw
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room


def _check_clock(room: Room, command: c.Pause | c.Resume | c.AddTime, at_ms: int) -> Code | None:
    if command.step != room.step:
        return "stale"
    countdown = room.countdown
    if countdown is None or countdown.untimed or countdown.stopped_ms is not None or countdown.left(at_ms) == 0:
        return "not_now"
    if isinstance(command, c.AddTime):
        return None
    return None if isinstance(command, c.Resume) == room.paused else "not_now"


def _pause(room: Room, command: c.Pause, at_ms: int) -> list[Fact]:
    assert room.countdown is not None
    room.countdown.pause(at_ms)
    return [StageChanged()]


def _resume(room: Room, command: c.Resume, at_ms: int) -> list[Fact]:
    assert room.countdown is not None
    room.countdown.resume(at_ms)
    return [StageChanged()]


def _add_time(room: Room, command: c.AddTime, at_ms: int) -> list[Fact]:
    assert room.countdown is not None
    room.countdown.span_ms += command.ms
    return [StageChanged()]


def _check_configure(room: Room, command: c.Configure, at_ms: int) -> Code | None:
    rules = command.scoring is not None or command.streaks is not None or command.teams is not None
    return "not_now" if rules and room.place.phase != "lobby" else None


def _configure(room: Room, command: c.Configure, at_ms: int) -> list[Fact]:
    given = {name: value for name, value in structs.asdict(command).items() if value is not None}
    room.settings = structs.replace(room.settings, **given)
    if room.game is not None:
        room.game.settings = room.settings
    drawn = draw(room) if command.teams is not None else []
    return [StageChanged(), ScoresChanged(), *drawn]


ADJUSTING: Rules = {
    c.Pause: (_check_clock, _pause),
    c.Resume: (_check_clock, _resume),
    c.AddTime: (_check_clock, _add_time),
    c.Configure: (_check_configure, _configure),
}
