"""All that is special to SQLite: a file, its durability settings, and words for its failures."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import URL, Boolean, Connection, Engine, Table, create_engine, event, insert, make_url
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from saual.store.backend import Columns

_BUSY_MS = 2000

_DAMAGED = "the file is damaged, or no Saual record: move it away, or bring back a backup"
_WHY = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space and try again",
    sqlite3.SQLITE_BUSY: "the file is locked by another program: close the program that has it open",
    sqlite3.SQLITE_READONLY: "the file is read-only: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_PERM: "the file may not be opened: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: check its folder, or choose another one",
    sqlite3.SQLITE_IOERR: "the disk gives an error: check that it is not full, broken or unplugged",
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}

_MOST_VALUES = 100
"""In one step: more makes a row little cheaper."""
# The driver looks for an adapter for what is not quite a number or a text, and that takes it longer than a whole row.
_NUMBER = {False: 0, True: 1, None: None}


class Sqlite:
    """`url` as SQLAlchemy writes it; the folder of the file must exist."""

    # SQLite before 3.51.3 can lose commits when several connections share a WAL file.
    connections = 1
    shared = False
    answers_in_s: float | None = None
    snapshot: Mapping[str, Any] = {}
    strange = _DAMAGED

    def __init__(self, url: str | URL) -> None:
        self._url = url
        self.name = make_url(url).database or str(url)

    def engine(self) -> Engine:
        engine = create_engine(self._url, pool_size=self.connections, max_overflow=0, hide_parameters=True)
        event.listen(engine, "connect", _prepare)
        # The driver would begin only at the first write, and DDL would stand outside the transaction.
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine

    def unfit(self, connection: Connection) -> str | None:
        return None

    def lock(self, connection: Connection, name: str) -> None:
        """Each transaction has the whole file to itself already."""

    def insert(self, connection: Connection, table: Table, columns: Columns) -> None:
        """Past SQLAlchemy, whose way for a row costs more than SQLite's own, and many rows in one step: each step lets
        go of the interpreter, and has to wait for it again."""
        given = {column.name: columns[column.name] for column in table.columns if column.name in columns}
        for name in _booleans(table) & given.keys():
            given[name] = [_NUMBER[value] for value in given[name]]
        rows = list(zip(*given.values(), strict=True))
        at_once = max(1, _MOST_VALUES // len(given))
        whole = len(rows) - len(rows) % at_once
        for count, some in ((at_once, rows[:whole]), (1, rows[whole:])):
            if some:
                steps = [tuple(chain.from_iterable(some[n : n + count])) for n in range(0, len(some), count)]
                connection.exec_driver_sql(_insert(table, tuple(given), count), steps)

    def cut(self, connection: Any) -> None:
        """There is nobody at the other end who could be silent."""

    def why(self, error: BaseException) -> str | None:
        if isinstance(error, IntegrityError | ProgrammingError):
            return None
        cause = error.orig if isinstance(error, DBAPIError) else error
        code: int = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return _WHY.get(code & 0xFF, f"the record could not be used ({cause!r})")

    def collided(self, error: BaseException) -> bool:
        return False


@cache
def _insert(table: Table, names: tuple[str, ...], rows: int) -> str:
    one = str(insert(table).compile(column_keys=names, dialect=dialect()))
    return one + f", ({', '.join('?' * len(names))})" * (rows - 1)


@cache
def _booleans(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if isinstance(column.type, Boolean))


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",  # a plain fsync on macOS stops at the drive's cache
        "foreign_keys = ON",
        "secure_delete = ON",  # what was deleted is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")
