"""A hall on a real log, with a clock that stands still until it is moved, and screens that are lists of frames."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.game.settings import Settings
from saual.game.views.edition import Viewer
from saual.log.base import Entry, Log, LogFailed
from saual.log.local import LocalLog
from saual.protocol.player import You
from saual.rooms.connection import Connection
from saual.rooms.hall import Hall
from saual.rooms.live import LiveRoom
from saual.rooms.peers import Alone
from saual.rooms.turn import Turn
from saual.world import Clock
from tests.helpers import banks

START_MS = 1_700_000_000_000


class StillClock(Clock):
    def __init__(self) -> None:
        self.at_ms = START_MS

    def now_ms(self) -> int:
        return self.at_ms

    def not_before(self, at_ms: int) -> None:
        self.at_ms = max(self.at_ms, at_ms)


class Wire:
    """What a screen gets, message by message. It is `full` when the test says so, as of a phone that does not read."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.full = False
        self.closed: int | None = None
        self.aborted = False

    @property
    def sent(self) -> list[dict[str, Any]]:
        """All frames."""
        messages = (message if isinstance(message, list) else [message] for message in self.messages)
        return [frame for message in messages for frame in message]

    def send(self, message: bytes) -> None:
        assert self.closed is None, "nothing goes out after the close"
        self.messages.append(json.loads(message))

    def close(self, code: int) -> None:
        self.closed = code

    def abort(self) -> None:
        self.aborted = True

    def kinds(self) -> list[str]:
        return [frame["t"] for frame in self.sent]


def refused() -> asyncio.Future[Entry]:
    """What an append to a full disk comes to."""
    entry: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
    entry.set_exception(LogFailed("the disk is full"))
    return entry


async def until(true: Callable[[], object]) -> None:
    """Let the others run until it is so."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110  (whatever it waits for tells nobody)
            await asyncio.sleep(0.001)


OpenLog = Callable[[Clock], Awaitable[Log]]


class House:
    """A log that halls are opened on, one after the other."""

    def __init__(self, open_log: OpenLog) -> None:
        self._open_log = open_log
        self.clock = StillClock()
        self.recorded: list[tuple[str, int, bool]] = []
        self.closed: list[str] = []
        self.record_fails: Exception | None = None

    async def open(self) -> Hall:
        self.log = await self._open_log(self.clock)
        self.hall = Hall(self.log, self._record, self._close, self.clock, Alone())
        await self.hall.start()
        return self.hall

    async def close(self) -> None:
        await self.hall.stop()
        await self.log.close()

    async def reopen(self) -> Hall:
        await self.close()
        return await self.open()

    async def _record(self, id: str, room: Room, ended: GameEnded) -> None:
        if self.record_fails is not None:
            raise self.record_fails
        self.recorded.append((id, ended.game.no, ended.finished))

    async def _close(self, id: str) -> None:
        self.closed.append(id)

    async def room(self, **settings: Any) -> LiveRoom:
        bank = banks.bank(banks.single(), banks.single("Again?"))
        return await self.hall.open_room(bank, Settings(**{"lang": "en", "reading_ms": 0} | settings))

    async def entries(self, live: LiveRoom) -> list[c.AnyCommand]:
        return [c.decode(entry.command) for entry in await self.log.read(live.id)]


class Screen:
    """A connection of one student."""

    def __init__(self, live: LiveRoom, id: str) -> None:
        self.live = live
        self.wire = Wire()
        self.connection = Connection(id, self.wire, Turn())

    async def sit(self, name: str, key: str = "") -> int:
        fact = (await self.live.submit(c.Join(key or name, f"device of {name}", name)))[0]
        seat: int = fact.seat  # type: ignore[union-attr]
        self.live.seat_down(self.connection, Viewer("player", "en", seat), You(self.live.id, seat, 0))
        await until(lambda: (taken := self.live.room.seats.get(seat)) and taken.conn == self.connection.id)
        return seat

    async def closed(self) -> None:
        await until(lambda: self.wire.closed is not None)

    def leave(self) -> None:
        self.connection.lost()
        self.live.leave(self.connection)


@pytest.fixture
def local_log(tmp_path: Path) -> OpenLog:
    return lambda clock: LocalLog.open(tmp_path / "live.db", clock)


@pytest.fixture
def redis_log(redis_url: str, redis_prefix: str) -> OpenLog:
    from saual.log.redis import RedisLog

    return lambda clock: RedisLog.open(redis_url, clock, prefix=redis_prefix)


@pytest.fixture(params=["local", "redis"])
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """Whatever keeps the log, the rooms are the same."""
    house = House(request.getfixturevalue(f"{request.param}_log"))
    await house.open()
    yield house
    await house.close()
