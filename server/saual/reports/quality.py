"""How well the questions of one game measured what students know. Pure: from a record to figures.

They rest on the students who were asked every marked question of the game; no answer, and a late one, count as 0, as on
paper. Under ten such students, or three questions, chance is larger than any figure, and none is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import StatisticsError, correlation, variance

from saual.protocol.api import Reliability
from saual.reports.record import GameRecord

_STUDENTS = 10
_QUESTIONS = 3


class Quality:
    """`credits[student][question]`, each from 0 to 1."""

    def __init__(self, record: GameRecord) -> None:
        items = [item for item in record.items if item.question.marked and not item.skipped]
        gone = {student.seat for student in record.students if student.removed}
        always = set.intersection(*(set(item.witnesses) for item in items)) - gone if items else set()
        earned = {(row.seat, row.i): row.credit for row in record.responses if not row.late}
        enough = len(always) >= _STUDENTS and len(items) >= _QUESTIONS
        self._places = {item.i: place for place, item in enumerate(items)} if enough else {}
        self._credits = [[earned.get((seat, item.i), 0.0) for item in items] for seat in sorted(always)]

    def discrimination(self, i: int) -> float | None:
        """The corrected item–total correlation of question `i`, −1 to 1: did those who did well in all the others do
        well in this one? None where there are too few, or where all did alike.
        """
        place = self._places.get(i)
        if place is None:
            return None
        own = [row[place] for row in self._credits]
        rest = [sum(row) - row[place] for row in self._credits]
        try:
            return correlation(own, rest)
        except StatisticsError:  # one of them does not vary
            return None

    def reliability(self) -> Reliability | None:
        """Cronbach's α of the whole game (with right and wrong alone: KR-20)."""
        count, total = len(self._places), [sum(row) for row in self._credits]
        if not count or not variance(total):
            return None
        own = sum(variance(column) for column in self._columns())
        alpha = count / (count - 1) * (1 - own / variance(total))
        return Reliability(alpha=alpha, students=len(self._credits), questions=count)

    def _columns(self) -> Iterator[Sequence[float]]:
        return zip(*self._credits, strict=True)
