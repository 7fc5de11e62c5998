"""The log's one interface: append an entry, follow a room's entries. Knows bytes and order, nothing of games.

Two implementations (`local`: SQLite; `redis`: Streams) pass one contract suite.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

from msgspec import Struct

from saual.log.health import Health

T = TypeVar("T")


class Entry(Struct, frozen=True, array_like=True):
    """One line of a room's log. `seq` counts 1, 2, 3 … without gaps; `at_ms` (Unix ms, of one clock) never falls."""

    seq: int
    at_ms: int
    command: bytes


class RoomLine(Struct, frozen=True):
    """A room that the log knows. `pin` is None once the room is closed and its PIN free for another."""

    room: str
    pin: str | None
    opened_ms: int


class LogFailed(Exception):
    """The entry is *not* in the log (disk full, database locked, …) and never will be; the caller may try again.

    Says why in plain words; the room goes on from what the log has.
    """


class PinTaken(Exception):
    """Another live room has this PIN."""


Take = Callable[[list[Entry]], bool]
"""Told the next entries, one or more, while the log waits for it; False: it wants no more."""


Failed = Callable[[LogFailed], None]
"""Told why an entry will never be in the log."""


class Log(Protocol):
    """Everything that is awaited raises LogFailed when the store cannot be written or read."""

    health: Health
    """Whether it can be written now. What comes meanwhile waits or is refused, as the log is made."""

    async def open_room(self, room: str, pin: str, command: bytes) -> Entry:
        """Make the room, claim its PIN and append its first entry, all or nothing. Raises PinTaken.

        A room that exists already is LogFailed.
        """
        ...

    def append(self, room: str, command: bytes) -> asyncio.Future[Entry]:
        """Done once the entry is durable. Followers get it too, in order, and may get it before.

        The order of calls is the order of entries. Every failure is in the future, as LogFailed; so is a room that was
        never opened.
        """
        ...

    def put(self, room: str, command: bytes, failed: Failed) -> None:
        """Append for who follows the room anyway, and only wants to hear of a failure: most entries are answers."""
        ...

    async def close_room(self, room: str) -> None:
        """Free the PIN. The entries stay. Closing a closed or unknown room does nothing."""
        ...

    async def forget(self, room: str) -> None:
        """Delete a closed room and all its entries, for good. A live room is LogFailed, an unknown one nothing."""
        ...

    async def read(self, room: str, after: int = 0) -> list[Entry]:
        """The durable entries with `seq > after`, in order. Empty for an unknown room."""
        ...

    async def follow(self, room: str, after: int, take: Take) -> None:
        """Have `take` told the durable entries with `seq > after`: what is, then what comes; no gap, no repeat.

        Runs until cancelled, until `take` wants no more, or until the log is closed. Raises what `take` raises.
        """
        ...

    async def find(self, pin: str) -> str | None:
        """The id of the live room that has this PIN."""
        ...

    async def rooms(self) -> list[RoomLine]:
        """All rooms, newest first."""
        ...

    def watch(self, changed: Callable[[bool], None]) -> None:
        """Call back with False when it can no longer be written, with True when it can again."""
        ...

    def lag(self) -> tuple[int, int]:
        """How many appends and readings are not answered yet, and for how long the oldest has been waiting (ms)."""
        ...

    async def close(self) -> None:
        """Write what was accepted, end the followers, release the store."""
        ...


def settle(answer: asyncio.Future[T], result: T | Exception) -> None:
    """Tell whoever awaits it; a caller who was cancelled is told nothing, and what it wrote stays."""
    if answer.done():
        return
    if isinstance(result, Exception):
        answer.set_exception(result)
    else:
        answer.set_result(result)


def tell_failure(failed: Failed, result: Entry | Exception) -> None:
    if isinstance(result, LogFailed):
        failed(result)
