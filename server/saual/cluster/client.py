"""The connection to Redis that is not the log's: for small words that may be late or lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

_ANSWERS_IN_S = 5.0
_CONNECTIONS = 8
"""Whoever finds all of them taken waits."""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Redis]:
    """It connects when it is first used, and again whenever it must."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=_CONNECTIONS,
        timeout=_ANSWERS_IN_S,
        socket_timeout=_ANSWERS_IN_S,
        socket_connect_timeout=_ANSWERS_IN_S,
        socket_keepalive=True,
        retry=Retry(NoBackoff(), 1),  # one that lay idle may have been cut; beyond that whoever asks tries again
        health_check_interval=10,
    )
    async with Redis.from_pool(pool) as redis:
        yield redis
