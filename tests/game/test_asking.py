"""Questions from students: what is taken and refused, who is counted, what becomes of a question."""

from __future__ import annotations

import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.rules.asking import LONGEST, MINUTE_MS, MOST_A_MINUTE, MOST_OF_ONE, MOST_UNSETTLED
from saual.questions.bank import Bank
from tests.helpers.banks import single
from tests.helpers.dump import dump
from tests.helpers.play import Table

NO_QUIZ = Bank(title="Questions", language="kk", questions=())


def asked(table: Table, *seats: int, **more: object) -> None:
    for seat in seats:
        assert table.refusal(c.AskQuestion(seat, f"id {seat}", f"Question of {seat}", **more)) is None  # type: ignore[arg-type]


def ended(facts: list[object]) -> list[GameEnded]:
    return [fact for fact in facts if isinstance(fact, GameEnded)]


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Why?", None),
        ("x" * LONGEST, None),
        ("👩🏽 2² = 4, H₂O → ?", None),
        ("", "question_empty"),
        (" \u200b\n", "question_empty"),
        ("x" * (LONGEST + 1), "question_long"),
        ("a\ue000", "question_bad"),
        ("a" + "\u0301" * 5, "question_bad"),
    ],
)
def test_a_question_is_text_that_can_be_shown(text: str, code: str | None) -> None:
    table = Table(students=1)
    assert table.refusal(c.AskQuestion(1, "id", text)) == code


def test_lines_become_one_and_formulas_stay_as_they_are() -> None:
    table = Table(students=1)
    table.do(c.AskQuestion(1, "id", "  What is\n\n x² \u202eright?\u202c "))
    assert table.room.asking.questions[1].text == "What is x² right?"


def test_the_same_command_counts_once_whatever_became_of_it() -> None:
    table = Table(students=1)
    command = c.AskQuestion(1, "id", "Why?")
    table.do(command)
    table.do(c.WithdrawQuestion(1, "id"))
    before = dump(table.room)
    assert table.refusal(command) is None
    assert table.refusal(c.WithdrawQuestion(1, "id")) is None
    assert dump(table.room) == before


def test_a_fourth_question_within_a_minute_waits_for_its_end() -> None:
    table = Table(students=2)
    for n in range(MOST_A_MINUTE):
        assert table.refusal(c.AskQuestion(1, f"{n}", "Why?")) is None
        table.wait(1_000)
    table.wait(MINUTE_MS - MOST_A_MINUTE * 1_000 - 1)
    assert table.refusal(c.AskQuestion(1, "more", "Why?")) == "asked_often"
    assert table.refusal(c.AskQuestion(2, "more", "Why?")) is None, "the limit is each student's own"
    table.wait(1)
    assert table.refusal(c.AskQuestion(1, "more", "Why?")) is None


def test_a_student_may_have_so_many_questions_waiting_and_again_when_one_is_settled() -> None:
    table = Table(students=1)
    for n in range(MOST_UNSETTLED):
        table.do(c.AskQuestion(1, f"{n}", "Why?"))
        table.wait(MINUTE_MS)
    assert table.refusal(c.AskQuestion(1, "more", "Why?")) == "asked_enough"
    table.do(c.SortAsked(1, "answered"))
    assert table.refusal(c.AskQuestion(1, "more", "Why?")) is None


def test_asking_and_withdrawing_has_an_end_too() -> None:
    table = Table(students=1, screens=False)
    for n in range(MOST_OF_ONE):
        assert table.refusal(c.AskQuestion(1, f"{n}", "Why?")) is None
        table.do(c.WithdrawQuestion(1, f"{n}"))
        table.wait(MINUTE_MS)
    assert table.refusal(c.AskQuestion(1, "more", "Why?")) == "asked_enough"


def test_where_questions_are_off_nobody_asks_or_joins_in() -> None:
    table = Table(students=2)
    asked(table, 1)
    table.do(c.SortAsked(1, "open"))
    assert "mute" not in table.phones[2].stage
    table.do(c.Configure(questions=False))
    assert table.phones[2].stage["mute"] is True
    assert table.refusal(c.AskQuestion(2, "id", "Why?")) == "asking_off"
    assert table.refusal(c.SecondQuestion(2, 1)) == "asking_off"
    assert table.refusal(c.WithdrawQuestion(1, "id 1")) is None


# ── letting through ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_the_teachers_until_it_is_let_through() -> None:
    table = Table(students=2)
    asked(table, 1)
    assert table.phones[1].picture["mine"]["own"] == [{"id": "id 1", "text": "Question of 1"}]
    assert "asked" not in table.phones[2].picture
    assert table.projector.picture["asked"] == {}
    assert table.projector.picture["asking"] == {"t": "asking", "waiting": 1}
    assert [one["text"] for one in table.host.picture["asked"].values()] == ["Question of 1"]

    table.do(c.SortAsked(1, "open"))

    assert table.phones[2].picture["asked"] == {1: {"no": 1, "text": "Question of 1"}}
    assert table.projector.picture["asked"][1]["state"] == "open"


def test_without_moderation_only_what_has_a_word_of_the_list_waits() -> None:
    table = Table(students=3, moderated=False)
    asked(table, 1)
    asked(table, 2, held=True)
    assert [one["text"] for one in table.phones[3].picture["asked"].values()] == ["Question of 1"]
    assert table.host.picture["asked"][2]["held"] is True


def test_a_name_is_shown_where_it_was_asked_by_name_and_follows_its_student() -> None:
    table = Table(students=3)
    asked(table, 1, named=True)
    asked(table, 2)
    table.do(c.SortAsked(1, "open")), table.do(c.SortAsked(2, "open"))

    def names() -> list[object]:
        screens = (table.phones[3], table.projector, table.host)
        return [[one.get("name") for one in screen.picture["asked"].values()] for screen in screens]

    assert names() == [["Student 01", None]] * 3
    table.do(c.Rename(1, "Айша"))
    assert names() == [["Айша", None]] * 3
    table.do(c.Kick(1))
    assert names() == [[None, None]] * 3, "a name that was removed is not shown either"


def test_what_is_shown_was_let_through_and_leaves_the_screen_when_it_is_settled_or_the_game_goes_on() -> None:
    table = Table(single(), students=2)
    asked(table, 1, 2)
    table.do(c.ShowAsked(1))
    assert table.projector.picture["asking"]["screen"] == 1
    assert list(table.phones[2].picture["asked"]) == [1]
    table.do(c.ShowAsked(2))
    assert table.projector.picture["asking"]["screen"] == 2, "one at a time"
    table.do(c.SortAsked(1, "answered"))
    assert table.projector.picture["asking"]["screen"] == 2
    table.do(c.SortAsked(2, "answered"))
    assert "screen" not in table.projector.picture["asking"]
    table.do(c.ShowAsked(1))
    table.advance()
    assert "screen" not in table.projector.picture["asking"]
    table.do(c.ShowAsked(1)), table.do(c.ShowAsked(0))
    assert "screen" not in table.projector.picture["asking"]


@pytest.mark.parametrize("to", ["answered", "parked", "hidden"])
def test_a_tap_can_be_taken_back(to: str) -> None:
    table = Table(students=2)
    asked(table, 1, 2)
    table.do(c.SortAsked(1, "open"))
    for no in (1, 2):
        table.do(c.SortAsked(no, to))  # type: ignore[arg-type]
        table.do(c.SortAsked(no, "waiting"))
    assert [table.room.asking.questions[no].state for no in (1, 2)] == ["open", "waiting"]


# ── the same question ───────────────────────────────────────────────────────────────────────────────────────────────


def test_each_student_joins_in_once_and_never_in_an_own_question() -> None:
    table = Table(students=3)
    asked(table, 1)
    assert table.refusal(c.SecondQuestion(2, 1)) == "no_question", "it was not let through"
    table.do(c.SortAsked(1, "open"))
    assert table.refusal(c.SecondQuestion(1, 1)) == "own_question"
    for _ in range(2):
        assert table.refusal(c.SecondQuestion(2, 1)) is None
    assert table.phones[3].picture["asked"][1]["n"] == 1
    assert table.phones[2].picture["mine"]["too"] == [1]
    for _ in range(2):
        assert table.refusal(c.SecondQuestion(2, 1, on=False)) is None
    assert "n" not in table.phones[3].picture["asked"][1]
    table.do(c.SortAsked(1, "answered"))
    assert table.refusal(c.SecondQuestion(3, 1)) == "no_question"


def test_who_withdraws_takes_the_text_along() -> None:
    table = Table(students=2)
    asked(table, 1)
    table.do(c.SortAsked(1, "open")), table.do(c.SecondQuestion(2, 1))
    assert table.refusal(c.WithdrawQuestion(2, "id 1")) == "no_question", "nobody else's"
    table.do(c.WithdrawQuestion(1, "id 1"))
    assert table.phones[2].picture["asked"] == {}
    assert table.host.picture["asked"] == {}
    assert table.room.asking.questions[1].text == ""
    assert table.refusal(c.SortAsked(1, "open")) == "no_question"


# ── aloud, and who was heard ────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_said_aloud_is_counted_once_and_can_be_taken_back() -> None:
    table = Table(students=2)
    for _ in range(2):
        assert table.refusal(c.TallySpoken("t1", "question")) is None
    table.do(c.TallySpoken("t2", "answer", 2)), table.do(c.TallySpoken("t3", "contribution", 2))
    assert table.host.picture["asking"] == {
        "t": "asking",
        "question": 1,
        "answer": 1,
        "contribution": 1,
        "last": [
            {"id": "t3", "what": "contribution", "seat": 2},
            {"id": "t2", "what": "answer", "seat": 2},
            {"id": "t1", "what": "question"},
        ],
    }
    assert "last" not in table.projector.picture["asking"]
    table.do(c.UndoSpoken("t2"))
    assert "answer" not in table.host.picture["asking"]
    assert table.refusal(c.UndoSpoken("t2")) == "stale"


def test_the_teacher_alone_sees_who_was_not_heard_from_yet() -> None:
    table = Table(single(), students=6, reading_ms=0)

    def silent() -> list[int]:
        return [no for no, seat in table.host.seats.items() if not seat.get("heard")]

    asked(table, 1)
    table.do(c.SortAsked(1, "open")), table.do(c.SecondQuestion(2, 1)), table.do(c.TallySpoken("t", "answer", 3))
    table.open()
    table.answer(4, 0)
    assert silent() == [5, 6]
    assert not any("heard" in seat for seat in table.projector.seats.values())
    table.do(c.SecondQuestion(2, 1, on=False)), table.do(c.UndoSpoken("t")), table.do(c.WithdrawQuestion(1, "id 1"))
    assert silent() == [1, 2, 3, 5, 6]
    table.to("podium"), table.do(c.PlayAgain(table.room.step))
    assert silent() == [1, 2, 3, 5, 6], "an answer of an earlier game counts"


# ── games, and lessons without one ──────────────────────────────────────────────────────────────────────────────────


def test_what_is_asked_in_a_lobby_belongs_to_the_game_that_follows() -> None:
    table = Table(single(), students=3)
    asked(table, 1)
    table.to("podium")
    asked(table, 2)
    table.do(c.PlayAgain(table.room.step))
    asked(table, 3)
    assert [question.game for question in table.room.asking.questions.values()] == [1, 1, 2]


def test_a_record_that_is_out_is_written_again_when_its_questions_change() -> None:
    table = Table(single(), students=2)
    asked(table, 1)
    table.to("podium")
    game = table.game
    table.do(c.PlayAgain(table.room.step))
    table.advance()
    assert [fact.game for fact in ended(table.do(c.SortAsked(1, "answered")))] == [game]
    assert ended(table.do(c.AskQuestion(2, "new", "Now?"))) == [], "of a game that is on there is no record yet"


def test_a_lesson_without_a_quiz_has_a_record() -> None:
    table = Table(bank=NO_QUIZ, students=2)
    assert table.host.stage["next"] == "finish"
    asked(table, 1)
    table.wait(60_000)
    (fact,) = ended(table.advance())
    assert table.phase == "closed"
    assert (fact.game.no, fact.game.rounds, fact.finished) == (1, {}, True)
    assert fact.game.ended_ms - fact.game.started_ms == 60_000
    assert dump(table.replayed()) == dump(table.room)


@pytest.mark.parametrize(("speak", "records"), [(True, 1), (False, 0)])
def test_a_quiz_that_never_began_has_a_record_only_if_something_was_said(speak: bool, records: int) -> None:
    table = Table(single(), students=1)
    if speak:
        table.do(c.TallySpoken("t", "question"))
    assert len(ended(table.do(c.CloseRoom()))) == records


def test_how_long_a_phone_was_here_is_counted_from_game_to_game_without_its_absences() -> None:
    table = Table(single(), students=2)
    table.wait(10_000)
    table.depart(2)
    table.wait(5_000)
    table.arrive(2)
    table.arrive(2)  # on a new connection, before the old one has gone
    table.wait(1_000)
    table.do(c.Kick(1))
    table.advance()
    table.do(c.EndGame(table.room.step))
    assert table.game.present == {1: 16_000, 2: 11_000}

    table.wait(3_000)
    table.do(c.PlayAgain(table.room.step)), table.advance()
    table.wait(1_000)
    table.do(c.CloseRoom())
    assert table.game.present == {1: 0, 2: 4_000}


def test_a_room_without_a_quiz_that_nobody_came_to_leaves_nothing() -> None:
    assert ended(Table(bank=NO_QUIZ).do(c.CloseRoom())) == []
