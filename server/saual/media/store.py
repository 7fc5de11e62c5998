"""Where files of questions are kept, by the names that their contents give them: the same content is kept once.

The interface, and its form for a lone server: a folder inside of the data folder, which a backup takes along, which a
person can look into, and which costs the record no writing. Processes that share a record keep them there
(`store.media_rows`): a database that all reach needs no shared disk, and is backed up with the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

PIECE = 256 * 1024
"""Files are read and written in pieces of so many bytes."""


class MediaStore(Protocol):
    """Every coroutine raises OSError (StoreFailed is one) if the disk or the database fails."""

    async def put(self, name: str, content: bytes) -> None:
        """Keep it; a second time does no harm. It is whole or not there."""
        ...

    async def size(self, name: str) -> int | None:
        """In bytes; None if there is no such file."""
        ...

    async def read(self, name: str, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on; nothing if there is no such file."""
        ...

    async def names(self) -> Collection[str]:
        """All that are kept."""
        ...

    async def remove(self, names: Collection[str]) -> None:
        """Those that are there."""
        ...


class MediaFolder:
    """`name` comes from a question or an address: only what looks like a name of ours is looked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, content: bytes) -> None:
        await asyncio.to_thread(self._put, name, content)

    async def size(self, name: str) -> int | None:
        try:
            return (await asyncio.to_thread(self._path(name).stat)).st_size
        except FileNotFoundError:
            return None

    async def read(self, name: str, start: int, size: int) -> bytes:
        return await asyncio.to_thread(self._read, name, start, size)

    async def names(self) -> Collection[str]:
        return await asyncio.to_thread(self._names)

    async def remove(self, names: Collection[str]) -> None:
        for name in names:
            await asyncio.to_thread(self._path(name).unlink, missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Hidden until it is whole: a backup leaves it out, and so does `names`.
        number, draft = tempfile.mkstemp(prefix=".coming-", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise

    def _read(self, name: str, start: int, size: int) -> bytes:
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read(size)
        except FileNotFoundError:
            return b""

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return [path.name for path in self._folder.glob("*/*") if not path.name.startswith(".")]
