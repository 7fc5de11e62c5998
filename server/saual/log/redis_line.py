"""The line to Redis: made, watched, made again. Owns the wire, the epoch and the log's health; knows no rooms.

An *epoch* is a stretch in which Redis forgot nothing: a restart, a failover or FLUSHALL begins a new one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import hiredis
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError

from saual.log.base import LogFailed
from saual.log.health import Health
from saual.log.redis_check import refusal, run_id
from saual.log.redis_script import APPEND, EPOCH, Names
from saual.log.redis_wire import Lost, Push, Wire
from saual.world import new_id

_LOOK_S = 0.25
_BEAT_S = 1.0
"""How often the epoch is asked for; an emptied Redis is noticed as soon."""
_SLOW_S = 1.0
_DEAD_S = 6.0
"""An answer that takes so long is announced; after this the connection is taken for dead, and another one made."""
_RETRY_S = 0.25


class Line:
    """`channels` are always heard. `up` is told of each new wire or epoch; `down` when the wire is cut."""

    def __init__(
        self, pool: BlockingConnectionPool, names: Names, health: Health, where: str, channels: list[str], push: Push
    ) -> None:
        self.up: list[Callable[[Wire, str], None]] = []
        self.down: list[Callable[[], None]] = []
        self.wire: Wire | None = None
        self.epoch = ""
        self.epoch_since = 0.0
        """When this process first saw the epoch, by the loop's clock."""
        self._pool = pool
        self._names = names
        self._health = health
        self._where = where
        self._channels = channels
        self._push = push
        self._loop = asyncio.get_running_loop()
        self._cut = asyncio.Event()
        self._connected = asyncio.Event()
        self._run = ""
        self._task: asyncio.Task[None] | None = None

    async def connect(self) -> Wire:
        """Raises what redis-py and hiredis raise; Lost; LogFailed if the server is too old."""
        self._cut.clear()
        wire = await Wire.connect(self._pool, self._push, self._lost)
        try:
            async with asyncio.timeout(_DEAD_S):
                self._run = await run_id(wire, self._where)
                await wire.call("SCRIPT", "LOAD", APPEND.text)
                wire.post("SUBSCRIBE", *self._channels)
                await wire.call("PING")  # a refusal of the line before would come as its answer
                epoch = await self._ask_epoch(wire)
            if not wire.open:
                raise Lost
        except BaseException:
            wire.close()
            raise
        self.wire = wire
        self._connected.set()
        self._enter(epoch)
        self._health.over("line")
        return wire

    def keep(self) -> None:
        """From now on it is watched, and made again whenever it is cut."""
        self._task = asyncio.ensure_future(self._keep())

    async def connected(self) -> Wire:
        """The wire, as soon as there is one."""
        await self._connected.wait()
        assert self.wire is not None
        return self.wire

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        wire, self.wire = self.wire, None
        if wire is not None:
            wire.close()

    async def ask_epoch(self) -> None:
        """Look whether it is still the same. Raises Lost, hiredis.ReplyError."""
        wire = await self.connected()
        epoch = await self._ask_epoch(wire)
        if epoch != self.epoch and wire is self.wire:
            self._enter(epoch)

    async def _ask_epoch(self, wire: Wire) -> str:
        return str((await wire.run(EPOCH, [self._names.epoch], self._run, f":{new_id()}")).decode())

    def _enter(self, epoch: str) -> None:
        if epoch != self.epoch:
            self.epoch, self.epoch_since = epoch, self._loop.time()
        assert self.wire is not None
        for tell in self.up:
            tell(self.wire, epoch)

    def _lost(self) -> None:
        self._cut.set()
        if self.wire is not None:
            self.wire = None
            self._connected.clear()
            self._health.trouble("line", f"the connection to Redis at {self._where} is cut")
            for tell in self.down:
                tell()

    async def _keep(self) -> None:
        while True:
            if self.wire is not None:
                await self._watch(self.wire)
            try:
                async with asyncio.timeout(2 * _DEAD_S):
                    await self.connect()
            except (RedisError, hiredis.ReplyError, OSError, TimeoutError, Lost) as error:
                self._health.trouble("line", str(refusal(error, self._where)))
                await asyncio.sleep(_RETRY_S)
            except LogFailed as error:
                self._health.trouble("line", str(error))
                await asyncio.sleep(_RETRY_S)

    async def _watch(self, wire: Wire) -> None:
        """Until it is cut, or is as good as cut."""
        next_beat = self._loop.time()
        beat: asyncio.Task[None] | None = None
        try:
            while not self._cut.is_set():
                now, since = self._loop.time(), wire.unanswered_since
                if since is not None and now - since > _DEAD_S:
                    wire.close()
                    self._lost()
                elif since is not None and now - since > _SLOW_S:
                    self._health.trouble("slow", f"Redis at {self._where} does not answer")
                else:
                    self._health.over("slow")
                if now >= next_beat and (beat is None or beat.done()):
                    next_beat, beat = now + _BEAT_S, asyncio.ensure_future(self._beat())
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_S):
                        await self._cut.wait()
        finally:
            self._health.over("slow")
            if beat is not None:
                beat.cancel()

    async def _beat(self) -> None:
        with suppress(Lost, hiredis.ReplyError):
            await self.ask_epoch()
