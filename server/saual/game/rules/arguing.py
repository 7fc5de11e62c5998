"""Peer instruction: what is asked twice, what comes of a first vote, who talks with whom, how sure one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from saual.game import commands as c
from saual.game.countdown import Countdown
from saual.game.facts import Fact, StageChanged, SureSaid
from saual.game.flows import peer
from saual.game.pairing import partners
from saual.game.rules import Rules
from saual.game.whose import answer_of
from saual.protocol.codes import Code
from saual.protocol.common import AfterVote, Phase

if TYPE_CHECKING:
    from saual.game.room import Room


def decided(room: Room, choice: AfterVote | None) -> Phase:
    """The phase that follows the first vote on the stage: as the host says, or as is recommended."""
    assert room.round is not None
    assert room.game is not None
    if choice is None:
        choice = peer.recommended(room.round.percent(), room.settings.peer)
    if choice != "reveal":
        at = room.place.index
        room.put_steps(at + 1, [replace(room.steps[at], vote=2)])
        if room.settings.peer.points == "last":
            room.round.most = 0
    return peer.PHASES[choice]


def begin_talk(room: Room, at_ms: int) -> None:
    asked, chosen = room.round, room.settings.peer
    assert asked is not None
    if chosen.talk_ms:
        room.timer = Countdown(at_ms, chosen.talk_ms)
    if chosen.pairs:
        here = [no for no in room.seats.players() if room.seat(no).conn or answer_of(room.seats, asked, no)]
        answers = {no: response.answer for no in here if (response := answer_of(room.seats, asked, no))}
        asked.partners = partners(_neighbours(room, here), answers)


def _neighbours(room: Room, seats: list[int]) -> list[int]:
    """As they sit, as far as is known: in the order of the class's list, then of coming in."""
    listed = {pupil.id: place for place, pupil in enumerate(room.roster.students if room.roster else ())}
    return sorted(seats, key=lambda no: (listed.get(room.seat(no).student, len(listed)), no))


def _check_twice(room: Room, command: c.AskTwice, at_ms: int) -> Code | None:
    at = command.question
    if command.game != (room.game.no if room.game is not None else 0) or at >= len(room.steps):
        return "stale"
    asked = room.game.rounds.get(at) if room.game is not None else None
    if asked is None:
        past = room.game is not None and at < room.place.index
        return "stale" if past else _may_be_twice(room, at)
    if asked is not room.round or asked.over:
        return "stale"
    return "not_now" if room.closing else _may_be_twice(room, at)


def _may_be_twice(room: Room, at: int) -> Code | None:
    step = room.steps[at]
    return None if step.arguable and not step.again else "not_now"


def _twice(room: Room, command: c.AskTwice, at_ms: int) -> list[Fact]:
    room.change_flow(command.question, "peer" if command.on else "classic")
    return [StageChanged()]


def _check_sure(room: Room, command: c.SaySure, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    asked = room.asked(command.game, command.question)
    if asked is None or asked is not room.round or asked.over or not room.asks_sure:
        return "not_open"
    return None if any(one.phone == command.seat for one in asked.responses.values()) else "not_now"


def _sure(room: Room, command: c.SaySure, at_ms: int) -> list[Fact]:
    assert room.round is not None
    for response in room.round.responses.values():
        if response.phone == command.seat:
            response.sure = command.sure
    room.unsure.discard(command.seat)
    return [SureSaid(command.seat)]


ARGUING: Rules = {
    c.AskTwice: (_check_twice, _twice),
    c.SaySure: (_check_sure, _sure),
}
