"""`saual restore FILE`: a data folder as a backup has it. What was in the folder is moved aside, never overwritten.

Everything is unpacked and checked beside what is there; only then do the two change places. Must not know what the
databases say, only that they are whole and of a version that this Saual can serve.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sqlite3
import zipfile
import zlib
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec
from sqlalchemy import URL

from saual.backup import DATABASES, FORMAT, MANIFEST, SET_ASIDE, Manifest
from saual.config import LOG_FILE, RECORD_FILE
from saual.log.base import LogFailed
from saual.log.local_file import LogFile, lock
from saual.store.database import Database, StoreFailed
from saual.world import Clock

_COMING = ".restoring"
_LOCK = f"{LOG_FILE}.lock"


class CannotRestore(Exception):
    """One sentence that says what is wrong and what to do. The folder is as it was."""


def restore(file: Path, data: Path) -> tuple[Manifest, Path | None]:
    """Put the backup into the data folder. What it says of itself, and where the folder's old content is now, if any.

    Raises CannotRestore, also while a server runs on that folder.
    """
    if not file.is_file():
        raise CannotRestore(f"There is no file {file}: name the backup")
    if not data.parent.is_dir():
        raise CannotRestore(f"The folder {data.parent} does not exist: make it, or choose another: --data FOLDER")
    try:
        data.mkdir(exist_ok=True)
        with lock(data / _LOCK):
            return _restore(file, data)
    except LogFailed as failure:
        raise CannotRestore(f"Nothing was restored: {failure}. Stop the server first, if one runs") from failure
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CannotRestore(f"{file} could not be restored into {data}: {why}. The folder is as it was") from error


def _restore(file: Path, data: Path) -> tuple[Manifest, Path | None]:
    coming = data / _COMING
    if coming.exists():  # of a restoring that was killed
        shutil.rmtree(coming)
    coming.mkdir()
    try:
        manifest = _unpack(file, coming)
        _check(coming)
        return manifest, _change_places(data, coming)
    finally:
        shutil.rmtree(coming, ignore_errors=True)


def _unpack(file: Path, coming: Path) -> Manifest:
    damaged = CannotRestore(f"{file} is no backup of Saual, or is damaged: choose another one")
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            if manifest.format > FORMAT:
                raise CannotRestore(f"{file} was made by a newer Saual ({manifest.saual}): restore it with that one")
            for name, wanted in manifest.files.items():
                path = PurePosixPath(name)
                content = archive.read(name)
                if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
                    raise damaged
                if hashlib.sha256(content).hexdigest() != wanted:
                    raise damaged
                _write(coming / path, content)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, zlib.error, msgspec.DecodeError) as error:
        raise damaged from error
    return manifest


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check(coming: Path) -> None:
    """Sound, and of versions that this server opens: asked of those who will open them."""
    try:
        for name in DATABASES:
            if not (coming / name).is_file():
                raise CannotRestore(f"The backup has no {name}: choose another one")
            with closing(sqlite3.connect(coming / name)) as database:
                sound = database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if not sound:
                raise CannotRestore(f"{name} in the backup is damaged: choose another one")
        LogFile(coming / LOG_FILE, busy_ms=0).close()
        asyncio.run(Database(URL.create("sqlite", database=str(coming / RECORD_FILE))).close())
    except (LogFailed, StoreFailed, sqlite3.Error) as failure:
        raise CannotRestore(f"The backup cannot be served: {failure}") from failure
    (coming / _LOCK).unlink()


def _change_places(data: Path, coming: Path) -> Path | None:
    """Move, inside one folder: it may be a mount of its own, which cannot be renamed itself."""
    old = [path for path in data.iterdir() if path.name not in (_LOCK, _COMING) and not path.name.startswith(SET_ASIDE)]
    aside = _new_folder(data) if old else None
    moved: list[tuple[Path, Path]] = []
    try:
        for path in old:
            assert aside is not None
            moved.append((path, path.rename(aside / path.name)))
        for path in coming.iterdir():
            moved.append((path, path.rename(data / path.name)))
    except OSError:
        for before, now in reversed(moved):
            now.rename(before)
        if aside is not None:
            aside.rmdir()
        raise
    return aside


def _new_folder(data: Path) -> Path:
    now = datetime.fromtimestamp(Clock().now_ms() / 1000).astimezone()
    name, number = f"{SET_ASIDE}{now:%Y%m%d-%H%M%S}", 1
    while True:
        folder = data / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder
