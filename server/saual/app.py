"""The composition root: the one place that knows every part and puts them together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import URL
from starlette.applications import Starlette
from starlette.middleware import Middleware

from saual.banks.shelf import Shelf, shipped_dir
from saual.config import Config
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.library import Library
from saual.log.local import LocalLog
from saual.reports.record import record_of
from saual.rooms.hall import Hall
from saual.store.archive import Archive
from saual.store.bank_rows import BankRows
from saual.store.database import Database
from saual.store.sessions import Scope, Sessions
from saual.web import api, sockets
from saual.web.door import Door
from saual.web.pages import Pages
from saual.web.security import Gate
from saual.web.services import Services
from saual.world import Clock

STATIC = Path(__file__).parent / "static"
LOG_FILE = "live.db"
RECORD_FILE = "record.db"


@asynccontextmanager
async def services(config: Config) -> AsyncIterator[Services]:
    """All parts, running, in a data folder that is prepared. Raises LogFailed or StoreFailed with a plain sentence."""
    async with AsyncExitStack() as stack:
        clock = Clock()
        log = await LocalLog.open(config.data / LOG_FILE, clock)
        stack.push_async_callback(log.close)
        database = Database(URL.create("sqlite", database=str(config.data / RECORD_FILE)))
        stack.push_async_callback(database.close)
        archive = Archive(database)
        sessions = await Sessions.open(database, clock)
        stack.push_async_callback(sessions.close)

        async def record(id: str, room: Room, ended: GameEnded) -> None:
            await archive.write(record_of(id, room, ended.game, ended.finished))

        async def close(id: str) -> None:
            await sessions.revoke_scope(Scope(id))

        hall = Hall(log, record, close, clock)
        stack.push_async_callback(hall.stop)
        await hall.start()
        yield Services(
            library=Library(await asyncio.to_thread(Shelf, shipped_dir()), BankRows(database, clock)),
            hall=hall,
            sessions=sessions,
            archive=archive,
            clock=clock,
            door=Door(config.host, config.port),
        )


def application(services: Services, config: Config, static: Path = STATIC) -> Starlette:
    """The ASGI app. Raises PagesMissing if the web part was not built."""
    return Starlette(
        routes=[*sockets.routes(services, config.phones), *api.routes(services), *Pages(static).routes()],
        middleware=[Middleware(Gate, hosts=config.hosts)],
    )
