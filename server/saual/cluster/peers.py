"""Who is there: every process says again and again that it lives, and looks who else does. Of rooms it knows only ids.

Nobody's clock decides: each process counts how often it has looked and found nothing new of another. One that stood
still itself, or could not reach Redis, has not looked, and so takes nobody for dead; and a Redis that was emptied is
filled again before anybody has looked often enough.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from contextlib import suppress
from typing import Any, Self

import msgspec
from msgspec import Struct
from redis.asyncio import Redis
from redis.exceptions import RedisError

from saual.log.base import LogFailed
from saual.world import new_process

BEAT_S = 2.0
LOOKS = 4
"""So often, one after the other, nothing new was seen of a process: it is gone."""
_FORGOTTEN = 300
_ROOMS_KEPT_S = 120
_ANSWERS_IN_S = 5.0

_say = logging.getLogger(__name__)


class _Peer(Struct):
    beat: bytes = b""
    looks: int = 0
    """How often it was looked at since its last sign of life."""


class RedisPeers:
    """A `Peers` (see `rooms.peers`). `prefix` is what all keys begin with."""

    alone = False

    def __init__(self, redis: Redis, prefix: str) -> None:
        self.me = new_process()
        self._redis: Any = redis  # its pipelines are typed for both kinds of client at once
        self._key = f"{prefix}peers"
        self._prefix = prefix
        self._beats = 0
        self._peers: dict[str, _Peer] = {}
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    @classmethod
    async def open(cls, redis: Redis, prefix: str = "saual:") -> Self:
        """The others know of this process when this returns, or will before they see its phones. Raises LogFailed."""
        peers = cls(redis, prefix)
        try:
            await peers._beat()
        except (RedisError, OSError, TimeoutError) as error:
            raise LogFailed(f"Redis cannot be used: {error}") from error
        peers._task = asyncio.ensure_future(peers._beat_for_ever())
        return peers

    async def close(self) -> None:
        """Leave: nothing of this process has to be waited for."""
        self._closing = True  # too: the client may swallow a cancellation
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        with suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._redis.hdel(self._key, self.me)
                await self._redis.delete(self._rooms_key(self.me))

    def gone(self, process: str) -> bool:
        """One that was never heard of is waited for first: it may be quite new."""
        return process != self.me and self._peers.setdefault(process, _Peer()).looks >= LOOKS

    def living(self) -> int:
        return 1 + sum(peer.looks < LOOKS for peer in self._peers.values())

    async def share(self, rooms: Collection[str]) -> set[str]:
        others = [process for process in self._peers if not self.gone(process)]
        try:
            async with asyncio.timeout(_ANSWERS_IN_S), self._redis.pipeline(transaction=False) as pipe:
                pipe.set(self._rooms_key(self.me), msgspec.json.encode(list(rooms)), ex=_ROOMS_KEPT_S)
                for process in others:
                    pipe.get(self._rooms_key(process))
                _, *lists = await pipe.execute()
        except (RedisError, OSError, TimeoutError) as error:
            raise LogFailed(f"Redis cannot be used: {error}") from error
        return {room for known in lists if known for room in msgspec.json.decode(known, type=list[str])}

    async def _beat_for_ever(self) -> None:
        while not self._closing:
            await asyncio.sleep(BEAT_S)
            try:
                await self._beat()
            except (RedisError, OSError, TimeoutError) as error:
                _say.debug("No word from the other processes: %s", error)

    async def _beat(self) -> None:
        """Say that we live, and look who else does."""
        self._beats += 1
        async with asyncio.timeout(_ANSWERS_IN_S), self._redis.pipeline(transaction=False) as pipe:
            pipe.hset(self._key, self.me, str(self._beats))
            pipe.hgetall(self._key)
            _, found = await pipe.execute()
        self._look({name.decode(): beat for name, beat in found.items()})
        forgotten = [process for process, peer in self._peers.items() if peer.looks > _FORGOTTEN]
        for process in forgotten:
            del self._peers[process]
        if forgotten:
            await self._redis.hdel(self._key, *forgotten)

    def _look(self, found: dict[str, bytes]) -> None:
        for process, beat in found.items():
            if process != self.me and self._peers.setdefault(process, _Peer()).beat != beat:
                self._peers[process] = _Peer(beat, looks=-1)
        for peer in self._peers.values():
            peer.looks += 1

    def _rooms_key(self, process: str) -> str:
        return f"{self._prefix}rooms-of:{process}"
