"""Another program (a backup, a virus scanner, a curious teacher) holds a database, and lets go of it later."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from saual.config import LOG_FILE, RECORD_FILE
from tests.helpers.course import course
from tests.helpers.held import held
from tests.helpers.installation import OneProcess, one_process
from tests.helpers.pupil import when
from tests.helpers.quick import many
from tests.helpers.server import Teacher

LOCKED_S = 10.0
"""The server waits 2 s for a lock, and the page says the same again after 3 s: it is refused more than once."""


@pytest.fixture
def school(tmp_path: Path) -> Iterator[OneProcess]:
    with one_process(tmp_path / "data") as school:
        yield school


@pytest.fixture
def teacher(school: OneProcess) -> Teacher:
    teacher = school.teacher()
    teacher.add_bank(many(1), "one")
    return teacher


async def test_while_the_log_is_locked_everybody_is_told_and_after_it_every_answer_counts(
    school: OneProcess, teacher: Teacher
):
    async with course(school, teacher, pupils=12, bank="one") as klass:
        await klass.asks(0)
        first, *others = klass.pupils
        first.give(0)
        await when(lambda: first.acks)

        loop = asyncio.get_running_loop()
        with held(school.server.data / LOG_FILE):
            since = loop.time()
            for pupil in others:
                pupil.give(1)
            await when(lambda: all(pupil.codes_of_acks.count("not_saved") >= 2 for pupil in others))
            await klass.host.until(lambda me: me.unsaved)
            assert await klass.host.do("lock", on=True) == "not_saved"
            await asyncio.sleep(max(0, LOCKED_S - (loop.time() - since)))
            assert klass.acks == first.acks
            assert klass.host.unsaved
        await when(lambda: len(klass.acks) == 12)
        await klass.host.until(lambda me: not me.unsaved)
        await klass.host.phase("reveal")
        assert await klass.host.step("end") is None

        assert set(klass.acks.values()) == {None}
        await klass.well_kept(teacher)
        assert school.server.running


async def test_while_the_record_is_locked_the_lesson_goes_on_and_the_report_comes_after(
    school: OneProcess, teacher: Teacher
):
    async with course(school, teacher, pupils=3, think_s=0.1, bank="one") as klass:
        with held(school.server.data / RECORD_FILE):
            await klass.play()
            await klass.host.phase("podium")
            assert not klass.host.unsaved  # nothing is lost: the log has it
        await klass.well_kept(teacher)
