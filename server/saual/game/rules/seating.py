"""Who sits where: join, presence, rename, remove, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import AskedChanged, Fact, ScoresChanged, SeatChanged, SeatLost, SeatTaken, StageChanged
from saual.game.names import clean
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room


def _check_join(room: Room, command: c.Join, at_ms: int) -> Code | None:
    if room.seats.barred(command.key, command.device):
        return "kicked"
    if room.seats.of_key(command.key) is not None:
        return None
    if room.locked:
        return "room_locked"
    if len(room.seats) >= room.settings.capacity:
        return "room_full"
    name, code = clean(command.name)
    return code or room.seats.name_refusal(name)


def _join(room: Room, command: c.Join, at_ms: int) -> list[Fact]:
    known = room.seats.of_key(command.key)
    if known is not None:
        return [SeatTaken(known.no)]
    seat = room.seats.join(command.key, command.device, clean(command.name)[0], at_ms)
    if room.round is not None and not room.round.closed:
        room.round.witnesses.add(seat.no)
    if room.place.phase == "answering":
        room.absent.add(seat.no)
    return [SeatTaken(seat.no), SeatChanged(seat.no)]


def _check_seat(room: Room, command: c.Kick, at_ms: int) -> Code | None:
    return None if room.seats.get(command.seat) else "unknown_seat"


def _check_arrive(room: Room, command: c.Arrive, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    # Written late by a process that stood still; the phone is with another one since.
    return "stale" if seat.conn is not None and command.since_ms < seat.since_ms else None


def _arrive(room: Room, command: c.Arrive, at_ms: int) -> list[Fact]:
    seat = room.seat(command.seat)
    seat.arrive(command.conn, at_ms)
    seat.since_ms = command.since_ms
    if command.seat in room.absent:
        room.absent.remove(command.seat)
        room.waiting.add(command.seat)
    return [SeatChanged(command.seat)]


def _check_depart(room: Room, command: c.Depart, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    return None if seat.conn == command.conn else "stale"


def _depart(room: Room, command: c.Depart, at_ms: int) -> list[Fact]:
    room.seat(command.seat).depart(at_ms)
    if command.seat in room.waiting:
        room.waiting.remove(command.seat)
        room.absent.add(command.seat)
    return [SeatChanged(command.seat)]


def _kick(room: Room, command: c.Kick, at_ms: int) -> list[Fact]:
    room.seats.kick(room.seat(command.seat), at_ms)
    room.waiting.discard(command.seat)
    room.absent.discard(command.seat)
    facts: list[Fact] = [SeatLost(command.seat), StageChanged(), *_signed(room, command.seat)]
    if room.game is not None:
        room.game.rank([seat.no for seat in room.seats])
        facts.append(ScoresChanged())
    return facts


def _check_rename(room: Room, command: c.Rename, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    name, code = clean(command.name)
    return code or room.seats.name_refusal(name, of=seat.no)


def _rename(room: Room, command: c.Rename, at_ms: int) -> list[Fact]:
    room.seats.rename(room.seat(command.seat), clean(command.name)[0])
    return [SeatChanged(command.seat), StageChanged(), *_signed(room, command.seat), *room.record_again(room.current)]


def _signed(room: Room, seat: int) -> list[Fact]:
    """The questions that the student asked by name stand under another one now."""
    return [AskedChanged(asked.no, seat) for asked in room.asking.own(seat) if asked.named]


def _lock(room: Room, command: c.Lock, at_ms: int) -> list[Fact]:
    room.locked = command.on
    return [StageChanged()]


SEATING: Rules = {
    c.Join: (_check_join, _join),
    c.Arrive: (_check_arrive, _arrive),
    c.Depart: (_check_depart, _depart),
    c.Kick: (_check_seat, _kick),
    c.Rename: (_check_rename, _rename),
    c.Lock: (None, _lock),
}
