"""What any test may ask for: real stores, the ones that the environment names or else one of each; both transports.

And the order of files, for those that run beside each other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from saual.world import new_id

if TYPE_CHECKING:
    from tests.helpers.postgres_server import PostgresServer
    from tests.helpers.redis_server import RedisServer

# A busy machine is no fault: generated cases have no deadline of their own (pytest's timeout still holds).
settings.register_profile("saual", deadline=None)
settings.load_profile("saual")

# The helpers are imported where they are used: most tests need neither store, and none of their packages.

COMPUTING = ("browser", "banks", "web")
WAITING = ("faults", "cli", "cluster", "contracts", "loadtests", "log", "store")
"""Folders whose tests are mostly busy themselves, and those whose tests mostly wait: for other processes, for time.
Files that take long come first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that compute and files that wait by turns, so that no processor idles; what takes little time last."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    here = Path(__file__).parent
    folder = {file: file.relative_to(here).parts[0] for file in files}
    computing = [file for name in COMPUTING for file in files if folder[file] == name]
    waiting = [file for name in WAITING for file in files if folder[file] == name]
    by_turns = [file for pair in zip_longest(computing, waiting) for file in pair if file is not None]
    short = [file for file in files if folder[file] not in COMPUTING + WAITING]
    items[:] = [item for file in [*by_turns, *short] for item in files[file]]


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The shared Redis or Valkey. Keep to keys (and channels) that begin with `redis_prefix`."""
    named = os.environ.get("SAUAL_TEST_REDIS_URL")
    if named:
        yield named
        return
    from tests.helpers.redis_server import redis_running

    with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture
def redis_prefix(redis_url: str) -> Iterator[str]:
    """What all keys of this test begin with; they are removed afterwards."""
    import redis

    prefix = f"saual-test-{new_id()}:"
    yield prefix
    with redis.Redis.from_url(redis_url) as client:
        for key in client.scan_iter(f"{prefix}*", count=1000):
            client.unlink(key)


@pytest.fixture
def own_redis_config(request: pytest.FixtureRequest) -> dict[str, str]:
    """Of `own_redis`, by indirect parametrization: {"appendonly": "no"}."""
    return dict(getattr(request, "param", {}))


@pytest.fixture
def own_redis(tmp_path: Path, own_redis_config: dict[str, str]) -> Iterator[RedisServer]:
    """A server that the test may kill, freeze and empty: running, with its data in an append-only file."""
    from tests.helpers.redis_server import redis_running

    folder = tmp_path / "redis"
    folder.mkdir()
    with redis_running(folder, **own_redis_config) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The shared PostgreSQL: the URL of a database in which others may be made."""
    named = os.environ.get("SAUAL_TEST_DATABASE_URL")
    if named:
        yield named
        return
    from tests.helpers.postgres_server import postgres_running

    with postgres_running() as server:
        yield server.url()


@pytest.fixture
def database_url(postgres_url: str) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own."""
    from tests.helpers.postgres_server import new_database

    with new_database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def used_database(postgres_url: str) -> Iterator[str]:
    from tests.helpers.postgres_server import new_database

    with new_database(postgres_url) as url:
        yield url


@pytest.fixture
def emptied_url(used_database: str) -> str:
    """An empty PostgreSQL database that other tests have used and will: for tests that leave nothing but tables."""
    from tests.helpers.postgres_server import emptied

    return emptied(used_database)


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server that the test may kill and start again: running, with an empty database `postgres`."""
    from tests.helpers.postgres_server import postgres_running

    with postgres_running() as server:
        yield server


@pytest.fixture(scope="module", params=["picows", "uvicorn"])
def transport(request: pytest.FixtureRequest) -> str:
    """Whose WebSocket the server speaks. Who asks for it runs on both."""
    return str(request.param)
