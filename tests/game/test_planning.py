"""A planned lesson: its parts in their order, how long each took, and what is changed of it on the way."""

from __future__ import annotations

from typing import Any

from saual.game import commands as c
from saual.game.course import Part
from tests.helpers import banks
from tests.helpers.dump import dump
from tests.helpers.play import Table

PLAN = (
    Part("quiz", "Warm-up", "Remember", 5, 2),
    Part("talk", "New topic", "Explain", 10, 1),
    Part("improvised", "Check", minutes=3, form="yesno"),
    Part("ticket", "Exit ticket", minutes=4, questions=1),
)


def planned(**more: Any) -> Table:
    bank = banks.bank(banks.single("One"), banks.single("Two"), banks.slide("Talk"), banks.poll("Ticket"))
    return Table(bank=bank, students=2, reading_ms=0, leaderboard=0, plan=PLAN, **more)


def titles(table: Table) -> list[str]:
    return [f"{one.get('state', '')} {one['title']}" for one in table.host.stage["plan"]["parts"]]


def asked(table: Table) -> list[str]:
    return [str(step.question.text) for step in table.room.steps]


def test_the_steps_of_the_game_follow_the_plan_and_only_the_host_sees_it() -> None:
    table = planned(shuffle_questions=True)
    assert [step.part for step in table.room.steps] == [0, 0, 1, 2, 3]
    assert table.room.steps[3].flow == "improvised"
    table.to("slide")
    assert titles(table) == ["done Warm-up", "now New topic", "next Check", "next Exit ticket"]
    assert "plan" not in table.projector.stage


def test_what_is_asked_after_the_podium_belongs_to_no_plan_and_playing_again_brings_it_back() -> None:
    table = planned()
    table.to("podium")
    assert table.refusal(c.Improvise(table.room.step, "yesno")) is None
    assert "plan" not in table.host.stage
    table.to("podium")
    table.do(c.PlayAgain(table.room.step))
    assert titles(table)[0] == "next Warm-up"


def test_it_is_known_how_long_each_part_took() -> None:
    table = planned()
    table.advance()
    table.wait(60_000)
    table.to("slide")
    course = table.game.course
    began = table.host.stage["plan"]["began"]
    assert course.ended[0] - course.began[0] >= 60_000
    assert began == course.began[1] == course.ended[0]
    table.to("podium")
    assert set(course.ended) == {0, 1, 2, 3}


def test_a_question_on_the_spot_belongs_to_the_part_that_is_on() -> None:
    table = planned()
    table.to("slide")
    table.do(c.Improvise(table.room.step, "letters"))
    assert (table.room.course.now, len(table.room.steps)) == (1, 6)
    assert titles(table)[1] == "now New topic"


def test_the_rest_of_a_part_can_be_left() -> None:
    table = planned()
    table.open()
    assert table.refusal(c.SkipPart(table.room.current, 0)) is None
    assert (table.phase, titles(table)[1]) == ("slide", "now New topic")
    assert table.game.rounds[0].skipped


def test_a_part_is_left_also_where_its_question_was_closed_meanwhile() -> None:
    table = planned()
    table.open()
    leave = c.SkipPart(table.room.current, 0)
    table.to("reveal")
    assert table.refusal(leave) is None
    assert table.phase == "slide"


def test_what_was_meant_for_another_game_changes_no_plan() -> None:
    table = planned()
    leave, move = c.SkipPart(table.room.current, 1), c.MovePart(table.room.current, 2, True)
    table.to("podium")
    table.do(c.PlayAgain(table.room.step))
    assert table.refusal(leave) == table.refusal(move) == "stale"
    assert [title.split()[0] for title in titles(table)] == ["next"] * 4


def test_leaving_the_last_part_ends_the_game() -> None:
    table = planned()
    table.to("answering", 4)
    table.do(c.SkipPart(table.room.current, 3))
    assert table.phase == "podium"


def test_a_part_that_is_to_come_can_be_taken_out_also_before_the_start() -> None:
    table = planned()
    table.do(c.SkipPart(table.room.current, 2))
    assert titles(table) == ["next Warm-up", "next New topic", "left Check", "next Exit ticket"]
    assert [step.part for step in table.room.steps] == [0, 0, 1, 3]
    assert table.refusal(c.SkipPart(table.room.current, 2)) == "not_now"


def test_parts_to_come_change_places_with_all_that_is_theirs() -> None:
    table = planned()
    table.open()
    assert table.refusal(c.MovePart(table.room.current, 1, True)) == "not_now"
    assert table.refusal(c.MovePart(table.room.current, 0, False)) == "not_now"
    assert table.refusal(c.MovePart(table.room.current, 3, True)) is None
    assert asked(table)[:4] == ["One", "Two", "Talk", "Ticket"]
    assert titles(table)[2:] == ["next Exit ticket", "next Check"]
    assert dump(table.replayed()) == dump(table.room)


def test_a_ticket_given_on_the_way_stays_behind_all_parts_that_move() -> None:
    table = planned()
    table.open()
    table.do(c.GiveTicket(table.room.step, banks.bank(banks.poll("How was it?"))))
    table.do(c.MovePart(table.room.current, 3, True))
    assert asked(table)[1:4] == ["Two", "Talk", "Ticket"]
    assert asked(table)[-1] == "How was it?"


def test_played_again_the_lesson_goes_by_its_plan_from_the_start() -> None:
    table = planned()
    table.do(c.SkipPart(table.room.current, 2))
    table.to("podium")
    table.do(c.PlayAgain(table.room.step))
    assert titles(table) == ["next Warm-up", "next New topic", "next Check", "next Exit ticket"]


def test_a_question_of_a_bank_comes_next_in_the_part_that_is_on() -> None:
    table = planned()
    table.to("answering", 0)
    assert table.refusal(c.PutQuestion(banks.single("From a bank"), "peer")) is None
    assert asked(table)[:3] == ["One", "From a bank", "Two"]
    assert (table.room.steps[1].part, table.room.steps[1].flow) == (0, "peer")
    table.to("answering", 1)
    assert str(table.asked.question.text) == "From a bank"
