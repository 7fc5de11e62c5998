"""What of one game goes into reports over many: one row of sums a student, one a question. Pure: from a record.

They are counted once, when the game is written, so that a report over hundreds of games adds up rows and looks at no
single answer. All of them can be added; what cannot (a median) is not here.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from saual.protocol.api import BarLine
from saual.reports.counting import Responses, bars, tallies
from saual.reports.quality import Quality
from saual.reports.record import GameRecord, ItemRow
from saual.reports.voices import voices

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
    responses = Responses(record)
    quality = Quality(record, responses)
    return Sums(_seats(record, quality, responses), _items(record, quality, responses))


def _seats(record: GameRecord, quality: Quality, responses: Responses) -> tuple[SeatSums, ...]:
    credit = credits_of(record, responses)
    tally, heard, complete, put = tallies(record, responses), voices(record), quality.complete, marked_put(record)
    return tuple(
        SeatSums(
            seat=seat,
            possible=tally.asked[seat],
            answered=tally.answered[seat],
            late=tally.late[seat],
            marked=tally.marked[seat],
            correct=tally.right[seat],
            credit=credit[seat],
            put=put[seat],
            complete=seat in complete,
            questions=heard[seat].questions,
            seconded=heard[seat].seconded,
            spoken=heard[seat].spoken,
            aloud=heard[seat].aloud,
            contributed=heard[seat].contributed,
        )
        for seat in (student.seat for student in record.students)
    )


def credits_of(record: GameRecord, responses: Responses) -> dict[int, float]:
    """By seat: what the answers came to, of a question that was voted on twice the last one."""
    credit = dict.fromkeys((student.seat for student in record.students), 0.0)
    for item in record.items:
        if item.last:
            for row in responses.to(item.i):
                credit[row.seat] += row.credit
    return credit


def marked_put(record: GameRecord) -> dict[int, int]:
    """By seat: how many questions in which something is right, and that count, were put while the student was there."""
    put = dict.fromkeys((student.seat for student in record.students), 0)
    for item in record.items:
        if item.last and item.question.marked and not item.skipped:
            for seat in item.witnesses:
                if seat in put:
                    put[seat] += 1
    return put


def _items(record: GameRecord, quality: Quality, responses: Responses) -> tuple[ItemSums, ...]:
    known = {student.seat for student in record.students}
    return tuple(
        _item(record, item, known, quality, responses) for item in record.items if item.last and item.question.answered
    )


def _item(record: GameRecord, item: ItemRow, known: set[int], quality: Quality, responses: Responses) -> ItemSums:
    question, given, in_time = item.question, responses.to(item.i), responses.in_time(item.i)
    credits = [row.credit for row in given]
    n, x, xx, r, rr, xr = quality.moments(item.i)
    return ItemSums(
        i=item.i,
        topic=question.topic,
        level=question.level,
        bloom=question.bloom,
        skill=question.skill,
        counted=not item.skipped,
        marked=question.marked and not item.skipped,
        possible=len(known.intersection(item.witnesses)),
        answered=len(in_time),
        late=len(given) - len(in_time),
        correct=credits.count(1.0),
        credit=sum(credits),
        bars=tuple(
            replace(bar, points=[]) if bar.points else bar
            for bar in bars(record, item, responses, record.language)[:MOST_BARS]
        ),
        n=n,
        x=x,
        xx=xx,
        r=r,
        rr=rr,
        xr=xr,
    )
