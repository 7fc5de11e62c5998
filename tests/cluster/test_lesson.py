"""A lesson whose phones are spread over two processes: everybody sees one game, and it is recorded once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.helpers.cluster import Cluster, clustered
from tests.helpers.quick import QUICK
from tests.helpers.redis_server import RedisServer
from tests.helpers.server import Teacher

AT_ONCE_S = 1.0
"""Of a window of five seconds: nobody was waited for."""


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, cluster_redis: RedisServer, cluster_database: str
) -> Iterator[Cluster]:
    with clustered(tmp_path_factory.mktemp("cluster") / "data", cluster_redis.url, cluster_database) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def teacher(cluster: Cluster) -> Teacher:
    teacher = cluster.teacher()
    teacher.add_bank(QUICK, "quick")
    return teacher


def at(cluster: Cluster, teacher: Teacher, n: int) -> Teacher:
    """The same teacher's browser, at another process."""
    browser = cluster.servers[n].browser()
    browser.cookies.set("saual_staff", teacher.token)
    return Teacher(browser)


async def test_a_lesson_over_two_processes_is_one_lesson(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 6, bank="quick") as (room, wall):
        everyone = [*room.all, wall]
        await room.host.go("answering", i=0)
        await asyncio.gather(*(client.phase("answering", i=0) for client in everyone))

        codes = await asyncio.gather(*(phone.answered(n % 3) for n, phone in enumerate(room.phones)))

        assert codes == [None] * 6
        await asyncio.gather(*(client.phase("reveal", AT_ONCE_S) for client in everyone))  # all have answered
        await asyncio.gather(
            *(phone.given(a=n % 3, verdict="right" if n % 3 == 0 else "wrong") for n, phone in enumerate(room.phones))
        )
        await room.host.until(lambda me: me.tally.get("n") == 6)
        await wall.until(lambda me: me.tally.get("n") == 6)
        assert wall.stage["step"] == room.host.stage["step"]

        await room.host.go("podium")
        await asyncio.gather(*(client.phase("podium") for client in everyone))

        game = f"{room.host.room}-1"
        reports = [at(cluster, teacher, n).report_when(game) for n in (0, 1)]
        assert reports[0] == reports[1]
        assert [row["answered"] for row in reports[0]["items"]] == [6, 0, 0]
