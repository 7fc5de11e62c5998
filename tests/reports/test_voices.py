"""What students asked and said: in the record, in the report and in the tables; a name only where it was given."""

from __future__ import annotations

import pytest

from saual.game import commands as c
from saual.protocol.api import AskedLine, SpokenCounts
from saual.questions.bank import Bank
from saual.reports.lesson import report
from saual.reports.record import GameRecord, record_of
from saual.reports.tables import tables
from tests.reports.played import START, Lesson

AIZHAN, BOLAT, CEREN, DANA = 1, 2, 3, 4


def spoken_up() -> Lesson:
    """Aizhan asks without a name and Bolat with his; Ceren joins in and is counted; Dana is silent."""
    lesson = Lesson()
    for seat, name in ((AIZHAN, "Aizhan"), (BOLAT, "Bolat"), (CEREN, "Ceren"), (DANA, "Dana")):
        lesson.join(seat * 1000, seat, name)
    lesson.do(5_000, c.AskQuestion(AIZHAN, "a1", "Why?"))
    lesson.do(6_000, c.AskQuestion(BOLAT, "b1", "=1+1", named=True))
    lesson.do(7_000, c.AskQuestion(BOLAT, "b2", "Nonsense"))
    lesson.do(8_000, c.AskQuestion(DANA, "d1", "Nothing"))
    lesson.do(9_000, c.WithdrawQuestion(DANA, "d1"))
    lesson.do(9_100, c.SortAsked(3, "hidden"))
    lesson.do(9_200, c.ShowAsked(1))
    lesson.do(9_300, c.StarAsked(1, True))
    for seat in (BOLAT, CEREN):
        lesson.do(9_400, c.SecondQuestion(seat, 1))
    lesson.do(9_500, c.SortAsked(1, "answered"))
    for id, what, seat in (("1", "question", CEREN), ("2", "question", 0), ("3", "answer", CEREN), ("4", "answer", 0)):
        lesson.do(9_600, c.TallySpoken(id, what, seat))  # type: ignore[arg-type]
    lesson.do(9_700, c.TallySpoken("5", "contribution", AIZHAN))
    lesson.do(9_800, c.UndoSpoken("4"))
    lesson.advance(10_000)
    lesson.do(20_000, c.EndGame(lesson.room.step))
    return lesson


def record() -> GameRecord:
    return spoken_up().record()


def test_each_student_has_separate_counts_without_hidden_and_withdrawn_questions() -> None:
    lines = report(record(), "en").students

    assert [(one.name, one.questions, one.seconded, one.spoken, one.aloud, one.contributed) for one in lines] == [
        ("Aizhan", 1, 0, 0, 0, 1),
        ("Bolat", 1, 1, 0, 0, 0),
        ("Ceren", 0, 1, 1, 1, 0),
        ("Dana", 0, 0, 0, 0, 0),
    ]


def test_the_report_names_who_asked_by_name_and_nobody_else() -> None:
    made = report(record(), "en")

    assert made.asked == [
        AskedLine(1, "Why?", "", START + 5_000, 2, "answered", True),
        AskedLine(2, "=1+1", "Bolat", START + 6_000, 0, "waiting", False),
        AskedLine(3, "Nonsense", "", START + 7_000, 0, "hidden", False),
    ]
    assert made.spoken == SpokenCounts(question=2, answer=1, contribution=1)


def test_the_table_of_questions_has_seat_and_name_only_where_it_was_asked_by_name() -> None:
    table = tables(record(), "kk", {})["asked"]
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    assert [(row["no"], row["seconds"], row["state"], row["named"], row["seat"], row["name"]) for row in rows] == [
        (1, 2, "answered", False, None, None),
        (2, 0, "waiting", True, 2, "Bolat"),
        (3, 0, "hidden", False, None, None),
    ]


def test_who_only_spoke_and_was_removed_is_in_the_record_all_the_same() -> None:
    lesson = Lesson()
    lesson.join(1_000, 1, "Aizhan")
    lesson.do(2_000, c.TallySpoken("1", "answer", 1))
    lesson.do(3_000, c.Kick(1))
    lesson.advance(4_000)
    lesson.do(5_000, c.EndGame(lesson.room.step))

    (line,) = report(lesson.record(), "en").students
    assert (line.name, line.aloud, line.rank) == ("Aizhan", 1, 0)


@pytest.mark.parametrize("asks", [True, False])
def test_a_lesson_without_a_quiz_is_a_record_without_items(asks: bool) -> None:
    lesson = Lesson(Bank(title="Questions", language="kk", questions=()))
    lesson.join(1_000, 1, "Aizhan")
    if asks:
        lesson.do(2_000, c.AskQuestion(1, "a", "Why?"))
    (ended,) = [fact for fact in lesson.do(600_000, c.CloseRoom()) if hasattr(fact, "game")]

    made = report(record_of("room1", lesson.room, ended.game, ended.finished), "kk")

    assert (made.game.id, made.game.title, made.game.questions, made.game.students) == ("room1-1", "Questions", 0, 1)
    assert (made.items, len(made.asked)) == ([], int(asks))
    assert made.students[0].questions == int(asks)
