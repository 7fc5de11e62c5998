"""A database in a file, and a clock that stands still until told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from saual.store.database import Database
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


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()
