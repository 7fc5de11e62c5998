"""A database of each kind, empty, and a clock that stands still until told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from saual.store.bulletin import Bulletin
from saual.store.database import Database
from saual.store.sessions import Sessions
from saual.world import Clock

NOW = 1_790_000_000_000


class StillClock(Clock):
    def __init__(self) -> None:
        self.at_ms = NOW

    def now_ms(self) -> int:
        return self.at_ms


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, path: Path) -> str:
    """Of an empty database; the same one however often it is opened."""
    if request.param == "sqlite":
        return f"sqlite:///{path}"
    found: str = request.getfixturevalue("emptied_url")
    return found


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


Opening = Callable[..., Awaitable[Sessions]]


@pytest.fixture
async def opening(clock: StillClock) -> AsyncIterator[Opening]:
    """`Sessions.open` with that clock; all are closed in the end."""
    made: list[Sessions] = []

    async def open(database: Database, bulletin: Bulletin | None = None) -> Sessions:
        made.append(await Sessions.open(database, clock, bulletin))
        return made[-1]

    yield open
    for sessions in made:
        await sessions.close()


@pytest.fixture
def admin(database_url: str) -> Iterator[Any]:
    """A connection of the operator's to the same PostgreSQL database."""
    import psycopg

    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection
