"""What counts as an answer, when, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, Fact, PostsChanged
from saual.game.plain import Trouble, plain
from saual.game.round import Response
from saual.game.rules import Rules
from saual.game.scoring import elapsed
from saual.game.seats import HAND
from saual.game.whose import answering, has_turn
from saual.protocol.codes import Code
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer

if TYPE_CHECKING:
    from saual.game.room import Room

LONGEST_POST = 200
"""Graphemes; the question types allow no more characters."""


def _check_answer(room: Room, command: c.SubmitAnswer, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None or (seat.phone and not command.by_host):
        return "unknown_seat"
    asked = room.asked(command.game, command.question)
    if room.pace is not None or asked is None or asked.window is None:
        return "not_open"
    given = room.given(asked, command)
    known = [one for one in given if one is not None]
    if known:
        if any(one.id == command.id for one in known):
            return None
        # One answer a student, and one a phone: who was put on it later does not open the question once more.
        if len(known) == len(given) or any(one.phone == command.seat for one in known):
            return "already_answered"
    # A phone that is here answers for itself.
    if command.by_host and (seat.conn not in (None, HAND) or not has_turn(room.seats, asked, seat.no)):
        return "not_now"
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
    seen = room.receipt(command)
    if seen is not None:
        return [seen]
    answer, window = asked.question.read(command.answer), asked.window
    assert answer is not None
    whose = {no: asked.span_of(no) for no in answering(room.seats, asked, command) if asked.of(no) is None}
    counts_ms = window.at(at_ms)
    # The deadline counts, not the moment when somebody got round to closing: a server that slept closes late. Of those
    # who share a phone it is that of whoever is given the most time.
    over = asked.over or counts_ms > window.end_of(max(whose.values())) + room.settings.grace_ms
    phone, on_stage = 0 if command.by_host else command.seat, asked is room.round
    for no, span_ms in whose.items():
        thought_ms = elapsed(counts_ms, window.started_ms, command.rtt_ms, span_ms)
        (asked.late if over else asked.responses)[no] = Response(
            answer, command.id, at_ms, thought_ms, late=over, phone=phone
        )
    room.answerers.update(whose)
    if on_stage:
        room.waiting.difference_update(whose)
        room.absent.difference_update(whose)
    if on_stage and not over and phone:
        room.unsure.add(phone)
    others = [no for no in whose if no != command.seat]
    if over:
        late = [AnswerLate(no, command.id) for no in (command.seat, *others)]
        return [*late, *room.record_again(command.game)]
    accepted: list[Fact] = [AnswerAccepted(no, command.id) for no in (command.seat, *others)]
    if asked.wall is not None:
        texts = tuple(text for text, _ in _posts(asked.question, answer))
        for no in whose:
            accepted.append(PostsChanged(asked.wall.add(no, texts, command.held)))
    return accepted


ANSWERING: Rules = {c.SubmitAnswer: (_check_answer, _answer)}
