"""Several students on one phone, and students without one: who comes to which phone, and whose turn it is.

They come in by the same rules as with phones of their own; the host may take in and move whom the host likes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, SeatChanged, SeatFreed
from saual.game.rules import Rules
from saual.game.rules.seating import admits, called, no_room, removed
from saual.game.rules.turns import give_turn, parted, regrouped, settle
from saual.game.seats import MOST_TOGETHER
from saual.game.whose import answer_of
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room
    from saual.game.seats import Seat


def _check_phone(room: Room, phone: int) -> Code | None:
    """It is a seat with a phone, and one more student may use it. A homework is everybody's own."""
    if room.pace is not None:
        return "not_now"
    seat = room.seats.get(phone)
    if seat is None or not seat.key:
        return "unknown_seat"
    asking = sum(waiter.phone == phone for waiter in room.seats.waiting())
    return "phone_full" if len(room.seats.crew(phone)) + asking >= MOST_TOGETHER else None


def _check_share(room: Room, command: c.ShareWith, at_ms: int) -> Code | None:
    code = _check_phone(room, command.seat) or admits(room, command)
    held = room.seats.of_student(command.student)
    if code is None and held is not None:
        mine = held.no in room.seats.crew(command.seat)
        return "student_taken" if mine or len(room.seats.crew(held.no)) > 1 else None
    return code


def _share(room: Room, command: c.ShareWith, at_ms: int) -> list[Fact]:
    held = room.seats.of_student(command.student)
    if held is not None:
        return _move(room, held, command.seat, at_ms)
    name = called(room, command)
    if not command.student and room.settings.entry == "approve":
        seat = room.seats.join("", "", name, at_ms, waits=True, phone=command.seat)
    else:
        seat = room.seats.join("", "", name, at_ms, command.student)
        room.seats.sit_with(seat, command.seat, at_ms)
        settle(room, seat.no)
    return [SeatChanged(seat.no), SeatChanged(command.seat), *regrouped(room, command.seat)]


def _move(room: Room, seat: Seat, phone: int, at_ms: int) -> list[Fact]:
    """To another phone, or (0) to none, with all that was earned."""
    freed, before = bool(seat.key), seat.phone
    if phone:
        room.seats.sit_with(seat, phone, at_ms)
    else:
        room.seats.sit_alone(seat, at_ms)
    facts: list[Fact] = [SeatFreed(seat.no)] if freed else []
    facts += [SeatChanged(seat.no), *parted(room, seat, before)]
    settle(room, seat.no)
    if phone:
        facts.append(SeatChanged(phone))
    return [*facts, *regrouped(room, seat.no, *([phone] if phone else []))]


def _check_leave(room: Room, command: c.LeavePhone, at_ms: int) -> Code | None:
    member = room.seats.get(command.member) or room.seats.waiter(command.member)
    return None if member is not None and member.phone == command.seat else "unknown_seat"


def _leave(room: Room, command: c.LeavePhone, at_ms: int) -> list[Fact]:
    waiter = room.seats.waiter(command.member)
    if waiter is None:
        return removed(room, room.seat(command.member), at_ms)
    room.seats.kick(waiter, at_ms)
    return [SeatChanged(command.member), SeatChanged(command.seat)]


def _check_pass(room: Room, command: c.PassPhone, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None or command.to not in room.seats.crew(command.seat):
        return "unknown_seat"
    asked = room.round
    if asked is None or asked.over or command.seat not in asked.holders:
        return "not_now"
    return "already_answered" if answer_of(room.seats, asked, command.seat) is not None else None


def _pass(room: Room, command: c.PassPhone, at_ms: int) -> list[Fact]:
    assert room.round is not None
    return give_turn(room, room.round, command.seat, command.to)


def _check_add(room: Room, command: c.AddStudent, at_ms: int) -> Code | None:
    if room.pace is not None:
        return "not_now"
    if command.student:
        if room.roster is None or room.roster.get(command.student) is None:
            return "unknown_student"
        held = room.seats.of_student(command.student)
        if held is not None:
            return "student_taken" if held.held or held.by_hand else None
    return no_room(room, command)


def _add(room: Room, command: c.AddStudent, at_ms: int) -> list[Fact]:
    held = room.seats.of_student(command.student)
    if held is not None:
        return _move(room, held, 0, at_ms)
    seat = room.seats.join("", "", called(room, command), at_ms, command.student)
    room.seats.sit_alone(seat, at_ms)
    settle(room, seat.no)
    return [SeatChanged(seat.no)]


def _check_sit(room: Room, command: c.SitWith, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None:
        return "unknown_seat"
    if len(room.seats.crew(seat.no)) > 1:
        return "not_now"  # others use this student's phone
    if not command.phone:
        return "not_now" if seat.by_hand else None
    if command.phone in (seat.no, seat.phone):
        return "not_now"
    return _check_phone(room, command.phone)


def _sit(room: Room, command: c.SitWith, at_ms: int) -> list[Fact]:
    return _move(room, room.seat(command.seat), command.phone, at_ms)


SHARING: Rules = {
    c.ShareWith: (_check_share, _share),
    c.LeavePhone: (_check_leave, _leave),
    c.PassPhone: (_check_pass, _pass),
    c.AddStudent: (_check_add, _add),
    c.SitWith: (_check_sit, _sit),
}
