"""What is put down of a question asked aloud after its lesson: its text, what was right, a picture of the board. Pure.

The log of the lesson is closed then. A record is a function of the log, and of these notes.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from saual.game.rules.improvising import revised
from saual.protocol.codes import Code
from saual.reports.record import GameRecord, ItemRow


class Note(Struct, frozen=True, omit_defaults=True):
    """About the question in place `i`. None leaves one as it is, "" takes it away."""

    i: int
    text: str | None = None
    right: str | None = None
    picture: str | None = None


def why_not(record: GameRecord, note: Note) -> Code | None:
    """Why this cannot be noted; None if it can."""
    item = next((row for row in record.items if row.i == note.i), None)
    if item is None or item.flow != "improvised":
        return "no_question"
    if item.skipped:
        return "not_now"
    return revised(item.question, note.text, note.right, note.picture)[1]


def annotated(record: GameRecord, notes: Iterable[Note]) -> GameRecord:
    """The record with these notes. Answers are marked by them; points stay as the class has seen them."""
    by_place = {note.i: note for note in notes if why_not(record, note) is None}
    if not by_place:
        return record
    items = tuple(_noted(row, by_place.get(row.i)) for row in record.items)
    asked = {row.i: row.question for row in items if row.i in by_place}
    responses = tuple(
        replace(row, credit=asked[row.i].mark(row.answer)) if row.i in asked and not row.late else row
        for row in record.responses
    )
    return replace(record, items=items, responses=responses)


def _noted(row: ItemRow, note: Note | None) -> ItemRow:
    if note is None:
        return row
    return replace(row, question=revised(row.question, note.text, note.right, note.picture)[0])
