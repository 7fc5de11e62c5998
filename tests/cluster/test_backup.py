"""Redis and PostgreSQL are copied in the middle of a lesson with what they bring, as docs/operating.md says it."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from saual.game import commands as c
from saual.game.views.edition import Viewer
from saual.log.base import Entry
from tests.helpers.child import until
from tests.helpers.cluster import Cluster, clustered, two_processes
from tests.helpers.endless import BANK, Play, answers, back, first_scores, folded, scores
from tests.helpers.phones import StaffScreen
from tests.helpers.postgres_server import new_database
from tests.helpers.quick import quick
from tests.helpers.redis_server import RedisServer, redis_running
from tests.helpers.screens import Screen
from tests.helpers.server import Teacher

PHONES = 12


async def test_copies_of_redis_and_postgresql_taken_in_a_lesson_have_the_scores_of_that_moment(tmp_path: Path):
    with two_processes(tmp_path / "data") as cluster, new_database(cluster.postgres.url()) as database:
        teacher = cluster.teacher()
        teacher.add_bank(quick(), "quick")
        ended = await a_game_that_is_over(cluster, teacher)
        report = teacher.report_when(ended)
        bank = teacher.add_bank(BANK, "long")
        async with cluster.lesson(teacher, PHONES, bank=bank) as (room, _):
            play = Play(room)
            playing = asyncio.ensure_future(play.run())
            await first_scores(room)
            before = set(play.acked)

            folder = await asyncio.to_thread(copied, cluster, tmp_path, database)

            assert not playing.done()
            assert len(play.acked) > len(before), "nothing was acknowledged meanwhile"
            play.enough = True
            await playing
            whole = cluster.entries(room.host.room)
            with redis_running(folder) as redis:
                kept = entries(redis, database, room.host.room)
                # The log as it was, up to one entry, with all that was acknowledged before.
                assert kept == whole[: len(kept)]
                assert before <= answers(kept) <= play.acked
                assert len(kept) < len(whole)
                with clustered(tmp_path / "again", redis.url, database) as again:
                    host = await StaffScreen(again.host, teacher.token, room.host.room).watch()
                    try:
                        seen = {phone: await back(again.hosts[phone.seat % 2], phone) for phone in room.phones[:4]}
                    finally:
                        await host.leave()
                    browser = again.servers[1].browser()
                    browser.cookies.set("saual_staff", teacher.token)
                    assert Teacher(browser).report_when(ended) == report
                    after = again.entries(room.host.room)
        assert after[: len(kept)] == kept
        # A question that everybody had answered in that very moment is closed, as it was then.
        due = [entry for entry in after[len(kept) :] if isinstance(c.decode(entry.command), c.TimeUp)]
        assert scores(folded(after)) == scores(folded(kept + due)) != {}
        for phone, me in seen.items():
            assert me == Screen(Viewer("player", "en", phone.seat), folded(after)).me


async def a_game_that_is_over(cluster: Cluster, teacher: Teacher) -> str:
    async with cluster.lesson(teacher, 2, bank="quick") as (room, _):
        await room.host.go("answering", i=0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))
        assert [await phone.answered(n) for n, phone in enumerate(room.phones)] == [None, None]
        await room.host.go("podium")
        return f"{room.host.room}-1"


def copied(cluster: Cluster, folder: Path, database: str) -> Path:
    """Redis first, then PostgreSQL, into a folder and an empty database."""
    redis, postgres, new = cluster.redis, cluster.postgres, folder / "copy"
    redis.ask("BGREWRITEAOF")
    until(lambda: redis.ask("INFO", "persistence")["aof_rewrite_in_progress"] == 0)
    shutil.copytree(redis.folder / "appendonlydir", new / "appendonlydir")
    dump = str(folder / "record.dump")
    postgres.run("pg_dump", "--format=custom", f"--file={dump}", postgres.url())
    postgres.run("pg_restore", f"--dbname={database}", dump)
    return new


def entries(redis: RedisServer, database: str, room: str) -> list[Entry]:
    """Of a Redis that no Saual has seen since."""
    return Cluster([], {"SAUAL_REDIS_URL": redis.url, "SAUAL_DATABASE_URL": database}).entries(room)
