"""What counts as an answer, when, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, Fact
from saual.game.round import Response
from saual.game.rules import Rules
from saual.game.scoring import elapsed
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room


def _check_answer(room: Room, command: c.SubmitAnswer, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    asked = room.asked(command.game, command.question)
    if asked is None or asked.window is None:
        return "not_open"
    given = asked.of(command.seat)
    if given is not None:
        return None if given.id == command.id else "already_answered"
    return "bad_answer" if asked.question.read(command.answer) is None else None


def _answer(room: Room, command: c.SubmitAnswer, at_ms: int) -> list[Fact]:
    asked = room.asked(command.game, command.question)
    assert asked is not None
    assert asked.window is not None
    if asked.of(command.seat) is not None:
        seen = room.receipt(command)
        assert seen is not None
        return [seen]
    answer, window = asked.question.read(command.answer), asked.window
    assert answer is not None
    thought_ms = elapsed(window.at(at_ms), window.started_ms, command.rtt_ms, window.span_ms)
    # The deadline counts, not the moment when somebody got round to closing: a server that slept closes late.
    over = asked.closed or window.at(at_ms) > window.ends_ms + room.settings.grace_ms
    response = Response(answer, command.id, at_ms, thought_ms, late=over)
    if over:
        asked.late[command.seat] = response
    else:
        asked.responses[command.seat] = response
    room.answerers.add(command.seat)
    if asked is room.round:
        room.waiting.discard(command.seat)
        room.absent.discard(command.seat)
    if not over:
        return [AnswerAccepted(command.seat, command.id)]
    return [AnswerLate(command.seat, command.id), *room.record_again(command.game)]


ANSWERING: Rules = {c.SubmitAnswer: (_check_answer, _answer)}
