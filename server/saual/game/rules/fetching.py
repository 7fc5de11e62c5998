"""Which phones have the pictures and sound of a question. Keeps nobody waiting: it is only told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, MediaReady
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room


def _check(room: Room, command: c.HaveMedia, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    near = (room.place.index, room.place.index + 1)
    if not room.has_media or command.game != room.current or command.question not in near:
        return "not_now"
    return "stale" if command.seat in room.ready.get(command.question, ()) else None


def _have(room: Room, command: c.HaveMedia, at_ms: int) -> list[Fact]:
    room.ready.setdefault(command.question, set()).add(command.seat)
    return [MediaReady(command.seat)]


FETCHING: Rules = {c.HaveMedia: (_check, _have)}
