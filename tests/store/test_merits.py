"""What the record tells of a class's doings together: right answers of a month, who asked, who was prepared."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from saual.protocol.homework import Homework
from saual.protocol.merits import Merits
from saual.reports.homework import AttemptRow
from saual.reports.record import AskedRow, GameRecord
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from saual.store.merits import MeritRows
from tests.reports.played import AIZHAN, BOLAT, played

WHO = {AIZHAN: "aizhan", BOLAT: "bolat"}


@pytest.fixture
async def class_made(database: Database) -> Database:
    row = {"id": "9a", "name": "9 А", "created_at_ms": 1, "closed": False}
    await database.run(lambda db: db.execute(insert(schema.classes).values(row)))
    return database


def lesson(room: str = "room", **more: object) -> GameRecord:
    record = played().record()
    rows = tuple(replace(row, student_id=WHO.get(row.seat)) for row in record.students)
    return replace(record, room=room, class_id="9a", students=rows, **more)


async def test_right_answers_of_the_class_count_from_the_beginning_of_the_month_and_guests_do_not(
    class_made: Database,
) -> None:
    record = lesson()
    await Archive(class_made).write(record)
    rows = MeritRows(class_made)

    of_class = [row for row in record.responses if row.seat in WHO and not row.late and row.credit == 1.0]
    assert len(of_class) < sum(row.credit == 1.0 for row in record.responses), "a guest was right, too"
    assert await rows.right_since("9a", record.started_ms) == len(of_class) > 0
    assert await rows.right_since("9a", record.started_ms + 1) == 0
    assert await rows.right_since("9b", 0) == 0


async def test_lessons_with_an_own_question_count_once_each(class_made: Database) -> None:
    why = AskedRow(1, AIZHAN, "Why?", False, 1, "answered", False, ())
    rude = AskedRow(2, BOLAT, "Rude", True, 1, "hidden", False, ())
    first = lesson("one", asked=(why, rude))
    for record in (first, replace(first, no=2), lesson("two", asked=(why,)), lesson("three")):
        await Archive(class_made).write(record)
    assert await MeritRows(class_made).merits("9a") == {"aizhan": Merits(asked=2)}


async def test_homework_in_time_without_a_break_is_a_streak(class_made: Database) -> None:
    day_ms = 24 * 3_600_000
    for n, handed_in in enumerate([(AIZHAN, BOLAT), (AIZHAN,), (AIZHAN, BOLAT)]):
        closes_ms = (n + 2) * day_ms
        attempts = tuple(
            AttemptRow(seat, 1, 0, closes_ms - 1, answered=1, late=0, correct=1, credit=1.0, elapsed_ms=1, counts=True)
            for seat in handed_in
        )
        late = AttemptRow(
            BOLAT, 1, 0, closes_ms + 1, answered=1, late=1, correct=0, credit=0, elapsed_ms=1, counts=False
        )
        await Archive(class_made).write(
            lesson(
                f"home{n}",
                started_ms=(n + 1) * day_ms,
                homework=Homework(opens_ms=1, closes_ms=closes_ms),
                attempts=attempts if BOLAT in handed_in else (*attempts, late),
            )
        )
    # One that is still open, and that nobody has handed in yet, breaks nobody's streak.
    still_open = Homework(opens_ms=1, closes_ms=9 * day_ms)
    await Archive(class_made).write(lesson("open", started_ms=5 * day_ms, homework=still_open, finished=False))
    merits = await MeritRows(class_made).merits("9a")
    assert (merits["aizhan"].prepared, merits["bolat"].prepared) == (3, 1)
