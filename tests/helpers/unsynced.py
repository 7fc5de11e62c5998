"""Power cuts: all that SQLite writes to a log's files, in order, with every sync; and the disk as a cut leaves it.

`record` puts itself between SQLite and the system in this process (a VFS that hands everything on). `Recording` reads
what was recorded: what a file held at its last sync is on the disk for certain, and of each later write it is a matter
of chance whether all of it, a part, nothing, or rubbish is there.

As a program (`-m tests.helpers.unsynced serve …`) it is a Saual under recording, to `$SAUAL_TEST_RECORDING`.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import random
import struct
import sys
from pathlib import Path
from typing import Any

RECORDING = "SAUAL_TEST_RECORDING"
_FILES = ("live.db", "live.db-wal")
_HEAD = struct.Struct("<cBQI")  # kind, file, offset (or size), length of the bytes that follow
_WRITE, _SYNC, _TRUNCATE = b"W", b"S", b"T"

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_WRITE_TO = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE_TO = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC_NOW = ctypes.CFUNCTYPE(_I, _P, _I)


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs` as it has been since version 3 of the structure; what is not looked at is just copied."""

    _fields_ = [
        *(("version", _I), ("file_size", _I), ("longest_path", _I), ("next", _P), ("name", ctypes.c_char_p)),
        *(("data", _P), ("open", _P), ("rest", _P * 15)),
    ]


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        *(("version", _I), ("close", _P), ("read", _P), ("write", _P), ("truncate", _P), ("sync", _P)),
        ("rest", _P * 13),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


_kept: list[Any] = []
"""SQLite calls these for as long as the process lives."""


def possible() -> bool:
    """False for a Python that has SQLite built in, out of reach."""
    return hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_register")


def record(path: Path) -> None:
    """From now on, in this process, what is written to the log's files is noted in `path` before SQLite goes on."""
    sqlite = ctypes.CDLL(_sqlite3.__file__)
    sqlite.sqlite3_initialize()
    sqlite.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = _Vfs.from_buffer_copy(sqlite.sqlite3_vfs_find(None).contents)
    system_open = _OPEN(vfs.open)
    tape = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    names: dict[int, int] = {}

    def note(kind: bytes, file: int, at: int, data: bytes = b"") -> None:
        os.write(tape, _HEAD.pack(kind, names[file], at, len(data)) + data)

    def open_file(_: Any, name: int, file: int, flags: int, out: int) -> int:
        code: int = system_open(_, name, file, flags, out)
        base = Path(os.fsdecode(ctypes.string_at(name))).name if name else ""
        if code == 0 and base in _FILES:
            names[file] = _FILES.index(base)
            it = _File.from_address(file)
            it.methods = ctypes.pointer(recorded(it.methods.contents))
        return code

    def recorded(system: _Methods) -> _Methods:
        write, truncate, sync = _WRITE_TO(system.write), _TRUNCATE_TO(system.truncate), _SYNC_NOW(system.sync)

        def on_write(file: int, data: int, size: int, at: int) -> int:
            code: int = write(file, data, size, at)
            note(_WRITE, file, at, ctypes.string_at(data, size))
            return code

        def on_truncate(file: int, size: int) -> int:
            code: int = truncate(file, size)
            note(_TRUNCATE, file, size)
            return code

        def on_sync(file: int, flags: int) -> int:
            code: int = sync(file, flags)
            if code == 0:
                note(_SYNC, file, 0)
            return code

        methods = _Methods.from_buffer_copy(system)
        mine = _WRITE_TO(on_write), _TRUNCATE_TO(on_truncate), _SYNC_NOW(on_sync)
        methods.write, methods.truncate, methods.sync = (ctypes.cast(function, _P).value for function in mine)
        _kept.extend((methods, *mine))
        return methods

    name, opening = b"recording", _OPEN(open_file)
    vfs.name, vfs.open = name, ctypes.cast(opening, _P).value
    _kept.extend((vfs, name, opening))
    assert sqlite.sqlite3_vfs_register(ctypes.byref(vfs), 1) == 0


class Recording:
    """What a process wrote, as a list of operations. A moment is a size of the recording in bytes."""

    def __init__(self, path: Path) -> None:
        tape, at = path.read_bytes(), 0
        self._operations: list[tuple[int, bytes, int, int, bytes]] = []
        while at + _HEAD.size <= len(tape):
            kind, file, place, size = _HEAD.unpack_from(tape, at)
            at += _HEAD.size + size
            self._operations.append((at, kind, file, place, tape[at - size : at]))

    @property
    def moments(self) -> list[int]:
        return [operation[0] for operation in self._operations]

    @property
    def checkpoints(self) -> int:
        """How often the log's own file was brought up to date and synced."""
        return sum(kind == _SYNC and file == 0 for _, kind, file, _, _ in self._operations)

    def cut(self, moment: int, folder: Path, chance: random.Random) -> None:
        """Make the files in `folder` as they are found after a power cut at this moment."""
        folder.mkdir(parents=True)
        for number, name in enumerate(_FILES):
            done = [op for op in self._operations if op[0] <= moment and op[2] == number]
            synced = max((n for n, op in enumerate(done) if op[1] == _SYNC), default=-1)
            disk = bytearray()
            for n, (_, kind, _, place, data) in enumerate(done):
                _apply(disk, kind, place, data if n <= synced else _luck(data, chance))
            if done:
                (folder / name).write_bytes(disk)


def _apply(disk: bytearray, kind: bytes, place: int, data: bytes) -> None:
    if kind == _TRUNCATE:
        del disk[place:]
    elif kind == _WRITE and data:
        disk.extend(bytes(max(0, place + len(data) - len(disk))))
        disk[place : place + len(data)] = data


def _luck(data: bytes, chance: random.Random) -> bytes:
    """All of it, a part that ends anywhere, nothing, or rubbish."""
    match chance.randrange(4):
        case 0:
            return data
        case 1:
            return data[: chance.randrange(len(data) + 1)]
        case 2:
            return b""
        case _:
            return chance.randbytes(len(data))


if __name__ == "__main__":
    record(Path(os.environ[RECORDING]))
    from saual.cli import main

    sys.exit(main())
