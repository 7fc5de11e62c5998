"""Questions that the teacher puts on the spot: where they come in, and what is put down of them afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.questions.bank import Bank
from saual.reports.record import record_of
from tests.helpers import banks
from tests.helpers.dump import dump
from tests.helpers.play import Table

PICTURE = f"{'ab' * 20}.jpg"
NO_QUIZ = Bank(title="Questions", language="en", questions=())


def improvise(table: Table, form: Any = "letters", time: int = 0) -> None:
    assert table.refusal(c.Improvise(table.room.step, form, time)) is None


def put_down(table: Table, **what: str) -> str | None:
    return table.refusal(c.PutDown(table.room.games, table.room.place.index, **what))


def test_it_opens_at_once_and_stays_open_until_the_host_closes_it() -> None:
    table = Table(banks.single(), students=2)
    improvise(table)

    assert table.phase == "answering"
    assert table.phones[1].picture["ask"]["options"] == ["A", "B", "C", "D"]
    assert table.phones[1].stage.get("clock") is None
    table.answer(1, 2)
    table.wait(3_600_000)
    assert table.room.due().at_ms > table.now_ms  # type: ignore[union-attr]
    table.advance()
    table.wait(500)
    table.time_up()

    assert table.phase == "reveal"
    assert table.asked.window is not None
    assert table.asked.window.span_ms == 3_600_000


def test_it_closes_by_itself_when_everybody_has_answered() -> None:
    table = Table(banks.single(), students=2)
    improvise(table, "word")
    table.answer(1, "Abai")
    table.answer(2, "abai")
    table.time_up()
    assert table.phase == "reveal"


def test_one_with_a_time_counts_down_and_nothing_is_read_before_it() -> None:
    table = Table(banks.single(), students=1, reading_ms=5_000)
    improvise(table, "number", 60)
    assert table.phones[1].stage["clock"]["span"] == 60_000


def test_in_the_lobby_it_comes_before_the_quiz() -> None:
    table = Table(banks.single(), students=1, reading_ms=0)
    improvise(table)
    table.to("reveal", 0)
    table.to("answering", 1)
    assert table.asked.question.kind == "single"
    table.to("podium")


def test_it_comes_in_a_lesson_without_a_quiz_and_after_its_podium_in_a_game_of_its_own() -> None:
    table = Table(bank=NO_QUIZ, students=1)
    improvise(table)
    table.to("reveal")
    improvise(table, "yesno")
    assert len(table.game.steps) == 2
    table.to("podium")
    improvise(table, "scale")
    assert (table.room.games, table.phase, len(table.game.steps)) == (2, "answering", 1)


def test_while_answers_are_open_it_waits_and_several_keep_their_order() -> None:
    table = Table(banks.single(), banks.truefalse(), students=1, reading_ms=0)
    table.open()
    improvise(table, "letters")
    improvise(table, "word")
    assert table.host.stage["upcoming"]["flow"] == "improvised"
    assert [step.question.kind for step in table.game.steps] == ["single", "poll", "short", "truefalse"]
    assert table.room.place.index == 0


def test_on_the_reveal_it_takes_the_stage_and_the_quiz_goes_on_after_it() -> None:
    table = Table(banks.single(), banks.truefalse(), students=1, reading_ms=0)
    table.to("reveal", 0)
    improvise(table)
    assert (table.phase, table.room.place.index) == ("answering", 1)
    table.to("answering", 2)
    assert table.asked.question.kind == "truefalse"


def test_nothing_comes_between_the_two_votes_on_a_question() -> None:
    table = Table(banks.brainstorm(), banks.single(), students=1, reading_ms=0)
    table.to("reveal", 0)
    improvise(table)
    assert [step.flow for step in table.game.steps] == ["classic", "classic", "improvised", "classic"]
    assert table.phase == "reveal"


@pytest.mark.parametrize(
    ("form", "right", "rights", "wrong", "words"),
    [
        ("letters", "b", 1, 2, {"right": [1]}),
        ("yesno", "A", 0, 1, {"right": [0]}),
        ("number", "12,50", "12.5", "13", {"words": ["12,5"]}),
        ("word", "Abai; Абай", "абай", "Pushkin", {"words": ["Abai", "Абай"]}),
    ],
)
def test_what_is_right_may_be_said_once_it_is_closed_and_earns_the_same_whenever_it_was_answered(
    form: str, right: str, rights: Any, wrong: Any, words: dict[str, Any]
) -> None:
    table = Table(banks.single(), students=3, reading_ms=0)
    improvise(table, form)
    table.answer(1, rights)
    table.wait(20_000)
    table.answer(2, rights)
    table.answer(3, wrong)
    assert put_down(table, right=right) == "not_now"
    table.time_up()
    assert table.phones[1].picture["me"]["verdict"] == "none"

    assert put_down(table, right=right) is None

    assert [table.phones[seat].picture["me"]["verdict"] for seat in (1, 2, 3)] == ["right", "right", "wrong"]
    assert [table.standing(seat).score for seat in (1, 2, 3)] == [1000, 1000, 0]
    assert table.phones[3].picture["solution"] == {"t": "solution"} | words
    assert table.projector.stage["right"] == 2
    assert dump(table.replayed()) == dump(table.room)


def test_nothing_is_right_in_it_until_that_is_said_and_that_can_be_taken_back() -> None:
    table = Table(banks.single(), students=1, reading_ms=0)
    improvise(table)
    table.answer(1, 1)
    table.time_up()
    assert "right" not in table.phones[1].picture["solution"]
    put_down(table, right="B")
    put_down(table, right="")
    assert table.phones[1].picture["me"]["verdict"] == "none"
    assert table.game.standing(1).score == 0


def test_a_right_answer_that_is_said_later_mends_the_points_and_the_streak_of_all_that_came_after() -> None:
    table = Table(banks.single(), banks.single(), students=1, reading_ms=0, scoring="accuracy")
    improvise(table)
    table.answer(1, 1)
    table.time_up()
    for index in (1, 2):
        table.to("answering", index)
        table.answer(1, 0)
    table.to("reveal", 2)
    assert table.standing(1).score == 2100

    assert table.refusal(c.PutDown(1, 0, right="B")) is None

    assert (table.standing(1).score, table.standing(1).streak) == (3300, 3)
    assert table.phones[1].picture["me"]["score"] == 3300


def test_its_text_and_a_picture_of_the_board_are_shown_to_all_once_they_are_put_down() -> None:
    table = Table(banks.single(), students=2, reading_ms=0)
    improvise(table)
    table.answer(1, 1)
    table.advance()
    table.wait(500)
    table.time_up()
    assert table.projector.stage["q"]["text"] == "Question asked aloud"

    assert put_down(table, text=" Which  is a city? ", picture=PICTURE) is None

    assert table.projector.stage["q"]["text"] == "Which is a city?"
    assert table.projector.stage["q"]["media"][0]["name"] == PICTURE
    assert table.phones[1].picture["q"]["text"] == "Which is a city?"
    assert table.phones[1].picture["given"]["a"] == 1, "a phone is told its own again with the question"
    put_down(table, text="", picture="")
    assert table.projector.stage["q"]["text"] == "Question asked aloud"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"text": "x" * 301}, "question_long"),
        ({"text": "\ue000"}, "question_bad"),
        ({"text": r"$\bad$"}, "question_bad"),
        ({"right": "E"}, "bad_answer"),
        ({"right": "A;B"}, "bad_answer"),
        ({"picture": "../secret.jpg"}, "bad_answer"),
        ({"picture": f"{'ab' * 20}.mp3"}, "bad_answer"),
    ],
)
def test_what_cannot_be_shown_or_be_right_is_refused(what: dict[str, str], code: str) -> None:
    table = Table(banks.single(), students=1, reading_ms=0)
    improvise(table)
    table.answer(1, 1)
    table.time_up()
    assert put_down(table, **what) == code


def test_only_what_was_improvised_can_be_put_down() -> None:
    table = Table(banks.single(), students=1, reading_ms=0)
    table.to("reveal")
    assert put_down(table, right="B") == "no_question"


def test_what_is_put_down_after_the_podium_goes_into_the_record() -> None:
    table = Table(banks.single(), students=1, reading_ms=0)
    improvise(table)
    table.answer(1, 1)
    table.to("podium")
    facts = table.do(c.PutDown(1, 0, "Which?", "B"))
    (ended,) = [fact for fact in facts if isinstance(fact, GameEnded)]

    record = record_of("room", table.room, ended.game, True)

    assert [item.flow for item in record.items] == ["improvised", "classic"]
    assert (record.items[0].question.text, record.items[0].most) == ("Which?", 1000)
    assert (record.responses[0].credit, record.responses[0].points) == (1.0, 1000)


def test_two_questions_asked_aloud_are_never_taken_for_one() -> None:
    keys = set()
    for room in ("one", "other"):
        table = Table(banks.single(), students=1, reading_ms=0)
        improvise(table)
        improvise(table)
        table.to("podium")
        keys |= {item.key for item in record_of(room, table.room, table.game, True).items if item.flow == "improvised"}
    assert len(keys) == 4


def test_the_teacher_sees_every_word_and_the_class_only_those_that_several_wrote() -> None:
    table = Table(banks.single(), students=3, reading_ms=0)
    improvise(table, "word")
    for seat, word in ((1, "Abai"), (2, "abai"), (3, "rude")):
        table.answer(seat, word)
    table.time_up()
    assert [bar["label"] for bar in table.host.stage["figure"]] == ["Abai", "rude"]
    assert [bar["label"] for bar in table.projector.stage["figure"]] == ["Abai"]
