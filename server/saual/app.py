"""The composition root: the one place that knows every part and puts them together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, select
from starlette.applications import Starlette
from starlette.middleware import Middleware

from saual.banks.shelf import Shelf, shipped_dir
from saual.clerk.clerk import Clerk
from saual.config import LOG_FILE, RECORD_FILE, Config, Shared
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.intake import Intake
from saual.keeping import Keeping
from saual.library import Library
from saual.log.base import Log, LogFailed
from saual.log.local import LocalLog
from saual.media.store import MediaFolder, MediaStore
from saual.media_sweep import MediaSweep
from saual.metrics import Metrics
from saual.reports.record import record_of
from saual.rooms.counts import COUNTS
from saual.rooms.hall import Hall
from saual.rooms.peers import Alone, Peers
from saual.store.api_tokens import ApiTokens
from saual.store.archive import Archive
from saual.store.bank_rows import BankRows
from saual.store.bulletin import Alone as NobodyToTell
from saual.store.bulletin import Bulletin
from saual.store.class_histories import ClassHistories
from saual.store.database import Database
from saual.store.erasing import Erasing
from saual.store.histories import Histories
from saual.store.media_rows import MediaRows
from saual.store.merits import MeritRows
from saual.store.people import People
from saual.store.plan_rows import PlanRows
from saual.store.sessions import Scope, Sessions
from saual.web import api, media, sockets
from saual.web.door import Door
from saual.web.health import UNGUARDED, Health
from saual.web.pages import Pages
from saual.web.readers import Readers
from saual.web.security import Gate
from saual.web.services import Services
from saual.wordlist import WordList
from saual.world import Clock, new_pin

STATIC = Path(__file__).parent / "static"
OWN_WORDS = "words"
MEDIA_FOLDER = "media"


class _Ground(NamedTuple):
    """What a process stands on: alone on two files, or with others on Redis and PostgreSQL."""

    log: Log
    database: Database
    peers: Peers
    bulletin: Bulletin


async def _alone(config: Config, clock: Clock, stack: AsyncExitStack) -> _Ground:
    log = await LocalLog.open(config.data / LOG_FILE, clock)
    stack.push_async_callback(log.close)
    database = Database(URL.create("sqlite", database=str(config.data / RECORD_FILE)))
    stack.push_async_callback(database.close)
    return _Ground(log, database, Alone(), NobodyToTell())


async def _with_others(shared: Shared, clock: Clock, stack: AsyncExitStack) -> _Ground:
    from saual.cluster import bulletin, peers
    from saual.cluster.client import connected
    from saual.log.redis import RedisLog

    database = Database(shared.database_url)
    stack.push_async_callback(database.close)
    redis = await stack.enter_async_context(connected(shared.redis_url))
    log = await RedisLog.open(shared.redis_url, clock)
    stack.push_async_callback(log.close)
    board = bulletin.RedisBulletin(redis)
    stack.push_async_callback(board.close)
    others = await peers.RedisPeers.open(redis)
    stack.push_async_callback(others.close)

    return _Ground(log, database, others, board)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def services(config: Config, draw_pin: Callable[[], str] = new_pin) -> AsyncIterator[Services]:
    """All parts, running, in a data folder that is prepared. Raises LogFailed or StoreFailed with a plain sentence."""
    async with AsyncExitStack() as stack:
        clock = Clock()
        ground = await (_with_others(config.shared, clock, stack) if config.shared else _alone(config, clock, stack))
        log, database, peers, bulletin = ground
        archive = Archive(database)
        sessions = await Sessions.open(database, clock, bulletin)
        stack.push_async_callback(sessions.close)

        async def record(id: str, room: Room, ended: GameEnded) -> None:
            await archive.write(record_of(id, room, ended.game, ended.finished))

        async def close(id: str) -> None:
            await sessions.revoke_scope(Scope(id))

        keeping = Keeping(Erasing(database), log, clock, config.keep_days)
        hall = Hall(log, record, close, clock, peers, draw_pin)
        stack.push_async_callback(hall.stop)
        await hall.start()
        files: MediaStore = MediaRows(database) if database.shared else MediaFolder(config.data / MEDIA_FOLDER)
        sweep = MediaSweep(files, database, clock, hall.material)
        for tidying in (keeping.run(), sweep.run()):
            stack.push_async_callback(_ended, asyncio.ensure_future(tidying))

        async def log_works() -> None:
            if log.health.why:  # what can be read well may take nothing more
                raise LogFailed(log.health.why)
            await log.find("")

        checks = {"log": log_works, "record": lambda: database.read(lambda db: db.scalar(select(1)))}
        clerk = Clerk()
        stack.callback(clerk.close)
        api_tokens = ApiTokens(database, clock)
        yield Services(
            library=Library(await asyncio.to_thread(Shelf, shipped_dir()), BankRows(database, clock)),
            clerk=clerk,
            media=files,
            intake=Intake(files, clerk),
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
            keeping=keeping,
            clock=clock,
            door=Door(config.host, config.port, config.url),
            words=WordList(config.data / OWN_WORDS),
            room_size=config.room_size,
            health=Health(Metrics(hall, log, COUNTS, peers), checks, config.metrics_token),
        )


def application(services: Services, config: Config, static: Path = STATIC) -> Starlette:
    """The ASGI app. Raises PagesMissing if the web part was not built."""
    return Starlette(
        routes=[
            *sockets.routes(services, config.phones),
            *services.health.routes(),
            *api.routes(services),
            *media.routes(services),
            *Pages(static).routes(),
        ],
        middleware=[Middleware(Gate, hosts=config.hosts, unguarded=UNGUARDED)],
    )
