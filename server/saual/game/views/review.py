"""What a student may look back at when the game is over: own answers, what was right and why, and what to learn again.

Only questions whose answers were closed and that count, and that this student was there for: one that was skipped, or
that the class never came to, may be asked another day.
"""

from __future__ import annotations

from collections import Counter

from saual.game.merits import earned
from saual.game.room import Room
from saual.game.round import Round
from saual.game.views import common, media
from saual.game.views.player import plain, verdict
from saual.game.whose import answer_of
from saual.protocol.reviewing import PlayerReview, Reviewed, ReviewTag, Weak
from saual.questions.text import Lang, say

PAGE = 10
"""Questions in one frame: a phone asks for the next ones when it has these, so that a slow one is never flooded."""
MOST_WEAK = 5


def review(room: Room, seat: int, lang: Lang, start: int) -> PlayerReview:
    """The questions from place `start` on among those that this seat may look back at; none before the end."""
    mine = _rounds(room, seat)
    own = room.seats.get(seat) if room.place.phase == "podium" and start == 0 else None
    told = earned(room, own) if own is not None else None
    if room.game is None or not mine:
        return PlayerReview(start, earned=told)
    shown = PlayerReview(
        start=start,
        of=len(mine),
        g=room.game.no,
        items=[_item(room, asked, seat, lang) for asked in mine[start : start + PAGE]],
        weak=_weak(room, mine, seat) if start == 0 else [],
        earned=told,
    )
    return common.with_math(room, shown)


def _rounds(room: Room, seat: int) -> list[Round]:
    if room.game is None or room.place.phase != "podium" or room.seats.get(seat) is None:
        return []
    return [
        asked
        for asked in room.game.results()
        if asked.question.answered
        and (asked.holders.get(seat, seat) in asked.witnesses or answer_of(room.seats, asked, seat) is not None)
    ]


def _item(room: Room, asked: Round, seat: int, lang: Lang) -> Reviewed:
    fallback = room.bank.language
    question, response = asked.question, answer_of(room.seats, asked, seat)
    told = question.solution(lang, fallback)
    return Reviewed(
        i=asked.index,
        text=say(question.text, lang, fallback),
        kind=question.kind,
        verdict=verdict(asked, seat, response),
        a=None if response is None else plain(response),
        late=response is not None and response.late,
        ask=media.ask(room, asked.index, question, lang),
        right=told.right,
        words=told.words,
        why=told.explanation,
        media=media.of_question(room, asked.index, question, lang),
        regions=told.regions,
    )


def _weak(room: Room, mine: list[Round], seat: int) -> list[Weak]:
    """Topics and skills with the most questions that this student did not get quite right, the worst first."""
    of: Counter[tuple[ReviewTag, str]] = Counter()
    missed: Counter[tuple[ReviewTag, str]] = Counter()
    for asked in mine:
        if not asked.marked:
            continue
        tags: tuple[tuple[ReviewTag, str | None], ...] = (
            ("topic", asked.question.topic),
            ("skill", asked.question.skill),
        )
        for tag, name in tags:
            if name is not None:
                of[tag, name] += 1
                missed[tag, name] += verdict(asked, seat, answer_of(room.seats, asked, seat)) != "right"
    worst = sorted((key for key in of if missed[key]), key=lambda key: (-missed[key], of[key], key))
    return [Weak(tag, name, missed[tag, name], of[tag, name]) for tag, name in worst[:MOST_WEAK]]
