"""Redis and PostgreSQL fail under two processes in the middle of a lesson: nothing is said to be kept that is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.helpers.cluster import Cluster, two_processes
from tests.helpers.course import Course, course
from tests.helpers.pupil import when
from tests.helpers.quick import QUICK, many
from tests.helpers.server import Teacher, until

SLOW_MS = 5000

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with two_processes(tmp_path_factory.mktemp("stores") / "data") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def staff(cluster: Cluster) -> Teacher:
    teacher = cluster.teacher()
    teacher.add_bank(QUICK, "quick")
    return teacher


def ready(cluster: Cluster) -> bool:
    return all(server.browser().get("/readyz").status_code == 200 for server in cluster.servers)


async def played_well(cluster: Cluster, staff: Teacher, klass: Course) -> None:
    """The lesson goes on to its end, and all that was acknowledged is in the log and in the record, once."""
    for pupil in klass.pupils:
        pupil.think_s = 0.1
    await klass.play()
    await klass.well_kept(staff)
    cluster.sound()
    await asyncio.to_thread(until, lambda: ready(cluster))


async def in_the_middle(klass: Course) -> None:
    """A question is open, some have answered, and the others are about to."""
    for pupil in klass.pupils:
        pupil.think_s = 3.0
    await klass.opens(0)
    await when(lambda: len(klass.acks) > 3)


async def test_redis_is_killed_and_started_again(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=20, bank="quick") as klass:
        await in_the_middle(klass)

        await asyncio.to_thread(cluster.redis.kill)
        acked = len(klass.acks)
        for server in cluster.servers:
            await asyncio.to_thread(until, lambda server=server: server.browser().get("/readyz").status_code == 503)
            assert server.browser().get("/healthz").status_code == 200
        await klass.host.until(lambda me: me.unsaved)
        assert len(klass.acks) <= acked + 1  # one may have been on its way when Redis was killed
        await asyncio.to_thread(cluster.redis.start)

        await klass.host.until(lambda me: not me.unsaved)
        await when(lambda: len(klass.acks) == 20)
        await played_well(cluster, staff, klass)


async def test_redis_is_emptied(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=20, bank="quick") as klass:
        await in_the_middle(klass)

        cluster.redis.empty()

        await when(lambda: len(klass.acks) == 20)
        await klass.more(1, *cluster.hosts)  # by the PIN, which is there again
        await played_well(cluster, staff, klass)


async def test_pub_sub_is_cut_again_and_again(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=20, bank="quick") as klass:
        await in_the_middle(klass)

        for _ in range(5):
            cluster.redis.cut("pubsub")
            before = len(klass.acks)
            await when(lambda before=before: len(klass.acks) > before or len(klass.acks) == 20)

        await played_well(cluster, staff, klass)


async def test_redis_takes_five_seconds(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=20, bank="quick") as klass:
        await in_the_middle(klass)

        cluster.redis.pause(SLOW_MS)
        await klass.host.until(lambda me: me.unsaved)

        await klass.host.until(lambda me: not me.unsaved)
        await when(lambda: len(klass.acks) == 20)
        await played_well(cluster, staff, klass)


async def test_postgresql_is_away_for_the_rest_of_the_lesson(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=20, bank=staff.add_bank(many(5), "five")) as klass:
        await klass.opens(0)
        for pupil in klass.pupils:
            pupil.think_s = 0.2

        await asyncio.to_thread(cluster.postgres.kill)
        for server in cluster.servers:
            await asyncio.to_thread(until, lambda server=server: server.browser().get("/readyz").status_code == 503)
        await klass.play()
        await asyncio.to_thread(cluster.postgres.start)

        await klass.well_kept(staff)
        cluster.sound()
        await asyncio.to_thread(until, lambda: ready(cluster))
