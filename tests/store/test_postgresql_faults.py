"""A record in a real PostgreSQL: many at once, and whatever happens meanwhile: nothing hangs or stays broken."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Connection, event, insert, select, text, update

from saual.store import postgresql, schema
from saual.store.database import Database, StoreFailed
from tests.helpers.postgres_server import PostgresServer
from tests.helpers.proxy import Proxy
from tests.store.test_database import add, count

NOT_FOR_EVER_S = 5.0


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


# ── many at once ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_processes_that_start_at_once_all_find_their_tables(database_url: str) -> None:
    databases = await asyncio.gather(*(asyncio.to_thread(Database, database_url) for _ in range(8)))

    await databases[0].run(add)
    assert [await database.run(count) for database in databases] == [1] * 8
    versions = await databases[0].read(lambda db: db.execute(select(schema.schema_version)).all())
    assert versions == [(schema.VERSION,)]
    for database in databases:
        await database.close()


async def test_transactions_run_side_by_side(database: Database) -> None:
    together = threading.Barrier(4, timeout=30)

    await asyncio.gather(*(database.run(lambda db: together.wait()) for _ in range(4)))


async def test_two_that_wait_for_each_other_both_succeed(database: Database) -> None:
    await database.run(lambda db: db.execute(insert(schema.deleted_games), [{"id": "a"}, {"id": "b"}]))
    met = threading.Barrier(2, timeout=30)
    tries: list[str] = []

    def swap(first: str, second: str) -> None:
        def do(db: Connection) -> None:
            tries.append(first)
            ids = schema.deleted_games.c.id
            db.execute(update(schema.deleted_games).where(ids == first).values(id=first))
            if len(tries) <= 2:
                met.wait()
            db.execute(update(schema.deleted_games).where(ids == second).values(id=second))

        return do

    await asyncio.gather(database.run(swap("a", "b")), database.run(swap("b", "a")))

    assert len(tries) > 2


async def test_who_reads_sees_one_moment(database: Database, admin: psycopg.Connection) -> None:
    def twice(db: Connection) -> tuple[int, int]:
        before = count(db)
        admin.execute("INSERT INTO deleted_games (id) VALUES ('meanwhile')")
        return before, count(db)

    assert await database.read(twice) == (0, 0)
    assert await database.read(count) == 1


# ── it fails meanwhile ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_server_that_went_away_is_said_at_once_and_used_again_when_it_is_back(
    own_postgres: PostgresServer,
) -> None:
    database = Database(own_postgres.url())
    together = threading.Barrier(4, timeout=30)
    await asyncio.gather(*(database.run(lambda db: together.wait()) for _ in range(4)))  # four connections
    await database.run(add)

    own_postgres.stop()
    since = time.monotonic()
    for _ in range(3):
        with pytest.raises(StoreFailed, match=r"cannot be reached|stopping or starting"):
            await database.run(count)
    assert time.monotonic() - since < NOT_FOR_EVER_S

    own_postgres.start()
    assert await asyncio.gather(*(database.run(count) for _ in range(8))) == [1] * 8
    await database.close()


async def test_a_restart_between_two_transactions_is_not_noticed(own_postgres: PostgresServer) -> None:
    database = Database(own_postgres.url())
    await database.run(add)

    own_postgres.restart()

    assert await database.run(count) == 1
    await database.close()


async def test_a_connection_that_is_cut_in_the_middle_is_replaced_and_nothing_is_done_twice(
    database: Database, admin: psycopg.Connection
) -> None:
    pids: list[int] = []

    def cut_once(db: Connection) -> None:
        pids.append(db.scalar(text("SELECT pg_backend_pid()")))
        if len(pids) == 1:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", pids)
        add(db)

    await database.run(cut_once)

    assert len(set(pids)) == 2
    assert await database.run(count) == 1


async def test_a_commit_whose_answer_got_lost_is_not_repeated_behind_the_callers_back(
    database: Database, admin: psycopg.Connection
) -> None:
    @event.listens_for(database._engine, "commit", once=True)
    def cut(db: Connection) -> None:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [db.connection.driver_connection.info.backend_pid])

    with pytest.raises(StoreFailed):
        await database.run(add)

    assert await database.run(count) == 0


async def test_a_network_that_falls_silent_keeps_nobody_waiting_and_no_thread_busy(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(psycopg.conninfo.conninfo_to_dict(database_url)["port"])
    proxy = await Proxy(port).open()
    database = await asyncio.to_thread(Database, database_url.replace(f":{port}/", f":{proxy.port}/"))
    await asyncio.gather(*(database.run(lambda db: db.execute(text("SELECT pg_sleep(0.05)"))) for _ in range(4)))

    monkeypatch.setattr(postgresql.Postgresql, "answers_in_s", 0.5)
    proxy.silence()
    since = time.monotonic()
    failures = await asyncio.gather(*(database.run(add) for _ in range(8)), return_exceptions=True)
    assert time.monotonic() - since < NOT_FOR_EVER_S
    assert {str(failure) for failure in failures} == {"it does not answer: check that it runs, and the network"}

    proxy.mend()
    monkeypatch.setattr(postgresql.Postgresql, "answers_in_s", 5.0)
    assert await asyncio.gather(*(database.run(count) for _ in range(8))) == [0] * 8
    await database.close()
    await proxy.close()


async def test_a_write_may_take_long_as_long_as_it_gets_on(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(database_url)
    monkeypatch.setattr(postgresql.Postgresql, "answers_in_s", 1.5)
    monkeypatch.setattr("saual.store.database._MOST_ROWS", 1)

    def slowly(db: Connection) -> None:
        for n in range(6):
            db.execute(text("SELECT pg_sleep(0.3)"))
            database.insert(db, schema.deleted_games, {"id": [str(n)]})

    await database.run(slowly)

    assert await database.run(count) == 6
    with pytest.raises(StoreFailed, match="does not answer"):
        await database.run(lambda db: db.execute(text("SELECT pg_sleep(20)")))
    await database.close()


async def test_what_somebody_else_holds_is_not_waited_for_for_ever(
    database_url: str, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql._LIMITS, "lock_timeout", "50ms")
    database = Database(database_url)
    with admin.transaction():
        admin.execute("LOCK TABLE deleted_games")
        with pytest.raises(StoreFailed, match="in time"):
            await database.run(add)

    await database.run(add)
    await database.close()


async def test_a_query_that_takes_too_long_is_ended(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await Database(database_url).close()  # to make the tables may take longer
    monkeypatch.setitem(postgresql._LIMITS, "statement_timeout", "1s")
    database = Database(database_url)

    with pytest.raises(StoreFailed, match="in time"):
        await database.run(lambda db: db.execute(text("SELECT pg_sleep(10)")))

    await database.close()


async def test_a_process_that_stands_still_holds_up_no_other(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql._LIMITS, "idle_in_transaction_session_timeout", "500ms")
    still = Database(database_url)
    let_go = threading.Event()
    has_it = threading.Event()

    def stand(db: Connection) -> None:
        still.lock(db, "game")
        has_it.set()
        assert let_go.wait(30)

    standing = asyncio.ensure_future(still.run(stand))
    await asyncio.to_thread(has_it.wait, 30)

    await database.run(lambda db: database.lock(db, "game"))

    let_go.set()
    with pytest.raises(StoreFailed):
        await standing
    await still.close()


async def test_a_server_that_takes_no_more_writes_is_said_so(database_url: str, admin: psycopg.Connection) -> None:
    await Database(database_url).close()
    name = sql.Identifier(admin.info.dbname)
    admin.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))

    database = Database(database_url)
    with pytest.raises(StoreFailed, match="can only be read"):
        await database.run(add)
    assert await database.read(count) == 0

    await database.close()


@pytest.fixture
def on_a_small_disk(own_postgres: PostgresServer) -> Iterator[PostgresServer]:
    """A server that puts new tables on a disk of a megabyte, half of it for empty tables."""
    small = own_postgres.folder / "small"
    small.mkdir()
    owner = own_postgres.folder.stat()
    options = f"size=1m,uid={owner.st_uid},gid={owner.st_gid},mode=700"
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", small]
    if sys.platform != "linux" or subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root on Linux may mount a small disk")
    try:
        with psycopg.connect(own_postgres.url(), autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(str(small)))
            admin.execute("ALTER DATABASE postgres SET default_tablespace = small")
        yield own_postgres
    finally:
        own_postgres.kill()
        subprocess.run(["umount", small], check=True)


async def test_a_full_disk_is_said_and_survived(on_a_small_disk: PostgresServer) -> None:
    database = Database(on_a_small_disk.url())

    def add_much(db: Connection) -> None:
        db.execute(insert(schema.deleted_games), [{"id": f"{n:05}" * 100} for n in range(1000)])

    with pytest.raises(StoreFailed, match="disk is full"):
        await database.run(add_much)

    await database.run(add)
    assert await database.run(count) == 1
    await database.close()
