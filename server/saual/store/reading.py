"""Reading the record beside (or without) the server that writes it. Owns what is special to that on each database.

On SQLite the file is opened read-only, so that the system itself lets nobody but the server write or checkpoint.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from saual.store.database import Database, StoreFailed

T = TypeVar("T")


class Reads(Protocol):
    """What reports need of a database."""

    async def read(self, do: Callable[[Connection], T]) -> T:
        """What `do` returns; all of its queries see the same moment. Raises StoreFailed."""
        ...


class ReadOnly:
    """A record in a file. Raises StoreFailed if there is none."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreFailed(f"there is no record in {path.parent}: name the data folder with --data FOLDER")
        address = f"{path.absolute().as_uri()}?mode=ro"
        self._path = path
        self._engine = create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, isolation_level=None), poolclass=NullPool
        )

    async def read(self, do: Callable[[Connection], T]) -> T:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                return do(connection)
        except (DBAPIError, sqlite3.Error) as error:
            raise StoreFailed(f"{self._path} cannot be read: {error.__cause__ or error}") from error


@asynccontextmanager
async def reading(where: Path | str) -> AsyncIterator[Reads]:
    """The record in this file, or of this PostgreSQL. Raises StoreFailed."""
    if isinstance(where, Path):
        yield ReadOnly(where)
        return
    database = Database(where)
    try:
        yield database
    finally:
        await database.close()
