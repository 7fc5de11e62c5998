"""`saual backup FILE`: one file that holds a data folder as it was at one instant, also while a lesson is going on.

Owns the format of a backup. Must not write to the folder, and must not know what is in its databases.

The databases are read over connections of their own that are read-only (see `log.peek`): they can neither write nor
checkpoint, so the server's connection stays the one that does, and the server waits for nothing: in SQLite's WAL mode a
reader holds up no commit, it only keeps the WAL from starting over, which grows by some seconds' answers. The server
need not be asked, so it works in the same way when there is none.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from saual import __version__
from saual.config import LOG_FILE, RECORD_FILE
from saual.log.base import LogFailed
from saual.log.peek import reading
from saual.world import Clock

FORMAT = 1
MANIFEST = "saual-backup.json"
DATABASES = (LOG_FILE, RECORD_FILE)
SET_ASIDE = "replaced-"
"""How folders begin that `saual restore` has made of what was there before; a backup leaves them out."""

_OF_SQLITE = tuple(f"{name}{end}" for name in DATABASES for end in ("", "-wal", "-shm", "-journal", ".lock"))
_TRIES = 1_000
"""To find an instant in which the log stands still for some 100 µs. Between commits of 1 ms most tries do."""


class Manifest(Struct, frozen=True):
    """What a backup says of itself, in `saual-backup.json`."""

    format: int
    saual: str
    """The version that made it."""
    taken_ms: int
    files: dict[str, str]
    """The SHA-256 of each file, by its path in the data folder."""


class CannotBackUp(Exception):
    """One sentence that says what is wrong and what to do. There is no backup then, not even half of one."""


def back_up(data: Path, file: Path) -> Manifest:
    """Write all of the data folder to a new file. Raises CannotBackUp."""
    _check(data, file)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".saual-backup-") as folder:
            made = Path(folder) / "made"
            manifest = _pack(data, Path(folder), made)
            made.chmod(0o600)  # it has students' names
            made.replace(file)
    except LogFailed as failure:
        raise CannotBackUp(str(failure)) from failure
    except OSError as error:
        raise CannotBackUp(f"{file} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return manifest


def _check(data: Path, file: Path) -> None:
    if file.exists():
        raise CannotBackUp(f"{file} is there already, and no backup is overwritten: choose another name")
    if not file.parent.is_dir():
        raise CannotBackUp(f"The folder {file.parent} does not exist: make it, or choose another")
    if file.parent.resolve().is_relative_to(data.resolve()):
        raise CannotBackUp(f"{file} is inside of what it is to keep: choose a place outside of {data}")


def _pack(data: Path, folder: Path, made: Path) -> Manifest:
    files: dict[str, str] = {}
    with zipfile.ZipFile(made, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        with _at_one_instant(data) as sources:
            taken_ms = Clock().now_ms()
            for name, source in sources.items():
                copy = folder / name
                _copy(source, copy)
                archive.write(copy, name)
                files[name] = _sum(copy.read_bytes())
                copy.unlink()
        for path in sorted(data.rglob("*")):
            name = path.relative_to(data).as_posix()
            if path.is_file() and not _left_out(name):
                try:
                    content = path.read_bytes()
                except FileNotFoundError:
                    continue  # removed just now
                archive.writestr(name, content)
                files[name] = _sum(content)
        manifest = Manifest(FORMAT, __version__, taken_ms, files)
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    with made.open("rb+") as written:
        os.fsync(written.fileno())
    return manifest


def _left_out(name: str) -> bool:
    """SQLite's own, what was set aside, and hidden files."""
    return name in _OF_SQLITE or name.startswith(SET_ASIDE) or any(part.startswith(".") for part in name.split("/"))


@contextmanager
def _at_one_instant(data: Path) -> Iterator[dict[str, sqlite3.Connection]]:
    """Read transactions on all databases that see them as they were at the same time, by name.

    A record that is newer than the log would tell of answers that the log does not have. So: hold the log, hold the
    record, and if the log has moved on in between, once more.
    """
    for _ in range(_TRIES):
        with ExitStack() as stack:
            watch = stack.enter_context(reading(data / LOG_FILE))
            names = [name for name in DATABASES if (data / name).is_file()]
            held = {name: stack.enter_context(reading(data / name)) for name in names}
            before = _version(watch)
            for source in held.values():
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if _version(watch) == before:
                yield held
                return
    raise CannotBackUp("The server writes without a pause: try again in a minute")


def _version(watch: sqlite3.Connection) -> int:
    """Another number once anybody else has committed."""
    return int(watch.execute("PRAGMA data_version").fetchone()[0])


def _copy(source: sqlite3.Connection, copy: Path) -> None:
    damaged = f"{copy.name} in the data folder is damaged: keep the last good backup, and restore it"
    try:
        with closing(sqlite3.connect(copy)) as target:
            target.execute("PRAGMA synchronous = OFF")  # it is on its way into another file
            source.backup(target)
            sound = target.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    except sqlite3.Error as error:
        full = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        raise CannotBackUp(f"The disk of the backup is full, or gives errors ({error})" if full else damaged) from error
    if not sound:
        raise CannotBackUp(damaged)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
