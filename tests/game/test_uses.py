"""How the teacher used the software: counted once each, in the game that it belongs to, and only what was taken."""

from __future__ import annotations

from saual.game import commands as c
from saual.reports.record import record_of
from tests.helpers import banks
from tests.helpers.play import Table


def uses(table: Table) -> dict[str, int]:
    return dict(record_of("room", table.room, table.game, True).uses)


def test_each_use_counts_in_its_game_and_the_lobby_before_it() -> None:
    table = Table(banks.single(), banks.truefalse(), banks.poll(), students=2, reading_ms=0)
    table.do(c.TallySpoken("t1", "question", 1))
    table.do(c.AskQuestion(1, "q1", "Why?", True))
    table.do(c.SortAsked(1, "open"))
    table.do(c.ShowAsked(1))
    table.do(c.ShowAsked(0))
    table.do(c.StarAsked(1, True))
    table.do(c.StarAsked(1, False))
    table.open()
    table.do(c.Pause(table.room.step))
    table.do(c.Resume(table.room.step))
    table.do(c.AddTime(table.room.step, 10_000))
    table.to("leaderboard", 0)
    table.to("answering", 1)
    table.do(c.Skip(table.room.step))
    table.do(c.SortAsked(1, "answered"))
    table.to("reveal")
    table.do(c.Improvise(table.room.step, "word", 30))
    table.to("podium")

    assert uses(table) == {
        "leaderboards": 1,
        "pauses": 1,
        "more_time": 1,
        "skips": 1,
        "let_through": 1,
        "marked_answered": 1,
        "stars": 1,
        "on_screen": 1,
        "tallied": 1,
        "improvised": 1,
    }


def test_what_was_refused_and_what_students_do_is_no_use() -> None:
    table = Table(banks.single(), students=2, reading_ms=0, leaderboard=0)
    table.do(c.Pause(table.room.step))
    table.do(c.AskQuestion(1, "q1", "Why?"))
    table.do(c.ShowAsked(9))
    table.open()
    table.answer(1, 0)
    table.answer(2, 0)
    table.to("podium")

    assert uses(table) == {}


def test_a_second_game_begins_at_nought() -> None:
    table = Table(banks.single(), banks.truefalse(), students=1, reading_ms=0)
    table.to("podium")
    first = table.game
    table.do(c.PlayAgain(table.room.step))
    table.open()
    table.do(c.AddTime(table.room.step, 10_000))
    table.to("podium")

    assert uses(table) == {"leaderboards": 1, "more_time": 1}
    assert dict(record_of("room", table.room, first, True).uses) == {"leaderboards": 1}
