"""Single choice: one of two to eight options is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import ClassVar, Self

from msgspec.structs import replace

from saual.questions.base import Answer, Bar, Fault, RawAnswer, Solution
from saual.questions.options import LETTERS, Letter, moved, new_order
from saual.questions.pictured import WithPictures
from saual.questions.text import Lang


class Single(WithPictures, frozen=True, kw_only=True, tag="single"):
    kind: ClassVar[str] = "single"
    arguable: ClassVar[bool] = True
    right: Letter

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from self.beyond(self.right)

    def shuffled(self, random: Random) -> Self:
        order = new_order(self.options, random)
        return replace(self.reordered(order), right=moved(self.right, order))

    def read(self, raw: RawAnswer) -> Answer | None:
        return self.one_option(raw)

    def mark(self, answer: Answer) -> float:
        return float(answer == LETTERS.index(self.right))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(right=[LETTERS.index(self.right)], explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return self.bars(answers, [LETTERS.index(self.right)])
