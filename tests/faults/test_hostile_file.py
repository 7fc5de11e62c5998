"""A teacher brings in a file that was made to keep a server busy, while a lesson is on: the lesson notices nothing."""

from __future__ import annotations

import asyncio

from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.quick import many
from tests.helpers.server import Teacher

PUPILS = 20
TAGS = "&lt;div&gt;&lt;span class=multilang lang=kk&gt;" * 1200
QUESTION = f"<question type='description'><questiontext format='html'><text>{TAGS}</text></questiontext></question>"
BUSY = f"<quiz>{QUESTION * (6 * 1024 * 1024 // len(QUESTION))}</quiz>".encode()


async def test_answers_are_kept_while_files_made_to_harm_are_read(installation: Installation, staff: Teacher) -> None:
    staff.add_bank(many(300), "many")

    def bring() -> tuple[int, str]:
        answer = staff.browser.post(
            "/api/banks/import", content=BUSY, headers={"content-type": "application/octet-stream"}, timeout=150
        )
        return answer.status_code, answer.text

    async with course(installation, staff, pupils=PUPILS, think_s=0.1, bank="many") as klass:
        reading = [asyncio.ensure_future(asyncio.to_thread(bring)) for _ in range(2)]

        await klass.play(enough=lambda: all(one.done() for one in reading))

        assert klass.host.stage["phase"] != "podium", "the lesson was over before they were read"
        answers = await asyncio.gather(*reading)
        assert len(klass.acks) > PUPILS
        for status, text in answers:
            assert status == 200 or "file_slow" in text
        assert set(klass.acks.values()) == {None}
        assert all(pupil.codes == [] for pupil in klass.pupils)
