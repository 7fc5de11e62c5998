"""A record in a real PostgreSQL: whatever happens is one plain sentence soon, and nothing hangs or stays broken."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Connection, event, insert, select, text, update

from saual.store import postgresql, schema
from saual.store.database import Database, StoreFailed
from tests.helpers.postgres_server import PostgresServer
from tests.helpers.proxy import Proxy
from tests.helpers.server import free_port
from tests.store.test_database import add, count

PASSWORD = "Qupiya!söz/1"
ESCAPED = "Qupiya%21s%C3%B6z%2F1"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def admin(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection of the operator's to the same database."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def user(admin: psycopg.Connection, database_url: str) -> Iterator[str]:
    """The name of a user who may do no more than connect, and only once at a time."""
    name = admin.info.dbname + "_user"
    admin.execute(sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 1").format(sql.Identifier(name)))
    yield name
    admin.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(name)))


def of(user: str, url: str) -> str:
    before, _, after = url.partition("://")
    return f"{before}://{user}@{after.rpartition('@')[2]}"


def refused(url: str) -> str:
    with pytest.raises(StoreFailed) as refusal:
        Database(url)
    return str(refusal.value)


# ── it cannot be opened ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "nowhere.invalid"])
def test_a_server_that_is_not_there_is_one_sentence(host: str) -> None:
    assert "cannot be reached" in refused(f"postgresql://saual:{ESCAPED}@{host}:{free_port()}/saual")


def test_a_database_that_is_not_there_is_one_sentence(database_url: str) -> None:
    assert "no such database" in refused(database_url + "_not")


def test_a_user_that_is_not_there_is_one_sentence(database_url: str) -> None:
    assert "refuses this user or password" in refused(of("nobody_of_that_name", database_url))


def test_a_user_without_rights_is_one_sentence(admin: psycopg.Connection, user: str, database_url: str) -> None:
    admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")

    assert "may not make or change tables" in refused(of(user, database_url))


def test_a_server_without_room_for_one_more_is_one_sentence(user: str, database_url: str) -> None:
    with psycopg.connect(of(user, database_url)):
        assert "no connection left" in refused(of(user, database_url))


def test_a_database_that_cannot_hold_kazakh_is_refused(admin: psycopg.Connection, database_url: str) -> None:
    name = sql.Identifier(admin.info.dbname + "_ascii")
    admin.execute(
        sql.SQL("CREATE DATABASE {} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0").format(name)
    )
    try:
        assert "ENCODING 'UTF8'" in refused(database_url + "_ascii")
    finally:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def test_a_database_of_another_program_is_left_alone(admin: psycopg.Connection, database_url: str) -> None:
    admin.execute("CREATE TABLE recipes (name TEXT)")

    assert "another program" in refused(database_url)
    assert admin.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)


async def test_a_record_of_a_newer_version_is_refused(database: Database, database_url: str) -> None:
    await database.run(lambda db: db.execute(schema.schema_version.update().values(version=schema.VERSION + 1)))

    assert "made by a newer Saual" in refused(database_url)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://u:{ESCAPED}@h/d?p=1",
        f"postgresql://u:{PASSWORD}@h/d",
        "postgresql://u:a@söz@h/d",
        "postgres://[h/d",
    ],
)
def test_a_url_that_nobody_can_read_is_one_sentence_without_its_password(url: str) -> None:
    said = refused(url)

    assert "cannot be read" in said
    assert not any(part in said for part in ("Qupiya", "söz", "1@"))


def test_a_machine_without_the_driver_is_told_what_to_install() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from saual.store.database import Database, StoreFailed\n"
        "try: Database('postgresql://h/d')\n"
        "except StoreFailed as failure: print(failure)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)

    assert 'pip install "saual[cluster]"' in done.stdout


def test_a_laptop_does_not_load_the_driver(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from saual.store.database import Database\n"
        "Database(sys.argv[1])\n"
        "assert not any(name.startswith('psycopg') for name in sys.modules)"
    )
    url = f"sqlite:///{tmp_path / 'record.db'}"
    done = subprocess.run([sys.executable, "-c", program, url], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


# ── the URL ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("prefix", ["postgresql", "postgres", "postgresql+psycopg"])
async def test_the_url_is_read_as_people_write_it(database_url: str, prefix: str) -> None:
    database = Database(prefix + database_url.removeprefix("postgresql") + "?application_name=school")

    name = await database.read(lambda db: db.scalar(text("SHOW application_name")))

    assert name == "school"
    await database.close()


async def test_the_second_host_is_taken_if_the_first_is_down(database_url: str) -> None:
    before, _, rest = database_url.rpartition("@")
    database = Database(f"{before}@127.0.0.1:{free_port()},{rest}")

    await database.run(add)

    await database.close()


async def test_the_password_is_in_no_message_and_no_log(
    own_postgres: PostgresServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with psycopg.connect(own_postgres.url(), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE teacher LOGIN SUPERUSER PASSWORD {}").format(PASSWORD))
        rules = own_postgres.folder / "pg_hba.conf"
        rules.write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        admin.execute("SELECT pg_reload_conf()")
    where = f"127.0.0.1:{own_postgres.port}/postgres"
    caplog.clear()

    said = [refused(f"postgresql://teacher:x{ESCAPED}@{where}"), refused(f"postgresql://teacher@{where}")]
    database = Database(f"postgresql://teacher:{ESCAPED}@{where}")
    await database.run(add)
    own_postgres.kill()
    with pytest.raises(StoreFailed) as down:
        await database.run(add)
    await database.close()

    assert all("refuses this user or password" in sentence for sentence in said)
    everywhere = "".join([*said, repr(down.value), repr(down.value.__cause__), caplog.text, *capfd.readouterr()])
    assert PASSWORD not in everywhere
    assert ESCAPED not in everywhere


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
    together = threading.Barrier(4, timeout=5)

    await asyncio.gather(*(database.run(lambda db: together.wait()) for _ in range(4)))


async def test_two_that_wait_for_each_other_both_succeed(database: Database) -> None:
    await database.run(lambda db: db.execute(insert(schema.deleted_games), [{"id": "a"}, {"id": "b"}]))
    met = threading.Barrier(2, timeout=5)
    tries: list[str] = []

    def swap(first: str, second: str) -> None:
        def do(db: Connection) -> None:
            tries.append(first)
            ids = schema.deleted_games.c.id
            db.execute(update(schema.deleted_games).where(ids == first).values(id=first))
            if len(tries) <= 2:
                met.wait()
            db.execute(update(schema.deleted_games).where(ids == second).values(id=second))

        return do  # type: ignore[return-value]

    await asyncio.gather(database.run(swap("a", "b")), database.run(swap("b", "a")))  # type: ignore[arg-type]

    assert len(tries) == 3


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
    together = threading.Barrier(4, timeout=5)
    await asyncio.gather(*(database.run(lambda db: together.wait()) for _ in range(4)))  # four connections
    await database.run(add)

    own_postgres.stop()
    since = time.monotonic()
    for _ in range(3):
        with pytest.raises(StoreFailed, match=r"cannot be reached|stopping or starting"):
            await database.run(count)
    assert time.monotonic() - since < 5

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
        pids.append(db.scalar(text("SELECT pg_backend_pid()")))  # type: ignore[arg-type]
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
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [db.connection.driver_connection.info.backend_pid])  # type: ignore[union-attr]

    with pytest.raises(StoreFailed):
        await database.run(add)

    assert await database.run(count) == 0


async def test_a_network_that_falls_silent_keeps_nobody_waiting_and_no_thread_busy(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql.Postgresql, "answers_in_s", 0.5)
    port = int(psycopg.conninfo.conninfo_to_dict(database_url)["port"])  # type: ignore[arg-type]
    proxy = await Proxy(port).open()
    database = await asyncio.to_thread(Database, database_url.replace(f":{port}/", f":{proxy.port}/"))
    await asyncio.gather(*(database.run(lambda db: db.execute(text("SELECT pg_sleep(0.05)"))) for _ in range(4)))

    proxy.silence()
    since = time.monotonic()
    failures = await asyncio.gather(*(database.run(add) for _ in range(8)), return_exceptions=True)
    assert time.monotonic() - since < 2
    assert {str(failure) for failure in failures} == {"it does not answer: check that it runs, and the network"}

    proxy.mend()
    monkeypatch.setattr(postgresql.Postgresql, "answers_in_s", 5.0)
    assert await asyncio.gather(*(database.run(count) for _ in range(8))) == [0] * 8
    await database.close()
    await proxy.close()


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
    monkeypatch.setitem(postgresql._LIMITS, "statement_timeout", "50ms")
    database = Database(database_url)

    with pytest.raises(StoreFailed, match="in time"):
        await database.run(lambda db: db.execute(text("SELECT pg_sleep(10)")))

    await database.close()


async def test_a_process_that_stands_still_holds_up_no_other(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql._LIMITS, "idle_in_transaction_session_timeout", "100ms")
    still = Database(database_url)
    let_go = threading.Event()
    has_it = threading.Event()

    def stand(db: Connection) -> None:
        still.lock(db, "game")
        has_it.set()
        assert let_go.wait(10)

    standing = asyncio.ensure_future(still.run(stand))
    await asyncio.to_thread(has_it.wait, 5)

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
    """A server that puts new tables on a disk of half a megabyte."""
    small = own_postgres.folder / "small"
    small.mkdir()
    owner = own_postgres.folder.stat()
    options = f"size=512k,uid={owner.st_uid},gid={owner.st_gid},mode=700"
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
