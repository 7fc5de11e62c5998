"""The JSON interface over a real shelf, hall, log and record; only the door is made up. No sockets are opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
from starlette.applications import Starlette

from saual.banks.shelf import Shelf
from saual.clerk.clerk import Clerk
from saual.config import KEEP_DAYS
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.intake import Intake
from saual.keeping import Keeping
from saual.library import Library
from saual.log.base import Log
from saual.log.local import LocalLog
from saual.media.store import MediaFolder
from saual.metrics import Metrics
from saual.protocol.api import Address
from saual.reports.record import record_of
from saual.rooms.counts import COUNTS
from saual.rooms.hall import Hall
from saual.rooms.peers import Alone
from saual.store.api_tokens import ApiTokens
from saual.store.archive import Archive
from saual.store.bank_rows import BankRows
from saual.store.class_histories import ClassHistories
from saual.store.database import Database
from saual.store.erasing import Erasing
from saual.store.histories import Histories
from saual.store.merits import MeritRows
from saual.store.people import People
from saual.store.plan_rows import PlanRows
from saual.store.sessions import STAFF, START_LINK_MS, Scope, Sessions
from saual.web.api import routes
from saual.web.health import Health
from saual.web.media import routes as media_routes
from saual.web.readers import Readers
from saual.web.services import STAFF_COOKIE, Services
from saual.wordlist import WordList
from saual.world import Clock

BANK = """
format = "saual-bank/1"
title = { en = "Capitals", kk = "Астаналар" }
language = "en"

[[question]]
type = "single"
text = { en = "Capital of Kazakhstan?", kk = "Қазақстанның астанасы?" }
options = ["Almaty", { en = "Astana", kk = "Астана қаласы" }]
right = "B"
explanation = "Since 1997."
topic = "geography"

[[question]]
type = "slide"
text = "Well done"
"""


class FixedDoor:
    def addresses(self, path: str) -> list[Address]:
        return [Address("Wi-Fi", "192.168.1.7:8080", f"http://192.168.1.7:8080{path}", "M0 0h1v1h-1z", 29)]


class Endless:
    """A body that does not end of itself before `most` pieces; `sent` is how many were asked for."""

    def __init__(self, piece: int, most: int = 64) -> None:
        self.sent = 0
        self._piece, self._most = b"#" * piece, most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.sent < self._most:
            self.sent += 1
            yield self._piece

    @property
    def given_up(self) -> bool:
        """Somebody would not have the rest."""
        return self.sent < self._most


class Site:
    """The interface, and browsers to look at it with."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.app = Starlette(routes=[*routes(services), *media_routes(services)])

    @property
    def log(self) -> Log:
        return self.services.keeping._log

    def browser(self, base: str = "http://localhost:8080") -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=httpx2.ASGITransport(self.app), base_url=base)

    async def link(self, scope: Scope = STAFF) -> str:
        return await self.services.sessions.new_link(scope, START_LINK_MS)

    @asynccontextmanager
    async def holder(self, scope: Scope) -> AsyncIterator[httpx2.AsyncClient]:
        """A browser that has claimed a link of this scope."""
        async with self.browser() as browser:
            answer = await browser.post("/api/claim", json={"key": await self.link(scope)})
            assert answer.status_code == 200, answer.text
            assert browser.cookies.get(STAFF_COOKIE)
            yield browser


@asynccontextmanager
async def opened(folder: Path, recorded: asyncio.Event | None = None, url: str = "") -> AsyncIterator[Services]:
    """`recorded` is set when a game has come into the archive; `url` is that of a database which others use too."""
    clock = Clock()
    log = await LocalLog.open(folder / "live.db", clock)
    database = Database(url or f"sqlite:///{folder / 'record.db'}")
    archive = Archive(database)

    async def record(id: str, room: Room, ended: GameEnded) -> None:
        await archive.write(record_of(id, room, ended.game, ended.finished))
        if recorded:
            recorded.set()

    sessions = await Sessions.open(database, clock)

    async def close(id: str) -> None:
        await sessions.revoke_scope(Scope(id))

    hall = Hall(log, record, close, clock, Alone())
    await hall.start()
    shipped = folder / "shipped"
    shipped.mkdir(exist_ok=True)
    (shipped / "capitals.toml").write_text(BANK, "utf-8")
    clerk = Clerk()
    api_tokens = ApiTokens(database, clock)
    media = MediaFolder(folder / "media")
    try:
        yield Services(
            library=Library(Shelf(shipped), BankRows(database, clock)),
            clerk=clerk,
            media=media,
            intake=Intake(media, clerk),
            hall=hall,
            sessions=sessions,
            archive=archive,
            histories=Histories(database),
            class_histories=ClassHistories(database),
            merits=MeritRows(database),
            api_tokens=api_tokens,
            readers=Readers(api_tokens),
            people=People(database, clock),
            plans=PlanRows(database, clock),
            keeping=Keeping(Erasing(database), log, clock, KEEP_DAYS),
            clock=clock,
            door=FixedDoor(),
            words=WordList(folder / "words"),
            room_size=40,
            health=Health(Metrics(hall, log, COUNTS, Alone()), {}, ""),
        )
    finally:
        clerk.close()
        await hall.stop()
        await sessions.close()
        await database.close()
        await log.close()


class Stores(NamedTuple):
    """Where a server keeps its rooms and records: `env` tells it, `folders` are what is written beside its own."""

    env: dict[str, str]
    folders: tuple[Path, ...] = ()


@pytest.fixture(scope="module", params=["a file", "Redis"])
def stores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Who asks for it runs on both: whatever keeps the log, the game is the same."""
    if request.param == "a file":
        yield Stores({})
        return
    from tests.helpers.cluster import shared
    from tests.helpers.postgres_server import new_database
    from tests.helpers.redis_server import redis_running

    folder = tmp_path_factory.mktemp("redis")
    with redis_running(folder) as redis, new_database(request.getfixturevalue("postgres_url")) as url:
        yield Stores(shared(redis.url, url), (folder,))


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with opened(tmp_path) as services:
        yield Site(services)


@pytest.fixture
async def teacher(site: Site) -> AsyncIterator[httpx2.AsyncClient]:
    async with site.holder(STAFF) as browser:
        yield browser
