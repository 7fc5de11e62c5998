"""Poll: two to eight options, none of them right; the class sees what it thinks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import ClassVar, Self

from msgspec.structs import replace

from saual.questions.base import Answer, Bar, RawAnswer, Solution
from saual.questions.options import WithOptions, new_order
from saual.questions.text import Lang


class Poll(WithOptions, frozen=True, kw_only=True, tag="poll"):
    kind: ClassVar[str] = "poll"
    marked: ClassVar[bool] = False

    def shuffled(self, random: Random) -> Self:
        order = new_order(self.options, random)
        return replace(self, options=tuple(self.options[i] for i in order))

    def read(self, raw: RawAnswer) -> Answer | None:
        return self.one_option(raw)

    def mark(self, answer: Answer) -> float:
        return 0.0

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return self.bars(answers)
