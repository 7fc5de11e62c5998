"""Multiple choice: one or more of two to eight options are right; part of them earns part of the credit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Annotated, ClassVar, Self

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.base import Answer, Bar, Fault, RawAnswer, Solution
from saual.questions.options import LETTERS, Letter, moved, new_order
from saual.questions.pictured import WithPictures
from saual.questions.text import Lang


class Multiple(WithPictures, frozen=True, kw_only=True, tag="multiple"):
    kind: ClassVar[str] = "multiple"
    arguable: ClassVar[bool] = True
    right: Annotated[tuple[Letter, ...], Meta(min_length=1, max_length=8)]

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for letter in dict.fromkeys(self.right):
            yield from self.beyond(letter)
            if self.right.count(letter) > 1:
                yield Fault(
                    "right", "twice", f'"{letter}" stands there twice', "Write each letter once.", {"letter": letter}
                )

    def shuffled(self, random: Random) -> Self:
        order = new_order(self.options, random)
        right = tuple(sorted(moved(letter, order) for letter in self.right))
        return replace(self.reordered(order), right=right)

    def written(self) -> Self:
        """Its right letters have no order."""
        return replace(super().written(), right=tuple(sorted(self.right)))

    def read(self, raw: RawAnswer) -> Answer | None:
        if not isinstance(raw, list) or not raw:
            return None
        chosen = {i for one in raw if (i := self.one_option(one)) is not None}
        return tuple(sorted(chosen)) if len(chosen) == len(raw) else None

    def mark(self, answer: Answer) -> float:
        chosen: set[int | str] = set(answer if isinstance(answer, tuple) else ())
        right = self._right()
        # Wrong ones cost as much as right ones earn: ticking everything earns no more than knowing.
        return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(right=sorted(self._right()), explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return self.bars(answers, self._right())

    def _right(self) -> set[int]:
        return {LETTERS.index(letter) for letter in self.right}
