"""Several servers that share their rooms, over a real Redis and a real PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import redis

from saual.log.base import Entry
from saual.log.redis_script import Names, unpack
from tests.helpers.installation import Installation
from tests.helpers.phones import Lesson, Phone, StaffScreen
from tests.helpers.postgres_server import PostgresServer, postgres_running
from tests.helpers.redis_server import RedisServer, redis_running
from tests.helpers.server import Server, Teacher

_PREFIX = "saual:"


def shared(redis_url: str, database_url: str) -> dict[str, str]:
    """The environment that tells a server to share its rooms."""
    return {"SAUAL_REDIS_URL": redis_url, "SAUAL_DATABASE_URL": database_url}


class Cluster(Installation):
    """Two or more servers, each with its own port. A fault hits the one that runs for longest."""

    back_s = 1.5
    redis: RedisServer
    postgres: PostgresServer

    def __init__(self, servers: list[Server], env: dict[str, str]) -> None:
        self.servers = servers
        self.env = env
        self.hosts = tuple(server.host for server in servers)
        self.redis_url = env["SAUAL_REDIS_URL"]
        self._oldest_first = list(servers)

    @property
    def first(self) -> Server:
        return next(server for server in self._oldest_first if server.running)

    @property
    def host(self) -> str:
        return self.first.host

    @property
    def output(self) -> str:
        return "".join(server.output for server in self.servers)

    def teacher(self) -> Teacher:
        """One who came in at the first server; the cookie is good at all of them."""
        return self.first.teacher()

    def kill(self) -> str:
        server = self.first
        server.kill()
        return server.host

    def stop(self) -> str:
        server = self.first
        assert server.terminate() == 0
        return server.host

    def mend(self) -> None:
        for server in self.servers:
            if not server.running:
                server.start()
                self._oldest_first.remove(server)
                self._oldest_first.append(server)

    def freeze(self) -> None:
        self.first.freeze()

    def thaw(self) -> None:
        self.first.thaw()

    def entries(self, room: str) -> list[Entry]:
        with redis.Redis.from_url(self.redis_url) as client:
            batches = client.xrange(Names(_PREFIX).log(room))
        return [entry for _, fields in batches for entry in unpack(fields[b"b"])]

    def sound(self) -> None:
        with redis.Redis.from_url(self.redis_url) as client:
            rooms = [key.decode().partition("{")[2].partition("}")[0] for key in client.scan_iter(f"{_PREFIX}{{*:log")]
        assert rooms
        for room in rooms:
            entries = self.entries(room)
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            assert sorted(entry.at_ms for entry in entries) == [entry.at_ms for entry in entries]

    @contextlib.asynccontextmanager
    async def lesson(
        self, teacher: Teacher, phones: int, host: int = 0, projector: int = 1, **room: Any
    ) -> AsyncIterator[tuple[Lesson, StaffScreen]]:
        """A room whose phones are spread over the servers by turns; its host and its projector are at these two."""
        line = teacher.open_room(**room)
        at = self.hosts
        lesson = Lesson(
            StaffScreen(at[host], teacher.token, line["room"]),
            [Phone(at[i % len(at)], f"Student {i}") for i in range(1, phones + 1)],
            line["pin"],
        )
        wall = StaffScreen(at[projector], teacher.token, line["room"], view="projector")
        try:
            await asyncio.gather(lesson.host.watch(), wall.watch())
            for phone in lesson.phones:
                await phone.connect()
            await asyncio.gather(*(phone.join(line["pin"]) for phone in lesson.phones))
            await lesson.host.everybody(phones)
            yield lesson, wall
        finally:
            for client in [*lesson.all, wall]:
                await client.leave()


@contextlib.contextmanager
def clustered(
    data: Path, redis_url: str, database_url: str, count: int = 2, *, module: str = "saual", **first: str
) -> Iterator[Cluster]:
    """So many running servers; whatever became of them, they are ended after.

    `module` and `first`: what the first of them is started by, and what is in its environment alone (see `Server`).
    """
    with contextlib.ExitStack() as stack:
        servers: list[Server] = []
        env = shared(redis_url, database_url)
        for _ in range(count):
            server = Server(data, env=env) if servers else Server(data, module=module, env=env | first)
            stack.callback(server.close)
            server.start()
            servers.append(server)
        yield Cluster(servers, env)


@contextlib.contextmanager
def two_processes(data: Path, **first: str) -> Iterator[Cluster]:
    """On a Redis and a PostgreSQL of their own, to which faults may be done too."""
    folder = data.with_name(f"{data.name}-redis")
    folder.mkdir()
    with (
        redis_running(folder) as server,
        postgres_running() as postgres,
        clustered(data, server.url, postgres.url(), **first) as cluster,
    ):
        cluster.redis, cluster.postgres = server, postgres
        yield cluster
