"""Brings the records of games into the archive, again and again until they are there. Knows no SQL."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.store.database import StoreFailed
from saual.world import Clock

Record = Callable[[str, Room, GameEnded], Awaitable[None]]
"""Writes (room id, room, ended game) to the archive; the same game again replaces it. Raises StoreFailed."""

_RETRY_S = 5

_say = logging.getLogger(__name__)


class Keeper:
    """At most one writing a game; what changes meanwhile is written once more after it."""

    def __init__(self, record: Record, clock: Clock) -> None:
        self._record = record
        self._clock = clock
        self._since_ms: dict[tuple[str, int], int] = {}
        self._wanted: dict[tuple[str, int], tuple[Room, GameEnded]] = {}
        self._tasks: dict[tuple[str, int], asyncio.Task[None]] = {}

    def keep(self, id: str, room: Room, ended: GameEnded) -> None:
        """Write the record of this game as it stands by then."""
        key = (id, ended.game.no)
        self._wanted[key] = (room, ended)
        if key not in self._tasks:
            self._since_ms[key] = self._clock.now_ms()
            self._tasks[key] = asyncio.ensure_future(self._write(key))

    def busy(self, id: str) -> bool:
        """A record of this room is still to be written."""
        return any(room == id for room, _ in self._tasks)

    def lag(self) -> tuple[int, int]:
        """How many records are still to be written, and for how long the oldest has been waiting (ms)."""
        now_ms = self._clock.now_ms()
        return len(self._since_ms), now_ms - min(self._since_ms.values(), default=now_ms)

    async def kept(self, id: str) -> None:
        """Returns when all records of this room are written."""
        await asyncio.gather(*(task for (room, _), task in self._tasks.items() if room == id))

    async def stop(self) -> None:
        """What is not written yet will be when its room is brought back."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _write(self, key: tuple[str, int]) -> None:
        try:
            while key in self._wanted:
                room, ended = self._wanted.pop(key)
                try:
                    await self._record(key[0], room, ended)
                except StoreFailed as problem:
                    _say.warning("The record of a game cannot be written, trying again: %s", problem)
                    self._wanted.setdefault(key, (room, ended))
                    await asyncio.sleep(_RETRY_S)
        except Exception:
            _say.exception("The record of game %s of room %s cannot be made; its log is whole.", key[1], key[0])
        finally:
            del self._tasks[key], self._since_ms[key]
