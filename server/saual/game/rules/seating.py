"""Who sits where: join, be let in, presence, rename, free, remove, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import (
    AskedChanged,
    Fact,
    ScoresChanged,
    SeatChanged,
    SeatFreed,
    SeatLost,
    SeatTaken,
    SeatWaits,
    StageChanged,
)
from saual.game.names import clean, short_names
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room
    from saual.game.seats import Seat


def _check_join(room: Room, command: c.Join, at_ms: int) -> Code | None:
    if room.seats.barred(command.key, command.device):
        return "kicked"
    if room.seats.of_key(command.key) is not None:
        return None
    if room.locked:
        return "room_locked"
    if command.student:
        refusal = _check_student(room, command)
        if refusal is not None or room.seats.of_student(command.student) is not None:
            return refusal
    elif room.settings.entry == "roster":
        return "roster_only"
    if len(room.seats) + len(room.seats.waiting()) >= room.settings.capacity:
        return "room_full"
    if command.student and not command.name:
        return None
    name, code = clean(command.name)
    return code or room.seats.name_refusal(name)


def _check_student(room: Room, command: c.Join) -> Code | None:
    """A card proves who one is, and takes the seat over from whoever has only picked the name."""
    roster = room.roster
    if roster is None or roster.get(command.student) is None or not (command.card or roster.by_name):
        return "unknown_student"
    held = room.seats.of_student(command.student)
    return None if held is None or command.card or not held.key else "student_taken"


def _join(room: Room, command: c.Join, at_ms: int) -> list[Fact]:
    known = room.seats.of_key(command.key)
    if known is not None:
        return [SeatWaits(known.no) if known.waits else SeatTaken(known.no)]
    held = room.seats.of_student(command.student)
    if held is not None:
        room.seats.hand_over(held, command.key, command.device)
        return [SeatTaken(held.no), SeatChanged(held.no)]
    name = clean(command.name)[0] or _called(room, command.student)
    if not command.student and room.settings.entry == "approve":
        seat = room.seats.join(command.key, command.device, name, at_ms, waits=True)
        return [SeatWaits(seat.no)]
    seat = room.seats.join(command.key, command.device, name, at_ms, command.student)
    _come(room, seat)
    return [SeatTaken(seat.no), SeatChanged(seat.no)]


def _called(room: Room, student: str) -> str:
    """What a student is called who did not say it: the shortest form of the real name that nobody has yet."""
    assert room.roster is not None
    pupil = room.roster.get(student)
    assert pupil is not None
    return next(name for name in short_names(pupil.name) if room.seats.name_refusal(name) is None)


def _come(room: Room, seat: Seat) -> None:
    """Who comes in the middle of a question may answer it."""
    time = room.needs(seat).time
    if time:
        room.longer[seat.no] = time
    if room.round is not None and not room.round.over:
        room.round.witnesses.add(seat.no)
    if room.place.phase == "answering":
        room.absent.add(seat.no)


def _check_let_in(room: Room, command: c.LetIn, at_ms: int) -> Code | None:
    if not command.seat:
        return None
    return None if room.seats.waiter(command.seat) else "unknown_seat"


def _let_in(room: Room, command: c.LetIn, at_ms: int) -> list[Fact]:
    chosen = [seat for seat in room.seats.waiting() if command.seat in (0, seat.no)]
    for seat in chosen:
        room.seats.let_in(seat, at_ms)
        _come(room, seat)
    return [SeatChanged(seat.no) for seat in chosen]


def _check_waiter(room: Room, command: c.TurnAway, at_ms: int) -> Code | None:
    return None if room.seats.waiter(command.seat) else "unknown_seat"


def _turn_away(room: Room, command: c.TurnAway, at_ms: int) -> list[Fact]:
    seat = room.seats.waiter(command.seat)
    assert seat is not None
    room.seats.kick(seat, at_ms)
    return [SeatChanged(seat.no)]


def _check_free(room: Room, command: c.FreeSeat, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    return None if seat.student and seat.key else "not_now"


def _free(room: Room, command: c.FreeSeat, at_ms: int) -> list[Fact]:
    seat = room.seat(command.seat)
    room.seats.free(seat, at_ms)
    if seat.no in room.waiting:
        room.waiting.remove(seat.no)
        room.absent.add(seat.no)
    return [SeatFreed(seat.no), SeatChanged(seat.no)]


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
    for those in (room.waiting, room.absent, room.unsure):
        those.discard(command.seat)
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
    c.LetIn: (_check_let_in, _let_in),
    c.TurnAway: (_check_waiter, _turn_away),
    c.FreeSeat: (_check_free, _free),
    c.Kick: (_check_seat, _kick),
    c.Rename: (_check_rename, _rename),
    c.Lock: (None, _lock),
}
