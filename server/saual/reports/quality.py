"""How well the questions of one game measured what students know. Pure: from a record to figures.

They rest on the students who were asked every marked question of the game; no answer, and a late one, count as 0, as on
paper; of two votes on one question the first is taken, which each gave alone. Under ten such students, or three
questions, chance is larger than any figure, and none is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from operator import mul
from statistics import StatisticsError, correlation, variance

from saual.protocol.api import Reliability
from saual.reports.counting import Responses
from saual.reports.record import GameRecord

FEWEST_STUDENTS = 10
FEWEST_QUESTIONS = 3


class Quality:
    """What each question earned those who were asked all of them, from 0 to 1."""

    def __init__(self, record: GameRecord, responses: Responses) -> None:
        items = [item for item in record.items if item.last and item.question.marked and not item.skipped]
        gone = {student.seat for student in record.students if student.removed}
        always = set.intersection(*(set(item.witnesses) for item in items)) - gone if items else set()
        self.complete = always if len(items) >= FEWEST_QUESTIONS else set[int]()
        """Seats that were asked every marked question, if there are enough of these."""
        self._enough = len(self.complete) >= FEWEST_STUDENTS
        students = sorted(self.complete)
        self._credits: dict[int, list[float]] = {}
        """By the places of the questions, of the students in one order."""
        for item in items:
            alone = responses.in_time(item.i - 1 if item.vote == 2 else item.i)
            earned = {row.seat: row.credit for row in alone}
            self._credits[item.i] = [earned.get(seat, 0.0) for seat in students]
        self._totals = list(map(sum, zip(*self._credits.values(), strict=True)))

    def discrimination(self, i: int) -> float | None:
        """The corrected item–total correlation of question `i`, −1 to 1: did those who did well in all the others do
        well in this one? None where there are too few, or where all did alike.
        """
        own = self._credits.get(i)
        if own is None or not self._enough:
            return None
        rest = [total - x for total, x in zip(self._totals, own, strict=True)]
        try:
            return correlation(own, rest)
        except StatisticsError:  # one of them does not vary
            return None

    def moments(self, i: int) -> tuple[int, float, float, float, float, float]:
        """Of the complete students: how many, and the sums of x, x², r, r² and x·r, where x is the credit in question
        `i` and r the mean credit in all others. They can be added up over games. All 0 for one that is not marked.
        """
        own = self._credits.get(i)
        if not own:
            return 0, 0.0, 0.0, 0.0, 0.0, 0.0
        others = len(self._credits) - 1
        rest = [(total - x) / others for total, x in zip(self._totals, own, strict=True)]
        return len(own), fsum(own), sumprod(own, own), fsum(rest), sumprod(rest, rest), sumprod(own, rest)

    def reliability(self) -> Reliability | None:
        """Cronbach's α of the whole game (with right and wrong alone: KR-20)."""
        count = len(self._credits)
        if not self._enough or not variance(self._totals):
            return None
        own = sum(map(variance, self._credits.values()))
        alpha = count / (count - 1) * (1 - own / variance(self._totals))
        return Reliability(alpha=alpha, students=len(self.complete), questions=count)


def sumprod(left: Sequence[float], right: Sequence[float]) -> float:
    """The sum of the products, place by place."""
    return fsum(map(mul, left, right))
