"""A record without those who were erased: who reads it cannot tell that they were there. Pure."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from saual.reports.record import GameRecord


def without(record: GameRecord, students: Collection[str]) -> GameRecord:
    """The record as if these students of the class had never been there."""
    gone = {row.seat for row in record.students if row.student_id in students}
    if not gone:
        return record
    heirs: dict[int, int] = {}
    """Whose the phone is now that its student was never there: the first of the others who used it."""
    for row in record.students:
        if row.phone in gone and row.seat not in gone:
            heirs.setdefault(row.phone, row.seat)
    phones = {row.seat: heirs.get(row.phone, row.phone) for row in record.students}
    return replace(
        record,
        students=tuple(
            replace(row, phone=phones[row.seat] if phones[row.seat] != row.seat else 0)
            for row in record.students
            if row.seat not in gone
        ),
        items=tuple(
            replace(row, witnesses=tuple(seat for seat in row.witnesses if seat not in gone)) for row in record.items
        ),
        responses=tuple(
            replace(row, phone=heirs.get(row.phone, row.seat)) if row.phone in gone else row
            for row in record.responses
            if row.seat not in gone
        ),
        asked=tuple(
            replace(row, seconds=tuple(seat for seat in row.seconds if seat not in gone))
            for row in record.asked
            if row.seat not in gone
        ),
        spoken=tuple(row for row in record.spoken if row.seat not in gone),
        attempts=tuple(row for row in record.attempts if row.seat not in gone),
        opened=tuple(row for row in record.opened if row.seat not in gone),
    )
