"""The connection to the record's database. Owns its threads, transactions, time limits and retries.

Knows no table's meaning; all that is special to one kind of database stands in its backend.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Table, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from saual.store.backend import Backend, Columns, StoreFailed
from saual.store.postgresql import Postgresql
from saual.store.schema import VERSION, metadata, schema_version
from saual.store.sqlite import Sqlite
from saual.store.texts import cleaned

__all__ = ["Database", "StoreFailed"]

T = TypeVar("T")

# Transactions that may wait for the database at once. Overflow: the newest is refused with StoreFailed.
_MAX_WAITING = 256
_ATTEMPTS = 3
_PAUSE_S = 0.02
_MOST_ROWS = 5000
"""In one statement."""
_LINE = "saual.line"
"""Where a connection has its transaction's `_Line`."""

_SILENT = "it does not answer: check that it runs, and the network"


class _Line:
    """The connection that a transaction has at the moment, for whoever must cut it off from another thread.

    `moved` is called when a part of long work is done: who waits may wait as long again.
    """

    def __init__(self) -> None:
        self.moved: Callable[[], None] = lambda: None
        self._lock = threading.Lock()
        self._connection: Any = None
        self.cut_off = False
        self.committing = False
        """If the connection is lost from now on, nobody can say whether the transaction counts."""

    @contextmanager
    def held(self, connection: Any) -> Iterator[None]:
        with self._lock:
            if self.cut_off:
                raise StoreFailed(_SILENT)
            self._connection = connection
        try:
            yield
        finally:
            with self._lock:
                self._connection = None

    def cut(self, how: Callable[[Any], None]) -> None:
        with self._lock:
            self.cut_off = True
            if self._connection is not None:
                how(self._connection)


class Database:
    """SQLite by its URL as SQLAlchemy writes it (the folder of the file must exist), or postgresql://….

    Raises StoreFailed if it is of no use.
    """

    def __init__(self, url: str | URL) -> None:
        self._backend: Backend = Postgresql(url) if isinstance(url, str) and Postgresql.speaks(url) else Sqlite(url)
        self.shared = self._backend.shared
        """Other processes may write to it at the same time."""
        self._waiting = 0
        self._closed = False
        self._engine = self._backend.engine()
        self._threads = ThreadPoolExecutor(self._backend.connections, thread_name_prefix="saual-store")
        line = _Line()
        try:
            opening = self._threads.submit(self._transact, self._prepare, {}, line)
            try:
                opening.result(self._backend.answers_in_s)
            except TimeoutError as late:
                line.cut(self._backend.cut)
                raise StoreFailed(_SILENT) from late
        except BaseException as error:
            self._release()
            if isinstance(error, StoreFailed):
                raise StoreFailed(f"{self._backend.name}: {error}") from error
            raise

    async def run(self, do: Callable[[Connection], T]) -> T:
        """What `do` returns; it runs in a thread, in a transaction that is committed after it.

        An exception of its own undoes the transaction and comes through. It may be called again if the transaction met
        another one and was undone. Raises StoreFailed if the database fails.
        """
        return await self._submit(do, {})

    async def read(self, do: Callable[[Connection], T]) -> T:
        """As `run`, for a `do` that only reads: all of its queries see the same moment."""
        return await self._submit(do, self._backend.snapshot)

    def lock(self, connection: Connection, name: str) -> None:
        """To be called by a `do`: until its end nobody else, in whatever process, has the lock of this name."""
        self._backend.lock(connection, name)

    def insert(self, connection: Connection, table: Table, columns: Columns) -> None:
        """To be called by a `do`: any number of rows."""
        rows = len(next(iter(columns.values())))
        # NULL is what a column has that is not named: to name it in each row takes time.
        kept = {name: values for name, values in cleaned(table, columns).items() if any(v is not None for v in values)}
        for start in range(0, rows, _MOST_ROWS):
            some = {name: values[start : start + _MOST_ROWS] for name, values in kept.items()}
            self._backend.insert(connection, table, some)
            connection.info[_LINE].moved()

    async def close(self) -> None:
        """Finish what was begun and let go of the connections."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._release)

    async def _submit(self, do: Callable[[Connection], T], options: Mapping[str, Any]) -> T:
        if self._closed:
            raise StoreFailed("the record is closed")
        if self._waiting >= _MAX_WAITING:
            raise StoreFailed("the database is too slow for what is coming in: try again in a moment")
        self._waiting += 1
        line, limit_s = _Line(), self._backend.answers_in_s
        job = self._threads.submit(self._transact, do, options, line)
        try:
            async with asyncio.timeout(limit_s) as limit:
                if limit_s is not None:
                    line.moved = _extending(limit, limit_s)
                return await asyncio.wrap_future(job)
        except TimeoutError as late:
            if not limit.expired():
                raise
            line.cut(self._backend.cut)
            raise StoreFailed(_SILENT) from late
        except asyncio.CancelledError:
            if limit_s is not None:  # it may still be done, but not keep its thread for ever
                asyncio.get_running_loop().call_later(limit_s, line.cut, self._backend.cut)
            raise
        finally:
            self._waiting -= 1

    # ── in a thread ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _transact(self, do: Callable[[Connection], T], options: Mapping[str, Any], line: _Line) -> T:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._attempt(do, options, line)
            except DBAPIError as error:
                why = self._backend.why(error)
                if why is None:
                    raise  # a mistake of ours, not a failure of the database
                # A connection that had gone stale is found out only when it is used. All others go with it.
                undone = self._backend.collided(error) or (error.connection_invalidated and not line.committing)
                if not undone or line.cut_off or attempt == _ATTEMPTS:
                    raise StoreFailed(why) from error
                threading.Event().wait(_PAUSE_S * attempt)  # or both would meet again
        raise AssertionError("unreachable")

    def _attempt(self, do: Callable[[Connection], T], options: Mapping[str, Any], line: _Line) -> T:
        line.committing = False
        with self._engine.connect() as connection:
            if options:
                connection = connection.execution_options(**options)
            connection.info[_LINE] = line
            with line.held(connection.connection.driver_connection), connection.begin():
                result = do(connection)
                line.committing = True
                return result

    def _prepare(self, connection: Connection) -> None:
        """Make the tables if there are none. Two processes that start at once both come through."""
        unfit = self._backend.unfit(connection)
        if unfit is not None:
            raise StoreFailed(unfit)
        self.lock(connection, "schema")
        found = set(inspect(connection).get_table_names())
        if not found:
            metadata.create_all(connection)
            connection.execute(insert(schema_version).values(version=VERSION))
            return
        version = connection.scalar(select(schema_version.c.version)) if schema_version.name in found else None
        if version is None:
            raise StoreFailed(self._backend.strange)
        if version > VERSION:
            raise StoreFailed("it was made by a newer Saual: start that one, or keep the record elsewhere")

    def _release(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()


def _extending(limit: asyncio.Timeout, by_s: float) -> Callable[[], None]:
    """To be called in any thread: from then on the limit is `by_s` away."""
    loop = asyncio.get_running_loop()

    def extend() -> None:
        with suppress(RuntimeError):  # it is over: nobody waits any more
            limit.reschedule(loop.time() + by_s)

    def moved() -> None:
        loop.call_soon_threadsafe(extend)

    return moved
