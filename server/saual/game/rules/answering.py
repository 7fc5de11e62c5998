"""What counts as an answer, when, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, Fact, PostsChanged
from saual.game.plain import Trouble, plain
from saual.game.round import Response
from saual.game.rules import Rules
from saual.game.scoring import elapsed
from saual.protocol.codes import Code
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer

if TYPE_CHECKING:
    from saual.game.room import Room

LONGEST_POST = 200
"""Graphemes; the question types allow no more characters."""


def _check_answer(room: Room, command: c.SubmitAnswer, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    asked = room.asked(command.game, command.question)
    if asked is None or asked.window is None:
        return "not_open"
    given = asked.of(command.seat)
    if given is not None:
        return None if given.id == command.id else "already_answered"
    answer = asked.question.read(command.answer)
    if answer is None or (asked.question.collects and any(trouble for _, trouble in _posts(asked.question, answer))):
        return "bad_answer"
    return None


def _posts(question: AnyQuestion, answer: Answer) -> list[tuple[str, Trouble | None]]:
    """What the class may be shown of an answer, as it can be shown."""
    return [plain(text, LONGEST_POST, "NFC") for text in question.posts(answer)]


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
    thought_ms = elapsed(window.at(at_ms), window.started_ms, command.rtt_ms, asked.span_of(command.seat))
    # The deadline counts, not the moment when somebody got round to closing: a server that slept closes late.
    over = asked.over or window.at(at_ms) > asked.ends_of(command.seat) + room.settings.grace_ms
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
            room.unsure.add(command.seat)
    if not over:
        accepted: list[Fact] = [AnswerAccepted(command.seat, command.id)]
        if asked.wall is not None:
            texts = tuple(text for text, _ in _posts(asked.question, answer))
            accepted.append(PostsChanged(asked.wall.add(command.seat, texts, command.held)))
        return accepted
    return [AnswerLate(command.seat, command.id), *room.record_again(command.game)]


ANSWERING: Rules = {c.SubmitAnswer: (_check_answer, _answer)}
