"""What of one game goes into reports over many: one row of sums a student, one a question. Pure: from a record.

They are counted once, when the game is written, so that a report over hundreds of games adds up rows and looks at no
single answer. All of them can be added; what cannot (a median) is not here.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from saual.protocol.api import BarLine
from saual.reports.lesson import items, students
from saual.reports.quality import Quality
from saual.reports.record import GameRecord

MOST_BARS = 50
"""Of one question's figure: a class that types freely may write as many words as it likes."""


class SeatSums(Struct, frozen=True):
    """One student of one game. `possible`: counted questions put while the student was in the room.

    `marked`: answers in time to those in which something is right, of which `correct` were quite right; `credit` is
    what all of them together were worth, 1 for each right one, of the `put` that could be had. `complete`: was asked
    every marked question of a game that has enough of them.
    """

    seat: int
    possible: int
    answered: int
    late: int
    marked: int
    correct: int
    credit: float
    put: int
    complete: bool
    questions: int
    seconded: int
    spoken: int
    aloud: int
    contributed: int


class ItemSums(Struct, frozen=True):
    """One question of one game. `counted`: not skipped; `marked`: something in it is right, and it counts.

    `n` to `xr` are sums over the game's complete students: of the credit `x` in this question, of the mean credit `r`
    in all other marked ones, and of their products.
    """

    i: int
    topic: str | None
    level: str | None
    bloom: str | None
    skill: str | None
    counted: bool
    marked: bool
    possible: int
    answered: int
    late: int
    correct: int
    credit: float
    bars: tuple[BarLine, ...]
    """How many gave which answer, in the bank's language."""
    n: int
    x: float
    xx: float
    r: float
    rr: float
    xr: float


class Sums(Struct, frozen=True):
    seats: tuple[SeatSums, ...]
    items: tuple[ItemSums, ...]


def sums(record: GameRecord) -> Sums:
    quality = Quality(record)
    return Sums(_seats(record, quality), _items(record, quality))


def _seats(record: GameRecord, quality: Quality) -> tuple[SeatSums, ...]:
    credit: dict[int, float] = {}
    last = {item.i for item in record.items if item.last}
    for row in record.responses:
        if row.i in last:
            credit[row.seat] = credit.get(row.seat, 0.0) + row.credit
    complete, put = quality.complete, marked_put(record)
    return tuple(
        SeatSums(
            *(line.seat, line.asked, line.answered, line.late, line.marked, line.right),
            *(credit.get(line.seat, 0.0), put[line.seat], line.seat in complete),
            *(line.questions, line.seconded, line.spoken, line.aloud, line.contributed),
        )
        for line in students(record)
    )


def marked_put(record: GameRecord) -> dict[int, int]:
    """By seat: how many questions in which something is right, and that count, were put while the student was there."""
    put = dict.fromkeys((student.seat for student in record.students), 0)
    for item in record.items:
        if item.last and item.question.marked and not item.skipped:
            for seat in item.witnesses:
                if seat in put:
                    put[seat] += 1
    return put


def _items(record: GameRecord, quality: Quality) -> tuple[ItemSums, ...]:
    asked = {item.i: item for item in record.items}
    credit = dict.fromkeys(asked, 0.0)
    correct = dict.fromkeys(asked, 0)
    for row in record.responses:
        credit[row.i] += row.credit
        correct[row.i] += row.credit == 1.0
    made = []
    for line in items(record, record.language):
        item = asked[line.i]
        question = item.question
        n, x, xx, r, rr, xr = quality.moments(line.i)
        made.append(
            ItemSums(
                i=line.i,
                topic=question.topic,
                level=question.level,
                bloom=question.bloom,
                skill=question.skill,
                counted=not item.skipped,
                marked=question.marked and not item.skipped,
                possible=line.asked,
                answered=line.answered,
                late=line.late,
                correct=correct[line.i],
                credit=credit[line.i],
                bars=tuple(replace(bar, points=[]) for bar in line.bars[:MOST_BARS]),
                n=n,
                x=x,
                xx=xx,
                r=r,
                rr=rr,
                xr=xr,
            )
        )
    return tuple(made)
