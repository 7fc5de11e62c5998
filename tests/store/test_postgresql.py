"""Opening a record in a real PostgreSQL: how its URL is read, and a plain sentence for everything that can be wrong."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from saual.store import schema
from saual.store.database import Database, StoreFailed
from tests.helpers.child import free_port
from tests.helpers.postgres_server import PostgresServer
from tests.store.test_database import add

PASSWORD = "Qupiya!söz/1"
ESCAPED = "Qupiya%21s%C3%B6z%2F1"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


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
