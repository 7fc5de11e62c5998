"""Discrimination and reliability, against the formulas as textbooks write them, and against a textbook's own case."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.game import commands as c
from saual.questions.bank import Bank, settled
from saual.questions.poll import Poll
from saual.questions.truefalse import TrueFalse
from saual.reports.lesson import report
from saual.reports.record import GameRecord
from tests.reports.played import Lesson

Matrix = list[list[bool]]
"""Who (row) got which question (column) right."""


def lesson_of(right: Matrix, late_joiner: bool = False) -> GameRecord:
    """A game of true-or-false questions, with a poll first, in which each student answers as the matrix says."""
    asked = [TrueFalse(text=f"Question {number}", right=True) for number in range(len(right[0]))]
    questions = [Poll(text="Ready?", options=("yes", "no")), *asked]
    lesson = Lesson(Bank(id="test", title="Test", language="en", questions=tuple(map(settled, questions))))
    for seat in range(1, len(right) + 1):
        lesson.join(seat, seat, f"Student {seat}")
    lesson.advance(1_000)
    at = 1_000
    for number in range(len(questions)):
        if number == len(questions) - 1 and late_joiner:
            lesson.join(at, len(right) + 1, "Too late")
        for seat, row in enumerate(right, 1):
            lesson.answer(at + seat, seat, number, 0 if number == 0 or row[number - 1] else 1)
        if lesson.room.waiting:
            lesson.advance(at + 1_000)
        lesson.time_up(at + 2_000)
        at += 10_000
        lesson.next_question(at)
    return lesson.record()


def figures(record: GameRecord) -> tuple[float | None, list[float | None]]:
    made = report(record, "en")
    alpha = made.reliability.alpha if made.reliability else None
    return alpha, [item.discrimination for item in made.items]


def test_kr_20_and_discrimination_are_those_of_a_case_worked_out_by_hand() -> None:
    # Ten students in the order of a perfect scale: the nth question is right for all but the first n students.
    right = [[student > question * 3 for question in range(3)] for student in range(10)]

    alpha, discrimination = figures(lesson_of(right))

    # p = 0.9, 0.6, 0.3: Σpq = 0.09 + 0.24 + 0.21 = 0.54. Totals 0,1,1,1,2,2,2,3,3,3: variance 0.96 (of ten).
    assert alpha == pytest.approx(3 / 2 * (1 - 0.54 / 0.96))
    # Question 1 against the rest 0,0,0,0,1,1,1,2,2,2: covariance 0.9 − 0.9 × 0.9, variances 0.09 and 0.69.
    assert discrimination[1] == pytest.approx((0.9 - 0.9 * 0.9) / sqrt(0.09 * 0.69))
    assert discrimination[0] is None  # the poll


@settings(deadline=None)
@given(
    st.integers(3, 6).flatmap(
        lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=10, max_size=14)
    )
)
def test_they_agree_with_the_formulas_in_any_class(right: Matrix) -> None:
    alpha, discrimination = figures(lesson_of(right))

    count, students = len(right[0]), len(right)
    totals = [sum(row) for row in right]
    mean = sum(totals) / students
    spread = sum((total - mean) ** 2 for total in totals) / students
    shares = [sum(row[q] for row in right) / students for q in range(count)]
    if spread == 0:
        assert alpha is None
    else:
        assert alpha == pytest.approx(count / (count - 1) * (1 - sum(p * (1 - p) for p in shares) / spread))
    for q, value in enumerate(discrimination[1:]):
        rest = [total - row[q] for total, row in zip(totals, right, strict=True)]
        if shares[q] in (0, 1) or len(set(rest)) == 1:
            assert value is None
        else:
            assert value is not None
            # Point-biserial: the difference of the means of the rest, between those right and those wrong.
            yes = [r for r, row in zip(rest, right, strict=True) if row[q]]
            no = [r for r, row in zip(rest, right, strict=True) if not row[q]]
            middle = sum(rest) / students
            deviation = sqrt(sum((r - middle) ** 2 for r in rest) / students)
            apart = sum(yes) / len(yes) - sum(no) / len(no)
            assert value == pytest.approx(apart / deviation * sqrt(shares[q] * (1 - shares[q])))


@pytest.mark.parametrize(("students", "questions"), [(9, 3), (10, 2)])
def test_of_a_few_students_or_questions_nothing_is_claimed(students: int, questions: int) -> None:
    right = [[(student + question) % 3 > 0 for question in range(questions)] for student in range(students)]

    alpha, discrimination = figures(lesson_of(right))

    assert alpha is None
    assert set(discrimination) == {None}


def test_who_was_not_asked_everything_does_not_count() -> None:
    right = [[student > question * 3 for question in range(3)] for student in range(10)]

    made = report(lesson_of(right, late_joiner=True), "en")

    assert len(made.students) == 11
    assert made.reliability is not None
    assert (made.reliability.students, made.reliability.questions) == (10, 3)


def test_the_timeline_has_every_answer_and_question_once_and_no_gap() -> None:
    right = [[True] * 30 for _ in range(12)]  # 31 questions, one every ten seconds: over five minutes

    made = report(lesson_of(right), "en")

    assert [stretch.questions for stretch in made.timeline] == [12, 12, 7]
    assert [stretch.answers for stretch in made.timeline] == [144, 144, 84]
    assert {stretch.active for stretch in made.timeline} == {12}
    assert {later.at_ms - earlier.at_ms for earlier, later in pairwise(made.timeline)} == {120_000}
    assert made.timeline[0].at_ms == made.game.started_ms


def test_a_game_that_nobody_answered_has_a_timeline_all_the_same() -> None:
    lesson = Lesson()
    lesson.join(1_000, 1, "Aizhan")
    lesson.advance(2_000)
    lesson.do(3_000, c.EndGame(lesson.room.step))

    (only,) = report(lesson.record(), "en").timeline

    assert (only.questions, only.answers, only.active) == (0, 0, 0)
