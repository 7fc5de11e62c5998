"""What reports over weeks cost: a class of 35 in 200 lessons of 20 questions, 140,000 answers, in a file on this disk.

Each report is timed from the query to its JSON, as the server makes it, and against fetching the very rows that it
reads with the database's own driver and nothing else: the ratio is what our part costs, whatever the machine.
"""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert

from loadtests.term import term
from saual.reports.bank import bank_report
from saual.reports.course import class_report
from saual.reports.lesson import report
from saual.reports.person import student_report
from saual.reports.question import question_report
from saual.store import schema
from saual.store.archive import Archive
from saual.store.class_histories import ClassHistories
from saual.store.database import Database
from saual.store.histories import Histories

LESSONS, STUDENTS, QUESTIONS = 200, 35, 20
_TIMES = 7

_BARE = {
    "class": """
        SELECT s.game, s.student_id, s.present_ms, t.* FROM seats s JOIN seat_sums t USING (game, seat)
        WHERE s.game IN (SELECT id FROM games WHERE class_id = '9a')""",
    "student": """
        SELECT i.game, i.i, i.key, i.question FROM seats s JOIN items i USING (game) WHERE s.student_id = '9a-3'""",
    "bank": """
        SELECT i.key, t.* FROM items i JOIN item_sums t USING (game, i) JOIN games g ON g.id = i.game
        WHERE g.bank = 'bank0'""",
    "question": """
        SELECT r.game, r.seat, r.answer, r.elapsed_ms, r.credit FROM items i JOIN responses r USING (game, i)
        WHERE i.key = :key""",
    "list of games": "SELECT * FROM games ORDER BY started_ms DESC LIMIT 50",
    "one game": "SELECT * FROM responses WHERE game = 'term0007-1'",
}
"""The rows that each report is mostly made from."""


class Line(Struct, frozen=True):
    """Medians, in milliseconds; `size` of the JSON in bytes."""

    report: str
    ms: float
    bare_ms: float
    size: int


def measure(say: Callable[[str], None]) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "record.db", say))


async def _measure(path: Path, say: Callable[[str], None]) -> list[Line]:
    database = Database(f"sqlite:///{path}")
    archive, banks, classes = Archive(database), Histories(database), ClassHistories(database)
    say(f"writing {LESSONS} lessons")
    key = ""
    await database.run(_class)
    for record in term(LESSONS, STUDENTS, QUESTIONS, class_id="9a"):
        await archive.write(record)
        key = record.items[3].key

    async def of_class() -> object:
        history = await classes.of_class("9a")
        assert history is not None
        return class_report(history, "kk")

    async def of_student() -> object:
        history = await classes.of_student("9a-3")
        assert history is not None
        return student_report(history, "kk")

    async def of_bank() -> object:
        history = await banks.bank("bank0")
        assert history is not None
        return bank_report(history, "kk")

    async def of_question() -> object:
        history = await banks.question("bank0", key)
        assert history is not None
        return question_report(history, "kk")

    async def of_games() -> object:
        return await archive.page("kk", limit=50)

    async def of_game() -> object:
        record = await archive.get("term0007-1")
        assert record is not None
        return report(record, "kk")

    makers: dict[str, Callable[[], Awaitable[object]]] = {
        "class": of_class,
        "student": of_student,
        "bank": of_bank,
        "question": of_question,
        "list of games": of_games,
        "one game": of_game,
    }
    lines = []
    bare = sqlite3.connect(path)
    for name, make in makers.items():
        say(name)
        lines.append(await _line(name, make, bare, {"key": key}))
    bare.close()
    await database.close()
    return lines


async def _line(
    name: str, make: Callable[[], Awaitable[object]], bare: sqlite3.Connection, values: dict[str, str]
) -> Line:
    """The two in turn, so that whatever else the machine does falls on both."""
    took, plain, size = [], [], 0
    for _ in range(_TIMES):
        gc.collect()
        began = time.perf_counter()
        size = len(msgspec.json.encode(await make()))
        took.append(time.perf_counter() - began)
        began = time.perf_counter()
        bare.execute(_BARE[name], values if ":key" in _BARE[name] else ()).fetchall()
        plain.append(time.perf_counter() - began)
    return Line(name, statistics.median(took) * 1000, statistics.median(plain) * 1000, size)


def _class(db: Connection) -> None:
    db.execute(insert(schema.classes).values(id="9a", name="9 А", created_at_ms=0, closed=False))
    rows = [
        {"id": f"9a-{n}", "class_id": "9a", "name": f"Student {n:02}", "number": "", "code_hash": None, "gone": False}
        for n in range(1, STUDENTS + 1)
    ]
    db.execute(insert(schema.students), rows)


def told(lines: list[Line]) -> str:
    """The table."""
    answers = LESSONS * STUDENTS * QUESTIONS
    head = f"{LESSONS} lessons × {STUDENTS} students × {QUESTIONS} questions ({answers:,} answers at most), SQLite"
    rows = [
        f"{line.report:<14} {line.ms:8.1f} ms  {line.bare_ms:8.1f} ms bare  ×{line.ms / line.bare_ms:<5.1f} "
        f"{line.size / 1024:7.1f} KB"
        for line in lines
    ]
    return "\n".join([head, *rows])
