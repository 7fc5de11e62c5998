"""A room that was opened for a class: who comes in as whom, who waits, and what the screens are told of it."""

from __future__ import annotations

import msgspec
import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded, SeatChanged, SeatFreed, SeatTaken, SeatWaits
from saual.game.names import short_names
from saual.game.roster import Pupil, Roster
from saual.game.views import player
from saual.reports.record import record_of
from tests.helpers.play import Table

ALIKHAN, DARYA = Pupil("alikhan", "Сериков Алихан", card="hash"), Pupil("darya", "Иванова Дарья")
CLASS = Roster("7b", "7 Б", (ALIKHAN, DARYA))
BY_NAME = Roster("7b", "7 Б", (ALIKHAN, DARYA), by_name=True)


def picks(student: str, key: str = "key", name: str = "", card: bool = False) -> c.Join:
    return c.Join(key, f"device of {key}", name, student, card)


def test_who_picks_the_own_name_is_called_by_the_given_one_and_the_host_alone_sees_the_whole() -> None:
    table = Table(roster=BY_NAME)
    assert table.do(picks("alikhan")) == [SeatTaken(1), SeatChanged(1)]
    assert table.projector.seats[1] == {"no": 1, "name": "Алихан"}
    assert table.host.seats[1]["real"] == "Сериков Алихан"
    assert (table.host.stage["group"], table.room.seat(1).student) == ("7 Б", "alikhan")


def test_the_projector_shows_the_nickname_that_the_student_chose() -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan", name="Tiger"))
    assert table.projector.seats[1]["name"] == "Tiger"
    assert b"\xd0\xa1\xd0\xb5\xd1\x80\xd0\xb8\xd0\xba\xd0\xbe\xd0\xb2" not in b"".join(table.projector.stream)


def test_a_name_that_is_taken_is_refused_to_another_phone_until_the_host_frees_it() -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan", "first"))
    table.arrive(1)
    assert table.refusal(picks("alikhan", "second")) == "student_taken"
    assert player.door(table.room, "ru").taken == [1]

    assert table.do(c.FreeSeat(1)) == [SeatFreed(1), SeatChanged(1)]
    assert player.door(table.room, "ru").taken == []
    assert table.room.seat(1).conn is None
    assert table.do(picks("alikhan", "second")) == [SeatTaken(1), SeatChanged(1)]
    assert table.refusal(picks("darya", "first")) is None, "the first phone may come in under another name"


def test_a_freed_seat_keeps_what_it_earned() -> None:
    table = Table(roster=BY_NAME, reading_ms=0)
    table.do(picks("alikhan"))
    table.arrive(1)
    table.open()
    table.answer(1, 0)
    table.close()
    table.do(c.FreeSeat(1))
    table.do(picks("alikhan", "another phone"))
    assert table.standing(1).score == 1000


def test_a_card_takes_the_seat_over_from_who_has_only_picked_the_name() -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan", "impostor"))
    assert table.do(picks("alikhan", "owner", card=True)) == [SeatTaken(1), SeatChanged(1)]
    assert table.room.seats.of_key("impostor") is None


def test_names_are_not_to_be_picked_where_the_teacher_did_not_say_so() -> None:
    table = Table(roster=CLASS)
    assert table.refusal(picks("alikhan")) == "unknown_student"
    assert table.refusal(picks("alikhan", card=True)) is None
    assert table.refusal(picks("somebody", "other", card=True)) == "unknown_student"
    assert Table().refusal(picks("alikhan", card=True)) == "unknown_student"


def test_the_door_names_the_class_only_where_names_are_picked_and_never_a_card() -> None:
    closed, open_ = Table(roster=CLASS), Table(roster=BY_NAME)
    said = [msgspec.json.encode(player.door(table.room, "ru")).decode() for table in (closed, open_)]
    assert "Алихан" not in said[0]
    assert "Сериков Алихан" in said[1]
    assert all('"cards":true' in one and "hash" not in one for one in said)


@pytest.mark.parametrize("view", ["phones", "staff"])
def test_nothing_of_a_card_leaves_the_server(view: str) -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan", card=True))
    table.arrive(1)
    screens = table.phones.values() if view == "phones" else table.staff.values()
    assert not any(b"hash" in frame for screen in screens for frame in screen.stream)


def test_a_room_for_the_class_alone_lets_no_nickname_in() -> None:
    table = Table(roster=BY_NAME, entry="roster")
    assert table.refusal(c.Join("k", "d", "Aida")) == "roster_only"
    assert table.refusal(picks("darya")) is None


def test_who_waits_is_seen_by_the_host_alone_and_is_nobody_before_being_let_in() -> None:
    table = Table(entry="approve")
    assert table.do(c.Join("k", "d", "Aida")) == [SeatWaits(1)]
    assert table.do(c.Join("k", "d", "Aida")) == [SeatWaits(1)], "asked again"
    assert table.host.seats[1] == {"no": 1, "name": "Aida", "waits": True}
    assert table.projector.seats == {}
    assert table.refusal(c.Arrive(1, "c")) == "unknown_seat"
    assert table.refusal(c.Join("k2", "d2", "aida")) == "name_taken"

    assert table.do(c.LetIn(1)) == [SeatChanged(1)]
    assert table.do(c.Join("k", "d", "Aida")) == [SeatTaken(1)]
    assert table.projector.seats == {1: {"no": 1, "name": "Aida"}}


def test_the_host_lets_all_in_at_once_and_who_comes_during_a_question_may_answer_it() -> None:
    table = Table(students=1, reading_ms=0)
    table.do(c.Configure(entry="approve"))
    for name in ("Aida", "Bolat"):
        table.do(c.Join(name, name, name))
    table.open()
    assert table.do(c.LetIn(0)) == [SeatChanged(2), SeatChanged(3)]
    assert table.do(c.LetIn(0)) == []
    assert table.asked.witnesses == {1, 2, 3}
    table.arrive(2)
    assert table.refusal(c.SubmitAnswer(2, 1, 0, 0, "x")) is None


def test_who_is_turned_away_stays_out_and_leaves_the_name() -> None:
    table = Table(entry="approve")
    table.do(c.Join("k", "d", "Aida"))
    assert table.do(c.TurnAway(1)) == [SeatChanged(1)]
    assert table.host.seats == {}
    assert table.refusal(c.Join("k", "d2", "Aida")) == "kicked"
    assert table.refusal(c.Join("k2", "d", "Aida")) == "kicked"
    assert table.do(c.Join("k3", "d3", "Aida")) == [SeatWaits(2)]


def test_the_class_itself_need_not_wait() -> None:
    table = Table(roster=CLASS, entry="approve")
    assert table.do(picks("alikhan", card=True))[0] == SeatTaken(1)


def test_who_waits_counts_for_the_room_to_be_full() -> None:
    table = Table(entry="approve", capacity=1)
    table.do(c.Join("k", "d", "Aida"))
    assert table.refusal(c.Join("k2", "d2", "Bolat")) == "room_full"


def test_a_removed_student_of_the_class_may_come_again_from_another_phone() -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan", "impostor"))
    table.do(c.Kick(1))
    assert table.refusal(picks("alikhan", "impostor")) == "kicked"
    assert table.do(picks("alikhan", "owner"))[0] == SeatTaken(2)


def test_the_record_says_who_it_was_and_that_of_an_anonymous_room_does_not() -> None:
    table = Table(roster=BY_NAME, reading_ms=0)
    table.do(picks("alikhan", name="Tiger"))
    table.join("Guest")
    table.do(c.Configure(entry="approve"))
    table.do(c.Join("waits", "waits", "Waits"))
    table.open()
    record = record_of("room", table.room, table.game, True)
    assert record.class_id == "7b"
    assert [(row.name, row.student_id) for row in record.students] == [("Tiger", "alikhan"), ("Guest", None)]

    anonymous = Table(students=1, reading_ms=0)
    anonymous.open()
    record = record_of("room", anonymous.room, anonymous.game, True)
    assert (record.class_id, record.students[0].student_id) == (None, None)


def test_a_lesson_of_a_class_that_played_nothing_is_recorded_for_who_was_there() -> None:
    table = Table(roster=BY_NAME)
    table.do(picks("alikhan"))
    table.arrive(1)
    table.wait(60_000)
    ended = [fact for fact in table.do(c.CloseRoom()) if isinstance(fact, GameEnded)]
    record = record_of("room", table.room, ended[0].game, ended[0].finished)
    assert [(row.student_id, row.present_ms) for row in record.students] == [("alikhan", 60_000)]


@pytest.mark.parametrize(
    ("full", "first"),
    [
        ("Сериков Алихан", ["Алихан", "Алихан С.", "Алихан С. 2"]),
        ("Дана", ["Дана", "Дана 2", "Дана 3"]),
        ("", ["?", "? 2", "? 3"]),
        ("Ли " + "А" * 60, ["А" * 12, "А" * 12 + " Л.", "А" * 12 + " Л. 2"]),
    ],
)
def test_short_names_are_the_given_one_and_then_what_tells_it_apart(full: str, first: list[str]) -> None:
    names = short_names(full)
    assert [next(names) for _ in first] == first


def test_the_same_log_makes_the_same_room() -> None:
    table = Table(roster=BY_NAME, entry="approve")
    table.do(picks("alikhan", "one"))
    table.do(c.Join("k", "d", "Aida"))
    table.do(c.FreeSeat(1))
    table.do(picks("alikhan", "two"))
    table.do(c.LetIn(2))
    again = table.replayed()
    assert [(seat.no, seat.key, seat.student, seat.waits) for seat in again.seats] == [
        (1, "two", "alikhan", False),
        (2, "k", "", False),
    ]
