"""Processes that know of each other over a real Redis: here each is a client of its own in the test's one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import pytest

from saual.cluster import peers as module
from saual.cluster.client import connected
from saual.cluster.peers import RedisPeers
from tests.helpers.postgres_server import new_database
from tests.helpers.redis_server import RedisServer, redis_running

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


@pytest.fixture(scope="module")
def cluster_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis for all servers of a module."""
    with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def cluster_database(postgres_url: str) -> Iterator[str]:
    """An empty database for all servers of a module."""
    with new_database(postgres_url) as url:
        yield url
