"""Scale: several statements, each rated on the same scale from 1 up, its ends labelled; nothing is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Annotated, ClassVar

from msgspec import Meta

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.text import LANGS, Lang, Text, TitleText, say


class Scale(Question, frozen=True, kw_only=True, tag="scale"):
    """An answer has one number a statement; 0 where the student left one out."""

    kind: ClassVar[str] = "scale"
    marked: ClassVar[bool] = False
    items: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=12)]
    steps: Annotated[int, Meta(ge=2, le=7)] = 5
    low: TitleText | None = None
    high: TitleText | None = None

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for item in self.items:
            yield "items", item
        for end, text in (("low", self.low), ("high", self.high)):
            if text is not None:
                yield end, text

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for (i, one), (j, other) in combinations(enumerate(self.items), 2):
            if one == other:
                params: dict[str, str | int] = {"one": i + 1, "other": j + 1, "text": say(one, "kk", "ru")[:60]}
                problem = f"items {i + 1} and {j + 1} are the same: “{params['text']}”"
                yield Fault("items", "equal_items", problem, "Change or delete one of them.", params)
        yield from language_gaps("items", self.items)
        yield from language_gaps("high", [text for text in (self.low, self.high) if text is not None])

    def read(self, raw: RawAnswer) -> Answer | None:
        if not isinstance(raw, list) or len(raw) != len(self.items):
            return None
        rated = tuple(one for one in raw if type(one) is int and one <= self.steps)
        return rated if len(rated) == len(raw) and any(rated) else None

    def mark(self, answer: Answer) -> float:
        return 0.0

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(
            items=[say(item, lang, fallback) for item in self.items],
            most=self.steps,
            low=say(self.low or "", lang, fallback),
            high=say(self.high or "", lang, fallback),
        )

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """One bar a statement, without a label: they stand in the statements' order."""
        rows = [answer for answer in answers if isinstance(answer, tuple)]
        bars = []
        for i in range(len(self.items)):
            rated = [row[i] for row in rows]
            parts = [rated.count(step) for step in range(1, self.steps + 1)]
            bars.append(Bar(n=sum(parts), parts=parts))
        return bars

    def score(self, answers: Sequence[Answer]) -> float | None:
        """The mean of all ratings."""
        rows = [answer for answer in answers if isinstance(answer, tuple)]
        rated = [one for row in rows for one in row if isinstance(one, int) and one]
        return round(sum(rated) / len(rated), 2) if rated else None

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        return self.ask(lang, fallback).items

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        """The ratings in the order of the statements, – where one was left out."""
        rated = answer if isinstance(answer, tuple) else ()
        return "; ".join(str(one) if one else "–" for one in rated)


def language_gaps(field: str, texts: Sequence[Text]) -> Iterable[Fault]:
    """A language that some of these texts have and others do not; plain ones are the same in all."""
    tables = [text for text in texts if isinstance(text, dict)]
    for lang in LANGS:
        having = sum(lang in text for text in tables)
        if 0 < having < len(tables):
            problem = f"some have {lang}, others do not"
            yield Fault(field, "language_gap", problem, f"Add {lang} everywhere, or take it out.", {"lang": lang})
