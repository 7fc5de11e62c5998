"""A record in a file: durability settings, and a plain sentence for everything that can go wrong with a file."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, insert, text

from saual.store import schema
from saual.store.database import Database, StoreFailed
from tests.store.test_database import add, count


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


def spoil(path: Path) -> None:
    """The second half of the file turns to nonsense."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2))


async def test_everything_runs_in_one_thread_that_is_not_the_callers(database: Database) -> None:
    threads = await asyncio.gather(*(database.run(lambda db: threading.get_ident()) for _ in range(20)))

    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


async def test_the_file_is_durable_and_keeps_its_references(database: Database) -> None:
    def pragmas(db: Connection) -> list[object]:
        return [db.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert await database.run(pragmas) == ["wal", 2, 1]


async def test_a_full_disk_is_said_and_survived(database: Database) -> None:
    def fill(db: Connection) -> None:
        pages = db.execute(text("PRAGMA page_count")).scalar()
        db.execute(text(f"PRAGMA max_page_count = {pages}"))

    def add_much(db: Connection) -> None:
        db.execute(insert(schema.deleted_games), [{"id": f"{n}" * 500} for n in range(100)])

    await database.run(fill)
    with pytest.raises(StoreFailed, match="disk is full"):
        await database.run(add_much)
    assert await database.run(count) == 0

    await database.run(lambda db: db.execute(text("PRAGMA max_page_count = 1000000")))
    await database.run(add_much)
    assert await database.run(count) == 100


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be opened: check its folder"):
        Database(f"sqlite:///{tmp_path / 'nowhere' / 'record.db'}")


def test_a_folder_in_place_of_the_file_is_one_sentence(path: Path) -> None:
    path.mkdir()

    with pytest.raises(StoreFailed, match="cannot be opened"):
        Database(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_one_sentence(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to look at" * 100)

    with pytest.raises(StoreFailed, match="damaged, or no Saual record"):
        Database(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"not a database")


async def test_a_page_that_was_overwritten_is_said_when_it_is_read(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    await database.run(
        lambda db: db.execute(insert(schema.deleted_games), [{"id": f"{n:04}" * 50} for n in range(2000)])
    )  # more than half of the file: what tells of the tables stays whole
    await database.close()
    spoil(path)

    database = Database(f"sqlite:///{path}")
    with pytest.raises(StoreFailed, match="damaged"):
        await database.run(count)
    await database.close()


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()

    with pytest.raises(StoreFailed, match="no Saual record"):
        Database(f"sqlite:///{path}")


async def test_a_file_that_another_program_holds_is_said_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saual.store.sqlite._BUSY_MS", 1)
    database = Database(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreFailed, match="locked by another program"):
        await database.run(add)

    other.close()
    await database.run(add)
    await database.close()


async def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    folder = tmp_path / "Мектеп № 5 #1? 100%"
    folder.mkdir()

    database = Database(URL.create("sqlite", database=str(folder / "record.db")))
    await database.run(add)
    await database.close()

    assert (folder / "record.db").exists()
