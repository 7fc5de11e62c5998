"""The log of several processes, in Redis or Valkey. Puts the parts together; knows no Lua and no games.

Appends go through `redis_writer`, what comes back through `redis_feed`, both on one `redis_wire`, kept by `redis_line`;
`redis_mend` fills a Redis that forgot. What is rare (opening, finding, reading a room) goes through redis-py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Self

from redis.asyncio import BlockingConnectionPool, Redis

from saual.log import redis_check
from saual.log.base import Entry, Failed, LogFailed, PinTaken, RoomLine, Take, settle, tell_failure
from saual.log.health import Health
from saual.log.redis_check import failing_plainly
from saual.log.redis_clock import ClusterClock
from saual.log.redis_feed import PAGE, Feeds, Follower
from saual.log.redis_line import Line
from saual.log.redis_mend import Mender
from saual.log.redis_pool import pool_of
from saual.log.redis_script import FREE, OPEN, Batch, Names, Script, pack, raw, unpack
from saual.log.redis_writer import Writer
from saual.world import Clock, new_id

_OPENING_S = 30
"""What a process that dies in the middle of opening a room leaves behind lasts so long, its claim of the PIN too."""
_KEPT_S = 24 * 3600
"""The entries of a closed room can be read for so long."""
_FLUSH_S = 3.0


class RedisLog:
    """A `Log` (see `base`). Make it with `open`. `health` says whether it can be written now."""

    def __init__(self, pool: BlockingConnectionPool, prefix: str, where: str, clock: Clock) -> None:
        self.health = Health(clock)
        self._names = Names(prefix)
        self._where = where
        self._clock = clock
        self._redis: Any = Redis.from_pool(pool)  # its commands are typed for both kinds of client at once
        process = new_id()
        self._ticks = ClusterClock(self._names, process, clock)
        channels = [self._names.clock, self._names.answers(process)]
        self._line = Line(pool, self._names, self.health, where, channels, self._pushed)
        self._mender = Mender(self._names, self._line, self.health)
        self._feeds = Feeds(self._names, process.encode(), self._mender.doubt)
        self._writer = Writer(self._names, process.encode(), clock, self._feeds, self._mender.doubt)
        self._mender.feeds, self._mender.writer = self._feeds, self._writer
        for part in (self._feeds, self._writer, self._ticks):
            self._line.up.append(part.connected)
            self._line.down.append(part.cut)
        self._process = process
        self._opened = 0
        self._closing: asyncio.Future[None] | None = None
        self._ended = False

    @classmethod
    async def open(cls, url: str, clock: Clock, *, prefix: str = "saual:") -> Self:
        """Returns when it is connected and `clock` goes with the others'. `prefix`: what all keys begin with.

        Raises LogFailed with a sentence that says what to change.
        """
        try:
            pool = pool_of(url)
        except ValueError as error:
            raise LogFailed(f"SAUAL_REDIS_URL is no address ({error}): write it as redis://host:6379/0") from error
        options = pool.connection_kwargs
        where = options.get("path") or f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"
        log = cls(pool, prefix, where, clock)
        try:
            with failing_plainly(where):
                wire = await log._line.connect()
                await redis_check.check(wire, where)
                await log._ticks.begin(wire)
        except BaseException:
            await log._let_go()
            raise
        log._line.keep()
        return log

    def _pushed(self, channel: bytes, data: bytes) -> None:
        if not self._ticks.pushed(channel, data):
            self._feeds.pushed(channel, data)

    # ── entries ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def append(self, room: str, command: bytes) -> asyncio.Future[Entry]:
        answer: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
        self._writer.append(room, command, partial(settle, answer))
        return answer

    def put(self, room: str, command: bytes, failed: Failed) -> None:
        self._writer.append(room, command, partial(tell_failure, failed))

    async def read(self, room: str, after: int = 0) -> list[Entry]:
        self._refuse_if_closed()
        entries: list[Entry] = []
        start = after + 1
        while True:
            with failing_plainly(self._where):
                page = await self._redis.xrange(self._names.log(room), f"{start}-0", "+", PAGE)
            for _, fields in page:
                entries += [entry for entry in unpack(fields[b"b"]) if entry.seq > after]
            if len(page) < PAGE:
                return entries
            start = entries[-1].seq + 1

    async def follow(self, room: str, after: int, take: Take) -> None:
        """Raises Forked if Redis lost entries that nobody but this process knew: the room must be read again."""
        if self._ended:
            return
        follower = Follower(after, take)
        feed = self._feeds.join(room, follower)
        try:
            await follower.over
        finally:
            self._feeds.leave(feed, follower)

    def watch(self, changed: Callable[[bool], None]) -> None:
        self.health.watch(changed)

    def lag(self) -> tuple[int, int]:
        return self._writer.lag()

    # ── rooms ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def open_room(self, room: str, pin: str, command: bytes) -> Entry:
        """In three steps, each of which may be repeated; until the last, what was done lasts only some seconds."""
        self._refuse_if_closed()
        names = self._names
        self._opened += 1
        attempt, at_ms = f"{self._process}-{self._opened}", self._clock.now_ms()
        with failing_plainly(self._where):
            claimed = await self._redis.set(names.pin(pin), room, nx=True, ex=_OPENING_S)
            if not claimed and await self._redis.get(names.pin(pin)) != room.encode():
                raise PinTaken(pin)
            first = raw(Batch(attempt.encode(), 0, 1, 1, 0, b"-", pack([(at_ms, command)])), at_ms)
            keys = [names.head(room), names.log(room)]
            words = (names.channel(room), self._line.epoch, attempt, at_ms, pin, _OPENING_S, first)
            if not await self._run(OPEN, keys, *words):
                await self._run(FREE, [names.pin(pin)], room)
                raise LogFailed(f"room {room} is in the log already")
            number = await self._redis.incr(names.count)
            async with self._redis.pipeline(transaction=False) as steps:
                for key in (*keys, names.pin(pin)):
                    steps.persist(key)
                steps.zadd(names.rooms, {room: number}, nx=True)
                await steps.execute()
        return Entry(1, at_ms, command)

    async def close_room(self, room: str) -> None:
        """The entries stay for a day."""
        self._refuse_if_closed()
        names = self._names
        with failing_plainly(self._where):
            pin = await self._redis.hget(names.head(room), "pin")
            if pin is None:
                return
            await self._run(FREE, [names.pin(pin.decode())], room)
            async with self._redis.pipeline(transaction=False) as steps:
                steps.hdel(names.head(room), "pin")
                steps.expire(names.head(room), _KEPT_S)
                steps.expire(names.log(room), _KEPT_S)
                await steps.execute()

    async def forget(self, room: str) -> None:
        self._refuse_if_closed()
        names = self._names
        with failing_plainly(self._where):
            if await self._redis.hexists(names.head(room), "pin"):
                raise LogFailed(f"room {room} is live")
            await self._redis.delete(names.head(room), names.log(room))
            await self._redis.zrem(names.rooms, room)

    async def find(self, pin: str) -> str | None:
        self._refuse_if_closed()
        with failing_plainly(self._where):
            room = await self._redis.get(self._names.pin(pin))
            if room is None or await self._redis.hget(self._names.head(room.decode()), "pin") != pin.encode():
                return None
            return str(room.decode())

    async def rooms(self) -> list[RoomLine]:
        self._refuse_if_closed()
        with failing_plainly(self._where):
            found = [room.decode() for room in await self._redis.zrange(self._names.rooms, 0, -1, desc=True)]
            async with self._redis.pipeline(transaction=False) as steps:
                for room in found:
                    steps.hmget(self._names.head(room), "opened", "pin")
                heads = await steps.execute()
            gone = [room for room, (opened, _) in zip(found, heads, strict=True) if opened is None]
            if gone:
                await self._redis.zrem(self._names.rooms, *gone)
        lines = [
            RoomLine(room, pin.decode() if pin is not None else None, int(opened))
            for room, (opened, pin) in zip(found, heads, strict=True)
            if opened is not None
        ]
        return sorted(lines, key=lambda line: -line.opened_ms)

    async def _run(self, script: Script, keys: list[str], *words: str | bytes | int) -> Any:
        return await self._redis.eval(script.text, len(keys), *keys, *words)

    # ── the end ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _refuse_if_closed(self) -> None:
        if self._closing is not None:
            raise LogFailed("the log is closed")

    async def close(self) -> None:
        """Waits some seconds for what was accepted; what Redis has not taken by then is refused."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        await self._writer.close(_FLUSH_S)
        self._ended = True
        self._feeds.end()
        await self._let_go()

    async def _let_go(self) -> None:
        await self._mender.close()
        self._ticks.close()
        await self._line.close()
        await self._redis.aclose(close_connection_pool=True)
