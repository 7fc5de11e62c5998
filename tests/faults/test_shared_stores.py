"""Redis and PostgreSQL fail under two processes in the middle of a lesson: nothing is said to be kept that is not."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import psycopg
import pytest

from tests.helpers.cluster import Cluster
from tests.helpers.course import Course, course
from tests.helpers.installation import Installation
from tests.helpers.pupil import when
from tests.helpers.server import Teacher, until

INSTALLATIONS = ("two processes",)

PUPILS = 20
HALF = PUPILS // 2
SLOW_MS = 5000


@pytest.fixture(scope="module")
def cluster(installation: Installation) -> Cluster:
    assert isinstance(installation, Cluster)
    return installation


def ready(cluster: Cluster) -> bool:
    return all(server.browser().get("/readyz").status_code == 200 for server in cluster.servers)


async def in_the_middle(klass: Course) -> None:
    """A question is open, one half has answered, and the other is about to."""
    await klass.asks(0)
    for pupil in klass.pupils[:HALF]:
        pupil.give(0)
    await when(lambda: len(klass.acks) == HALF)


def the_others_answer(klass: Course) -> None:
    for pupil in klass.pupils[HALF:]:
        pupil.give(1)


async def all_is_well(cluster: Cluster, staff: Teacher, klass: Course) -> None:
    """Everybody's answer is acknowledged, the game is played to its end, everybody sees that, and all is kept once."""
    await when(lambda: len(klass.acks) >= PUPILS)
    for pupil in klass.pupils:
        pupil.think_s = 0.1
    await klass.play()
    await when(lambda: all(pupil.phase == "podium" for pupil in klass.pupils))
    await klass.well_kept(staff)
    cluster.sound()
    await asyncio.to_thread(until, lambda: ready(cluster))


async def test_redis_is_killed_and_started_again(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await in_the_middle(klass)

        before = dict(klass.acks)
        await asyncio.to_thread(cluster.redis.kill)
        the_others_answer(klass)
        for server in cluster.servers:
            await asyncio.to_thread(until, lambda server=server: server.browser().get("/readyz").status_code == 503)
            assert server.browser().get("/healthz").status_code == 200
        await klass.host.until(lambda me: me.unsaved)
        assert klass.acks == before
        await asyncio.to_thread(cluster.redis.start)

        (await cluster.ledger(klass.host.room)).vouches_for(before)
        await klass.host.until(lambda me: not me.unsaved)
        await all_is_well(cluster, staff, klass)


async def test_redis_is_emptied(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await in_the_middle(klass)

        cluster.redis.empty()
        the_others_answer(klass)

        await klass.host.until(lambda me: any('"t":"notice"' in frame for frame in me.heard))
        await klass.host.until(lambda me: not me.unsaved)
        await when(lambda: len(klass.acks) == PUPILS)
        await klass.more(1, *cluster.hosts)  # by the PIN, which is there again
        await all_is_well(cluster, staff, klass)


async def test_redis_loses_its_last_second_in_a_power_cut(cluster: Cluster, staff: Teacher, tmp_path: Path):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await klass.asks(0)
        for pupil in klass.pupils[:5]:
            pupil.give(0)
        await when(lambda: len(klass.acks) == 5)
        disk = await asyncio.to_thread(cluster.redis.synced, tmp_path / "disk")
        for pupil in klass.pupils[5:10]:
            pupil.give(1)
        await when(lambda: len(klass.acks) == 10)
        before = dict(klass.acks)

        await asyncio.to_thread(cluster.redis.restart_from, disk)
        for pupil in klass.pupils[10:]:
            pupil.give(2)
        await when(lambda: len(klass.acks) == PUPILS)

        assert klass.acks.items() >= before.items()
        (await cluster.ledger(klass.host.room)).vouches_for(klass.acks)
        await all_is_well(cluster, staff, klass)


async def test_redis_takes_nothing_more(cluster: Cluster, staff: Teacher):
    """Its memory or its disk is full."""
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await klass.asks(0)
        first, *others = klass.pupils
        first.give(0)
        await when(lambda: first.acks)

        cluster.redis.ask("CONFIG", "SET", "maxmemory", 1)
        try:
            for pupil in others:
                pupil.give(1)
            await when(lambda: all("not_saved" in pupil.codes_of_acks for pupil in others))
            await klass.host.until(lambda me: me.unsaved)
            assert await klass.host.do("lock", on=True) == "not_saved"
            assert klass.acks == first.acks
        finally:
            cluster.redis.ask("CONFIG", "SET", "maxmemory", 0)

        await when(lambda: len(klass.acks) == PUPILS)
        await klass.host.until(lambda me: not me.unsaved)
        assert set(klass.acks.values()) == {None}
        await all_is_well(cluster, staff, klass)


async def test_redis_is_emptied_while_no_process_is_there_to_write_back(cluster: Cluster, staff: Teacher):
    """The power went in the whole school, and Redis kept nothing: what was recorded is there, the rest is said gone."""
    async with course(cluster, staff, pupils=PUPILS, think_s=0.1, bank="quick") as klass:
        await klass.play()
        await klass.well_kept(staff)
        report = staff.get(f"/api/games/{klass.game}?lang=en")
        assert await klass.host.step("again") is None
        await klass.host.phase("lobby")
        assert await klass.host.step() is None

        cluster.first.kill()
        cluster.first.kill()
        cluster.redis.empty()
        await asyncio.to_thread(cluster.mend)

        await when(lambda: all(pupil.noes == ["room_closed"] for pupil in klass.pupils))
        await klass.host.until(lambda me: me.bye)
        assert klass.host.bye == "room_closed"
        assert staff.get(f"/api/games/{klass.game}?lang=en") == report
        async with course(cluster, staff, pupils=PUPILS, think_s=0.1, bank="quick") as again:
            await again.play()
            await again.well_kept(staff)
    await asyncio.to_thread(until, lambda: ready(cluster))


@pytest.mark.parametrize("kind", ["pubsub", "normal"])
async def test_connections_to_redis_are_cut_again_and_again(cluster: Cluster, staff: Teacher, kind: str):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await in_the_middle(klass)

        cuts = 0
        for n in range(HALF, PUPILS, 2):
            cuts += cluster.redis.cut(kind)
            for pupil in klass.pupils[n : n + 2]:  # one at each process
                pupil.give(1)
            await when(lambda n=n: len(klass.acks) == n + 2)

        assert cuts
        await all_is_well(cluster, staff, klass)


async def test_redis_takes_five_seconds(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await in_the_middle(klass)

        loop = asyncio.get_running_loop()
        since = loop.time()
        cluster.redis.pause(SLOW_MS)
        acked_s: list[float] = []
        for pupil in klass.pupils:
            pupil.on_ack = lambda _: acked_s.append(loop.time() - since)
        the_others_answer(klass)
        await klass.host.until(lambda me: me.unsaved)
        await klass.host.until(lambda me: not me.unsaved)
        assert loop.time() - since > SLOW_MS / 1000
        await when(lambda: len(klass.acks) == PUPILS)
        assert min(acked_s) > SLOW_MS / 1000

        await all_is_well(cluster, staff, klass)


async def test_postgresql_is_killed_while_a_record_is_written(cluster: Cluster, staff: Teacher):
    async with course(cluster, staff, pupils=PUPILS, bank="quick") as klass:
        await in_the_middle(klass)
        with psycopg.connect(cluster.postgres.url(), autocommit=False) as other:
            other.execute("LOCK TABLE games IN ACCESS EXCLUSIVE MODE")
            the_others_answer(klass)
            for pupil in klass.pupils:
                pupil.think_s = 0.1
            await klass.play()
            await asyncio.to_thread(until, lambda: writing(cluster))

            os.kill(writing(cluster)[0], signal.SIGKILL)  # its postmaster ends all others, and recovers
            await asyncio.to_thread(until, lambda: ended(other))

        await all_is_well(cluster, staff, klass)
        line = f"{klass.host.room}-1"
        assert [game["id"] for game in staff.get("/api/games")["games"]].count(line) == 1


def ended(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def writing(cluster: Cluster) -> list[int]:
    """The database's own processes that are in the middle of writing a record, and wait for a lock there."""
    waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'saual'"
    with psycopg.connect(cluster.postgres.url()) as admin:
        return [pid for (pid,) in admin.execute(waiting)]
