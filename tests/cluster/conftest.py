"""Processes that know of each other over a real Redis: here each is a client of its own in the test's one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from saual.cluster import peers as module
from saual.cluster.client import connected
from saual.cluster.peers import RedisPeers
from tests.helpers.redis_server import RedisServer

NewPeer = Callable[[], Awaitable[RedisPeers]]


@pytest.fixture
async def new_peer(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[NewPeer]:
    """Makes another process. They say that they live fifty times as often as real ones."""
    monkeypatch.setattr(module, "BEAT_S", module.BEAT_S / 50)
    async with AsyncExitStack() as stack:

        async def make() -> RedisPeers:
            redis = await stack.enter_async_context(connected(own_redis.url))
            peers = await RedisPeers.open(redis)
            stack.push_async_callback(peers.close)
            return peers

        yield make
