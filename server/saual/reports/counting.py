"""What the students of one game come to in whole numbers, and its questions in bars. Pure: from a record to counts.

All that is written with the game and all that its report adds up goes through here. *Counted*
questions are those that students answer and that were not skipped. Of one that was voted on twice the last vote is the
result; who answered in either has answered it. A late answer is counted as late and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from saual.protocol.api import BarLine
from saual.questions.text import Lang
from saual.reports.record import GameRecord, ItemRow, ResponseRow


class Responses:
    """The answers of one game, by the places of their questions."""

    def __init__(self, record: GameRecord) -> None:
        self._all = {i: list(rows) for i, rows in groupby(record.responses, attrgetter("i"))}
        self._in_time = {i: [row for row in rows if not row.late] for i, rows in self._all.items()}

    def to(self, i: int) -> Sequence[ResponseRow]:
        return self._all.get(i, ())

    def in_time(self, i: int) -> Sequence[ResponseRow]:
        return self._in_time.get(i, ())


class Tallies(Struct, frozen=True):
    """Each a count by seat, over counted questions. `asked`: that were put while the student was in the room; `marked`:
    answers in time to those in which something is right, of which so many `right` ones."""

    asked: Counter[int]
    answered: Counter[int]
    late: Counter[int]
    marked: Counter[int]
    right: Counter[int]


def counted_items(record: GameRecord) -> dict[int, ItemRow]:
    """By their places."""
    return {item.i: item for item in record.items if item.last and item.question.answered and not item.skipped}


def tallies(record: GameRecord, responses: Responses) -> Tallies:
    made = Tallies(Counter(), Counter(), Counter(), Counter(), Counter())
    for i, item in counted_items(record).items():
        made.asked.update(item.witnesses)
        given, in_time = responses.to(i), responses.in_time(i)
        answered = seats(in_time)
        made.answered.update({*answered, *seats(responses.in_time(i - 1))} if item.vote == 2 else answered)
        if len(in_time) < len(given):
            made.late.update(seats(row for row in given if row.late))
        if item.question.marked:
            made.marked.update(answered)
            made.right.update(seats(row for row in in_time if row.credit == 1.0))
    return made


def seats(rows: Iterable[ResponseRow]) -> list[int]:
    return [row.seat for row in rows]


def bars(record: GameRecord, item: ItemRow, responses: Responses, lang: Lang) -> list[BarLine]:
    """How many gave which answer, in time."""
    question = item.question
    names = question.bar_names(lang, record.language)
    ask = question.ask(lang, record.language)
    pictures = dict(enumerate(ask.pictures if ask.options else ()))
    return [
        BarLine(
            bar.label or names[i],
            bar.n,
            bar.right,
            # Where something is right the bars count it; only a scale's parts are the figure.
            [] if question.marked else bar.parts,
            pictures.get(i, ""),
            bar.points,
        )
        for i, bar in enumerate(question.figure([row.answer for row in responses.in_time(item.i)]))
    ]
