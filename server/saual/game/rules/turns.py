"""Whose question it is where students share a phone: all who do, or where the phone is passed on, one after the other.

Owns the turns of a round and what follows when somebody comes to a phone or leaves it; who may do that is `sharing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from saual.game.facts import Fact, ScoresChanged, SeatChanged, StageChanged
from saual.game.whose import answer_of, has_turn, put_to

if TYPE_CHECKING:
    from saual.game.game import Game
    from saual.game.room import Room
    from saual.game.round import Round
    from saual.game.seats import Seat


def share_out(room: Room, asked: Round) -> None:
    """A question comes to the stage: whose it is on each phone, and who is asked it."""
    assert room.game is not None
    before = asked.first.holders if asked.first is not None else {}
    if room.settings.pass_phone and asked.question.answered:
        for phone, crew in room.seats.players().items():
            if len(crew) > 1:  # a second vote is whose the first one was
                asked.holders[phone] = before[phone] if before.get(phone) in crew else _following(room.game, crew)
    asked.witnesses = {seat.no for seat in put_to(room.seats, asked)}
    if asked.first is not None:
        asked.witnesses |= asked.first.witnesses


def _following(game: Game, crew: Iterable[int]) -> int:
    """Who has not had a turn for the longest time; of those who never had one, who came first."""
    last: dict[int, int] = {}
    for i, asked in sorted(game.rounds.items()):
        last |= dict.fromkeys(asked.holders.values(), i)
    return min(crew, key=lambda no: (last.get(no, -1), no))


def settle(room: Room, no: int) -> None:
    """Whether the question on the stage is put to this student, who has just come, moved or got the phone."""
    time = room.needs(room.seat(no)).time
    if time:
        room.longer[no] = time
    asked = room.round
    if asked is None or asked.over:
        return
    if has_turn(room.seats, asked, no):
        asked.witnesses.add(no)
    elif asked.of(no) is None:
        asked.witnesses.discard(no)
    room.expect(no)


def give_turn(room: Room, asked: Round, phone: int, to: int) -> list[Fact]:
    asked.holders[phone] = to
    crew = room.seats.crew(phone)
    for no in crew:
        settle(room, no)
    return [SeatChanged(no) for no in crew]


def regrouped(room: Room, *changed: int) -> list[Fact]:
    """Others are behind these players than before."""
    if room.game is not None:
        room.game.recount(room.seats.players(), changed)
    return [StageChanged(), ScoresChanged()]


def parted(room: Room, seat: Seat, phone: int) -> list[Fact]:
    """The student left the phone of seat `phone` (0: there was none): the turn passes on, unless it was taken."""
    if not phone:
        return []
    facts: list[Fact] = [SeatChanged(phone)]
    asked = room.round
    if asked is not None and not asked.over and asked.holders.get(phone) == seat.no and asked.of(seat.no) is None:
        assert room.game is not None
        facts += give_turn(room, asked, phone, _following(room.game, room.seats.crew(phone)))
    if not seat.kicked:
        settle(room, seat.no)
    return [*facts, *regrouped(room, seat.no, phone)]


def left_alone(room: Room, phone: int, at_ms: int) -> list[Fact]:
    """The phone of this seat is gone: who shared it stays without one."""
    others = room.seats.crew(phone)[1:]
    if not others:
        return []
    asked = room.round
    if asked is not None and not asked.over and phone in asked.holders and answer_of(room.seats, asked, phone) is None:
        del asked.holders[phone]
    for no in others:
        room.seats.sit_alone(room.seat(no), at_ms)
    here = [no for no in (phone, *others) if room.seats.get(no) is not None]
    for no in here:
        settle(room, no)
    return [*(SeatChanged(no) for no in here), *regrouped(room, phone, *others)]
