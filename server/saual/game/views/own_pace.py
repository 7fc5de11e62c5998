"""What a student's phone may know of a homework.

All questions of an attempt go to the phone at once, so that it needs no network to answer them; nothing in them depends
on which answer is right. What is right is told as the teacher has set: with the answer, which is final then, when no
attempt is left to use it in, or when the homework has closed (then by `review`).
"""

from __future__ import annotations

import hmac
from typing import Literal

from saual.game.flows.own_pace import LATE_MS
from saual.game.own_pace import Attempt
from saual.game.room import Room
from saual.game.views import common, media
from saual.game.views.player import graded, raw
from saual.protocol.homework import Material
from saual.protocol.own_pace import (
    AttemptView,
    MaterialView,
    PaceGave,
    PaceGiven,
    PaceItem,
    PlayerAttempt,
    PlayerHomework,
    PlayerTold,
    Told,
)
from saual.questions.media import Media, kind_of
from saual.questions.text import Lang, say


def homework(room: Room, seat: int, lang: Lang) -> PlayerHomework | None:
    """What was set, and how the seat's attempts went; None where the room is no homework."""
    pace = room.pace
    if pace is None:
        return None
    plan = pace.plan
    frame = PlayerHomework(
        opens=plan.opens_ms,
        closes=plan.closes_ms,
        until=plan.closes_ms + LATE_MS,
        n=sum(question.answered for question in room.bank.questions),
        title=say(room.bank.title, lang, room.bank.language),
        attempts=plan.attempts,
        counts=plan.counts,
        limit=pace.limit_ms(room.needs(room.seat(seat)).time),
        feedback=plan.feedback,
        note=plan.note,
        material=[_material(room, no, seat) for no in range(len(plan.material))] if room.game is not None else [],
        mine=[_attempt(room, seat, attempt) for attempt in pace.of(seat)],
    )
    return common.with_math(room, frame)


def _material(room: Room, no: int, seat: int) -> MaterialView:
    assert room.pace is not None
    piece = room.pace.plan.material[no]
    return MaterialView(
        title=piece.title,
        text=piece.text,
        link=piece.link,
        name=_material_name(room, no, piece),
        kind=kind_of(piece.media) if piece.media else None,
        alt=piece.alt,
        opened=no in room.pace.opened.get(seat, ()),
    )


def _attempt(room: Room, seat: int, attempt: Attempt) -> AttemptView:
    pace, game = room.pace, room.game
    assert pace is not None
    assert game is not None
    if attempt is pace.newest(seat) and not (attempt.finished_ms or pace.closed):
        return AttemptView(attempt.no, attempt.begun_ms)  # what comes of it, the phone knows itself
    told = pace.closed or (bool(attempt.finished_ms) and pace.plan.feedback != "after_closing")
    right = [_verdict(room, seat, attempt, i) for i in attempt.order if game.steps[i].question.marked]
    return AttemptView(
        *(attempt.no, attempt.begun_ms, attempt.finished_ms, len(attempt.answers), attempt.late),
        right=right.count("right") if told else None,
        of=len(right),
        # Of two attempts the better one tells how they were marked.
        counts=(told or pace.plan.counts == "last") and attempt is pace.counting(game, seat),
    )


def attempt(room: Room, seat: int, lang: Lang) -> PlayerAttempt | None:
    """The seat's newest attempt while the homework is open."""
    newest = _newest(room, seat)
    if newest is None:
        return None
    frame = PlayerAttempt(
        no=newest.no,
        items=[_item(room, i, lang) for i in newest.order],
        ends=newest.ends_ms,
        given=[PaceGiven(i, raw(done.answer), done.late) for i, done in sorted(newest.answers.items())],
    )
    return common.with_math(room, frame)


def _newest(room: Room, seat: int) -> Attempt | None:
    if room.pace is None or room.place.phase != "own_pace":
        return None
    return room.pace.newest(seat)


def _item(room: Room, i: int, lang: Lang) -> PaceItem:
    assert room.game is not None
    question, fallback = room.game.steps[i].question, room.bank.language
    return PaceItem(
        i=i,
        text=say(question.text, lang, fallback),
        kind=question.kind,
        ask=media.ask(room, i, question, lang),
        media=media.at_home(room, i, question, lang),
    )


def gave(room: Room, seat: int, i: int) -> PaceGave | None:
    """That this answer of the newest attempt is recorded."""
    newest = _newest(room, seat)
    done = newest.answers.get(i) if newest is not None else None
    return PaceGave(newest.no, i, raw(done.answer), done.late) if newest is not None and done is not None else None


def told(room: Room, seat: int, lang: Lang, only: set[int] | None = None) -> PlayerTold | None:
    """What may be told of the newest attempt: of these questions, or of all; None where there is nothing to say."""
    newest, pace = _newest(room, seat), room.pace
    if newest is None or pace is None or pace.plan.feedback == "after_closing":
        return None
    at_once = pace.plan.feedback == "at_once"
    whole = at_once or pace.left(seat) == 0
    may = [i for i in newest.order if newest.finished_ms or (at_once and i in newest.answers)]
    told = (_told(room, seat, newest, i, lang, whole) for i in may if only is None or i in only)
    put = [one for one in told if one is not None]
    return common.with_math(room, PlayerTold(newest.no, put)) if put else None


def _told(room: Room, seat: int, attempt: Attempt, i: int, lang: Lang, whole: bool) -> Told | None:
    assert room.game is not None
    question = room.game.steps[i].question
    if not question.answered:
        return None
    verdict = _verdict(room, seat, attempt, i)
    if not whole:
        return Told(i, verdict)
    found = question.solution(lang, room.bank.language)
    return Told(i, verdict, True, found.right, found.words, found.explanation, found.regions)


def _verdict(room: Room, seat: int, attempt: Attempt, i: int) -> Literal["right", "part", "wrong", "none", "missed"]:
    assert room.game is not None
    assert room.pace is not None
    question, done = room.game.steps[i].question, attempt.answers.get(i)
    if done is None:
        return "missed"
    if not question.marked or not room.pace.in_time(seat, done):
        return "none"
    return graded(question.mark(done.answer))


# ── files that are sent as they are ─────────────────────────────────────────────────────────────────────────────


def open_file(room: Room, name: str) -> Media | None:
    """The file of the material, or the film of a question, that phones know by this name, from the opening on."""
    if room.pace is None or room.game is None:
        return None
    for no, piece in enumerate(room.pace.plan.material):
        kind = kind_of(piece.media) if piece.media else None
        if piece.media and kind and hmac.compare_digest(_material_name(room, no, piece), name):
            return Media(kind, piece.media)
    return media.film_at_home(room, name)


def _material_name(room: Room, no: int, piece: Material) -> str:
    if piece.media is None:
        return ""
    return media.derived(room, f"material/{no}/{piece.media}")
