"""The tables of one game as CSV for a spreadsheet: students, questions, responses. Pure: from a record to bytes.

Column names never change with the language; numbers and separators are what a spreadsheet of that language reads.
Text that came from people can never become a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from saual.protocol.api import ItemLine
from saual.questions.bank import AnyQuestion
from saual.questions.text import Lang, say
from saual.reports.lesson import items, students
from saual.reports.record import GameRecord, ItemRow, ResponseRow

Cell = str | int | float | bool | None

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?", re.ASCII)

_STUDENTS = (
    *("room", "game", "seat", "name", "joined", "asked", "answered", "right", "late", "median_ms", "points"),
    *("rank", "removed"),
)
_QUESTIONS = (
    *("room", "game", "question", "kind", "text", "topic", "level", "bloom", "skill", "asked", "answered", "late"),
    *("right", "median_ms", "skipped", "distribution"),
)
_RESPONSES = (
    *("room", "game", "time", "seat", "name", "question", "kind", "text", "answer", "right", "credit"),
    *("points", "bonus", "elapsed_ms", "late"),
)


def students_csv(record: GameRecord, lang: Lang) -> bytes:
    """One row a student. `rank` is empty where there is none."""
    removed = {student.seat: student.removed for student in record.students}
    rows: list[list[Cell]] = [
        [
            *(record.room, record.no, line.seat, line.name, _time(line.joined_ms)),
            *(line.asked, line.answered, line.right, line.late, line.median_ms),
            *(line.points, line.rank or None, removed[line.seat]),
        ]
        for line in students(record)
    ]
    return _csv(_STUDENTS, rows, lang)


def questions_csv(record: GameRecord, lang: Lang) -> bytes:
    """One row a question, numbered as the class saw it; `right` is a share from 0 to 1."""
    asked = {item.i: item.question for item in record.items}
    rows = [_question(record, asked[line.i], line) for line in items(record, lang)]
    return _csv(_QUESTIONS, rows, lang)


def responses_csv(record: GameRecord, lang: Lang) -> bytes:
    """One row a response. `right` and `credit` are empty for a poll, a skipped question and a late answer."""
    asked = {item.i: item for item in record.items}
    names = {student.seat: student.name for student in record.students}
    rows = [_response(record, asked[row.i], row, names[row.seat], lang) for row in record.responses]
    return _csv(_RESPONSES, rows, lang)


def _question(record: GameRecord, question: AnyQuestion, line: ItemLine) -> list[Cell]:
    return [
        *(record.room, record.no, line.i + 1, line.kind, line.text),
        *(question.topic, question.level, question.bloom, question.skill),
        *(line.asked, line.answered, line.late, line.right, line.median_ms, line.skipped),
        "; ".join(f"{bar.label}: {bar.n}" for bar in line.bars),
    ]


def _response(record: GameRecord, item: ItemRow, row: ResponseRow, name: str, lang: Lang) -> list[Cell]:
    question = item.question
    marked = question.marked and not item.skipped and not row.late
    return [
        *(record.room, record.no, _time(row.arrived_ms), row.seat, name, row.i + 1, question.kind),
        say(question.text, lang, record.language),
        question.write(row.answer, lang, record.language),
        *((row.credit == 1.0, row.credit) if marked else (None, None)),
        *(row.points, row.bonus, row.elapsed_ms, row.late),
    ]


def neutral(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it. A plain number cannot run, and stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], lang: Lang) -> bytes:
    # Excel in Kazakh and Russian takes ";" between cells and "," in numbers; without the mark it reads no UTF-8.
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter="," if lang == "en" else ";")
    writer.writerow(columns)
    writer.writerows([_cell(value, lang) for value in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def _cell(value: Cell, lang: Lang) -> str:
    match value:
        case None:
            return ""
        case str():
            return neutral(value)
        case float():
            number = f"{value:.4f}".rstrip("0").rstrip(".")
            return number if lang == "en" else number.replace(".", ",")
        case _:
            return str(int(value))


def _time(at_ms: int) -> str:
    """ISO 8601, UTC, to the millisecond."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
