"""What is said to whoever watches over the server is true: with a class at work, and while a store is away."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

from saual.config import LOG_FILE, RECORD_FILE
from tests.helpers.cluster import Cluster
from tests.helpers.course import course
from tests.helpers.figures import figures, together
from tests.helpers.held import held
from tests.helpers.installation import Installation, OneProcess
from tests.helpers.pupil import when
from tests.helpers.quick import many
from tests.helpers.server import Teacher, until

PUPILS = 35
QUESTIONS = 4


def unready(installation: Installation) -> set[str]:
    """The reasons that processes give for not being ready, by what is wrong; {""} if all of them are."""
    answers = [server.browser().get("/readyz") for server in installation.servers]
    assert all(answer.status_code == (200 if answer.json()["ready"] else 503) for answer in answers)
    return {",".join(answer.json().get("reasons", {})) for answer in answers}


def waits(installation: Installation, what: str, longer_than_s: float) -> bool:
    """Something does, for longer than that."""
    now = together(installation)
    return now[f"saual_{what}_lag_seconds"] > longer_than_s and now[f"saual_{what}_waiting"] >= 1


@contextlib.contextmanager
def log_away(installation: Installation) -> Iterator[None]:
    if isinstance(installation, OneProcess):
        with held(installation.server.data / LOG_FILE):
            yield
        return
    assert isinstance(installation, Cluster)
    installation.redis.freeze()
    try:
        yield
    finally:
        installation.redis.thaw()


@contextlib.contextmanager
def record_away(installation: Installation) -> Iterator[None]:
    if isinstance(installation, OneProcess):
        with held(installation.server.data / RECORD_FILE):
            yield
        return
    assert isinstance(installation, Cluster)
    installation.postgres.kill()
    try:
        yield
    finally:
        installation.postgres.start()


async def test_with_a_class_at_work_the_figures_of_all_processes_are_what_the_class_did(
    installation: Installation, staff: Teacher
):
    staff.add_bank(many(QUESTIONS), "some")
    before = together(installation)
    async with course(installation, staff, pupils=PUPILS, think_s=0.3, bank="some") as klass:
        now = together(installation)
        assert now["saual_phones"] - before["saual_phones"] == PUPILS
        assert now["saual_screens"] - before["saual_screens"] == 1
        await klass.play()

        assert len(klass.acks) == PUPILS * QUESTIONS
        now = together(installation)
        now.subtract(before)
        assert now["saual_answers_total:accepted"] == len(klass.acks)
        assert now["saual_ack_seconds_count"] == now["saual_ack_seconds_bucket:+Inf"] == len(klass.acks)
        assert now["saual_outboxes_dropped_total"] == 0
        each = [figures(server) for server in installation.servers]
        assert all(one["saual_processes"] == len(installation.hosts) for one in each)
        assert all(one["saual_rooms"] >= 1 for one in each)  # pupils of the one room are at both of two
        assert max(one["saual_rounds_total"] for one in each) >= QUESTIONS
        assert all(one["saual_log_waiting"] == one["saual_log_lag_seconds"] == 0 for one in each)
        # The server's part of the wait is a part of what students had, down to a rounding of each to a millisecond.
        waits_s = [wait_s for pupil in klass.pupils for wait_s in pupil.waits_s]
        assert len(waits_s) == len(klass.acks)
        assert 0 < now["saual_ack_seconds_sum"] <= sum(waits_s) + len(waits_s) * 0.001
    await asyncio.to_thread(until, lambda: together(installation)["saual_archive_waiting"] == 0)
    assert unready(installation) == {""}


async def test_while_the_log_is_away_the_figures_say_what_waits_and_for_how_long(
    installation: Installation, staff: Teacher
):
    async with course(installation, staff, pupils=4, bank="quick") as klass:
        await klass.asks(0)
        with log_away(installation):
            for pupil in klass.pupils:
                pupil.give(0)
            await asyncio.to_thread(until, lambda: waits(installation, "log", 1))
            await asyncio.to_thread(until, lambda: together(installation)["saual_rooms_unsaved"] >= 1)
            await asyncio.to_thread(until, lambda: unready(installation) == {"log"})
            assert all(server.browser().get("/healthz").status_code == 200 for server in installation.servers)
        await when(lambda: len(klass.acks) == 4)

        def well() -> bool:
            now = together(installation)
            return not any(now[f"saual_{name}"] for name in ("rooms_unsaved", "log_waiting", "log_lag_seconds"))

        await asyncio.to_thread(until, well)
        await asyncio.to_thread(until, lambda: unready(installation) == {""})


async def test_while_the_record_is_away_the_figures_say_which_games_wait(installation: Installation, staff: Teacher):
    staff.add_bank(many(1), "one")
    async with course(installation, staff, pupils=4, think_s=0.1, bank="one") as klass:
        with record_away(installation):
            await klass.play()
            await asyncio.to_thread(until, lambda: waits(installation, "archive", 0.5))
            assert together(installation)["saual_log_waiting"] == 0
            await asyncio.to_thread(until, lambda: unready(installation) == {"record"})
            assert all(server.browser().get("/healthz").status_code == 200 for server in installation.servers)
        await klass.well_kept(staff)
        await asyncio.to_thread(until, lambda: together(installation)["saual_archive_waiting"] == 0)
        assert together(installation)["saual_archive_lag_seconds"] == 0
        await asyncio.to_thread(until, lambda: unready(installation) == {""})
