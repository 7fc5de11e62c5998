"""Number: a typed value, right within a tolerance. Decimal throughout: 0.1 + 0.2 is 0.3 in class."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.lookalike import skeleton
from saual.questions.text import Lang, Text, UnitText, say
from saual.questions.typed import clean, grouped

_LARGEST = Decimal(10) ** 12
_DECIMALS = 12
"""What a phone's keyboard can be asked to type; it also keeps sums exact."""

_MINUS = str.maketrans(dict.fromkeys("−‐‑‒–—﹣-", "-"))
# "1 000 000" is grouped by threes; a comma is a decimal mark here, as in every Kazakh and Russian textbook.
_VALUE = re.compile(r"\s*([+-]?)\s*(\d{1,3}(?:\s\d{3})+(?!\d)|\d*)(?:[.,](\d*))?(.*)", re.DOTALL)


class Measured(Question, frozen=True, kw_only=True):
    """A question whose right answer is a number, so far off as `tolerance` allows."""

    right: Decimal
    tolerance: Decimal = Decimal(0)
    unit: UnitText | None = None

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        if self.unit is not None:
            yield "unit", self.unit


class Number(Measured, frozen=True, kw_only=True, tag="number"):
    kind: ClassVar[str] = "number"

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for field, value in (("right", self.right), ("tolerance", self.tolerance)):
            wrong = list(not_typable(field, value))
            yield from wrong
            if not wrong and field == "tolerance" and value < 0:
                yield Fault(field, "below_zero", "is below zero", "Write 0 or more.")

    def read(self, raw: RawAnswer) -> Answer | None:
        text = clean(raw)
        return text if text is not None and self.value(text) is not None else None

    def mark(self, answer: Answer) -> float:
        value = self.value(str(answer))
        low, high = self.right - self.tolerance, self.right + self.tolerance
        return float(value is not None and low <= value <= high)

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(unit=say(self.unit or "", lang, fallback))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        words = [with_unit(self.right, self.unit, lang, fallback)]
        return Solution(words=words, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, plain(self.right), lambda text: self.mark(text) == 1.0, self.value)

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return str(answer)

    def value(self, text: str) -> Decimal | None:
        """What was typed, as a number; None if it is none."""
        # Digits one by one: NFKC would read 5² as 52.
        ascii_digits = "".join(c if (d := unicodedata.decimal(c, None)) is None else str(d) for c in text)
        match = _VALUE.fullmatch(ascii_digits.translate(_MINUS))
        if match is None:
            return None
        sign, whole, part, rest = match.groups(default="")
        whole = "".join(whole.split())
        if not (whole or part) or not self._is_unit(rest):
            return None
        return Decimal(f"{sign}{whole or 0}.{part or 0}")

    def _is_unit(self, rest: str) -> bool:
        units = list(self.unit.values()) if isinstance(self.unit, dict) else [self.unit or ""]
        return _bare(rest) in {"", *map(_bare, units)}


def not_typable(field: str, value: Decimal) -> Iterable[Fault]:
    """A fault if the number is one that nobody can type."""
    if not (value.is_finite() and -_LARGEST <= value <= _LARGEST and value == round(value, _DECIMALS)):
        problem = "is not a number that a student can type"
        fix = f"Write a number up to {_LARGEST:f} with at most {_DECIMALS} digits after the point."
        yield Fault(field, "not_typable", problem, fix)


def with_unit(value: Decimal, unit: Text | None, lang: Lang, fallback: Lang) -> str:
    """As people write it in this language: 3,14 м."""
    digits = plain(value) if lang == "en" else plain(value).replace(".", ",")
    return f"{digits} {say(unit or '', lang, fallback)}".rstrip()


def plain(value: Decimal) -> str:
    """Without exponent or trailing zeros: 3.14, 1000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bare(unit: str) -> str:
    return "".join(skeleton(unit.translate(_MINUS)).split()).rstrip(".")
