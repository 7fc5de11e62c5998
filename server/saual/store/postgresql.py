"""All that is special to PostgreSQL: its URL, its time limits, and words for its failures.

The driver (psycopg 3) is imported when the first database of this kind is opened: a laptop has none.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from saual.store.backend import Columns, StoreFailed

_PREFIXES = ("postgresql://", "postgres://", "postgresql+psycopg://")

# The password is nowhere but in the driver's own hands. What the URL says of these wins.
_REACHING = {
    "connect_timeout": "3",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",  # ms
    "application_name": "saual",
    "client_encoding": "utf8",
}
# All below what a caller waits, so that it is the server that says why.
_LIMITS = {
    "statement_timeout": "4s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "5s",  # a process that stands still holds up no other
}
_RECYCLE_S = 1800

_ASLEEP = "it is stopping or starting: wait until it is up"
_FULL = "its disk is full: free some space there"
_NO_ROOM = "it has no connection left: allow more (max_connections), or run fewer processes"
_BARRED = "it refuses this user or password: check the URL"
_NO_DATABASE = "there is no such database on that server: create it, or check the URL"
_READ_ONLY = "it can only be read, as a standby: point the URL at the one that takes writes"
_SLOW = "it did not answer in time: it may be overloaded, or something holds its tables"
_UNREACHABLE = "it cannot be reached: check that it runs, its address and the network"
_BROKEN = "it reports an error of its disk or its data: look into its log"
_UNREADABLE = (
    "the URL of the database cannot be read: write postgresql://user:password@host/database, "
    "and in the password %40 for @, %2F for / and so on"
)
_CONTENDED = "too many changes met at once: try again"

_WHY = {
    "08": _UNREACHABLE,
    "28": _BARRED,
    "3D": _NO_DATABASE,
    "25": _READ_ONLY,
    "40": _CONTENDED,
    "42501": "this user may not make or change tables there: grant it the right to",
    "53": "it is out of memory or another resource: look into its log",
    "53100": _FULL,
    "53300": _NO_ROOM,
    "55P03": _SLOW,
    "57": _ASLEEP,
    "57014": _SLOW,
    "58": _BROKEN,
    "XX": _BROKEN,
}
"""By the first letters of what SQL calls the state; the longer one counts."""

# Before a connection stands there is no state, only words; the first that fits. A server may say them in another
# language, and is then unreachable.
_SAID = {
    "too many connections": _NO_ROOM,
    "too many clients": _NO_ROOM,
    "connection slots": _NO_ROOM,
    "starting up": _ASLEEP,
    "shutting down": _ASLEEP,
    "in recovery mode": _ASLEEP,
    "accepting connections": _ASLEEP,
    "authentication": _BARRED,
    "no password supplied": _BARRED,
    "pg_hba.conf": _BARRED,
    "permission denied": _BARRED,
    'role "': _BARRED,
    'database "': _NO_DATABASE,
}


class Postgresql:
    """`url` as libpq reads it: postgresql://user:password@host:5432/database, with several hosts if wanted.

    Raises StoreFailed if it cannot be read, or if there is no driver.
    """

    connections = 4
    shared = True
    answers_in_s: float | None = 5.0
    snapshot: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    strange = "it holds the tables of another program: give Saual a database of its own"

    def __init__(self, url: str) -> None:
        try:
            from psycopg import Error
            from psycopg.conninfo import conninfo_to_dict
        except ImportError as missing:
            raise StoreFailed('PostgreSQL needs a driver that is missing: pip install "saual[cluster]"') from missing
        prefix = next(prefix for prefix in _PREFIXES if url.startswith(prefix))
        try:
            given = conninfo_to_dict("postgresql://" + url.removeprefix(prefix))
        except Error:
            raise StoreFailed(_UNREADABLE) from None  # the driver repeats what it could not read, perhaps the password
        host, port, database = (str(given.get(part, "")) for part in ("host", "port", "dbname"))
        if "@" in host + database or (not port.replace(",", "").isdigit() and port):
            raise StoreFailed(_UNREADABLE)  # a password with "/" or "@" as they are: part of it stands in these now
        self._arguments: dict[str, Any] = {**_REACHING, **given}
        self.name = f"the database {database} on {host or 'this machine'}"

    @staticmethod
    def speaks(url: str) -> bool:
        return url.startswith(_PREFIXES)

    def engine(self) -> Engine:
        engine = create_engine(
            "postgresql+psycopg://",
            # No prepared statements: they save little here, and a pooler between us would mix them up.
            connect_args={**self._arguments, "prepare_threshold": None},
            pool_size=self.connections,
            max_overflow=0,
            pool_recycle=_RECYCLE_S,
            hide_parameters=True,
        )
        event.listen(engine, "connect", _limit)
        event.listen(engine, "handle_error", _see_farewell)
        return engine

    def unfit(self, connection: Connection) -> str | None:
        encoding = connection.scalar(text("SHOW server_encoding"))
        return None if encoding == "UTF8" else f"it keeps text as {encoding}: create it with ENCODING 'UTF8'"

    def lock(self, connection: Connection, name: str) -> None:
        number = sha256(f"saual {name}".encode(errors="surrogatepass")).digest()[:8]
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": int.from_bytes(number, signed=True)}
        )

    def insert(self, connection: Connection, table: Table, columns: Columns) -> None:
        """As one JSON text that the server takes apart: an INSERT for each row costs ten times as much on our side."""
        names = ", ".join(f'"{name}"' for name in columns)  # some are words of SQL
        query = text(f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, :rows)")  # noqa: S608
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        connection.execute(query, {"rows": msgspec.json.encode(rows).decode()})

    def cut(self, connection: Any) -> None:
        try:
            wire = socket.socket(fileno=connection.fileno())
        except (OSError, _errors()):
            return  # it has ended by itself
        try:
            wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        finally:
            wire.detach()  # the driver closes it

    def why(self, error: BaseException) -> str | None:
        if not isinstance(error, DBAPIError):
            return None
        state = _state(error)
        if state is not None:
            return _WHY.get(state) or _WHY.get(state[:2])
        driver = _driver()
        if not isinstance(error.orig, driver.OperationalError | driver.InterfaceError):
            return None
        words = str(error.orig)
        return next((why for said, why in _SAID.items() if said in words), _UNREACHABLE)

    def collided(self, error: BaseException) -> bool:
        return (_state(error) or "").startswith("40")


def _driver() -> Any:
    import psycopg

    return psycopg


def _errors() -> type[Exception]:
    error: type[Exception] = _driver().Error
    return error


def _state(error: BaseException) -> str | None:
    state: str | None = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state


def _limit(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        for name, value in _LIMITS.items():
            cursor.execute(f"SET {name} = '{value}'")
    connection.commit()


def _see_farewell(context: ExceptionContext) -> None:
    """A server that goes down says so before it hangs up: from then on no connection of the pool is any good."""
    if (getattr(context.original_exception, "sqlstate", None) or "") in ("57P01", "57P02", "57P03"):
        context.is_disconnect = True
