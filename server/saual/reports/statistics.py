"""The few formulas that reports over many games rest on. Pure numbers; docs/reports.md gives sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, sqrt

from msgspec import Struct

_NOTHING = 1e-12
"""A spread below this share of what it is the difference of is rounding."""


class Moments(Struct, frozen=True):
    """Of pairs (x, r): how many, and the sums of x, x², r, r² and x·r."""

    n: int
    x: float
    xx: float
    r: float
    rr: float
    xr: float

    @property
    def spread_x(self) -> float:
        """n²·variance of x; 0 where it does not vary."""
        return _difference(self.n * self.xx, self.x * self.x)

    @property
    def spread_r(self) -> float:
        return _difference(self.n * self.rr, self.r * self.r)

    def correlation(self) -> float | None:
        """Pearson's r, −1 to 1 (point-biserial where x is 0 or 1); None where one of them does not vary.

        (n·Σxr − Σx·Σr) / √((n·Σx² − (Σx)²)·(n·Σr² − (Σr)²))
        """
        if not self.spread_x or not self.spread_r:
            return None
        together = self.n * self.xr - self.x * self.r
        return max(-1.0, min(1.0, together / sqrt(self.spread_x * self.spread_r)))


def added(all: Iterable[Moments]) -> Moments:
    """Of all pairs together."""
    rows = list(all)
    return Moments(
        sum(one.n for one in rows),
        fsum(one.x for one in rows),
        fsum(one.xx for one in rows),
        fsum(one.r for one in rows),
        fsum(one.rr for one in rows),
        fsum(one.xr for one in rows),
    )


def moments(pairs: Sequence[tuple[float, float]]) -> Moments:
    return Moments(
        len(pairs),
        fsum(x for x, _ in pairs),
        fsum(x * x for x, _ in pairs),
        fsum(r for _, r in pairs),
        fsum(r * r for _, r in pairs),
        fsum(x * r for x, r in pairs),
    )


def alpha(questions: Sequence[Moments]) -> float | None:
    """Cronbach's α of questions that the same sittings answered; x is the credit in one, r the mean in the others.

    k/(k−1)·(1 − Σ variance of a question / variance of the total), the total of a sitting being x + (k−1)·r of any one
    question. None where all totals are the same.
    """
    k = len(questions)
    if k < 2:
        return None
    one = questions[0]
    total = one.x + (k - 1) * one.r
    squares = one.xx + 2 * (k - 1) * one.xr + (k - 1) ** 2 * one.rr
    spread = _difference(one.n * squares, total * total)
    if not spread:
        return None
    return k / (k - 1) * (1 - fsum(question.spread_x for question in questions) / spread)


def gain(before: float, after: float) -> float | None:
    """Hake's normalised gain of two shares from 0 to 1: how much of what could be gained was; below 0 where less was
    right than before. None where all was right before.

    (after − before) / (1 − before)
    """
    return None if before >= 1 else (after - before) / (1 - before)


def quartiles(values: Sequence[int]) -> list[int]:
    """Lower quartile, median, upper quartile, by linear interpolation between neighbours; [] of nothing."""
    ordered = sorted(values)
    return [round(_between(ordered, part / 4 * (len(ordered) - 1))) for part in (1, 2, 3)] if ordered else []


def _between(ordered: Sequence[int], place: float) -> float:
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _difference(left: float, right: float) -> float:
    found = left - right
    return 0.0 if abs(found) <= _NOTHING * max(abs(left), abs(right)) else found
