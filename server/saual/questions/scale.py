"""Scale: several statements, each rated on the same scale from 1 up, its ends labelled; nothing is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.base import Answer, Ask, Bar, Fault, RawAnswer
from saual.questions.items import item_faults
from saual.questions.rating import Ends
from saual.questions.text import Lang, Text, TitleText, say


class Scale(Ends, frozen=True, kw_only=True, tag="scale"):
    """An answer has one number a statement; 0 where the student left one out."""

    kind: ClassVar[str] = "scale"
    items: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=12)]
    steps: Annotated[int, Meta(ge=2, le=7)] = 5

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for item in self.items:
            yield "items", item

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from item_faults(self.items)

    def read(self, raw: RawAnswer) -> Answer | None:
        if not isinstance(raw, list) or len(raw) != len(self.items):
            return None
        rated = tuple(one for one in raw if type(one) is int and one <= self.steps)
        return rated if len(rated) == len(raw) and any(rated) else None

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return replace(
            super().ask(lang, fallback), items=[say(item, lang, fallback) for item in self.items], most=self.steps
        )

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
