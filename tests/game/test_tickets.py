"""The exit ticket: a few questions at the end of a lesson, given by the teacher at any time, that earn nothing."""

from __future__ import annotations

from typing import Any

from saual.game import commands as c
from saual.game.rules.ticketing import MOST_QUESTIONS
from saual.questions.bank import Bank
from saual.questions.open_text import OpenText
from saual.reports.record import record_of
from tests.helpers.banks import bank, poll, single
from tests.helpers.play import Table

TICKET = bank(OpenText(text="What is unclear?", time=60), poll(text="How was it?"), id="ticket-clear")


def give(table: Table, ticket: Bank = TICKET) -> Any:
    return table.refusal(c.GiveTicket(table.room.step, ticket))


def test_in_a_game_the_ticket_comes_after_its_last_question_and_before_the_podium() -> None:
    table = Table(single(), single(), students=2, reading_ms=3_000)
    table.open()
    assert give(table) is None
    assert [step.flow for step in table.game.steps] == ["classic", "classic", "ticket", "ticket"]
    table.to("leaderboard", 1)
    table.advance()
    assert (table.phase, table.asked.question.kind) == ("answering", "open"), "nobody reads long on the way out"
    table.to("podium")
    assert table.game.rounds[3].question.kind == "poll"


def test_a_ticket_cannot_be_asked_twice_and_brings_no_points() -> None:
    table = Table(single(), students=1, reading_ms=0)
    table.open()
    give(table, bank(single(), id="ticket-one"))
    assert table.refusal(c.AskTwice(1, 1, True)) == "not_now"
    table.to("leaderboard")
    assert "points" not in table.host.stage["upcoming"]
    assert "arguable" not in table.host.stage["upcoming"]


def test_at_the_podium_the_ticket_is_a_game_of_its_own_with_the_same_students() -> None:
    table = Table(single(), students=2, reading_ms=0)
    table.to("podium")
    assert give(table) is None
    assert (table.phase, table.game.no, len(table.game.steps)) == ("answering", 2, 2)
    table.answer(1, "Everything")
    table.to("podium")
    record = record_of("room", table.room, table.game, True)
    assert (record.bank, [row.flow for row in record.items]) == ("ticket-clear", ["ticket", "ticket"])
    assert [(row.seat, row.answer) for row in record.responses] == [(1, "Everything")]


def test_after_questions_from_students_alone_the_ticket_begins_at_once() -> None:
    table = Table(bank=Bank(title="Questions", language="en", questions=()), students=2)
    assert give(table) is None
    assert table.phase == "answering"


def test_in_the_lobby_of_a_quiz_it_waits_for_the_end() -> None:
    table = Table(single(), students=1, reading_ms=0)
    assert give(table) is None
    assert table.phase == "lobby"
    table.open()
    assert table.asked.question.kind == "single"
    table.to("podium")
    assert [asked.question.kind for asked in table.game.rounds.values()] == ["single", "open", "poll"]


def test_a_second_tap_gives_no_second_ticket() -> None:
    table = Table(single(), students=1, reading_ms=0)
    table.open()
    assert give(table) is None
    assert give(table) == "not_now"
    assert table.refusal(c.GiveTicket(table.room.step - 1, TICKET)) == "stale"


def test_of_a_long_bank_the_first_questions_are_asked_and_of_an_empty_one_none() -> None:
    table = Table(single(), students=1)
    table.open()
    assert give(table, bank(*(poll() for _ in range(MOST_QUESTIONS + 1)))) is None
    assert len(table.game.steps) == 1 + MOST_QUESTIONS
    other = Table(single())
    assert give(other, Bank(title="Empty", language="en", questions=())) == "not_now"


def test_a_ticket_earns_nothing_and_moves_nobody_whatever_its_questions() -> None:
    table = Table(single(), students=2, reading_ms=0)
    table.open()
    table.answer(1, 0)
    give(table, bank(single()))
    table.to("answering", 1)
    table.answer(2, 0)
    table.to("podium")
    assert [table.standing(seat).score for seat in (1, 2)] == [1000, 0]


def test_a_room_that_is_folded_again_has_the_same_ticket() -> None:
    table = Table(single(), students=1, reading_ms=0)
    table.to("podium")
    give(table)
    again = table.replayed()
    assert again.game is not None
    assert again.game.steps == table.game.steps
