"""Appends on their way to Redis: gathered, numbered, sent, sent again until their fate is known. Knows no reading.

What comes in for a room in a few milliseconds is one batch, one script call; all batches of the moment are one write
to the connection. A room has at most one batch under way: its order is kept, and the script need remember only one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import hiredis

from saual.log.base import Entry, LogFailed
from saual.log.redis_feed import Feeds
from saual.log.redis_script import APPEND, Batch, Names, numbered, pack, raw
from saual.log.redis_wire import Wire
from saual.log.redis_wire import pack as pack_command
from saual.world import Clock

# Appends that may wait at once: more than there are phones, for a hall of them may answer in one instant.
# Overflow: the newest is refused with LogFailed; its phone retries.
MAX_WAITING = 16_384
# Appends of a room that one script call takes. Overflow: the rest goes with the next one.
_MAX_BATCH = 256
WINDOW_S = 0.025
"""Who comes alone goes at once; after a write of several appends the next one waits so long for company.

A script call and its answer cost some tens of microseconds of CPU here and there, however little is in it; an answer
among many waits some milliseconds longer for its acknowledgement, as with `local`.
"""

Tell = Callable[[Entry | LogFailed], None]
Line = tuple[int, bytes, Tell]


class _Room:
    """One room's appends: those that wait, and the batch that is under way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.waiting: list[Line] = []
        self.number = 0
        self.sent: list[Line] = []
        self.body = b""
        self.held = False
        """Redis does not have the room whole: nothing is sent until it is mended."""


class Writer:
    """`doubt` is told of a room that Redis does not have whole. `wire` is the line while there is one."""

    def __init__(self, names: Names, process: bytes, clock: Clock, feeds: Feeds, doubt: Callable[[str], None]) -> None:
        self._names = names
        self._process = process
        self._clock = clock
        self._feeds = feeds
        self._doubt = doubt
        self._loop = asyncio.get_running_loop()
        self._rooms: dict[str, _Room] = {}
        self._waiting = 0
        self._since_ms = 0
        self._next_s = 0.0
        self._flushing: asyncio.TimerHandle | None = None
        self._number = 0
        self._wire: Wire | None = None
        self._epoch = ""
        self._under_way = False
        self._closed = ""
        self._done: asyncio.Future[None] | None = None

    def append(self, name: str, command: bytes, tell: Tell) -> None:
        """`tell` is told the entry, or why it never will be one."""
        if self._closed:
            tell(LogFailed(self._closed))
        elif self._waiting >= MAX_WAITING:
            tell(LogFailed("Redis is too slow for what is coming in: try again in a moment"))
        else:
            now_ms = self._clock.now_ms()  # when it came in, not when Redis was ready for it
            if not self._waiting:
                self._since_ms = now_ms
            self._waiting += 1
            room = self._rooms.get(name)
            if room is None:
                room = self._rooms[name] = _Room(name)
            room.waiting.append((now_ms, command, tell))
            self._flush_soon()

    def lag(self) -> tuple[int, int]:
        return self._waiting, self._clock.now_ms() - self._since_ms if self._waiting else 0

    def connected(self, wire: Wire, epoch: str) -> None:
        """There is a line (again), in this epoch: what is not known to be done is sent (again)."""
        self._wire, self._epoch = wire, epoch
        self._flush_soon()

    def cut(self) -> None:
        self._wire = None

    def resume(self, name: str) -> None:
        """The room is whole again."""
        room = self._rooms.get(name)
        if room is not None:
            room.held = False
            self._flush_soon()

    def fail(self, name: str, error: LogFailed) -> None:
        """The room's appends never will be in the log."""
        room = self._rooms.pop(name, None)
        if room is not None:
            self._settle([*room.sent, *room.waiting], error)

    async def close(self, within_s: float) -> None:
        """Take no more; wait for what was accepted, but no longer than that."""
        self._closed = "the log is closed"
        if self._waiting:
            self._done = self._loop.create_future()
            await asyncio.wait([self._done], timeout=within_s)
        for name in list(self._rooms):
            self.fail(name, LogFailed("the log was closed while Redis did not answer"))

    # ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _flush_soon(self) -> None:
        if self._rooms and self._flushing is None and not self._under_way and self._wire is not None:
            # At the soonest at the end of this turn of the loop: what comes in during it goes together.
            self._flushing = self._loop.call_at(self._next_s, self._flush)

    def _flush(self) -> None:
        self._flushing = None
        if self._wire is None or self._under_way:
            return
        rooms = [room for room in self._rooms.values() if not room.held]
        if not rooms:
            return
        calls = b"".join(map(self._call, rooms))
        alone = sum(len(room.sent) for room in rooms) == 1
        if not alone and not any(room.waiting for room in rooms):  # else there is enough for another write
            self._next_s = self._loop.time() + WINDOW_S
        self._under_way = True
        self._wire.send(calls, len(rooms), lambda answers: self._answered(rooms, answers))

    def _call(self, room: _Room) -> bytes:
        """The script call for the room's batch: the one under way as it was, or a new one."""
        if not room.sent:
            self._number += 1
            room.number = self._number
            room.sent, room.waiting = room.waiting[:_MAX_BATCH], room.waiting[_MAX_BATCH:]
            room.body = pack([(at_ms, command) for at_ms, command, _ in room.sent])
        names, count, at_ms = self._names, len(room.sent), room.sent[-1][0]
        return pack_command(
            *("EVALSHA", APPEND.sha, 2, names.head(room.name), names.log(room.name), names.channel(room.name)),
            *(self._epoch, self._process, room.number, count, self._feeds.known(room.name), at_ms, room.body),
        )

    def _answered(self, rooms: Iterable[_Room], answers: list[Any] | None) -> None:
        self._under_way = False
        if answers is None:
            return  # all is sent again on the next line
        for room, answer in zip(rooms, answers, strict=True):
            self._take(room, answer)
        self._since_ms = self._clock.now_ms()
        self._flush_soon()

    def _take(self, room: _Room, answer: Any) -> None:
        if self._rooms.get(room.name) is not room:
            return
        if type(answer) is list:
            first, floor_ms, before = answer
            last = first + len(room.sent) - 1
            batch = Batch(self._process, room.number, first, last, floor_ms, before, room.body)
            lines, room.sent = room.sent, []
            entries = numbered(first, floor_ms, ((at_ms, command) for at_ms, command, _ in lines))
            self._feeds.appended(room.name, batch, raw(batch, lines[-1][0]), entries)
            if not room.waiting:
                del self._rooms[room.name]
            self._no_longer_waiting(len(lines))
            for entry, (_, _, tell) in zip(entries, lines, strict=True):
                tell(entry)
        elif answer == b"stale" or (answer == b"none" and self._feeds.known(room.name)):
            room.held = True
            self._doubt(room.name)
        elif answer == b"none":
            self.fail(room.name, LogFailed(f"room {room.name} is not in the log"))
        elif isinstance(answer, hiredis.ReplyError) and str(answer).startswith("NOSCRIPT"):
            if self._wire is not None:
                self._wire.send(pack_command("SCRIPT", "LOAD", APPEND.text), 1, lambda _: None)
        else:
            self.fail(room.name, LogFailed(f"Redis refuses what is appended: {answer}"))

    def _settle(self, lines: list[Line], error: LogFailed) -> None:
        self._no_longer_waiting(len(lines))
        for _, _, tell in lines:
            tell(error)

    def _no_longer_waiting(self, count: int) -> None:
        self._waiting -= count
        if not self._waiting and self._done is not None and not self._done.done():
            self._done.set_result(None)
