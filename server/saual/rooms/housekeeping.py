"""What has to be done in the hall now and then. Every process does it, and all of it may be done twice.

Phones of dead processes are seen off, rooms without anybody of this process let go of, those that none has kept.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from msgspec import Struct

from saual.game import commands as c
from saual.log.base import Log, LogFailed
from saual.rooms.live import LiveRoom
from saual.rooms.peers import Peers, process_of
from saual.world import Clock, steady_s

if TYPE_CHECKING:
    from saual.rooms.hall import Hall

LEFT_MS = 3 * 3600_000
"""A room that nobody is connected to, and in which nothing has happened for so long, was left. A homework never is."""
IDLE_S = 10.0
"""A room that nobody of this process has been in for so long is let go of: another process may have it, or nobody."""
_TIDY_S = 5.0
_TIDIES_A_SWEEP = 4
_AT_ONCE = 100
"""Rooms that are tidied before others have their turn."""

_say = logging.getLogger(__name__)


class _Left(Struct, frozen=True):
    """A room that no process has, as it was when this one looked: all its games were recorded. `until_ms`: when it has
    to be looked at again, though nobody comes."""

    seq: int
    until_ms: int


class Housekeeping:
    def __init__(self, hall: Hall, log: Log, peers: Peers, clock: Clock) -> None:
        self._hall = hall
        self._log = log
        self._peers = peers
        self._clock = clock
        self._empty_since: dict[str, float] = {}
        self._left: dict[str, _Left] = {}
        self._told: set[str] = set()

    async def run(self) -> None:
        while True:
            for _ in range(_TIDIES_A_SWEEP):
                await asyncio.sleep(_TIDY_S)
                await self.tidy()
            try:
                await self.sweep()
            except LogFailed as problem:
                _say.debug("Rooms are looked after later: %s", problem)

    async def tidy(self) -> None:
        """The rooms of this process."""
        for n, live in enumerate(self._hall.rooms()):
            if n % _AT_ONCE == 0:
                await asyncio.sleep(0)
            self.see_off(live)
            if not self._peers.alone or live.room.pace is not None:
                self._let_go_of_empty(live)
        await self._tell()

    def see_off(self, live: LiveRoom) -> None:
        """The phones of processes that are gone are gone too."""
        for seat in live.room.seats:
            if seat.conn is not None and seat.key and self._peers.gone(process_of(seat.conn)):
                live.forget_phone(seat.no)

    def asked_for(self, id: str) -> None:
        """Somebody is about to come in: the room is not empty."""
        self._empty_since.pop(id, None)

    def _let_go_of_empty(self, live: LiveRoom) -> None:
        if not live.idle or self._hall.recording(live.id):
            self._empty_since.pop(live.id, None)
        elif steady_s() - self._empty_since.setdefault(live.id, steady_s()) >= IDLE_S:
            del self._empty_since[live.id]
            due = live.room.due() if live.room.pace is not None else None
            self._left[live.id] = _Left(live.room.seq, due.at_ms if due is not None else live.room.at_ms + LEFT_MS)
            self._hall.release(live)

    async def _tell(self) -> None:
        """Let the others know which rooms they need not look after: a new one before they look."""
        rooms = {live.id for live in self._hall.rooms()}
        if not self._peers.alone and rooms != self._told:
            with contextlib.suppress(LogFailed):
                await self._peers.share(rooms)
                self._told = rooms

    async def sweep(self) -> None:
        """Look after the rooms that no other process has: record their games, close what was left. Raises LogFailed."""
        for live in await self._ours():
            left = live.room.pace is None and self._is_past(live.room.at_ms + LEFT_MS)
            if live.audience.empty and left:
                with contextlib.suppress(LogFailed):
                    await live.submit(c.CloseRoom())

    async def _ours(self) -> list[LiveRoom]:
        """Rooms that are this process's to look after; loads those that nobody has looked after since they changed."""
        if self._peers.alone:
            for id in [id for id, left in self._left.items() if self._is_past(left.until_ms)]:
                await self._hall.get(id)  # its alarm rings at once
                self._left.pop(id, None)
            return list(self._hall.rooms())
        elsewhere = await self._peers.share([live.id for live in self._hall.rooms()])
        orphans = [line.room for line in await self._log.rooms() if line.pin is not None and line.room not in elsewhere]
        self._left = {id: self._left[id] for id in orphans if id in self._left}
        ours = []
        for id in orphans:
            live = self._hall.held(id) or await self._looked_after(id)
            if live is not None:
                ours.append(live)
        return ours

    async def _looked_after(self, id: str) -> LiveRoom | None:
        """The room, if it has to be in this process now. To fold it is what records its games."""
        left = self._left.get(id)
        if left is not None and not self._is_past(left.until_ms) and not await self._log.read(id, left.seq):
            return None
        return await self._hall.get(id)

    def _is_past(self, at_ms: int) -> bool:
        return self._clock.now_ms() > at_ms
