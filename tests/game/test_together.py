"""What a class does together and what students are given credit for: told gently, and to whom it concerns alone."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from saual.game import commands as c
from saual.game.roster import Pupil, Roster
from saual.game.views.review import review
from saual.protocol.merits import Earned, Merits, Together
from tests.helpers.banks import poll, single
from tests.helpers.play import Table

ALL = Together(goal=100, right=40, streaks=True, badges=True)
NONE = Merits()
STUDENTS = ("alikhan", "darya", "madi")


def table(together: Together = ALL, before: Merits = NONE, **settings: Any) -> Table:
    students = tuple(Pupil(id, id.title(), merits=before if id == "alikhan" else NONE) for id in STUDENTS)
    roster = Roster("7b", "7 Б", students, by_name=True, together=together)
    made = Table(single(), poll(), roster=roster, **{"reading_ms": 0, **settings})
    for seat, student in enumerate(STUDENTS, 1):
        made.do(c.Join(f"key of {student}", f"device of {student}", "", student))
        made.arrive(seat)
    return made


def earned(made: Table, seat: int) -> Earned | None:
    return review(made.room, seat, "en", 0).earned


def test_the_class_screen_shows_the_goal_in_the_lobby_and_how_far_it_has_come_at_the_podium() -> None:
    made = table()
    assert made.projector.stage["together"] == {"goal": 100, "right": 40}
    made.open()
    assert "together" not in made.projector.stage
    made.answer(1, 0), made.answer(2, 0), made.answer(3, 1)
    made.to("podium")
    assert made.projector.stage["together"] == {"goal": 100, "right": 42}
    made.do(c.PlayAgain(made.room.step))
    assert made.projector.stage["together"] == {"goal": 100, "right": 42}


def test_guests_do_not_count_and_a_class_without_a_goal_shows_none() -> None:
    made = table()
    guest = made.join("Guest")
    made.open()
    made.answer(guest, 0)
    made.to("podium")
    assert made.host.stage["together"] == {"goal": 100, "right": 40}
    without = table(replace(ALL, goal=0))
    assert "together" not in without.projector.stage
    assert "together" not in Table(single()).projector.stage


def test_who_asked_learns_it_at_the_end_on_the_own_phone_alone() -> None:
    made = table(before=Merits(asked=2))
    made.do(c.AskQuestion(1, "q", "Why?"))
    made.open()
    assert earned(made, 1) is None, "not before the end"
    made.to("podium")
    assert earned(made, 1) == Earned(Merits(asked=3), asked=True)
    assert earned(made, 2) is None
    others = [made.phones[2], made.phones[3], *made.staff.values()]
    assert not any(b"merits" in frame for screen in others for frame in screen.stream)


def test_a_question_that_was_withdrawn_or_hidden_earns_nothing() -> None:
    made = table()
    made.do(c.AskQuestion(1, "q", "Why?"))
    made.do(c.AskQuestion(2, "q", "Rude"))
    made.do(c.WithdrawQuestion(1, "q"))
    made.do(c.SortAsked(2, "hidden"))
    made.to("podium")
    assert (earned(made, 1), earned(made, 2)) == (None, None)


def test_each_is_off_unless_the_teacher_turned_it_on() -> None:
    before = Merits(asked=2, gained=1, prepared=4)
    badges, streaks = table(Together(badges=True), before), table(Together(streaks=True), before)
    for made in (badges, streaks, none := table(Together(), before)):
        made.to("podium")
    assert earned(badges, 1) == Earned(Merits(asked=2, gained=1))
    assert earned(streaks, 1) == Earned(Merits(prepared=4))
    assert earned(none, 1) is None


def test_who_is_right_after_the_class_talked_it_over_and_came_to_know_more_has_helped() -> None:
    made = table(scoring="accuracy", flows={0: "peer"})
    for votes in ((0, 1, 1), (0, 0, 1)):
        made.open()
        for seat, answer in enumerate(votes, 1):
            made.answer(seat, answer)
        made.time_out()
        if made.phase == "voted":
            made.do(c.Advance(made.room.step, "discuss"))
    made.do(c.EndGame(made.room.step))
    assert [earned(made, seat) for seat in (1, 2, 3)] == [
        *(Earned(Merits(gained=1), gained=True), Earned(Merits(gained=1), gained=True)),
        None,
    ]
