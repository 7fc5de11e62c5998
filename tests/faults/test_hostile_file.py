"""A teacher brings in a file that was made to keep a server busy, while a lesson is on: the lesson notices nothing."""

from __future__ import annotations

import asyncio

from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.pupil import when
from tests.helpers.quick import many
from tests.helpers.server import Teacher

PUPILS = 20
TAGS = "&lt;div&gt;&lt;span class=multilang lang=kk&gt;" * 1200
QUESTION = f"<question type='description'><questiontext format='html'><text>{TAGS}</text></questiontext></question>"
BUSY = f"<quiz>{QUESTION * (15 * 1024 * 1024 // len(QUESTION))}</quiz>".encode()


async def test_answers_are_kept_while_files_made_to_harm_are_read(installation: Installation, staff: Teacher) -> None:
    staff.add_bank(many(60), "many")

    def bring() -> tuple[int, str]:
        answer = staff.browser.post(
            "/api/banks/import", content=BUSY, headers={"content-type": "application/octet-stream"}, timeout=100
        )
        return answer.status_code, answer.text

    async with course(installation, staff, pupils=PUPILS, think_s=0.1, bank="many") as klass:
        playing = asyncio.ensure_future(klass.play())
        await when(lambda: len(klass.acks) > 0)
        before = len(klass.acks)

        answers = await asyncio.gather(asyncio.to_thread(bring), asyncio.to_thread(bring))

        assert len(klass.acks) - before >= PUPILS
        for status, text in answers:
            assert status == 200 or "file_slow" in text
        await asyncio.wait_for(playing, 60)
        assert set(klass.acks.values()) == {None}
        assert all(pupil.codes == [] for pupil in klass.pupils)
