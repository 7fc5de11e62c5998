"""The log's SQLite file. Owns schema, lock, transactions and the words for a failure; knows no threads, no followers.

One connection, used by one thread at a time, does all the writing and all the reading: SQLite before 3.51.3 can
lose commits when several connections share a WAL file.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from saual.log.base import Entry, LogFailed, PinTaken, RoomLine

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAGE = 500  # entries that one read gives at most

_APPLICATION = 0x5361756C
_VERSION = 1
_SCHEMA = (
    """CREATE TABLE room (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pin TEXT UNIQUE, opened_ms INTEGER NOT NULL
    )""",
    # In the order of writing, so that the entries of one commit lie together; only the index has a place for each room.
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        room INTEGER NOT NULL REFERENCES room, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, command BLOB NOT NULL
    )""",
    "CREATE UNIQUE INDEX entry_of_room ON entry (room, seq)",
    "CREATE TABLE probe (id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION}",
)
_HEAD = """SELECT room, seq, at_ms FROM entry
    WHERE room = (SELECT id FROM room WHERE name = ?) ORDER BY seq DESC LIMIT 1"""
_AFTER = """SELECT seq, at_ms, command FROM entry
    WHERE room = (SELECT id FROM room WHERE name = ?) AND seq > ? ORDER BY seq LIMIT ?"""
_INSERT = "INSERT INTO entry (room, seq, at_ms, command) VALUES "
_CHECKPOINT_PAGES = 4000  # some 4 MB of WAL
_PROBE_BYTES = 16 * 1024
_ROWS_PER_INSERT = 200  # four parameters a row, and an old SQLite takes 999 of them

_WHY = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space and try again",
    sqlite3.SQLITE_BUSY: "the file is locked by another program: close the program that has it open",
    sqlite3.SQLITE_LOCKED: "the file is locked by another program: close the program that has it open",
    sqlite3.SQLITE_READONLY: "the file is read-only: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_PERM: "the file may not be opened: allow writing to it, or choose another data folder",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: check its folder, or choose another one",
    sqlite3.SQLITE_IOERR: "the disk gives an error: check that it is not full, broken or unplugged",
    sqlite3.SQLITE_NOTADB: "the file is no Saual log: move it away, or choose another data folder",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: move it away and bring back a backup",
}


def _failed(error: Exception) -> LogFailed:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return LogFailed(_WHY.get(code & 0xFF, f"the log could not be used ({error!r})"))


def lock(path: Path) -> IO[bytes]:
    """A data folder's lock, held until closed; the system lets go of it when the process dies, however it dies.

    Raises LogFailed if another process has it, or if there can be none.
    """
    try:
        file = path.open("ab")
    except OSError as error:
        raise LogFailed(
            f"nothing can be written in {path.parent} ({error.strerror}):"
            " make it writable, or choose another data folder"
        ) from error
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if isinstance(error, BlockingIOError | PermissionError):
            raise LogFailed("another Saual is already running with this data folder") from error
        raise LogFailed(
            f"{path.parent} cannot be locked ({error.strerror}): choose a data folder on this computer's own disk"
        ) from error
    return file


class _Head(Struct, frozen=True):
    """The end of a room: its row id, its last seq and at_ms."""

    room: int
    seq: int
    at_ms: int


class Committed(Struct, frozen=True):
    """What came of some changes: their results or exceptions, one for each, and the new entries of each room."""

    results: list[Any]
    fresh: dict[str, list[Entry]]
    failed: str = ""
    """Why none of them was written."""


class LogFile:
    """The open file. `page`, `find` and `rooms` are for `ask`, whatever changes it is for `commit`."""

    def __init__(self, path: Path, busy_ms: int) -> None:
        """Waits up to `busy_ms` for another program's lock, now and at each commit. Raises LogFailed."""
        # As committed, of the rooms used since the start: a few bytes each.
        self._heads: dict[str, _Head] = {}
        # What the running transaction adds; rows go in at its end.
        self._moved: dict[str, _Head] = {}
        self._fresh: dict[str, list[Entry]] = {}
        self._rows: list[tuple[int, int, int, bytes]] = []
        with ExitStack() as undo:
            undo.enter_context(lock(path.with_name(path.name + ".lock")))
            try:
                self._db = undo.enter_context(
                    closing(
                        sqlite3.connect(
                            path,
                            timeout=busy_ms / 1000,
                            isolation_level=None,
                            check_same_thread=False,  # opened in one thread, then used in another
                            cached_statements=256,
                        )
                    )
                )
                self._prepare(path)
            except sqlite3.Error as error:
                raise LogFailed(f"{path}: {_failed(error)}") from error
            self._held = undo.pop_all()

    def _prepare(self, path: Path) -> None:
        ask = self._db.execute
        if ask("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            if ask("PRAGMA application_id").fetchone() != (_APPLICATION,):
                raise LogFailed(f"{path}: {_WHY[sqlite3.SQLITE_NOTADB]}")
            (version,) = ask("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise LogFailed(f"{path} was made by a newer Saual: start that one, or choose another data folder")
        # Only a new file takes it. A commit writes whole pages, one for each room: small ones halve what it costs.
        ask("PRAGMA page_size = 1024")
        ask(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        if ask("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise LogFailed(f"{path.parent} cannot hold a log: choose a data folder on this computer's own disk")
        ask("PRAGMA synchronous = FULL")
        ask("PRAGMA secure_delete = ON")  # what is forgotten is overwritten, not only unlinked
        ask("PRAGMA fullfsync = ON")  # a plain fsync on macOS stops at the drive's cache
        ask("BEGIN IMMEDIATE")
        if ask("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            for statement in _SCHEMA:
                ask(statement)
        # Written at every start: a disk that takes no writing is better found now than in the lesson.
        ask(f"PRAGMA user_version = {_VERSION}")
        ask("COMMIT")

    def commit(self, changes: list[Callable[[LogFile], Any]]) -> Committed:
        """Make all changes in one transaction."""
        results: list[Any] = []
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for change in changes:
                try:
                    results.append(change(self))
                except (PinTaken, LogFailed) as refusal:  # raised before anything is written
                    results.append(refusal)
            for start in range(0, len(self._rows), _ROWS_PER_INSERT):
                # Many rows to a statement: around each one Python lets go of its global lock, and a busy event loop
                # may take 5 ms to hand it back.
                rows = self._rows[start : start + _ROWS_PER_INSERT]
                places = ",".join(["(?,?,?,?)"] * len(rows))
                self._db.execute(_INSERT + places, [value for row in rows for value in row])
            self._db.execute("COMMIT")
            self._heads.update(self._moved)
            return Committed(results, self._fresh)
        except Exception as error:  # whatever it is, the callers must hear of it and the thread must live
            with suppress(sqlite3.Error):
                self._db.rollback()
            self._heads.clear()  # the file knows
            return Committed([_failed(error) for _ in changes], {}, str(_failed(error)))
        finally:
            self._moved, self._fresh, self._rows = {}, {}, []

    def ask(self, question: Callable[[LogFile], Any]) -> Any:
        """What the question gives, or an exception."""
        try:
            return question(self)
        except Exception as error:
            return _failed(error)

    def open_room(self, room: str, pin: str, at_ms: int, command: bytes) -> Entry:
        if self._db.execute("SELECT 1 FROM room WHERE name = ?", (room,)).fetchone():
            raise LogFailed(f"room {room} is in the log already")
        if self._db.execute("SELECT 1 FROM room WHERE pin = ?", (pin,)).fetchone():
            raise PinTaken(pin)
        self._db.execute("INSERT INTO room (name, pin, opened_ms) VALUES (?, ?, ?)", (room, pin, at_ms))
        (made,) = self._db.execute("SELECT last_insert_rowid()").fetchone()
        return self._add(room, _Head(made, 0, at_ms), at_ms, command)

    def append(self, room: str, at_ms: int, command: bytes) -> Entry:
        head = self._moved.get(room) or self._heads.get(room)
        if head is None:
            row = self._db.execute(_HEAD, (room,)).fetchone()
            if row is None:
                raise LogFailed(f"room {room} is not in the log")
            head = _Head(*row)
        return self._add(room, head, at_ms, command)

    def _add(self, room: str, head: _Head, at_ms: int, command: bytes) -> Entry:
        # The wall clock may have gone back since the last start; the room's time does not.
        entry = Entry(head.seq + 1, max(at_ms, head.at_ms), command)
        self._moved[room] = _Head(head.room, entry.seq, entry.at_ms)
        self._fresh.setdefault(room, []).append(entry)
        self._rows.append((head.room, entry.seq, entry.at_ms, command))
        return entry

    def close_room(self, room: str) -> None:
        self._db.execute("UPDATE room SET pin = NULL WHERE name = ?", (room,))

    def forget(self, room: str) -> None:
        known = self._db.execute("SELECT id, pin FROM room WHERE name = ?", (room,)).fetchone()
        if known is None:
            return
        if known[1] is not None:
            raise LogFailed(f"room {room} is live")
        self._db.execute("DELETE FROM entry WHERE room = ?", known[:1])
        self._db.execute("DELETE FROM room WHERE id = ?", known[:1])
        self._heads.pop(room, None)

    def probe(self) -> None:
        """Write as much as the answers of a class, to see whether the disk takes it."""
        self._db.execute("REPLACE INTO probe (id, content) VALUES (1, zeroblob(?))", (_PROBE_BYTES,))

    def page(self, room: str, after: int) -> list[Entry]:
        return [Entry(*row) for row in self._db.execute(_AFTER, (room, after, PAGE)).fetchall()]

    def find(self, pin: str) -> str | None:
        row = self._db.execute("SELECT name FROM room WHERE pin = ?", (pin,)).fetchone()
        return None if row is None else str(row[0])

    def rooms(self) -> list[RoomLine]:
        rows = self._db.execute("SELECT name, pin, opened_ms FROM room ORDER BY id DESC").fetchall()
        return [RoomLine(*row) for row in rows]

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._held.close()
