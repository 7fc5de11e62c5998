"""Several servers that share their rooms, over a real Redis and a real PostgreSQL, and a load balancer before them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from tests.helpers.phones import Lesson, Phone, StaffScreen
from tests.helpers.server import Server, Teacher


def shared(redis_url: str, database_url: str) -> dict[str, str]:
    """What tells a server to share its rooms."""
    return {"SAUAL_REDIS_URL": redis_url, "SAUAL_DATABASE_URL": database_url}


class Cluster:
    """`servers` are processes of their own, each with its own port."""

    def __init__(self, servers: list[Server]) -> None:
        self.servers = servers

    def teacher(self) -> Teacher:
        """One who came in at the first server; the cookie is good at all of them."""
        return self.servers[0].teacher()

    @contextlib.asynccontextmanager
    async def lesson(
        self, teacher: Teacher, phones: int, host: int = 0, projector: int = 1, **room: Any
    ) -> AsyncIterator[tuple[Lesson, StaffScreen]]:
        """A room whose phones are spread over the servers in turn; its host and its projector are on these two."""
        line = teacher.open_room(**room)
        at = [server.host for server in self.servers]
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
def clustered(data: Path, redis_url: str, database_url: str, count: int = 2) -> Iterator[Cluster]:
    """So many running servers; whatever became of them, they are ended after."""
    with contextlib.ExitStack() as stack:
        servers = []
        for _ in range(count):
            server = Server(data, env=shared(redis_url, database_url))
            stack.callback(server.close)
            server.start()
            servers.append(server)
        yield Cluster(servers)
