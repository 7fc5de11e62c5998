"""The connection to Redis that is not the log's: for small words that may be late or lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis

from saual.log.redis_pool import pool_of


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Redis]:
    """It connects when it is first used, and again whenever it must."""
    async with Redis.from_pool(pool_of(url)) as redis:
        yield redis
