"""Reading a log file beside (or without) the server that writes it: for looking, never for serving."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from saual.log.base import Entry, LogFailed, RoomLine


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise LogFailed(f"there is no log in {path.parent}: name the data folder with --data FOLDER")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            yield db
    except sqlite3.Error as error:
        raise LogFailed(f"{path} cannot be read: {error}") from error


def rooms(path: Path) -> list[RoomLine]:
    """All rooms of the file, newest first. Raises LogFailed."""
    with _reading(path) as db:
        return [RoomLine(*row) for row in db.execute("SELECT name, pin, opened_ms FROM room ORDER BY opened_ms DESC")]


def entries(path: Path, room: str) -> list[Entry]:
    """The room's entries in order; empty for an unknown room. Raises LogFailed."""
    wanted = "SELECT seq, at_ms, command FROM entry WHERE room = (SELECT id FROM room WHERE name = ?) ORDER BY seq"
    with _reading(path) as db:
        return [Entry(*row) for row in db.execute(wanted, (room,))]
