"""What comes after what: every kind of question, every setting, every way out."""

from __future__ import annotations

from typing import Any

import pytest

from saual.game import commands as c
from saual.game import flows
from saual.game.facts import GameEnded, RoomClosed
from tests.helpers.banks import multiple, number, poll, rating, short, single, slide, truefalse
from tests.helpers.play import Table

ASKED = ["reading", "answering", "reveal"]


def walk(table: Table) -> list[str]:
    """The phases of a game from the lobby to the end, the host and the clock doing what each phase asks for."""
    phases = []
    while table.phase != "closed":
        table.time_out() if table.room.due() else table.advance()
        phases.append(table.phase)
    return phases


@pytest.mark.parametrize("build", [single, multiple, truefalse, short, number])
def test_a_question_with_a_right_answer_is_read_answered_revealed_and_ranked(build: Any) -> None:
    assert walk(Table(build(), slide())) == [*ASKED, "leaderboard", "slide", "podium", "closed"]


@pytest.mark.parametrize("build", [poll, rating])
def test_after_a_question_that_only_counts_there_is_no_leaderboard(build: Any) -> None:
    assert walk(Table(build(), slide())) == [*ASKED, "slide", "podium", "closed"]


@pytest.mark.parametrize(
    ("questions", "settings", "phases"),
    [
        ([slide()], {}, ["slide"]),
        ([slide(), slide()], {}, ["slide", "slide"]),
        ([single()], {}, ASKED),
        ([single()], {"reading_ms": 0}, ["answering", "reveal"]),
        ([single(), single()], {"reading_ms": 0}, ["answering", "reveal", "leaderboard", "answering", "reveal"]),
        ([single(), single()], {"leaderboard": 0}, [*ASKED, *ASKED]),
        ([single(), single()], {"scoring": "none"}, [*ASKED, *ASKED]),
        ([single(), single()], {"scoring": "accuracy"}, [*ASKED, "leaderboard", *ASKED]),
        ([single(points=0), single()], {}, [*ASKED, *ASKED]),
        ([slide(), single(), slide(), poll()], {}, ["slide", *ASKED, "leaderboard", "slide", *ASKED]),
    ],
)
def test_what_the_settings_leave_out_is_left_out(questions: Any, settings: Any, phases: list[str]) -> None:
    assert walk(Table(*questions, **settings)) == [*phases, "podium", "closed"]


def test_the_next_button_says_what_comes_and_does_it() -> None:
    table = Table(single(), slide(), poll(), single(), students=1)
    said = []
    while table.phase != "closed":
        said.append((table.phase, table.host.stage.get("next", "")))
        table.advance()
        if said[-1][0] == "answering":
            assert table.host.stage.get("next", "") == "", "while the last answers come in there is nothing to press"
            table.time_out()
    assert said == [
        ("lobby", "start"),
        ("reading", "options"),
        ("answering", "close"),
        ("reveal", "leaderboard"),
        ("leaderboard", "slide"),
        ("slide", "question"),
        ("reading", "options"),
        ("answering", "close"),
        ("reveal", "question"),
        ("reading", "options"),
        ("answering", "close"),
        ("reveal", "podium"),
        ("podium", "finish"),
    ]
    assert table.host.stage.get("next", "") == ""


@pytest.mark.parametrize(
    ("phase", "questions", "after"),
    [
        ("slide", [slide(), single()], "reading"),
        ("reading", [single(), single()], "reading"),
        ("answering", [single(), slide()], "slide"),
        ("answering", [single()], "podium"),
        ("slide", [slide()], "podium"),
    ],
)
def test_a_skip_goes_straight_to_the_next_question(phase: str, questions: Any, after: str) -> None:
    table = Table(*questions)
    table.to(phase, 0)

    table.do(c.Skip(table.room.step))

    assert table.phase == after
    assert table.game.rounds[0].skipped


def test_answers_to_a_skipped_question_earn_nothing_and_break_no_streak() -> None:
    table = Table(single(), single(), single(), students=2, reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.close()
    table.to("answering", 1)
    table.answer(1, 1)

    table.do(c.Skip(table.room.step))

    assert (table.given(1, 1).points, table.given(1, 1).credit) == (0, 0.0)
    assert table.standing(1).streak == 1
    assert table.game.right_percent() == 100, "one answer counted, and it was right"


@pytest.mark.parametrize("phase", ["slide", "reading", "answering", "reveal", "leaderboard"])
def test_the_game_can_be_ended_in_every_phase_of_a_question(phase: str) -> None:
    table = Table(slide(), single(), single(), students=1)
    table.to(phase)

    facts = table.do(c.EndGame(table.room.step))

    assert table.phase == "podium"
    assert [fact.finished for fact in facts if isinstance(fact, GameEnded)] == [True]
    assert table.game.rounds[table.room.place.index].skipped is (phase not in ("reveal", "leaderboard"))
    assert "upcoming" not in table.host.stage, "nothing comes after the podium, played to the end or not"


@pytest.mark.parametrize("phase", ["lobby", "slide", "reading", "answering", "reveal", "leaderboard", "podium"])
def test_the_room_can_be_closed_in_every_phase(phase: str) -> None:
    table = Table(slide(), single(), single(), students=1)
    table.to(phase)

    facts = table.do(c.CloseRoom())

    assert table.phase == "closed"
    assert isinstance(facts[-1], RoomClosed)
    left = [fact.finished for fact in facts if isinstance(fact, GameEnded)]
    assert left == ([] if phase in ("lobby", "podium") else [False]), "a game left half-way has its record too"
    assert table.host.picture == table.host.fresh(table.room)


def test_play_again_is_a_new_game_with_the_same_students_and_no_scores() -> None:
    table = Table(single(), students=2, reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.to("podium")
    first = table.game

    table.do(c.PlayAgain(table.room.step))
    assert (table.phase, table.room.game) == ("lobby", None)
    assert "score" not in table.phones[1].me
    table.open()

    assert (table.game.no, table.game.standings) == (2, {})
    assert [seat.name for seat in table.room.seats] == ["Student 01", "Student 02"]
    assert first.standings[1].score == 1000, "the record of the first game is not touched"
    assert table.answer(1, 0, game=1).code == "not_open"


def test_two_games_of_one_room_are_shuffled_differently_and_one_game_always_alike() -> None:
    table = Table(*(single(f"Question {n}", points=0) for n in range(30)), reading_ms=0, shuffle_questions=True)
    orders = []
    for _ in range(2):
        table.open()
        orders.append([step.question.text for step in table.game.steps])
        table.to("podium")
        table.do(c.PlayAgain(table.room.step))
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])

    again = Table(bank=table.opened.bank, reading_ms=0, shuffle_questions=True)
    again.open()
    assert [step.question.text for step in again.game.steps] == orders[0]


def test_a_shuffle_leaves_slides_where_they_introduce_what_follows() -> None:
    questions = [slide("first"), *(single(f"{n}") for n in range(10)), slide("last")]
    table = Table(*questions, shuffle_questions=True, shuffle_options=True)
    table.advance()
    assert [table.game.steps[i].question.text for i in (0, 11)] == ["first", "last"]


def test_a_shuffle_of_options_takes_the_right_one_along() -> None:
    table = Table(*(single(f"{n}", options=tuple("wxyz"), right="C") for n in range(20)), shuffle_options=True)
    table.advance()
    places = [step.question.solution("en", "en").right[0] for step in table.game.steps]
    assert [s.question.ask("en", "en").options[i] for s, i in zip(table.game.steps, places, strict=True)] == ["y"] * 20
    assert len(set(places)) > 1


def test_two_screens_that_press_next_at_once_advance_once() -> None:
    table = Table(slide(), slide(), slide())
    table.advance()
    pressed = c.Advance(table.room.step)

    assert [table.refusal(pressed), table.refusal(pressed)] == [None, "stale"]
    assert table.room.place.index == 1


def test_the_window_that_the_host_stopped_is_not_stopped_twice() -> None:
    table = Table(single(), reading_ms=0)
    table.open()
    pressed = c.Advance(table.room.step)
    assert [table.refusal(pressed), table.refusal(pressed)] == [None, "not_now"]
    assert table.phase == "answering"


def test_a_game_has_an_order_even_past_its_end() -> None:
    table = Table(single())
    steps, settings = table.room.steps, table.room.settings
    assert flows.start(steps, settings, 1) == flows.Place("podium", 0)
    assert flows.following(flows.Place("closed", 0), steps, settings).phase == "closed"
    assert flows.names_next(flows.Place("closed", 0), steps, settings) == ""
