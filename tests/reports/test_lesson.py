"""The figures of a lesson, against figures worked out by hand (the lesson is in `played.py`)."""

from __future__ import annotations

from saual.game import commands as c
from saual.game.settings import Settings
from saual.protocol.api import BarLine, GameLine, ItemLine, StudentLine
from saual.reports.lesson import report
from tests.reports.played import AIZHAN, BOLAT, CEREN, DANA, START, Lesson, played


def test_the_game_is_summed_up_over_marked_answers_in_time() -> None:
    game = report(played().record(), "en").game

    # Marked answers: question 1 three (two right), 2 two (one right), 5 two (one right).
    assert game == GameLine(
        id="room1-1",
        title="Lesson",
        started_ms=START + 9_000,
        ended_ms=START + 90_000,
        students=4,
        questions=4,
        right=4 / 7,
        finished=True,
        bank="tiny",
    )


def test_each_student_has_the_figures_that_paper_gives() -> None:
    students = report(played().record(), "en").students

    assert students == [
        # 1000 × (1 − 2/20/2) = 950; 2000 × (1 − 5/10/2) + 100 for two in a row; 950 + 200 for three.
        StudentLine(AIZHAN, "Aizhan", START + 1_000, 4, 4, 3, 0, 2_000, 950 + 1_600 + 1_150, 1, 89_000, marked=3),
        StudentLine(BOLAT, "Bolat", START + 2_000, 4, 3, 0, 1, 4_000, 0, 3, 88_000, marked=2),
        # Removed: what was earned stays, a rank there is not.
        StudentLine(DANA, "Dana", START + 3_000, 1, 1, 1, 0, 400, 1_000, 0, 28_000, marked=1),
        # Half of the right options: 2000 × 0.5 × (1 − 6/10/2) = 700.
        StudentLine(CEREN, "Ceren", START + 42_000, 3, 2, 0, 0, 4_000, 700, 2, 48_000, marked=1),
    ]


def test_each_question_has_the_figures_that_paper_gives() -> None:
    items = report(played().record(), "en").items

    assert items == [
        ItemLine(
            i=1,
            no=2,
            kind="single",
            text="She ___ to school.",
            answered=3,
            late=0,
            asked=3,
            score=None,
            right=2 / 3,
            median_ms=2_000,
            bars=[BarLine("go", 1, False), BarLine("goes", 2, True), BarLine("going", 0, False)],
            skipped=False,
            discrimination=None,
        ),
        ItemLine(
            i=2,
            no=3,
            kind="multiple",
            text="Which are even?",
            answered=2,
            late=1,
            asked=3,
            score=None,
            right=0.5,
            median_ms=5_500,
            bars=[BarLine("2", 2, True), BarLine("3", 0, False), BarLine("4", 1, True), BarLine("5", 0, False)],
            skipped=False,
            discrimination=None,
        ),
        ItemLine(
            i=3,
            no=4,
            kind="poll",
            text="Tea or coffee?",
            answered=3,
            late=0,
            asked=3,
            score=None,
            right=None,
            median_ms=2_000,
            bars=[BarLine("tea", 1, False), BarLine("coffee", 2, False)],
            skipped=False,
            discrimination=None,
        ),
        ItemLine(
            i=4,
            no=5,
            kind="short",
            text="A word for hue",
            answered=1,
            late=1,
            asked=3,
            score=None,
            right=None,
            median_ms=1_500,
            bars=[BarLine("colour", 1, True)],
            skipped=True,
            discrimination=None,
        ),
        ItemLine(
            i=5,
            no=6,
            kind="number",
            text="7 / 2",
            answered=2,
            late=0,
            asked=3,
            score=None,
            right=0.5,
            median_ms=3_000,
            bars=[BarLine("3.5", 1, True)],
            skipped=False,
            discrimination=None,
        ),
    ]


def test_the_texts_follow_the_language_and_fall_back_to_the_banks() -> None:
    kazakh = report(played().record(), "kk")

    assert kazakh.game.title == "Сабақ"
    assert kazakh.items[0].text == "Ол мектепке ___."
    assert [bar.label for bar in kazakh.items[0].bars] == ["go", "барады", "going"]
    assert report(played().record(), "ru").game.title == "Lesson"


def test_points_of_the_report_are_the_scores_of_the_game() -> None:
    lesson = played()
    game = lesson.room.game
    assert game is not None

    for student in report(lesson.record(), "en").students:
        if lesson.room.seats.get(student.seat):
            standing = game.standing(student.seat)
            assert (student.points, student.rank) == (standing.score, standing.rank)


def test_a_student_removed_without_an_answer_leaves_no_trace() -> None:
    assert "Erik" not in [student.name for student in played().record().students]


def test_who_joins_at_the_podium_was_not_in_this_game() -> None:
    lesson = played()
    lesson.join(95_000, 6, "Fatima")

    assert "Fatima" not in [student.name for student in lesson.record().students]


def test_a_late_answer_at_the_podium_changes_a_new_record_and_not_the_old_one() -> None:
    lesson = played()
    before = lesson.record()
    lesson.answer(99_000, CEREN, 5, "3.5")
    after = lesson.record()

    assert report(before, "en").students[3].late == 0
    assert report(after, "en").students[3].late == 1
    assert report(after, "en").students[3].points == 700


def test_nobody_has_a_rank_where_no_points_are_given() -> None:
    lesson = Lesson(settings=Settings(lang="en", reading_ms=0, scoring="none"))
    lesson.join(0, 1, "Aizhan")
    lesson.do(1_000, c.Advance(lesson.room.step))
    lesson.advance(2_000)
    lesson.answer(3_000, 1, 1, 1)
    lesson.time_up(3_000)
    lesson.do(4_000, c.EndGame(lesson.room.step))

    (student,) = report(lesson.record(), "en").students
    assert (student.right, student.points, student.rank) == (1, 0, 0)


def test_a_room_left_in_the_middle_of_a_question_counts_that_question_for_nobody() -> None:
    lesson = Lesson()
    lesson.join(0, 1, "Aizhan")
    lesson.join(0, 2, "Bolat")
    lesson.advance(1_000)
    lesson.advance(2_000)
    lesson.answer(3_000, 1, 1, 1)
    lesson.do(4_000, c.CloseRoom())

    made = report(lesson.record(finished=False), "en")
    assert (made.game.finished, made.game.questions, made.game.right) == (False, 0, None)
    assert [(item.skipped, item.answered, item.right) for item in made.items] == [(True, 1, None)]
    assert [(s.asked, s.answered, s.points, s.median_ms) for s in made.students] == [(0, 0, 0, None)] * 2


def test_a_question_that_nobody_answered_has_a_share_of_zero() -> None:
    lesson = Lesson()
    lesson.join(0, 1, "Aizhan")
    lesson.advance(1_000)
    lesson.advance(2_000)
    lesson.advance(3_000)
    lesson.time_up(3_500)
    lesson.do(4_000, c.EndGame(lesson.room.step))

    made = report(lesson.record(), "en")
    assert [(item.asked, item.answered, item.right) for item in made.items] == [(1, 0, 0.0)]
    assert made.game.right is None
