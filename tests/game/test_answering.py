"""What counts as an answer, when, and how often."""

from __future__ import annotations

from typing import Any

import pytest

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, GameEnded, Refused
from tests.helpers.banks import multiple, number, poll, rating, short, single, slide, truefalse
from tests.helpers.play import Table

WINDOW_MS = 20_000
GRACE_MS = 500


def opened(*questions: Any, students: int = 3, **settings: Any) -> Table:
    table = Table(*(questions or (single(), single())), students=students, **{"reading_ms": 0} | settings)
    table.open()
    return table


@pytest.mark.parametrize(
    ("after_ms", "counts"),
    [
        (0, True),
        (WINDOW_MS, True),
        (WINDOW_MS + GRACE_MS, True),
        (WINDOW_MS + GRACE_MS + 1, False),
        (10 * WINDOW_MS, False),
    ],
)
def test_an_answer_counts_until_the_end_and_the_grace_even_if_nobody_closed(after_ms: int, counts: bool) -> None:
    table = opened()
    table.wait(after_ms)
    assert isinstance(table.answer(1, 0), AnswerAccepted if counts else AnswerLate)
    assert (1 in table.asked.responses) is counts


@pytest.mark.parametrize(("after_ms", "counts"), [(GRACE_MS, True), (GRACE_MS + 1, False)])
def test_after_the_host_stopped_the_window_answers_on_their_way_still_count(after_ms: int, counts: bool) -> None:
    table = opened()
    table.wait(3_000)
    table.advance()
    table.wait(after_ms)
    assert isinstance(table.answer(1, 0), AnswerAccepted if counts else AnswerLate)


def test_an_answer_that_comes_in_the_grace_has_used_the_whole_window_and_no_more() -> None:
    table = opened()
    table.wait(WINDOW_MS + 300)
    table.answer(1, 0)
    table.close()
    assert (table.given(1).elapsed_ms, table.given(1).points) == (WINDOW_MS, 500)


def test_before_the_window_opens_there_is_nothing_to_answer() -> None:
    table = Table(slide(), single(), students=1)
    assert table.answer(1, 0, question=0, game=1) == Refused("not_open")
    table.to("slide")
    assert table.answer(1, 0) == Refused("not_open")
    table.to("reading")
    assert table.answer(1, 0) == Refused("not_open")
    assert table.answer(1, 0, question=0) == Refused("not_open")


def test_an_answer_to_a_later_question_is_not_open_and_to_an_earlier_one_is_late() -> None:
    table = opened()
    assert table.answer(1, 0, question=1) == Refused("not_open")
    assert table.answer(1, 0, question=99) == Refused("not_open")
    table.to("answering", 1)
    assert isinstance(table.answer(1, 0, question=0), AnswerLate)
    assert table.room.waiting == {1, 2, 3}, "it says nothing of the open question"
    assert isinstance(table.answer(1, 0), AnswerAccepted)


@pytest.mark.parametrize("phase", ["reveal", "leaderboard", "reading", "podium"])
def test_a_late_answer_is_recorded_once_and_earns_nothing(phase: str) -> None:
    table = opened(reading_ms=0)
    table.do(c.Configure(reading_ms=2_000))
    table.to(phase)

    assert table.answer(1, 0, question=0, id="mine") == AnswerLate(1, "mine")
    assert table.answer(1, 0, question=0, id="mine") == AnswerLate(1, "mine")
    assert table.answer(1, 1, question=0, id="other") == Refused("already_answered")

    late = table.game.rounds[0].late[1]
    assert (late.answer, late.late, late.points, late.credit) == (0, True, 0, 0.0)
    assert table.standing(1).score == 0
    assert 1 not in table.game.rounds[0].responses


def test_a_late_answer_is_shown_to_its_owner_without_a_verdict() -> None:
    table = opened()
    table.to("reveal")
    table.answer(1, 0)
    assert table.phones[1].given == {"t": "given", "a": 0, "late": True}
    assert table.phones[1].me["verdict"] == "none"
    assert table.host.seats[1]["answered"] is True
    assert table.projector.tally == (0, 3)


def test_a_late_answer_at_the_podium_makes_the_record_be_written_again() -> None:
    table = opened(single())
    table.to("podium")
    facts = table.do(c.SubmitAnswer(1, 1, 0, 0, "late"))
    assert facts == [AnswerLate(1, "late"), GameEnded(table.game, True)]
    assert table.do(c.SubmitAnswer(1, 1, 0, 0, "late")) == [AnswerLate(1, "late")], "a retry records nothing new"


def test_fifty_answers_of_one_student_count_once_and_the_first_one_counts() -> None:
    table = opened()
    facts = [table.answer(1, n % 2, id=f"id {n}") for n in range(50)]
    assert facts == [AnswerAccepted(1, "id 0")] + [Refused("already_answered")] * 49
    assert table.projector.tally == (1, 3)
    assert table.given(1).answer == 0


def test_the_same_command_gets_the_same_receipt_whenever_it_comes_again() -> None:
    table = opened()
    accepted = table.answer(1, 0, id="mine")
    first = table.given(1)
    assert accepted == AnswerAccepted(1, "mine")
    for phase in ("answering", "reveal", "leaderboard", "podium"):
        table.to(phase)
        assert table.answer(1, 0, question=0, id="mine") == accepted
        assert table.given(1, 0) is first


@pytest.mark.parametrize("phase", ["reveal", "leaderboard"])
def test_an_answer_of_another_game_is_not_open(phase: str) -> None:
    table = opened()
    table.to("podium")
    table.do(c.PlayAgain(table.room.step))
    table.to(phase)
    assert table.answer(1, 0, game=1) == Refused("not_open")
    assert table.answer(1, 0, game=3) == Refused("not_open")


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (single(), 3),
        (single(), "0"),
        (single(), [0]),
        (multiple(), 0),
        (multiple(), []),
        (multiple(), [0, 0]),
        (multiple(), [4]),
        (truefalse(), 2),
        (short(), 1),
        (short(), " "),
        (short(), "x" * 61),
        (number(), "twelve"),
        (number(), 42),
        (poll(), 2),
        (rating(), 0),
        (rating(), 6),
    ],
)
def test_what_is_no_answer_to_this_question_is_refused_and_a_real_one_still_counts(question: Any, raw: Any) -> None:
    table = opened(question)
    assert table.answer(1, raw) == Refused("bad_answer")
    assert 1 in table.room.waiting


# ── when all have answered ──────────────────────────────────────────────────────────────────────────────────────────


def test_when_all_have_answered_the_window_closes_at_once() -> None:
    table = opened()
    table.wait(4_000)
    table.answer(1, 0)
    table.answer(2, 0)
    assert table.due_ms() == WINDOW_MS + GRACE_MS - 4_000
    table.answer(3, 1)
    assert table.due_ms() <= 0
    table.time_up()
    assert table.phase == "reveal"


def test_while_nobody_has_answered_an_empty_room_waits_for_the_whole_window() -> None:
    table = opened(students=0)
    assert table.due_ms() == WINDOW_MS + GRACE_MS
    table.close()
    assert (table.phase, table.projector.tally) == ("reveal", (0, 0))


@pytest.mark.parametrize(("away_ms", "wait_ms"), [(0, 10_000), (1_000, 9_000), (9_999, 1), (10_000, 0), (60_000, 0)])
def test_a_phone_that_went_away_is_waited_for_ten_seconds(away_ms: int, wait_ms: int) -> None:
    table = opened(single(time=120), students=2)
    table.depart(2)
    table.wait(away_ms)
    table.answer(1, 0)
    assert max(0, table.due_ms()) == wait_ms
    assert table.projector.tally == (1, 1)


def test_a_phone_that_was_away_before_the_question_came_is_waited_for_only_if_it_left_just_now() -> None:
    table = Table(single(), students=3, reading_ms=0)
    table.depart(2)
    table.wait(8_000)
    table.depart(3)
    table.wait(1_000)
    table.open()
    table.answer(1, 0)
    assert table.due_ms() == 9_000


def test_a_phone_that_comes_back_is_waited_for_again_until_it_answers() -> None:
    table = opened(students=2)
    table.depart(2)
    table.answer(1, 0)
    table.wait(5_000)
    table.arrive(2)
    assert table.due_ms() == WINDOW_MS + GRACE_MS - 5_000
    table.answer(2, 0)
    assert table.due_ms() <= 0


def test_a_student_who_answers_and_goes_is_not_waited_for() -> None:
    table = opened(students=2)
    table.answer(1, 0)
    table.depart(1)
    table.answer(2, 0)
    assert table.due_ms() <= 0
    assert table.projector.tally == (2, 2)


def test_who_is_removed_is_not_waited_for() -> None:
    table = opened(students=2)
    table.answer(1, 0)
    table.do(c.Kick(2))
    assert table.due_ms() <= 0


def test_a_newcomer_in_an_open_window_is_waited_for_and_may_answer() -> None:
    table = opened(students=1)
    table.answer(1, 0)
    assert table.due_ms() <= 0
    seat = table.join("Latecomer")
    assert table.due_ms() == WINDOW_MS + GRACE_MS
    assert isinstance(table.answer(seat, 0), AnswerAccepted)
    assert table.due_ms() <= 0
    assert table.asked.witnesses == {1, seat}


# ── what a student sees of the own answer ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "raw", "verdict", "points"),
    [
        (single(), 0, "right", 1000),
        (single(), 1, "wrong", 0),
        (multiple(), [0], "part", 500),
        (multiple(), [2, 0], "right", 1000),
        (truefalse(points=0), 0, "right", 0),
        (short(), " ABAI. ", "right", 1000),
        (number(tolerance="0.5"), "42,5", "right", 1000),
        (poll(), 1, "none", 0),
        (rating(), 5, "none", 0),
    ],
)
def test_the_verdict_comes_with_the_reveal_and_not_before(question: Any, raw: Any, verdict: str, points: int) -> None:
    table = opened(question, students=2)
    table.answer(1, raw)
    assert set(table.phones[1].given or ()) == {"t", "a"}
    assert table.phones[1].me == {"t": "me"}

    table.close()

    told = table.phones[1].me
    assert (told["verdict"], told.get("points", 0)) == (verdict, points)
    assert table.phones[2].me["verdict"] == "missed"


def test_a_phone_that_comes_back_finds_its_answer_in_every_phase() -> None:
    table = opened()
    table.answer(1, 1)
    for phase in ("answering", "reveal", "leaderboard"):
        table.to(phase)
        table.depart(1)
        table.arrive(1)
        assert table.phones[1].given == {"t": "given", "a": 1}
        assert table.phones[1].picture == table.phones[1].fresh(table.room)
