"""How long what is known of students is kept, and how all of one student is deleted: in the record and in the logs.

The record is the store's, the logs are the log's; what must be gone in both is brought together here.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from saual.log.base import Log, LogFailed
from saual.reports.record import GameRecord
from saual.store.database import StoreFailed
from saual.store.erasing import Erasing
from saual.world import Clock

_DAY_MS = 24 * 3_600_000
_EVERY_S = 6 * 3600.0

_say = logging.getLogger(__name__)


class InLesson(Exception):
    """A lesson with this student's name on its list is going on, or its record is still to be written."""


class Keeping:
    """`days` is how long games, their logs and unused lists of classes are kept; 0: until somebody deletes them.

    Every process may do all of it, at the same time and again.
    """

    def __init__(self, erasing: Erasing, log: Log, clock: Clock, days: int) -> None:
        self.days = days
        self._erasing = erasing
        self._log = log
        self._clock = clock

    async def games_of(self, student: str) -> list[GameRecord]:
        """All that is kept of what this student did, the oldest first. Raises StoreFailed."""
        return await self._erasing.games_of(student)

    async def erase(self, ids: Iterable[str]) -> None:
        """Delete these students, their seats in all games, and the logs that name them. Repeat it if it fails.

        Raises InLesson, LogFailed and StoreFailed.
        """
        gone = list(ids)
        rooms = await self._erasing.rooms_naming(gone)
        if any(line.pin is not None for line in await self._log.rooms() if line.room in rooms):
            raise InLesson
        for room in rooms:  # first: what names these rooms goes with the students
            await self._log.forget(room)
        await self._erasing.erase(gone)

    async def game_deleted(self, room: str) -> None:
        """Forget the log of a closed room of which no game is left. Raises LogFailed and StoreFailed."""
        if await self._erasing.any_game_of(room):
            return
        if any(line.room == room and line.pin is None for line in await self._log.rooms()):
            await self._log.forget(room)

    async def erase_class(self, id: str) -> None:
        """The same for all students of a class, and the class itself. Raises as `erase`."""
        await self.erase(await self._erasing.students_of(id))
        await self._erasing.delete_class(id)

    async def run(self) -> None:
        """Sweep now and then, for ever."""
        while True:
            try:
                await self.sweep(self._clock.now_ms())
            except (LogFailed, StoreFailed) as problem:
                _say.warning("What is older than %s days is deleted later: %s", self.days, problem)
            await asyncio.sleep(_EVERY_S)

    async def sweep(self, now_ms: int) -> None:
        """Delete what is too old. Raises LogFailed and StoreFailed."""
        if not self.days:
            return
        before_ms = now_ms - self.days * _DAY_MS
        await self._erasing.drop_older(before_ms)
        for line in await self._log.rooms():
            if line.pin is None and line.opened_ms < before_ms:
                with contextlib.suppress(LogFailed):  # another process was quicker, or it is tried again
                    await self._log.forget(line.room)
