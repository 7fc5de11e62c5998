"""What it costs to write the record of a game: CPU of this process for each answer in it, in microseconds, beside the
very same rows written by the bare driver, a transaction a game too. `python -m loadtests.record_cost` prints both.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from msgspec import Struct

from loadtests.figures import ratio
from loadtests.term import term
from saual.reports.record import GameRecord
from saual.store.archive import Archive
from saual.store.database import Database
from saual.store.schema import metadata

LESSONS, STUDENTS, QUESTIONS = 24, 35, 40
_WARM = 4
"""Games before it counts: the first ones find nothing prepared."""
_KEYS = {"games": "id"} | {table.name: "game" for table in metadata.sorted_tables if "game" in table.c}
"""What names the game in each table that has rows of one, parents first."""


class Cost(Struct, frozen=True):
    """Of a game in the middle: one that the machine was busy with something else in says nothing."""

    us: float
    bare_us: float
    size: float
    """Bytes on the disk for each answer, everything else of its game included."""


def measure() -> Cost:
    """In a process of its own: what else this one has in its memory and its threads would be counted, too."""
    with ProcessPoolExecutor(1, get_context("spawn")) as own:
        return own.submit(_alone).result()


def _alone() -> Cost:
    with tempfile.TemporaryDirectory(prefix="saual-bench-") as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> Cost:
    """The two in turn, so that whatever else the machine does falls on both."""
    path = folder / "record.db"
    database = Database(f"sqlite:///{path}")
    archive, written, bare = Archive(database), sqlite3.connect(path), _twin(path, folder / "bare.db")
    ours, theirs = [], []
    answers = 0
    for no, record in enumerate(term(LESSONS, STUDENTS, QUESTIONS, class_id="9a")):
        began = time.process_time()
        await archive.write(record)
        took = time.process_time() - began
        rows = _rows(written, record)
        began = time.process_time()
        _write(bare, rows)
        plain = time.process_time() - began
        answers += len(record.responses)
        if no >= _WARM:
            ours.append(took / len(record.responses))
            theirs.append(plain / len(record.responses))
    written.close()
    bare.close()
    await database.close()
    return Cost(median(ours) * 1e6, median(theirs) * 1e6, path.stat().st_size / answers)


def _twin(path: Path, other: Path) -> sqlite3.Connection:
    """An empty file with the same tables, as durable and as careful."""
    bare = sqlite3.connect(other, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        bare.execute(f"PRAGMA {setting}")
    with sqlite3.connect(path) as source:
        for (made,) in source.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY type DESC").fetchall():
            bare.execute(made)
    source.close()
    return bare


def _rows(written: sqlite3.Connection, record: GameRecord) -> dict[str, list[tuple[object, ...]]]:
    """By table; those without are left out."""
    found = {
        name: written.execute(f"SELECT * FROM {name} WHERE {key} = ?", [record.id]).fetchall()  # noqa: S608
        for name, key in _KEYS.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def _write(bare: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for name, some in rows.items():
        bare.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)  # noqa: S608
    bare.execute("COMMIT")


if __name__ == "__main__":
    cost = measure()
    print(f"{cost.us:.1f} µs an answer, {cost.bare_us:.1f} µs bare (×{ratio(cost.us, cost.bare_us):.2f})")
    print(f"{cost.size:.0f} bytes an answer")
