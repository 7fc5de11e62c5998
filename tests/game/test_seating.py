"""Who sits where: join, come and go, rename, remove, lock."""

from __future__ import annotations

import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded, Refused, ScoresChanged, SeatChanged, SeatLost, SeatTaken, StageChanged
from tests.helpers.banks import single
from tests.helpers.play import Table


def test_a_join_takes_the_next_seat_and_the_phone_that_arrives_is_seen_by_all() -> None:
    table = Table()
    assert table.do(c.Join("k", "d", " Aida ")) == [SeatTaken(1), SeatChanged(1)]
    assert table.projector.seats == {1: {"no": 1, "name": "Aida"}}
    table.arrive(1)
    assert table.projector.seats[1]["on"] is True
    assert table.projector.tally == (0, 1)


def test_the_same_key_gets_the_same_seat_whatever_name_it_says() -> None:
    table = Table(students=1)
    assert table.do(c.Join("key of Student 01", "d", "Another")) == [SeatTaken(1)]
    assert table.room.seat(1).name == "Student 01"


def test_a_known_key_comes_in_through_a_locked_and_full_room() -> None:
    table = Table(students=1, capacity=1)
    table.do(c.Lock(True))
    assert table.do(c.Join("key of Student 01", "d", "")) == [SeatTaken(1)]


def test_a_locked_room_lets_nobody_in_until_it_is_unlocked() -> None:
    table = Table()
    table.do(c.Lock(True))
    assert table.refusal(c.Join("k", "d", "Aida")) == "room_locked"
    assert table.host.stage["settings"]["locked"] is True
    table.do(c.Lock(False))
    assert table.refusal(c.Join("k", "d", "Aida")) is None


def test_a_full_room_has_a_place_again_when_somebody_is_removed() -> None:
    table = Table(students=2, capacity=2)
    assert table.refusal(c.Join("k", "d", "Aida")) == "room_full"
    table.do(c.Kick(1))
    assert table.refusal(c.Join("k", "d", "Aida")) is None
    assert [seat.no for seat in table.room.seats] == [2, 3], "a seat's number is never used twice"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_empty"),
        ("x" * 21, "name_long"),
        ("x\u0301\u0302\u0303", "name_bad"),
        ("aida", "name_taken"),
        ("Аіdа", "name_taken"),
        ("Ai da", "name_taken"),
        ("Aidana", None),
    ],
)
def test_a_name_is_refused_with_the_reason_by_join_and_by_rename_alike(name: str, code: str | None) -> None:
    table = Table(students=1)
    table.join("Aida")
    assert table.refusal(c.Rename(1, name)) == code
    table.do(c.Rename(1, "Student 01"))
    assert table.refusal(c.Join("k", "d", name)) == code


def test_a_renamed_student_is_called_so_everywhere_and_the_old_name_is_free() -> None:
    table = Table(students=2)
    table.do(c.Rename(1, "Aida"))
    assert table.phones[1].picture["name"] == {"t": "name", "name": "Aida"}
    assert table.projector.seats[1]["name"] == "Aida"
    assert table.refusal(c.Rename(2, "Student 01")) is None


def test_a_student_may_be_renamed_to_another_case_of_the_same_name() -> None:
    table = Table()
    table.join("aida")
    assert table.refusal(c.Rename(1, "Aida")) is None
    assert table.refusal(c.Rename(1, "Аида")) is None, "and to what looks another"
    assert table.refusal(c.Join("k", "d", "AIDA")) is None


def test_a_removed_student_stays_out_by_key_and_by_device_and_the_name_is_free() -> None:
    table = Table(students=2)

    assert table.do(c.Kick(1)) == [SeatLost(1), StageChanged()]

    assert table.projector.seats.keys() == table.host.seats.keys() == {2}
    assert table.refusal(c.Join("key of Student 01", "another device", "X")) == "kicked"
    assert table.refusal(c.Join("another key", "device of Student 01", "X")) == "kicked"
    assert table.do(c.Join("another key", "another device", "Student 01")) == [SeatTaken(3), SeatChanged(3)]
    for command in (c.Arrive(1, "c"), c.Depart(1, "c"), c.Kick(1), c.Rename(1, "X")):
        assert table.refusal(command) == "unknown_seat"


def test_who_shares_a_device_with_a_removed_student_keeps_the_seat() -> None:
    table = Table(reading_ms=0)
    table.join("Aida", device="shared")
    table.join("Bolat", device="shared")
    table.do(c.Kick(1))
    assert table.refusal(c.Arrive(2, "c")) is None
    table.open()
    assert not isinstance(table.answer(2, 0), Refused)


def test_a_removed_student_cannot_answer_and_the_answer_given_before_is_kept_for_the_record() -> None:
    table = Table(single(), single(), students=2, reading_ms=0)
    table.open()
    table.answer(1, 0)
    facts = table.do(c.Kick(1))
    assert facts == [SeatLost(1), StageChanged(), ScoresChanged()]
    assert table.answer(1, 0) == Refused("unknown_seat")
    table.close()
    assert table.game.rounds[0].responses[1].points == table.standing(1).score == 1000
    assert table.standing(1).rank == 0, "who is out has no place"
    assert (table.standing(2).rank, table.game.ranked) == (1, 1)


def test_the_newest_connection_has_the_seat_and_the_end_of_an_old_one_says_nothing() -> None:
    table = Table(students=1)
    table.arrive(1, "old")
    table.arrive(1, "new")
    assert table.refusal(c.Depart(1, "old")) == "stale"
    assert table.room.seat(1).conn == "new"
    assert table.refusal(c.Depart(1, "new")) is None
    assert table.projector.tally == (0, 0)


def test_an_arrival_that_is_written_late_takes_the_seat_from_nobody_who_came_after_it() -> None:
    table = Table(students=1)
    table.do(c.Arrive(1, "newer", since_ms=2_000))

    assert table.refusal(c.Arrive(1, "older", since_ms=1_999)) == "stale"
    assert table.room.seat(1).conn == "newer"

    table.do(c.Depart(1, "newer"))
    assert table.refusal(c.Arrive(1, "older", since_ms=1_999)) is None  # it is all there is
    assert table.room.seat(1).conn == "older"


def test_five_sleeps_in_a_row_leave_the_seat_and_its_answer_as_they_were() -> None:
    table = Table(single(time=600), students=2, reading_ms=0)
    table.open()
    table.answer(1, 0)
    kept = table.phones[1].picture
    for _ in range(5):
        table.depart(1)
        table.wait(60_000)
        table.arrive(1)
        assert table.phones[1].picture == kept
    assert table.projector.tally == (1, 2)


@pytest.mark.parametrize(
    ("phase", "witnessed"), [("reading", True), ("answering", True), ("reveal", False), ("leaderboard", False)]
)
def test_a_newcomer_is_asked_the_question_that_is_still_open_and_no_other(phase: str, witnessed: bool) -> None:
    table = Table(single(), single(), students=1)
    table.to(phase)
    seat = table.join("Latecomer")
    assert (seat in table.asked.witnesses) is witnessed
    table.to("reading", 1)
    assert table.asked.witnesses == {1, seat}


def test_a_name_put_right_at_the_podium_is_put_right_in_the_record() -> None:
    table = Table(single(), students=1)
    table.to("podium")
    assert GameEnded(table.game, True) in table.do(c.Rename(1, "Aliya"))
    table.advance()
    assert table.refusal(c.Rename(1, "Alia")) == "room_closed"
