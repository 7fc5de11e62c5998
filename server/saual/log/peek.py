"""Reading an SQLite file beside (or without) the server that writes it: for looking, never for serving.

The one connection of the server stays the only one that writes or checkpoints. This one is opened read-only, so that
the system itself lets it do neither: what SQLite before 3.51.3 can lose, it loses between two that do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from saual.log.base import Entry, LogFailed, RoomLine


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can change nothing. Raises LogFailed, also for what goes wrong while it is used."""
    if not path.is_file():
        raise LogFailed(f"there is no log in {path.parent}: name the data folder with --data FOLDER")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            yield db
    except sqlite3.Error as error:
        raise LogFailed(f"{path} cannot be read: {error}") from error


def rooms(path: Path) -> list[RoomLine]:
    """All rooms of the file, newest first. Raises LogFailed."""
    with reading(path) as db:
        return [RoomLine(*row) for row in db.execute("SELECT name, pin, opened_ms FROM room ORDER BY opened_ms DESC")]


def entries(path: Path, room: str) -> list[Entry]:
    """The room's entries in order; empty for an unknown room. Raises LogFailed."""
    wanted = "SELECT seq, at_ms, command FROM entry WHERE room = (SELECT id FROM room WHERE name = ?) ORDER BY seq"
    with reading(path) as db:
        return [Entry(*row) for row in db.execute(wanted, (room,))]
