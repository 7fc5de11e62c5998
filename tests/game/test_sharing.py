"""Several students on one phone, the phone that is passed on, and students without one."""

from __future__ import annotations

from typing import Any

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, Refused, SeatFreed
from saual.game.roster import Pupil, Roster
from saual.game.seats import MOST_TOGETHER
from saual.game.views import player
from tests.helpers.banks import single
from tests.helpers.play import Table

CLASS = Roster("7b", "7 Б", (Pupil("alikhan", "Сериков Алихан"), Pupil("darya", "Иванова Дарья", card="hash")), True)
QUESTIONS = tuple(single() for _ in range(6))


def together(**settings: Any) -> Table:
    """Aigerim (1) and Nurlan (2) have phones; Dana (3) and Beka (4) sit with Aigerim."""
    table = Table(*QUESTIONS, reading_ms=0, **settings)
    for name in ("Aigerim", "Nurlan"):
        table.join(name)
    for name in ("Dana", "Beka"):
        assert table.refusal(c.ShareWith(1, name)) is None
    return table


def crew(table: Table, seat: int = 1) -> list[str]:
    return [mate["name"] for mate in table.phones[seat].picture["crew"]["who"]]


def turn(table: Table, seat: int = 1) -> str:
    no = table.phones[seat].picture["turn"].get("seat", 0)
    return table.room.seat(no).name if no else ""


# ── on one phone ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_of_those_on_a_phone_is_in_the_room_and_comes_and_goes_with_it() -> None:
    table = together()
    assert crew(table) == ["Aigerim", "Dana", "Beka"]
    assert "crew" not in table.phones[2].picture, "who is alone hears nothing of it"
    assert [(one["name"], one.get("phone", 0)) for one in table.projector.seats.values()] == [
        *(("Aigerim", 0), ("Nurlan", 0), ("Dana", 1), ("Beka", 1)),
    ]
    assert table.projector.tally == (0, 4)

    table.depart(1)
    assert table.projector.tally == (0, 1)
    table.arrive(1)
    assert table.projector.tally == (0, 4)


def test_what_a_shared_phone_answers_is_the_answer_of_all_who_share_it() -> None:
    table = together()
    table.open()
    assert table.answer(1, 0) == AnswerAccepted(1, "a3")
    assert [table.given(no).phone for no in (1, 3, 4)] == [1, 1, 1]
    assert table.projector.tally == (3, 4)
    table.close()

    assert [table.given(no).points for no in (1, 3, 4)] == [1000, 1000, 1000]
    assert (table.phones[1].me["score"], table.phones[1].me["verdict"]) == (1000, "right")
    assert table.phones[1].me["seats"] == 2, "a phone has one place"
    table.to("leaderboard")
    assert [row["name"] for row in table.projector.stage["board"]] == ["Aigerim, Dana, Beka", "Nurlan"]


def test_a_phone_that_is_shared_answers_a_question_once() -> None:
    table = together()
    table.open()
    table.answer(1, 0, id="first")
    table.do(c.ShareWith(1, "Late one"))
    assert table.answer(1, 1, id="second") == Refused("already_answered")
    assert table.answer(1, 0, id="first") == AnswerAccepted(1, "first"), "a retry is told what came of it"


def test_no_more_than_six_share_a_phone() -> None:
    table = Table(students=1)
    for n in range(2, MOST_TOGETHER + 1):
        assert table.refusal(c.ShareWith(1, f"Student {n:02}")) is None
    assert table.refusal(c.ShareWith(1, "One too many")) == "phone_full"


def test_those_on_a_phone_come_in_by_the_rules_of_the_door() -> None:
    table = Table(students=1)
    table.do(c.Configure(entry="approve"))
    assert table.refusal(c.ShareWith(1, "student 01")) == "name_taken"
    assert table.refusal(c.ShareWith(1, "Dana")) is None
    assert table.phones[1].picture["crew"]["who"][1] == {"no": 2, "name": "Dana", "waits": True}
    table.do(c.LetIn(2))
    assert table.phones[1].picture["crew"]["who"][1] == {"no": 2, "name": "Dana"}
    table.do(c.Lock(True))
    assert table.refusal(c.ShareWith(1, "Beka")) == "room_locked"


def test_who_is_not_let_in_is_gone_from_the_phone_that_asked() -> None:
    table = Table(students=1)
    table.do(c.Configure(entry="approve"))
    table.do(c.ShareWith(1, "Dana"))
    table.do(c.TurnAway(2))
    assert crew(table) == ["Student 01"]
    assert table.refusal(c.Arrive(1, "again", table.now_ms)) is None, "the phone itself is not kept out"


def test_a_student_of_the_class_is_named_on_a_shared_phone_and_is_taken_for_others() -> None:
    table = Table(roster=CLASS)
    table.join("Guest")
    assert table.refusal(c.ShareWith(1, "", "alikhan")) is None
    assert table.host.seats[2]["real"] == "Сериков Алихан"
    assert player.door(table.room, "ru").taken == [1]
    assert table.refusal(c.Join("other", "other", "", "alikhan")) == "student_taken"
    assert table.refusal(c.ShareWith(1, "", "alikhan")) == "student_taken"


def test_a_card_takes_its_student_from_a_shared_phone_to_an_own_one_with_what_was_earned() -> None:
    table = Table(*QUESTIONS, roster=CLASS, reading_ms=0)
    table.join("Guest")
    table.do(c.ShareWith(1, "", "darya", card=True))
    table.open()
    table.answer(1, 0)
    table.close()

    table.do(c.Join("own", "own", "", "darya", card=True))
    table.arrive(2)
    assert crew(table) == ["Guest"]
    assert [table.standing(no).score for no in (1, 2)] == [1000, 1000]
    assert table.phones[2].me["seats"] == 2
    table.open()
    table.answer(2, 0)
    assert table.asked.of(1) is None


def test_who_leaves_the_phone_is_out_and_the_others_go_on() -> None:
    table = together()
    assert table.refusal(c.LeavePhone(2, 3)) == "unknown_seat", "only from the own phone"
    table.do(c.LeavePhone(1, 3))
    assert crew(table) == ["Aigerim", "Beka"]
    assert 3 not in table.projector.seats
    assert table.refusal(c.Join("own", "own", "Dana")) is None, "the name is free"


def test_when_the_phone_is_removed_those_who_shared_it_stay_and_the_host_answers_for_them() -> None:
    table = together()
    table.open()
    table.do(c.Kick(1))
    assert table.host.seats[3]["by_hand"]
    assert table.host.seats[4]["by_hand"]
    assert table.refusal(by_hand(table, 3, 0)) is None


# ── pass the phone ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_question_is_the_next_ones_turn_and_the_record_holds_who_answered() -> None:
    table = together(pass_phone=True)
    turns = []
    for _ in range(5):
        table.open()
        turns.append(turn(table))
        table.answer(1, 0)
        table.close()
    assert turns == ["Aigerim", "Dana", "Beka", "Aigerim", "Dana"]
    answered = [[no for no in (1, 3, 4) if no in asked.responses] for asked in table.game.rounds.values()]
    assert answered == [[1], [3], [4], [1], [3]]
    assert table.phones[1].me["streak"] == 5, "the streak is the phone's"


def test_a_question_is_put_only_to_the_one_whose_turn_it_is() -> None:
    table = together(pass_phone=True)
    table.open()
    assert table.asked.witnesses == {1, 2}
    assert table.projector.tally == (0, 2)
    table.answer(1, 0)
    table.answer(2, 0)
    assert table.due_ms() <= 0, "nobody else is waited for"


def test_the_students_may_change_whose_turn_it_is_until_it_was_taken() -> None:
    table = together(pass_phone=True)
    table.open()
    table.do(c.PassPhone(1, 4))
    assert turn(table) == "Beka"
    assert table.asked.witnesses == {4, 2}
    assert table.host.seats[4]["turn"]
    table.answer(1, 0)
    assert table.asked.of(4) is not None
    assert table.refusal(c.PassPhone(1, 3)) == "already_answered"
    table.close()
    table.open()
    assert turn(table) == "Aigerim", "who had the phone last has it again last"


def test_when_the_one_whose_turn_it_is_leaves_it_is_the_next_ones() -> None:
    table = together(pass_phone=True)
    table.open()
    table.close()
    table.open()
    assert turn(table) == "Dana"
    table.do(c.LeavePhone(1, 3))
    assert turn(table) == "Beka"
    table.do(c.LeavePhone(1, 4))
    assert turn(table) == "Aigerim"
    table.answer(1, 0)
    assert list(table.asked.responses) == [1]


def test_a_phone_that_comes_back_is_told_whose_turn_it_is_and_what_was_answered() -> None:
    table = together(pass_phone=True)
    table.open()
    table.close()
    table.open()
    table.answer(1, 2)
    table.depart(1)
    table.arrive(1)
    assert turn(table) == "Dana"
    assert table.phones[1].given == {"t": "given", "a": 2}


def test_passing_the_phone_on_can_be_turned_on_and_off_from_one_question_to_the_next() -> None:
    table = together()
    table.open()
    table.do(c.Configure(pass_phone=True))
    assert turn(table) == "", "not in the middle of a question"
    table.close()
    table.open()
    assert turn(table) == "Aigerim"


# ── without a phone ─────────────────────────────────────────────────────────────────────────────────────────────────


def by_hand(table: Table, seat: int, raw: Any, id: str = "hand") -> c.SubmitAnswer:
    return c.SubmitAnswer(seat, table.room.games, table.room.place.index, raw, id, by_host=True)


def test_the_host_takes_in_a_student_without_a_phone_and_enters_the_answer_once() -> None:
    table = Table(*QUESTIONS, students=1, roster=CLASS, reading_ms=0)
    assert table.refusal(by_hand(table, 2, 0)) == "unknown_seat"
    table.do(c.AddStudent("", "alikhan"))
    assert table.host.seats[2] == {"no": 2, "name": "Алихан", "on": True, "real": "Сериков Алихан", "by_hand": True}
    assert table.refusal(c.AddStudent("", "alikhan")) == "student_taken"
    assert table.refusal(by_hand(table, 2, 0)) == "not_open"

    table.open()
    table.answer(1, 0)
    assert table.due_ms() > 0, "the host is given the time to ask the student"
    assert table.do(by_hand(table, 2, 0)) == [AnswerAccepted(2, "hand")]
    assert table.refusal(by_hand(table, 2, 1, "again")) == "already_answered"
    assert table.given(2).phone == 0
    table.close()
    assert table.host.seats[2]["score"] == 1000


def test_what_the_host_enters_too_late_is_late() -> None:
    table = Table(*QUESTIONS, students=1, reading_ms=0)
    table.do(c.AddStudent("Dana"))
    table.open()
    table.close()
    assert table.do(by_hand(table, 2, 0))[0] == AnswerLate(2, "hand")


def test_the_host_answers_for_nobody_who_has_a_phone_here() -> None:
    table = Table(*QUESTIONS, students=1, reading_ms=0)
    table.open()
    assert table.refusal(by_hand(table, 1, 0)) == "not_now"
    table.depart(1)
    assert table.refusal(by_hand(table, 1, 2)) is None, "the battery was empty"
    table.arrive(1)
    assert table.phones[1].given == {"t": "given", "a": 2}


def test_a_student_who_gets_a_phone_goes_on_with_it() -> None:
    table = Table(*QUESTIONS, roster=CLASS, reading_ms=0)
    table.do(c.AddStudent("", "alikhan"))
    table.open()
    table.do(by_hand(table, 1, 0))
    table.close()
    table.do(c.Join("own", "own", "", "alikhan"))
    table.arrive(1)
    assert "by_hand" not in table.host.seats[1]
    assert table.phones[1].me["score"] == 1000


def test_the_host_puts_students_together_and_apart() -> None:
    table = Table(*QUESTIONS, students=3, reading_ms=0)
    assert table.do(c.SitWith(2, 1))[0] == SeatFreed(2), "the phone of who moves is told"
    assert crew(table) == ["Student 01", "Student 02"]
    assert table.refusal(c.SitWith(1, 3)) == "not_now", "others use that phone"
    assert table.refusal(c.SitWith(3, 2)) == "unknown_seat", "that is no phone"
    table.do(c.SitWith(2, 0))
    assert crew(table) == ["Student 01"]
    assert table.host.seats[2]["by_hand"]
    table.do(c.SitWith(2, 3))
    assert crew(table, 3) == ["Student 03", "Student 02"]


def test_time_of_presence_goes_on_with_every_phone_and_without_one() -> None:
    table = Table(*QUESTIONS, students=2)
    table.wait(10_000)
    table.do(c.SitWith(2, 1))
    table.wait(10_000)
    table.depart(1)
    table.wait(10_000)
    table.do(c.SitWith(2, 0))
    table.wait(10_000)
    assert table.room.seat(2).present_ms(table.now_ms) == 30_000


def test_all_of_it_is_in_the_log() -> None:
    table = together(pass_phone=True)
    table.open()
    table.do(c.PassPhone(1, 3))
    table.answer(1, 0)
    table.do(c.SitWith(4, 2))
    again = table.replayed()
    assert again.seats.crew(2) == (2, 4)
    assert again.round is not None
    assert again.round.holders == {1: 3}
