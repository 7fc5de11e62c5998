"""The connection to the record's database. Owns its thread, transactions and the words for a failure.

Knows no table's meaning. All that is special to SQLite stands here and nowhere else.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from saual.store.schema import VERSION, metadata, schema_version

T = TypeVar("T")

# Transactions that may wait for the disk at once. Overflow: the newest is refused with StoreFailed.
_MAX_WAITING = 256
_BUSY_MS = 2000

_DAMAGED = "the file is damaged, or no Saual record: move it away, or bring back a backup"
_SQLITE_WHY = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space and try again",
    sqlite3.SQLITE_BUSY: "the file is locked by another program: close the program that has it open",
    sqlite3.SQLITE_READONLY: "the file is read-only: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_PERM: "the file may not be opened: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: check its folder, or choose another one",
    sqlite3.SQLITE_IOERR: "the disk gives an error: check that it is not full, broken or unplugged",
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}


class StoreFailed(OSError):
    """Nothing was written or read. Says why in plain words; the same call may work later."""


class Database:
    """`url` as SQLAlchemy writes it; the folder of an SQLite file must exist. Raises StoreFailed if it is of no use."""

    def __init__(self, url: str | URL) -> None:
        self._name = make_url(url).database or str(url)
        self._waiting = 0
        self._closed = False
        # One thread: SQLite before 3.51.3 can lose commits when several connections share a WAL file.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="saual-store")
        try:
            self._engine, self._connection = self._thread.submit(self._open, url).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def run(self, do: Callable[[Connection], T]) -> T:
        """What `do` returns; it runs in the thread, in a transaction that is committed after it.

        An exception of its own undoes the transaction and comes through. Raises StoreFailed if the database fails.
        """
        if self._closed:
            raise StoreFailed("the record is closed")
        if self._waiting >= _MAX_WAITING:
            raise StoreFailed("the disk is too slow for what is coming in: try again in a moment")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, do)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Finish what was begun and let go of the file."""
        if not self._closed:
            self._closed = True
            await asyncio.get_running_loop().run_in_executor(self._thread, self._release)
            self._thread.shutdown()

    def _open(self, url: str | URL) -> tuple[Engine, Connection]:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            # The driver would begin only at the first write, and DDL would stand outside the transaction.
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        try:
            connection = engine.connect()
            try:
                with connection.begin():
                    self._check_version(connection)
            except BaseException:
                connection.close()
                raise
        except BaseException as error:
            engine.dispose()
            if isinstance(error, DBAPIError | sqlite3.Error):
                raise StoreFailed(f"{self._name}: {_why(error)}") from error
            raise
        return engine, connection

    def _check_version(self, connection: Connection) -> None:
        found = set(inspect(connection).get_table_names())
        if not found:
            metadata.create_all(connection)
            connection.execute(insert(schema_version).values(version=VERSION))
            return
        version = connection.scalar(select(schema_version.c.version)) if schema_version.name in found else None
        if version is None:
            raise StoreFailed(f"{self._name}: {_DAMAGED}")
        if version > VERSION:
            raise StoreFailed(f"{self._name} was made by a newer Saual: start that one, or choose another data folder")

    def _transact(self, do: Callable[[Connection], T]) -> T:
        try:
            with self._connection.begin():
                return do(self._connection)
        except (IntegrityError, ProgrammingError):
            raise  # a mistake of ours, not a failure of the disk
        except DBAPIError as error:
            raise StoreFailed(_why(error)) from error

    def _release(self) -> None:
        self._connection.close()
        self._engine.dispose()


def _prepare_sqlite(connection: Any, _: object) -> None:
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


def _why(error: BaseException) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code: int = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return _SQLITE_WHY.get(code & 0xFF, f"the record could not be used ({cause!r})")
