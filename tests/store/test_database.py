"""The connection: transactions, and what is the same whatever kind of database it leads to."""

from __future__ import annotations

import asyncio
import threading

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from saual.store import schema
from saual.store.database import Database, StoreFailed

GAME = {"id": "g-1"}


def add(db: Connection) -> None:
    db.execute(insert(schema.deleted_games).values(**GAME))


def count(db: Connection) -> int:
    return len(db.execute(select(schema.deleted_games)).all())


async def test_what_was_run_is_there_after_a_restart(url: str) -> None:
    first = Database(url)
    await first.run(add)
    await first.close()

    second = Database(url)
    assert await second.run(count) == 1
    await second.close()


async def test_an_error_in_the_middle_undoes_the_whole_transaction(database: Database) -> None:
    def half(db: Connection) -> None:
        add(db)
        raise KeyError("a mistake")

    with pytest.raises(KeyError):
        await database.run(half)

    assert await database.run(count) == 0


async def test_a_broken_constraint_is_a_mistake_and_not_a_failure_of_the_disk(database: Database) -> None:
    await database.run(add)

    with pytest.raises(IntegrityError):
        await database.run(add)

    assert await database.run(count) == 1


async def test_a_record_of_a_newer_version_is_refused(url: str) -> None:
    newer = Database(url)
    await newer.run(lambda db: db.execute(schema.schema_version.update().values(version=schema.VERSION + 1)))
    await newer.close()

    with pytest.raises(StoreFailed, match="made by a newer Saual"):
        Database(url)


async def test_more_than_the_disk_can_take_is_refused_and_not_piled_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.store.database._MAX_WAITING", 2)
    let_go = threading.Event()
    held = [asyncio.ensure_future(database.run(lambda db: let_go.wait(10))) for _ in range(2)]
    await asyncio.sleep(0)

    with pytest.raises(StoreFailed, match="too slow"):
        await database.run(count)

    let_go.set()
    await asyncio.gather(*held)
    assert await database.run(count) == 0


async def test_a_closed_database_says_so(url: str) -> None:
    database = Database(url)
    await database.close()
    await database.close()

    with pytest.raises(StoreFailed, match="closed"):
        await database.run(count)


@pytest.mark.parametrize("rows", [0, 1, 33, 100, 101, 5001])
async def test_as_many_rows_arrive_as_were_given(database: Database, rows: int) -> None:
    ids = [f"{n:05}" for n in range(rows)]

    await database.run(lambda db: database.insert(db, schema.deleted_games, {"id": ids}))

    kept = await database.read(lambda db: db.scalars(select(schema.deleted_games.c.id)).all())
    assert sorted(kept) == ids


@pytest.mark.parametrize("streaks", [[None, True, False], [True, None, None], [None, None, None]])
async def test_what_is_empty_in_some_rows_is_empty_in_these_alone(database: Database, streaks: list[bool]) -> None:
    columns = {
        "id": ["a", "b", "c"],
        "name": ["9 А", "9 Ә", "9 Б"],
        "created_at_ms": [1, 2**42, 3],
        "closed": [False, True, False],
        "goal": [None, None, 3],
        "streaks": streaks,
        "badges": [None, None, None],
    }

    await database.run(lambda db: database.insert(db, schema.classes, columns))

    kept = await database.read(lambda db: db.execute(select(schema.classes).order_by(schema.classes.c.id)).all())
    assert [tuple(row) for row in kept] == list(zip(*columns.values(), strict=True))


async def test_a_text_that_cannot_be_kept_spoils_none_beside_it(database: Database) -> None:
    ids = ["a", "b\0c", "\ud83d", "\ude00d", "😀", "ә"]  # two halves that stand in different rows make no whole

    await database.run(lambda db: database.insert(db, schema.deleted_games, {"id": ids}))

    kept = await database.read(lambda db: set(db.scalars(select(schema.deleted_games.c.id))))
    assert kept == {"a", "b\ufffdc", "\ufffd", "\ufffdd", "😀", "ә"}
