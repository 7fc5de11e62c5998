"""A student who is given more time, larger letters or a voice: the game waits, and nobody else is told anything."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate
from saual.game.roster import Pupil, Roster
from saual.protocol.common import Needs, TimeNeed
from saual.protocol.homework import Homework
from saual.reports.record import record_of
from tests.helpers.banks import poll, single
from tests.helpers.play import START_MS, Table

PUPILS = ("alikhan", "darya", "madi")
GRACE_MS = 500


def class_table(needs: Needs, **settings: Any) -> Table:
    """Three students of a class with their phones; the first of them is given something."""
    students = tuple(Pupil(id, id.title(), needs=needs if id == "alikhan" else Needs()) for id in PUPILS)
    chosen: dict[str, Any] = {"reading_ms": 0, "scoring": "accuracy"} | settings
    table = Table(single(time=20), poll(time=20), roster=Roster("7b", "7 Б", students, by_name=True), **chosen)
    for seat, student in enumerate(PUPILS, 1):
        table.do(c.Join(f"key of {student}", f"device of {student}", "", student))
        table.arrive(seat)
    table.open()
    return table


def timed(time: TimeNeed, **settings: Any) -> Table:
    return class_table(Needs(time=time), **settings)


@pytest.mark.parametrize(("time", "seconds"), [("", 20), ("x1.5", 30), ("x2", 40)])
def test_the_window_stays_open_for_who_is_given_more_time_and_has_not_answered(time: TimeNeed, seconds: int) -> None:
    assert timed(time).due_ms() == seconds * 1000 + GRACE_MS


def test_an_answer_that_is_late_for_the_class_is_in_time_for_who_is_given_more() -> None:
    table = timed("x2")
    table.wait(30_000)
    assert table.answer(2, 0) == AnswerLate(2, "a4")
    assert table.answer(1, 0) == AnswerAccepted(1, "a5")
    assert table.given(1).elapsed_ms == 30_000


def test_when_who_is_given_more_has_answered_the_others_are_waited_for_no_longer_than_their_own_time() -> None:
    table = timed("none")
    table.wait(5_000)
    table.answer(1, 0)
    assert table.due_ms() == 15_000 + GRACE_MS


def test_without_a_limit_it_is_the_host_who_closes() -> None:
    table = timed("none")
    assert table.room.due() is None
    table.wait(300_000)
    table.advance()
    assert table.due_ms() == GRACE_MS
    table.wait(GRACE_MS)
    assert table.answer(1, 0) == AnswerAccepted(1, "a4"), "on its way when the host closed"
    table.time_up()
    assert table.phase == "reveal"


def test_the_hosts_close_is_for_all() -> None:
    table = timed("x2")
    table.wait(8_000)
    table.advance()
    table.wait(GRACE_MS + 1)
    assert table.answer(1, 0) == AnswerLate(1, "a4")


def test_ten_seconds_more_for_the_class_are_twenty_at_double_time_and_a_pause_is_nobodys() -> None:
    table = timed("x2")
    table.do(c.AddTime(table.room.step, 10_000))
    assert table.due_ms() == 60_000 + GRACE_MS
    table.do(c.Pause(table.room.step))
    table.wait(100_000)
    table.do(c.Resume(table.room.step))
    assert table.due_ms() == 60_000 + GRACE_MS


def test_a_phone_that_went_away_is_waited_for_ten_seconds_as_everybodys() -> None:
    table = timed("none")
    table.wait(18_000)
    table.depart(1)
    assert table.due_ms() == 10_000 + GRACE_MS
    table.arrive(1)
    assert table.room.due() is None


def test_an_answer_from_a_shared_phone_is_in_time_for_all_and_took_nobody_longer_than_the_own_window() -> None:
    table = timed("x2")
    table.do(c.SitWith(1, 2))
    table.wait(30_000)
    assert table.answer(2, 0) == AnswerAccepted(2, "a4")
    assert [table.given(seat).elapsed_ms for seat in (1, 2)] == [30_000, 20_000]


def test_who_was_removed_is_waited_for_no_more() -> None:
    table = timed("none")
    table.do(c.Kick(1))
    assert table.due_ms() == 20_000 + GRACE_MS


def test_who_comes_in_the_middle_of_a_question_has_the_own_time_too() -> None:
    students = tuple(Pupil(id, id.title(), needs=Needs(time="x2")) for id in PUPILS)
    table = Table(single(time=20), roster=Roster("7b", "7 Б", students, by_name=True), reading_ms=0)
    table.open()
    table.wait(10_000)
    table.do(c.Join("key", "device", "", "alikhan"))
    table.arrive(1)
    assert table.due_ms() == 30_000 + GRACE_MS


@pytest.mark.parametrize(
    ("time", "after_ms", "points"), [("", 10_000, 750), ("x2", 20_000, 750), ("x1.5", 30_000, 500)]
)
def test_speed_is_measured_against_the_students_own_window(time: TimeNeed, after_ms: int, points: int) -> None:
    table = timed(time, scoring="speed")
    table.wait(after_ms)
    table.answer(1, 0)
    table.to("reveal")
    assert table.given(1).points == points


def test_without_a_limit_speed_is_measured_against_twice_the_time_and_never_earns_less_than_half() -> None:
    earned = []
    for after_ms in (20_000, 40_000, 400_000):
        table = timed("none", scoring="speed")
        table.wait(after_ms)
        table.answer(1, 0)
        table.to("reveal")
        earned.append(table.given(1).points)
    assert earned == [750, 500, 500]


def test_the_record_tells_no_longer_time_than_the_class_had() -> None:
    table = timed("x2")
    opened_ms = table.now_ms
    table.wait(30_000)
    table.answer(2, 0)
    table.answer(1, 0)
    table.to("podium")
    record = record_of("room", table.room, table.game, True)
    rows = {row.seat: row for row in record.responses}
    assert (rows[1].elapsed_ms, rows[1].arrived_ms - opened_ms, rows[1].late) == (20_000, 20_000 + GRACE_MS, False)
    assert (rows[2].elapsed_ms, rows[2].late) == (20_000, True)
    written = msgspec.json.encode(record).decode()
    assert "x2" not in written
    assert "needs" not in written


def test_the_students_own_phone_alone_is_told_and_again_when_it_comes_back() -> None:
    table = class_table(Needs("x1.5", large=True, aloud=True))
    told = {"t": "aids", "time": "x1.5", "large": True, "aloud": True}
    assert table.phones[1].picture["aids"] == told
    table.depart(1)
    table.arrive(1)
    assert table.phones[1].picture["aids"] == told == table.phones[1].fresh(table.room)["aids"]
    others = [table.phones[2], table.phones[3], *table.staff.values()]
    assert not any(b"aids" in frame for screen in others for frame in screen.stream)


def test_a_phone_whose_student_is_given_nothing_is_told_nothing() -> None:
    assert "aids" not in class_table(Needs()).phones[1].picture


needs = st.builds(Needs, time=st.sampled_from(["", "x1.5", "x2"]), large=st.booleans(), aloud=st.booleans()).filter(
    bool
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(1, 3), st.integers(0, 3)),
        st.tuples(st.just("wait"), st.sampled_from([300, 2_000, 6_000]), st.just(0)),
        st.tuples(st.sampled_from(["phone", "pause", "more", "kick", "next", "close"]), st.integers(1, 3), st.just(0)),
    ),
    min_size=4,
    max_size=25,
)


def act(table: Table, what: str, seat: int, choice: int) -> None:
    room = table.room
    match what:
        case "answer":
            # Whatever is given reaches the class's window: what comes later counts in the one room alone.
            window = room.countdown
            if window is None or window.at(table.now_ms) <= window.ends_ms:
                table.answer(seat, choice)
        case "wait":
            table.wait(seat)
        case "phone" if room.seats.get(seat) is not None:
            table.depart(seat) if room.seat(seat).conn else table.arrive(seat)
        case "pause":
            table.do(c.Resume(room.step) if room.paused else c.Pause(room.step))
        case "more":
            table.do(c.AddTime(room.step, 10_000))
        case "kick" if seat == 3:
            table.do(c.Kick(3))
        case "next" if room.place.phase != "answering":
            table.advance()
        case "close" if room.place.phase == "answering":
            table.advance()


@settings(max_examples=150, deadline=None)
@given(needs, acts)
def test_all_others_get_the_same_bytes_up_to_times_whatever_one_student_is_given(given: Needs, schedule: Any) -> None:
    plain, other = class_table(Needs()), class_table(given)
    for what in schedule:
        act(plain, *what), act(other, *what)
        due = plain.room.due()
        if due is not None and due.at_ms <= plain.now_ms:
            plain.time_up(), other.time_out()
        assert plain.phase == other.phase
        assert _seen(plain) == _seen(other)


def test_until_the_host_closes_the_others_cannot_tell_that_one_student_has_no_limit() -> None:
    plain, other = class_table(Needs()), class_table(Needs(time="none"))
    for table in (plain, other):
        table.answer(2, 0)
        table.wait(20_000)
        table.answer(3, 1)
    assert _seen(plain) == _seen(other)
    other.wait(60_000)
    assert _seen(plain) == _seen(other), "nothing is sent while the class waits"


def _seen(table: Table) -> list[list[Any]]:
    """What everybody but the first phone got, without moments."""
    others = [screen for seat, screen in sorted(table.phones.items()) if seat != 1]
    return [[_timeless(json.loads(frame)) for frame in screen.stream] for screen in (*others, *table.staff.values())]


def _timeless(frame: Any) -> Any:
    if isinstance(frame, dict):
        return {key: _timeless(value) for key, value in frame.items() if key not in ("ends", "left")}
    return [_timeless(one) for one in frame] if isinstance(frame, list) else frame


@pytest.mark.parametrize(("time", "minutes"), [("", 10), ("x1.5", 15), ("x2", 20), ("none", 0)])
def test_an_attempt_at_a_homework_has_the_students_own_limit(time: TimeNeed, minutes: int) -> None:
    hour_ms = 3_600_000
    plan = Homework(opens_ms=START_MS + hour_ms, closes_ms=START_MS + 9 * hour_ms, limit_ms=600_000)
    pupil = Pupil("alikhan", "Alikhan", needs=Needs(time=time))
    table = Table(single(), homework=plan, roster=Roster("7b", "7 Б", (pupil,), by_name=True), scoring="none")
    table.do(c.Join("key", "device", "", "alikhan"))
    table.arrive(1)
    table.time_out()
    begun_ms = table.now_ms
    table.do(c.BeginAttempt(1, 1))
    shown, attempt = table.phones[1].picture["homework"], table.phones[1].picture["attempt"]
    assert shown.get("limit", 0) == minutes * 60_000
    assert attempt.get("ends", 0) == (begun_ms + minutes * 60_000 if minutes else 0)
