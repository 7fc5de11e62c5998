"""Rooms that Redis does not have whole: written back from what the processes know. Knows no followers and no appends.

After a restart, a failover or FLUSHALL nothing is appended to a room until it is whole again. Every process that
follows it writes what it knows of the tail; all knew the same order, so the longest wins by each adding what is still
missing. Only when there was time for all to do so is the room confirmed, and appends that were held go on.
"""

from __future__ import annotations

import asyncio

import hiredis

from saual.log.base import LogFailed
from saual.log.health import Health
from saual.log.redis_feed import Feeds, RoomFeed
from saual.log.redis_line import Line
from saual.log.redis_script import CONFIRM, RESTORE, Names, unpack
from saual.log.redis_wire import Lost, Wire
from saual.log.redis_writer import Writer

GRACE_S = 1.5
"""So long is waited for the others: more than a reconnection takes, and than an emptied Redis goes unnoticed."""
_RETRY_S = 0.25


class Mender:
    """One task for each room that is in doubt."""

    def __init__(self, names: Names, line: Line, health: Health) -> None:
        self.feeds: Feeds
        self.writer: Writer
        self._names = names
        self._line = line
        self._health = health
        self._loop = asyncio.get_running_loop()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def doubt(self, room: str) -> None:
        if room not in self._tasks:
            self._health.trouble("mend", "Redis was restarted or emptied: what it lost is being written back")
            self._tasks[room] = asyncio.ensure_future(self._mend(room))

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _mend(self, room: str) -> None:
        began = self._loop.time()
        try:
            while not await self._try(room, began):
                pass
        finally:
            del self._tasks[room]
            if not self._tasks:
                self._health.over("mend")
        self.feeds.mended(room)
        self.writer.resume(room)

    async def _try(self, room: str, began: float) -> bool:
        """Whether the room is whole, or there is none."""
        wire = await self._line.connected()
        try:
            await self._line.ask_epoch()
            return await self._write_back(wire, room, began)
        except Lost:
            return False
        except hiredis.ReplyError:  # out of memory, read-only: it may pass
            await asyncio.sleep(_RETRY_S)
            return False

    async def _write_back(self, wire: Wire, room: str, began: float) -> bool:
        feed, epoch = self.feeds.get(room), self._line.epoch
        seq, whole = await self._restore(wire, room, epoch, feed, [])
        if seq < 0:
            self.writer.fail(room, LogFailed(f"room {room} is not in the log"))
            return True
        while feed is not None and not whole and seq < feed.last:
            before = seq
            seq, whole = await self._restore(wire, room, epoch, feed, feed.batches_after(seq))
            if seq == before:  # what Redis has ends within a batch of ours: another's log
                self.feeds.fork(feed)
                return False
        if whole:
            return True
        wait_s = max(began, self._line.epoch_since) + GRACE_S - self._loop.time()
        if wait_s > 0:
            await asyncio.sleep(wait_s)
            return False  # look again: another may have written more, or confirmed it
        if feed is not None:
            await self._enter_again(wire, room, feed)
        await wire.run(CONFIRM, [self._names.head(room)], epoch)
        return True

    async def _restore(
        self, wire: Wire, room: str, epoch: str, feed: RoomFeed | None, batches: list[bytes]
    ) -> tuple[int, int]:
        known, opened, pin = 0, 0, ""
        if feed is not None and feed.batches:
            known, opened, pin = feed.last, feed.opened_ms or unpack(feed.batches[0])[0].at_ms, feed.pin or ""
        keys = [self._names.head(room), self._names.log(room)]
        seq, whole = await wire.run(RESTORE, keys, epoch, known, opened, pin, *batches)
        return seq, whole

    async def _enter_again(self, wire: Wire, room: str, feed: RoomFeed) -> None:
        """In the index, and under its PIN if it is live."""
        await wire.call("ZADD", self._names.rooms, "NX", await wire.call("INCR", self._names.count), room)
        if feed.pin is not None:
            await wire.call("SET", self._names.pin(feed.pin), room, "NX")
            for key in (self._names.head(room), self._names.log(room)):
                await wire.call("PERSIST", key)
