"""Whose a question is and whose an answer, where students share a phone or have none. Knows seats and a round."""

from __future__ import annotations

from saual.game import commands as c
from saual.game.round import Response, Round
from saual.game.seats import Seat, Seats


def has_turn(seats: Seats, asked: Round, no: int) -> bool:
    """The question is this student's: always, but on a phone that is passed on."""
    seat = seats.get(no)
    return seat is not None and asked.holders.get(seat.phone or no, no) == no


def put_to(seats: Seats, asked: Round) -> list[Seat]:
    """Everybody whose the question is."""
    return [seat for seat in seats if has_turn(seats, asked, seat.no)] if asked.holders else list(seats)


def answering(seats: Seats, asked: Round, command: c.SubmitAnswer) -> tuple[int, ...]:
    """Whose answer this is: of all who share the phone, or of the one whose turn it is."""
    if command.by_host:
        return (command.seat,)
    turn = asked.holders.get(command.seat)
    return seats.crew(command.seat) if turn is None else (turn,)


def answer_of(seats: Seats, asked: Round, phone: int) -> Response | None:
    """What was answered with the phone of this seat, or by the host in its place."""
    turn = asked.holders.get(phone)
    if turn is not None:
        return asked.of(turn)
    for no in seats.crew(phone):
        response = asked.of(no)
        if response is not None and (no == phone or response.phone == phone):
            return response
    return None
