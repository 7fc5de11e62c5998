"""What the record and the reports say of students who share a phone, and of those without one."""

from __future__ import annotations

from typing import Any

from saual.game import commands as c
from saual.game.roster import Pupil, Roster
from saual.reports.erased import without
from saual.reports.lesson import students
from saual.reports.record import GameRecord, record_of
from saual.reports.sums import sums
from saual.reports.tables import tables
from tests.helpers.banks import single
from tests.helpers.play import Table

CLASS = Roster("7b", "7 Б", (Pupil("a", "Ахметова Айгерим"), Pupil("d", "Ким Дана"), Pupil("b", "Серік Бека")), True)


def lesson(**settings: Any) -> GameRecord:
    """Three questions: Айгерим (1) and Дана (2) on one phone, always right; Бека (3) without one, right once."""
    table = Table(
        *(single() for _ in range(3)), roster=CLASS, reading_ms=0, scoring="accuracy", streaks=False, **settings
    )
    table.do(c.Join("key", "device", "", "a"))
    table.arrive(1)
    table.do(c.ShareWith(1, "", "d"))
    table.do(c.AddStudent("", "b"))
    for n in range(3):
        table.open()
        table.wait(1_000)
        table.answer(1, 0)
        if not n:
            table.do(c.SubmitAnswer(3, 1, 0, 0, "hand", by_host=True))
        table.close()
    table.to("podium")
    return record_of("room", table.room, table.game, True)


def figures(record: GameRecord) -> dict[str, tuple[int, ...]]:
    """Asked, answered, right, points, place."""
    return {one.name: (one.asked, one.answered, one.right, one.points, one.rank) for one in students(record)}


def test_what_a_shared_phone_answers_counts_for_each_who_shares_it() -> None:
    assert figures(lesson()) == {
        "Айгерим": (3, 3, 3, 3000, 1),
        "Дана": (3, 3, 3, 3000, 1),
        "Бека": (3, 1, 1, 1000, 2),
    }


def test_where_the_phone_is_passed_on_an_answer_counts_for_the_one_whose_turn_it_was() -> None:
    record = lesson(pass_phone=True)
    assert figures(record) == {
        "Айгерим": (2, 2, 2, 2000, 1),
        "Дана": (1, 1, 1, 1000, 1),
        "Бека": (3, 1, 1, 1000, 2),
    }
    assert [(row.i, row.seat, row.phone) for row in record.responses] == [(0, 1, 1), (0, 3, 0), (1, 2, 1), (2, 1, 1)]
    assert [(row.seat, row.possible, row.answered) for row in sums(record).seats] == [(1, 2, 2), (2, 1, 1), (3, 3, 1)]


def test_everybody_is_present_in_the_record_for_as_long_as_they_were_there() -> None:
    rows = lesson().students
    assert [(row.student_id, row.phone) for row in rows] == [("a", 0), ("d", 1), ("b", 0)]
    assert len({row.present_ms for row in rows}) == 1
    assert rows[0].present_ms > 3_000


def test_the_tables_say_from_which_phone_an_answer_came_and_which_the_teacher_entered() -> None:
    found = tables(lesson(pass_phone=True), "en", {})["responses"]
    at = [found.columns.index(name) for name in ("seat", "phone", "by_teacher")]
    assert [[row[i] for i in at] for row in found.rows] == [
        [1, 1, False],
        [3, None, True],
        [2, 1, False],
        [1, 1, False],
    ]


def test_one_who_is_erased_leaves_the_others_on_that_phone() -> None:
    left = without(lesson(), ["a"])
    assert [(row.student_id, row.phone) for row in left.students] == [("d", 0), ("b", 0)]
    assert [(row.seat, row.phone) for row in left.responses] == [(2, 2), (3, 0), (2, 2), (2, 2)]
    left = without(lesson(), ["d"])
    assert [(row.seat, row.phone) for row in left.responses] == [(1, 1), (3, 0), (1, 1), (1, 1)]
