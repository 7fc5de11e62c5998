"""What a database has to know about its own kind; `sqlite` and `postgresql` are the kinds. Runs nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table

Columns = Mapping[str, Sequence[Any]]
"""Rows of a table: of each column by its name all values, as many as there are rows."""


class StoreFailed(OSError):
    """Nothing was read or written, as far as is known; a commit whose answer got lost may stand nevertheless.

    Says why in plain words. The same call may work later, and does no harm if the first one did arrive.
    """


class Backend(Protocol):
    name: str
    """What a person calls it: the file, or the database and its host. Never has a password in it."""
    connections: int
    """As many threads, each with a connection of its own."""
    shared: bool
    """Other processes write to it too."""
    answers_in_s: float | None
    """After so long whoever waits is told that it failed; None: it always answers in the end."""
    snapshot: Mapping[str, Any]
    """Execution options of a transaction that sees nothing of what others commit while it reads."""
    strange: str
    """What to say if there are tables, but not ours."""

    def engine(self) -> Engine:
        """Its connections run in UTF-8 and wait for nothing for ever. Raises StoreFailed if it cannot be made."""
        ...

    def unfit(self, connection: Connection) -> str | None:
        """Why a record cannot be kept here; None if it can."""
        ...

    def lock(self, connection: Connection, name: str) -> None:
        """Until the end of the transaction nobody else, in whatever process, has the lock of this name."""
        ...

    def insert(self, connection: Connection, table: Table, columns: Columns) -> None:
        """Many rows at once, at least one; texts are clean."""
        ...

    def cut(self, connection: Any) -> None:
        """End the driver's connection under a thread that waits for it; called in another thread."""
        ...

    def why(self, error: BaseException) -> str | None:
        """What a person should know about a driver's error; None if it is a mistake of ours."""
        ...

    def collided(self, error: BaseException) -> bool:
        """The transaction met another one and was undone: the same again may well succeed."""
        ...
