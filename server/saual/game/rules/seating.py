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
from saual.game.rules.turns import left_alone, parted, regrouped, settle
from saual.game.seats import HAND
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room
    from saual.game.seats import Seat


def _check_join(room: Room, command: c.Join, at_ms: int) -> Code | None:
    if room.seats.barred(command.key, command.device):
        return "kicked"
    return None if room.seats.of_key(command.key) is not None else admits(room, command)


def admits(room: Room, command: c.Join | c.ShareWith) -> Code | None:
    """Why this student may not come in with a phone; None if so."""
    if room.locked:
        return "room_locked"
    if command.student:
        refusal = _check_student(room, command)
        if refusal is not None or room.seats.of_student(command.student) is not None:
            return refusal
    elif room.settings.entry == "roster":
        return "roster_only"
    return no_room(room, command)


def no_room(room: Room, command: c.Join | c.ShareWith | c.AddStudent) -> Code | None:
    """Why one more may not come in under that name."""
    if len(room.seats) + len(room.seats.waiting()) >= room.settings.capacity:
        return "room_full"
    if command.student and not command.name:
        return None
    name, code = clean(command.name)
    return code or room.seats.name_refusal(name)


def _check_student(room: Room, command: c.Join | c.ShareWith) -> Code | None:
    """A card proves who one is, and takes the seat over from whoever has only picked the name."""
    roster = room.roster
    if roster is None or roster.get(command.student) is None or not (command.card or roster.by_name):
        return "unknown_student"
    held = room.seats.of_student(command.student)
    return None if held is None or command.card or not held.held else "student_taken"


def _join(room: Room, command: c.Join, at_ms: int) -> list[Fact]:
    known = room.seats.of_key(command.key)
    if known is not None:
        return [SeatWaits(known.no) if known.waits else SeatTaken(known.no)]
    held = room.seats.of_student(command.student)
    if held is not None:
        return [SeatTaken(held.no), *_take_over(room, held, command, at_ms)]
    name = called(room, command)
    if not command.student and room.settings.entry == "approve":
        seat = room.seats.join(command.key, command.device, name, at_ms, waits=True)
        return [SeatWaits(seat.no)]
    seat = room.seats.join(command.key, command.device, name, at_ms, command.student)
    settle(room, seat.no)
    return [SeatTaken(seat.no), SeatChanged(seat.no)]


def _take_over(room: Room, held: Seat, command: c.Join, at_ms: int) -> list[Fact]:
    """The student has another phone from now on: instead of an own one, of one that was shared, or of none."""
    phone = held.phone
    if phone:
        held.depart(at_ms)  # with the other phone; the own one is on its way
    room.seats.hand_over(held, command.key, command.device)
    return [SeatChanged(held.no), *parted(room, held, phone)]


def called(room: Room, command: c.Join | c.ShareWith | c.AddStudent) -> str:
    """What the student is called: who did not say it, by the shortest form of the real name that nobody has yet."""
    name = clean(command.name)[0]
    if name:
        return name
    assert room.roster is not None
    pupil = room.roster.get(command.student)
    assert pupil is not None
    return next(name for name in short_names(pupil.name) if room.seats.name_refusal(name) is None)


def _check_let_in(room: Room, command: c.LetIn, at_ms: int) -> Code | None:
    if not command.seat:
        return None
    return None if room.seats.waiter(command.seat) else "unknown_seat"


def _let_in(room: Room, command: c.LetIn, at_ms: int) -> list[Fact]:
    chosen = [seat for seat in room.seats.waiting() if command.seat in (0, seat.no)]
    for seat in chosen:
        room.seats.let_in(seat, at_ms)
        settle(room, seat.no)
    shared = [seat.phone for seat in chosen if seat.phone]
    changed = [SeatChanged(no) for seat in chosen for no in (seat.no, seat.phone) if no]
    return [*changed, *(regrouped(room, *shared) if shared else [])]


def _check_waiter(room: Room, command: c.TurnAway, at_ms: int) -> Code | None:
    return None if room.seats.waiter(command.seat) else "unknown_seat"


def _turn_away(room: Room, command: c.TurnAway, at_ms: int) -> list[Fact]:
    seat = room.seats.waiter(command.seat)
    assert seat is not None
    phone = seat.phone
    room.seats.kick(seat, at_ms)
    return [SeatChanged(no) for no in (seat.no, phone) if no]


def _check_free(room: Room, command: c.FreeSeat, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    return None if seat.student and seat.key else "not_now"


def _free(room: Room, command: c.FreeSeat, at_ms: int) -> list[Fact]:
    seat = room.seat(command.seat)
    room.seats.free(seat, at_ms)
    room.expect(seat.no)
    return [SeatFreed(seat.no), SeatChanged(seat.no), *left_alone(room, seat.no, at_ms)]


def _check_seat(room: Room, command: c.Kick, at_ms: int) -> Code | None:
    return None if room.seats.get(command.seat) else "unknown_seat"


def _check_arrive(room: Room, command: c.Arrive, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None or not seat.key:  # it was freed, or sits with another, while this was on its way
        return "unknown_seat"
    # Written late by a process that stood still; the phone is with another one since.
    return "stale" if seat.conn not in (None, HAND) and command.since_ms < seat.since_ms else None


def _arrive(room: Room, command: c.Arrive, at_ms: int) -> list[Fact]:
    room.seat(command.seat).since_ms = command.since_ms
    crew = room.seats.crew(command.seat)
    for no in crew:
        room.seat(no).arrive(command.conn, at_ms)
        room.expect(no)
    return [SeatChanged(no) for no in crew]


def _check_depart(room: Room, command: c.Depart, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None or seat.phone:
        return "unknown_seat"
    return None if seat.conn == command.conn else "stale"


def _depart(room: Room, command: c.Depart, at_ms: int) -> list[Fact]:
    crew = room.seats.crew(command.seat)
    for no in crew:
        room.seat(no).depart(at_ms)
        room.expect(no)
    return [SeatChanged(no) for no in crew]


def _kick(room: Room, command: c.Kick, at_ms: int) -> list[Fact]:
    return removed(room, room.seat(command.seat), at_ms)


def removed(room: Room, seat: Seat, at_ms: int) -> list[Fact]:
    """The student is in no more; others on the same phone are."""
    phone = seat.phone
    room.seats.kick(seat, at_ms)
    room.expect(seat.no)
    room.unsure.discard(seat.no)
    facts: list[Fact] = [SeatLost(seat.no), StageChanged(), *_signed(room, seat.no)]
    facts += [*parted(room, seat, phone), *left_alone(room, seat.no, at_ms)]
    if room.game is not None:
        room.game.rank(room.seats.players())
        facts.append(ScoresChanged())
    return facts


def _check_rename(room: Room, command: c.Rename, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    name, code = clean(command.name)
    return code or room.seats.name_refusal(name, of=seat.no)


def _rename(room: Room, command: c.Rename, at_ms: int) -> list[Fact]:
    seat = room.seat(command.seat)
    room.seats.rename(seat, clean(command.name)[0])
    changed = [SeatChanged(no) for no in (seat.no, seat.phone) if no]
    return [*changed, StageChanged(), *_signed(room, command.seat), *room.record_again(room.current)]


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
