"""Time in a room: due and not before, paused, resumed, lengthened, stopped. All of it is the log's."""

from __future__ import annotations

from typing import Any

import pytest

from saual.game import commands as c
from saual.game.facts import AnswerAccepted
from tests.helpers.banks import single, slide
from tests.helpers.play import Table

WINDOW_MS = 20_000
GRACE_MS = 500


def opened(students: int = 2, **settings: Any) -> Table:
    table = Table(single(), single(), students=students, **{"reading_ms": 0} | settings)
    table.open()
    return table


@pytest.mark.parametrize(
    ("after_ms", "code"), [(0, "stale"), (WINDOW_MS, "stale"), (WINDOW_MS + 499, "stale"), (WINDOW_MS + 500, None)]
)
def test_a_window_is_over_after_its_grace_and_not_a_moment_before(after_ms: int, code: str | None) -> None:
    table = opened()
    table.wait(after_ms)
    assert table.refusal(c.TimeUp(table.room.step)) == code


@pytest.mark.parametrize(("after_ms", "code"), [(4_999, "stale"), (5_000, None)])
def test_reading_has_no_grace(after_ms: int, code: str | None) -> None:
    table = Table(single())
    table.advance()
    table.wait(after_ms)
    assert table.refusal(c.TimeUp(table.room.step)) == code


def test_of_all_who_say_that_time_is_up_one_counts() -> None:
    table = opened()
    table.wait(WINDOW_MS + GRACE_MS)
    said = c.TimeUp(table.room.step)
    assert [table.refusal(said) for _ in range(3)] == [None, "stale", "stale"]
    assert table.phase == "reveal"


def test_ten_seconds_more_are_ten_seconds_more() -> None:
    table = opened()
    table.wait(15_000)
    said = c.TimeUp(table.room.step)
    table.do(c.AddTime(table.room.step, 10_000))
    assert table.phones[1].stage["clock"] == {"span": 30_000, "ends": table.now_ms + 15_000}
    table.wait(WINDOW_MS + GRACE_MS - 15_000)
    assert table.refusal(said) == "stale", "the end that was meant is no longer the end"
    assert table.due_ms() == 10_000


def test_added_time_changes_what_half_the_time_is_for_everybody() -> None:
    table = opened()
    table.wait(10_000)
    table.answer(1, 0)
    table.do(c.AddTime(table.room.step, 20_000))
    table.wait(10_000)
    table.answer(2, 0)
    table.time_up()
    # 10 s and 20 s of 40 s: 1000 x (1 - 1/8) and 1000 x (1 - 1/4).
    assert [table.given(seat).points for seat in (1, 2)] == [875, 750]


@pytest.mark.parametrize("phase", ["reading", "answering"])
def test_a_pause_keeps_what_is_left_for_as_long_as_it_lasts(phase: str) -> None:
    table = Table(single(), students=1)
    table.to(phase)
    table.wait(2_000)
    left_ms = table.due_ms()

    table.do(c.Pause(table.room.step))
    shown = table.phones[1].stage
    assert (shown["paused"], shown["clock"]["left"], "ends" in shown["clock"]) == (
        True,
        left_ms - (GRACE_MS if phase == "answering" else 0),
        False,
    )
    table.wait(3_600_000)
    assert table.room.due() is None
    assert table.refusal(c.TimeUp(table.room.step)) == "stale"

    table.do(c.Resume(table.room.step))
    assert table.due_ms() == left_ms
    assert "paused" not in table.phones[1].stage


def test_thinking_time_stands_still_in_a_pause() -> None:
    table = opened()
    table.wait(5_000)
    table.do(c.Pause(table.room.step))
    table.wait(60_000)
    assert isinstance(table.answer(1, 0), AnswerAccepted)
    table.do(c.Resume(table.room.step))
    table.wait(1_000)
    table.answer(2, 0)
    table.time_up()
    assert [table.given(seat).elapsed_ms for seat in (1, 2)] == [5_000, 6_000]
    assert [table.given(seat).points for seat in (1, 2)] == [875, 850]


def test_when_all_answer_in_a_pause_the_window_closes_on_resuming() -> None:
    table = opened()
    table.do(c.Pause(table.room.step))
    table.answer(1, 0)
    table.answer(2, 0)
    assert table.room.due() is None
    table.do(c.Resume(table.room.step))
    assert table.due_ms() <= 0


def test_a_paused_window_may_be_lengthened() -> None:
    table = opened()
    table.wait(5_000)
    table.do(c.Pause(table.room.step))
    table.do(c.AddTime(table.room.step, 10_000))
    assert table.phones[1].stage["clock"] == {"span": 30_000, "left": 25_000}


def test_a_paused_window_that_the_host_stops_ends_now() -> None:
    table = opened()
    table.wait(5_000)
    table.do(c.Pause(table.room.step))
    table.wait(60_000)
    table.advance()
    assert (table.room.closing, table.room.paused, table.due_ms()) == (True, False, GRACE_MS)
    table.wait(GRACE_MS)
    assert isinstance(table.answer(1, 0), AnswerAccepted)
    assert table.given(1).elapsed_ms == 5_500
    table.time_up()
    assert table.phase == "reveal"


def test_a_paused_reading_may_be_cut_short() -> None:
    table = Table(single(), students=1)
    table.to("reading")
    table.do(c.Pause(table.room.step))
    table.advance()
    assert (table.phase, table.room.paused, table.due_ms()) == ("answering", False, WINDOW_MS + GRACE_MS)


def test_the_host_stops_the_window_and_it_closes_after_the_grace() -> None:
    table = opened()
    table.wait(3_000)
    table.advance()
    assert (table.phase, table.due_ms()) == ("answering", GRACE_MS)
    assert table.refusal(c.TimeUp(table.room.step)) == "stale"
    table.time_out()
    assert table.phase == "reveal"


def test_stopping_in_the_grace_takes_nothing_from_it_and_adds_nothing() -> None:
    table = opened()
    table.wait(WINDOW_MS + 200)
    table.advance()
    assert table.due_ms() == GRACE_MS - 200


@pytest.mark.parametrize("what", [c.Pause, c.AddTime])
def test_a_window_whose_time_is_over_cannot_be_held_open(what: Any) -> None:
    table = opened()
    table.wait(WINDOW_MS)
    more = (10_000,) if what is c.AddTime else ()
    assert table.refusal(what(table.room.step, *more)) == "not_now"


def test_a_stopped_window_keeps_its_span_so_that_quick_answers_are_not_halved() -> None:
    table = opened()
    table.wait(2_000)
    table.answer(1, 0)
    table.advance()
    table.time_out()
    assert table.given(1).points == 950


def test_only_reading_and_answering_have_a_clock() -> None:
    table = Table(slide(), single(), single(), students=1)
    clocks = {}
    while table.phase != "closed":
        clocks[table.phase] = "clock" in table.projector.stage
        assert ("clock" in table.phones[1].stage) is clocks[table.phase] is (table.room.due() is not None)
        table.time_out() if table.room.due() else table.advance()
    assert [phase for phase, has_one in clocks.items() if has_one] == ["reading", "answering"]


def test_a_server_that_slept_closes_late_and_yet_judges_by_the_deadline() -> None:
    table = opened(students=3)
    table.wait(10_000)
    table.answer(1, 0)
    table.wait(600_000)
    table.answer(2, 0)
    table.time_up()
    assert (set(table.asked.responses), set(table.asked.late)) == ({1}, {2})
    assert table.projector.tally == (1, 2)
