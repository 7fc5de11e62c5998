"""Connections to Redis by redis-py: how many, and for how long anybody waits. Knows not what is said on them."""

from __future__ import annotations

from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

_ANSWERS_IN_S = 5.0
_CONNECTIONS = 8
"""Whoever finds all of them taken waits as long."""
_RETRIES, _RETRY_S = 2, 0.05
_LOOK_S = 10
"""A connection that rested for so long is asked first whether it still is one."""


def pool_of(url: str) -> BlockingConnectionPool:
    """It connects when it is first used, and again whenever it must. Raises ValueError if that is no address.

    Whatever is said may be said twice: a connection may have been cut while it rested.
    """
    return BlockingConnectionPool.from_url(
        url,
        max_connections=_CONNECTIONS,
        timeout=_ANSWERS_IN_S,
        socket_timeout=_ANSWERS_IN_S,
        socket_connect_timeout=_ANSWERS_IN_S,
        socket_keepalive=True,
        protocol=3,
        retry=Retry(ConstantBackoff(_RETRY_S), _RETRIES, (RedisConnectionError,)),
        health_check_interval=_LOOK_S,
    )
