"""A board that all processes read: Redis pub/sub. What is said while nobody is connected is lost, and nobody minds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

_RETRY_S = 1.0
# Words that may wait to be said at once. Overflow: the newest is lost, as any may be.
_MOST_WAITING = 256

_say = logging.getLogger(__name__)


class RedisBulletin:
    """A `Bulletin` (see `store.bulletin`). `prefix` is what all channels begin with."""

    def __init__(self, redis: Redis, prefix: str = "saual:") -> None:
        self._redis = redis
        self._channel = f"{prefix}bulletin:"
        self._callbacks: dict[str, list[Callable[[bytes], None]]] = {}
        self._closing = False
        self._saying: set[asyncio.Task[None]] = set()
        self._hearing = asyncio.ensure_future(self._hear_for_ever())

    def tell(self, topic: str, body: bytes) -> None:
        if len(self._saying) < _MOST_WAITING:
            saying = asyncio.ensure_future(self._publish(topic, body))
            self._saying.add(saying)
            saying.add_done_callback(self._saying.discard)

    def listen(self, topic: str, callback: Callable[[bytes], None]) -> None:
        self._callbacks.setdefault(topic, []).append(callback)

    async def close(self) -> None:
        """What was told is said first, if that takes no longer than a second."""
        self._closing = True  # too: the client may swallow a cancellation
        self._hearing.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await asyncio.gather(*self._saying, return_exceptions=True)
        await asyncio.gather(self._hearing, return_exceptions=True)

    async def _publish(self, topic: str, body: bytes) -> None:
        with suppress(RedisError, OSError):
            await self._redis.publish(f"{self._channel}{topic}", body)

    async def _hear_for_ever(self) -> None:
        while not self._closing:
            try:
                await self._hear()
            except (RedisError, OSError) as error:
                _say.debug("The bulletin cannot be read: %s", error)
            await asyncio.sleep(_RETRY_S)

    async def _hear(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
            await pubsub.psubscribe(f"{self._channel}*")
            while not self._closing:
                message = await pubsub.get_message(timeout=_RETRY_S)
                if message is not None:
                    topic = message["channel"].decode().removeprefix(self._channel)
                    for callback in self._callbacks.get(topic, ()):
                        callback(message["data"])
