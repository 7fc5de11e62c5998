"""Poll: two to eight options, none of them right; the class sees what it thinks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import ClassVar, Self

from saual.questions.base import Answer, Bar, RawAnswer, Solution
from saual.questions.options import new_order
from saual.questions.pictured import WithPictures
from saual.questions.text import Lang


class Poll(WithPictures, frozen=True, kw_only=True, tag="poll"):
    kind: ClassVar[str] = "poll"
    marked: ClassVar[bool] = False

    def shuffled(self, random: Random) -> Self:
        return self.reordered(new_order(self.options, random))

    def read(self, raw: RawAnswer) -> Answer | None:
        return self.one_option(raw)

    def mark(self, answer: Answer) -> float:
        return 0.0

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return self.bars(answers)
