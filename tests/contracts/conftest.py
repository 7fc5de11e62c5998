"""The logs under contract. A new one joins by a fixture `<name>_store` and its name in `params`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from saual.log.base import Log
from saual.log.local import LocalLog
from saual.world import Clock

# Opens the test's own store, which keeps what earlier openings of it have written.
OpenLog = Callable[[], Awaitable[Log]]


@pytest.fixture
def local_store(tmp_path: Path) -> OpenLog:
    async def open_log() -> Log:
        return await LocalLog.open(tmp_path / "live.db", Clock())

    return open_log


@pytest.fixture
def tiny_local_store(local_store: OpenLog, monkeypatch: pytest.MonkeyPatch) -> OpenLog:
    """Pages and buffers of a few entries, so that every test crosses their edges."""
    monkeypatch.setattr("saual.log.local._MAX_KEPT", 4)
    monkeypatch.setattr("saual.log.local.PAGE", 3)
    monkeypatch.setattr("saual.log.local_file.PAGE", 3)
    monkeypatch.setattr("saual.log.local_file._ROWS_PER_INSERT", 2)
    return local_store


@pytest.fixture
def redis_store(redis_url: str, redis_prefix: str) -> OpenLog:
    from saual.log.redis import RedisLog

    async def open_log() -> Log:
        return await RedisLog.open(redis_url, Clock(), prefix=redis_prefix)

    return open_log


@pytest.fixture
def tiny_redis_store(redis_store: OpenLog, monkeypatch: pytest.MonkeyPatch) -> OpenLog:
    """Pages and batches of a few entries, so that every test crosses their edges."""
    monkeypatch.setattr("saual.log.redis_writer._MAX_BATCH", 2)
    monkeypatch.setattr("saual.log.redis_feed.PAGE", 3)
    monkeypatch.setattr("saual.log.redis.PAGE", 3)
    return redis_store


@pytest.fixture(params=["local", "tiny_local", "redis", "tiny_redis"])
def store(request: pytest.FixtureRequest) -> OpenLog:
    opener: OpenLog = request.getfixturevalue(f"{request.param}_store")
    return opener


@pytest.fixture(params=["redis", "tiny_redis"])
def shared_store(request: pytest.FixtureRequest) -> OpenLog:
    """Stores that several processes may have open at once."""
    opener: OpenLog = request.getfixturevalue(f"{request.param}_store")
    return opener


@pytest.fixture
async def log(store: OpenLog) -> AsyncIterator[Log]:
    log = await store()
    yield log
    await log.close()
