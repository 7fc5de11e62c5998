"""What students asked and said in one lesson: the questions, and separate counts a student. Pure: from a record.

A question that the teacher hid counts for nobody. A name stands beside a question only if it was asked by name.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from saual.protocol.api import AskedLine, SpokenCounts
from saual.reports.record import AskedRow, GameRecord


class Voice(Struct):
    """What one student asked and said."""

    questions: int = 0
    seconded: int = 0
    spoken: int = 0
    aloud: int = 0
    contributed: int = 0


def counted(record: GameRecord) -> list[AskedRow]:
    """The questions that count: not hidden."""
    return [row for row in record.asked if row.state != "hidden"]


def voices(record: GameRecord) -> dict[int, Voice]:
    """By seat; everybody in the record has one."""
    found = {student.seat: Voice() for student in record.students}
    for row in counted(record):
        found[row.seat].questions += 1
        for seat in row.seconds:
            found[seat].seconded += 1
    for spoken in record.spoken:
        if not spoken.seat:
            continue
        voice = found[spoken.seat]
        match spoken.what:
            case "question":
                voice.spoken += 1
            case "answer":
                voice.aloud += 1
            case "contribution":
                voice.contributed += 1
    return found


def asked(record: GameRecord) -> list[AskedLine]:
    """In order of asking, hidden ones too."""
    names = {student.seat: student.name for student in record.students}
    return [
        AskedLine(
            no=row.no,
            text=row.text,
            name=names[row.seat] if row.named else "",
            at_ms=row.asked_ms,
            seconds=len(row.seconds),
            state=row.state,
            starred=row.starred,
        )
        for row in record.asked
    ]


def spoken(record: GameRecord) -> SpokenCounts:
    """With or without a name."""
    counts = Counter(row.what for row in record.spoken)
    return SpokenCounts(counts["question"], counts["answer"], counts["contribution"])
