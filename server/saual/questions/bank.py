"""The bank: questions in order, with what is known of them together. Knows no file format and no folder."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Annotated, get_args

from msgspec import Meta, Struct
from msgspec.structs import replace

from saual.questions.base import Points, Seconds
from saual.questions.brainstorm import Brainstorm
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.nps import Nps
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.ordering import Ordering
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.scale import Scale
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import LANGS, Lang, LineText, TitleText, spoken
from saual.questions.truefalse import TrueFalse
from saual.questions.wordcloud import WordCloud

AnyQuestion = (
    Single
    | Multiple
    | TrueFalse
    | Short
    | Number
    | Ordering
    | Matching
    | Gaps
    | Categorising
    | Slider
    | Hotspot
    | Poll
    | Rating
    | Slide
    | WordCloud
    | OpenText
    | Scale
    | Nps
    | Brainstorm
)
"""Every question type. A new type is a module of its own and a word in this line."""

KINDS: dict[str, type[AnyQuestion]] = {kind.kind: kind for kind in get_args(AnyQuestion)}

UNMARKED = frozenset(name for name, kind in KINDS.items() if not kind.marked)
"""The types in which nothing is right."""

DEFAULT_TIME: Seconds = 20
DEFAULT_POINTS: Points = 1000

_ASIDE = ("explanation", "alt")
"""Texts without which a question can be answered."""

Credit = Annotated[str, Meta(max_length=120)]


class Bank(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A bank as the game takes it: every question's time and points are filled in (see `settled`).

    One without questions is that of a lesson without a quiz; no file holds one.
    """

    id: str = ""
    title: TitleText
    about: LineText | None = None
    language: Lang
    author: Credit = ""
    licence: Credit = ""
    questions: Annotated[tuple[AnyQuestion, ...], Meta(max_length=500)]


def settled(question: AnyQuestion, time: int = DEFAULT_TIME, points: Points = DEFAULT_POINTS) -> AnyQuestion:
    """The question with these defaults filled in.

    A slide has neither time nor points; what nobody can get right has 0 points.
    """
    if not question.answered:
        return replace(question, time=None, points=None)
    own_time = time if question.time is None else question.time
    own_points = points if question.points is None else question.points
    return replace(question, time=own_time, points=own_points if question.marked else 0)


def in_order(bank: Bank, random: Random, *, questions: bool, options: bool) -> list[tuple[int, AnyQuestion]]:
    """The questions as they are asked, each with its place in the bank: in an order by chance if `questions`, with
    their options in one if `options`. Slides keep their places; an order that tells what is right is never kept.
    """
    origins = list(range(len(bank.questions)))
    if questions:
        places = [i for i, question in enumerate(bank.questions) if question.answered]
        moved = list(places)
        random.shuffle(moved)
        for place, origin in zip(places, moved, strict=True):
            origins[place] = origin
    asked = [(origin, bank.questions[origin]) for origin in origins]
    return [(origin, q.shuffled(random) if options or q.telling_order else q) for origin, q in asked]


def languages(bank: Bank) -> tuple[Lang, ...]:
    """The languages in which a phone can show every question in full.

    A plain text counts as the bank's language. A plain option does not count: "42" and "Abai" are the same in
    every language, and a bank with such options is no less trilingual.
    """
    common = set(LANGS)
    for question in bank.questions:
        for field, text in question.texts():
            if field == "text" or (field not in _ASIDE and isinstance(text, dict)):
                common &= spoken(text, bank.language)
    return _ordered(common)


def explanation_languages(bank: Bank) -> tuple[Lang, ...]:
    """The languages that every explanation of the bank has; none if nothing is explained."""
    explained = [q.explanation for q in bank.questions if q.explanation is not None]
    common = set(LANGS) if explained else set()
    for text in explained:
        common &= spoken(text, bank.language)
    return _ordered(common)


def kinds(bank: Bank) -> dict[str, int]:
    """How many questions of each type, in the order in which the types appear."""
    return dict(Counter(question.kind for question in bank.questions))


def _ordered(langs: set[Lang]) -> tuple[Lang, ...]:
    return tuple(lang for lang in LANGS if lang in langs)
