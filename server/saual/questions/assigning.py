"""What matching and categorising share: each item gets one of the options, and each that is right counts.

An answer has an option's index for every item; the index after the last option stands for an item left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta

from saual.questions.base import Answer, Ask, Bar, Fault, RawAnswer, Solution
from saual.questions.items import indexes, item_faults, placed_bars, right_faults
from saual.questions.options import LETTERS, Letter, WithOptions
from saual.questions.text import Lang, Text, TitleText, say

ARROW = " → "
_LEFT_OUT = "–"


class Assigning(WithOptions, frozen=True, kw_only=True):
    items: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=12)]
    right: Annotated[tuple[Letter, ...], Meta(max_length=12)]
    """The letter of each item's option."""

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for item in self.items:
            yield "items", item

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from item_faults(self.items)
        yield from right_faults(self.letters(), self.items)
        for letter in dict.fromkeys(self.right):
            yield from self.beyond(letter)

    def letters(self) -> tuple[Letter, ...]:
        return self.right

    def read(self, raw: RawAnswer) -> Answer | None:
        chosen = indexes(raw, len(self.items), len(self.options) + 1)
        return chosen if chosen is not None and min(chosen) < len(self.options) else None

    def mark(self, answer: Answer) -> float:
        chosen = answer if isinstance(answer, tuple) else ()
        return sum(one == right for one, right in zip(chosen, self._right(), strict=True)) / len(self.items)

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        said = super().ask(lang, fallback).options
        return Ask(options=said, items=[say(item, lang, fallback) for item in self.items])

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        words = self.bar_names(lang, fallback)
        return Solution(right=self._right(), words=words, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        given = [answer for answer in answers if isinstance(answer, tuple)]
        return placed_bars(self._right(), given, len(self.options))

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        return self._pairs(self._right(), lang, fallback)

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return "; ".join(self._pairs(answer if isinstance(answer, tuple) else (), lang, fallback))

    def _pairs(self, chosen: Sequence[int | str], lang: Lang, fallback: Lang) -> list[str]:
        said = [say(option, lang, fallback) for option in self.options] + [_LEFT_OUT]
        items = [say(item, lang, fallback) for item in self.items]
        return [f"{item}{ARROW}{said[int(one)]}" for item, one in zip(items, chosen, strict=True)]

    def _right(self) -> list[int]:
        return [LETTERS.index(letter) for letter in self.letters()]
