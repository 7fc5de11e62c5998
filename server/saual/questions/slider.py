"""Slider: a value to be estimated on a scale; near enough is right, and a wider nearness earns half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from saual.questions.base import Answer, Ask, Bar, Fault, RawAnswer, Solution
from saual.questions.number import Measured, not_typable, plain, with_unit
from saual.questions.text import Lang, say

MOST_STEPS = 1000
"""What a finger can aim at, and what an answer can hold."""
_MOST_COLUMNS = 12
_COLUMNS = 10


class Slider(Measured, frozen=True, kw_only=True, tag="slider"):
    """An answer counts the steps from the least value."""

    kind: ClassVar[str] = "slider"
    min: Decimal
    max: Decimal
    step: Decimal = Decimal(1)
    near: Decimal = Decimal(0)
    """As far off as this still earns half."""

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        values = {name: getattr(self, name) for name in ("min", "max", "step", "right", "tolerance", "near")}
        wrong = [fault for name, value in values.items() for fault in not_typable(name, value)]
        yield from wrong
        if wrong:
            return
        for name in ("tolerance", "near"):
            if values[name] < 0:
                yield Fault(name, "below_zero", "is below zero", "Write 0 or more.")
        if self.max <= self.min:
            yield Fault("max", "not_above", "is not above `min`", "Write a greater number.")
        elif self.step <= 0 or (self.max - self.min) % self.step:
            yield Fault(
                "step",
                "uneven_steps",
                "does not lead from `min` to `max`",
                "Write a step that divides the scale evenly.",
            )
        elif self._steps() > MOST_STEPS:
            problem = f"makes {self._steps()} steps; {MOST_STEPS} are allowed"
            yield Fault(
                "step", "many_steps", problem, "Write a greater step.", {"n": self._steps(), "most": MOST_STEPS}
            )
        elif not any(self.mark(i) == 1.0 for i in range(self._steps() + 1)):
            problem = "cannot be reached with this scale and step"
            yield Fault("right", "off_the_scale", problem, "Write a value of the scale, or a wider tolerance.")

    def read(self, raw: RawAnswer) -> Answer | None:
        return raw if type(raw) is int and 0 <= raw <= self._steps() else None

    def mark(self, answer: Answer) -> float:
        off = abs(self._value(answer) - self.right) if isinstance(answer, int) else None
        if off is None:
            return 0.0
        return 1.0 if off <= self.tolerance else 0.5 if off <= self.near else 0.0

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        unit = say(self.unit or "", lang, fallback)
        return Ask(low=plain(self.min), high=plain(self.max), step=plain(self.step), unit=unit)

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        words = [with_unit(self.right, self.unit, lang, fallback)]
        return Solution(words=words, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """A histogram: a column a value where they are few, else ten of the same width."""
        values = self._steps() + 1
        columns = values if values <= _MOST_COLUMNS else _COLUMNS
        edges = [i * values // columns for i in range(columns + 1)]
        bars = []
        for first, beyond in pairwise(edges):
            marks = [self.mark(answer) for answer in answers if isinstance(answer, int) and first <= answer < beyond]
            there = self._value(first) <= self.right < self._value(beyond)
            parts = [marks.count(1.0), marks.count(0.5)]
            bars.append(Bar(n=len(marks), label=self._span(first, beyond - 1), right=there, parts=parts))
        return bars

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return with_unit(self._value(answer), self.unit, lang, fallback) if isinstance(answer, int) else ""

    def _steps(self) -> int:
        return int((self.max - self.min) / self.step)

    def _value(self, steps: int) -> Decimal:
        return self.min + steps * self.step

    def _span(self, first: int, last: int) -> str:
        one, other = plain(self._value(first)), plain(self._value(last))
        return one if first == last else f"{one}–{other}" if self.min >= 0 else f"{one} … {other}"
