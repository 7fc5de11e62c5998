"""Peer instruction: two votes on one question, and a talk between them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from saual.game import commands as c
from saual.game.facts import Refused
from saual.game.room import SURE_MS
from saual.game.views.review import review
from saual.protocol.common import AfterVote, Peer
from tests.helpers.banks import multiple, number, poll, single, slide, truefalse
from tests.helpers.play import Table

RIGHT, WRONG = 1, 0
"""Of the single choice in `banks`, B is right."""


def peers(*questions: Any, students: int = 4, **settings: Any) -> Table:
    """Every question is run by peer instruction."""
    settings = {"reading_ms": 0, "scoring": "accuracy", "streaks": False} | settings
    asked = questions or (single(right="B"), single(right="B"))
    return Table(*asked, students=students, flows=dict.fromkeys(range(9), "peer"), **settings)


def vote(table: Table, *answers: int) -> None:
    """Each seat in its turn gives one answer; then the window closes."""
    table.open()
    for seat, answer in enumerate(answers, start=1):
        table.answer(seat, answer)
    table.close()


def choose(table: Table, choice: AfterVote) -> list[Any]:
    return table.do(c.Advance(table.room.step, choice))


@pytest.mark.parametrize(
    ("right", "of", "advice", "phase"),
    [
        (0, 4, "explain", "explain"),
        (1, 4, "explain", "explain"),
        (3, 10, "discuss", "discussion"),
        (2, 4, "discuss", "discussion"),
        (7, 10, "discuss", "discussion"),
        (3, 4, "reveal", "reveal"),
    ],
)
def test_the_share_of_right_first_answers_says_what_is_recommended_and_next_does_it(
    right: int, of: int, advice: str, phase: str
) -> None:
    table = peers(students=of)
    vote(table, *[RIGHT] * right, *[WRONG] * (of - right))

    assert table.phase == "voted"
    assert (table.host.stage["percent"], table.host.stage["advice"]) == (round(100 * right / of), advice)
    table.advance()
    assert table.phase == phase


def test_where_nobody_answered_it_is_explained_again() -> None:
    table = peers()
    vote(table)
    table.advance()
    assert table.phase == "explain"


def test_thresholds_are_settings() -> None:
    table = peers(peer=Peer(explain_below=60, reveal_above=60))
    vote(table, RIGHT, RIGHT, WRONG, WRONG)
    assert table.host.stage["advice"] == "explain"


@pytest.mark.parametrize("choice", ["explain", "discuss", "reveal"])
def test_the_host_may_choose_otherwise_once(choice: AfterVote) -> None:
    table = peers()
    vote(table, RIGHT, RIGHT, WRONG, WRONG)
    pressed = c.Advance(table.room.step, choice)

    table.do(pressed)

    assert table.phase == {"explain": "explain", "discuss": "discussion", "reveal": "reveal"}[choice]
    assert table.refusal(pressed) == "stale", "a second screen that pressed at the same time changes nothing"


def test_after_the_first_vote_no_screen_but_the_hosts_learns_anything_of_it() -> None:
    table = peers()
    vote(table, RIGHT, WRONG, WRONG, WRONG)
    for phase in ("voted", "discussion"):
        assert table.phase == phase
        for phone in table.phones.values():
            assert "solution" not in phone.picture
            assert phone.me.get("verdict", "") == ""
        assert not table.projector.stage.keys() & {"figure", "solution", "percent", "advice", "right", "turns"}
        assert table.projector.stage["next"] == ("decide" if phase == "voted" else "vote")
        if phase == "voted":
            choose(table, "discuss")


def test_the_talk_has_a_clock_that_can_be_paused_and_lengthened_and_ends_in_the_second_vote() -> None:
    table = peers(peer=Peer(talk_ms=120_000))
    vote(table, RIGHT, WRONG)
    choose(table, "discuss")

    assert table.due_ms() == 120_000
    table.do(c.Pause(table.room.step))
    assert table.room.due() is None
    table.wait(5_000)
    table.do(c.Resume(table.room.step))
    table.do(c.AddTime(table.room.step, 30_000))
    assert table.due_ms() == 150_000
    table.time_out()

    assert (table.phase, table.room.steps[table.room.place.index].vote) == ("answering", 2)


def test_a_talk_without_a_clock_lasts_until_the_host_goes_on() -> None:
    table = peers(peer=Peer(talk_ms=0))
    vote(table, RIGHT, WRONG)
    choose(table, "discuss")
    assert table.room.due() is None
    assert table.host.stage["next"] == "vote"
    table.advance()
    assert table.phase == "answering"


def test_the_second_vote_shows_both_and_what_became_of_the_first() -> None:
    table = peers(students=5)
    vote(table, RIGHT, WRONG, RIGHT, WRONG, WRONG)
    choose(table, "discuss")
    vote(table, RIGHT, RIGHT, WRONG, WRONG)

    assert table.phase == "reveal"
    for screen in (table.projector, table.host):
        assert [bar["n"] for bar in screen.stage["before"]][:2] == [3, 2]
        assert [bar["n"] for bar in screen.stage["figure"]][:2] == [2, 2]
        assert screen.stage["turns"] == {"stayed_right": 1, "became_right": 1, "became_wrong": 1, "stayed_wrong": 1}
    told = [(phone.me["before"], phone.me["verdict"]) for phone in table.phones.values()]
    assert told == [
        *[("right", "right"), ("wrong", "right"), ("right", "wrong"), ("wrong", "wrong"), ("wrong", "missed")]
    ]


def test_both_votes_are_one_question_to_people() -> None:
    table = peers(single(right="B"), single(right="B"))
    vote(table, RIGHT, WRONG)
    assert (table.host.stage["q"]["no"], table.host.stage["q"]["n"]) == (1, 2)
    choose(table, "discuss")
    table.open()
    assert table.host.stage["q"] | {"no": 1, "n": 2, "vote": 2, "i": 1} == table.host.stage["q"]
    asked = table.phones[1].picture["q"]
    assert (asked["no"], asked["n"], asked["i"], asked["again"]) == (1, 2, 1, True)
    table.to("answering", 2)
    assert (table.host.stage["q"]["no"], table.host.stage["q"]["n"], table.host.stage["q"]["vote"]) == (2, 2, 1)


def test_without_a_second_vote_the_first_one_is_the_result() -> None:
    table = peers()
    vote(table, RIGHT, RIGHT, RIGHT, RIGHT)
    choose(table, "reveal")
    assert [phone.me["points"] for phone in table.phones.values()] == [1000] * 4
    assert "before" not in table.host.stage
    table.advance(), table.advance()
    assert table.host.stage["q"]["no"] == 2


@pytest.mark.parametrize(("points", "earned"), [("last", [1000, 1000, 0, 0]), ("both", [2000, 1000, 1000, 0])])
def test_the_last_vote_earns_points_or_both_do(points: Any, earned: list[int]) -> None:
    table = peers(peer=Peer(points=points))
    vote(table, RIGHT, WRONG, RIGHT, WRONG)
    assert not table.game.standings or all(standing.score == 0 for standing in table.game.standings.values())
    choose(table, "discuss")
    vote(table, RIGHT, RIGHT, WRONG, WRONG)
    assert [table.standing(seat).score for seat in (1, 2, 3, 4)] == earned
    assert [phone.me.get("points", 0) for phone in table.phones.values()] == earned


def test_a_streak_counts_a_question_once() -> None:
    table = peers(peer=Peer(points="both"), streaks=True)
    vote(table, RIGHT)
    choose(table, "discuss")
    vote(table, RIGHT)
    assert (table.standing(1).streak, table.given(1).bonus) == (1, 0)


def test_the_class_result_counts_the_second_answer_alone() -> None:
    table = peers(single(right="B"))
    vote(table, WRONG, WRONG, WRONG, WRONG)
    choose(table, "discuss")
    vote(table, RIGHT, RIGHT, RIGHT, WRONG)
    table.to("podium")
    assert table.game.right_percent() == 75


def test_a_phone_looks_back_at_the_question_once_with_its_last_answer() -> None:
    table = peers(single(right="B"))
    vote(table, WRONG, RIGHT)
    choose(table, "discuss")
    vote(table, RIGHT, RIGHT)
    table.to("podium")
    (item,) = review(table.room, 1, "en", 0).items
    assert (item.a, item.verdict) == (RIGHT, "right")


@pytest.mark.parametrize("where", ["voted", "explain", "discussion", "answering"])
def test_a_question_that_is_left_between_its_votes_is_skipped_with_both(where: str) -> None:
    table = peers()
    vote(table, RIGHT, WRONG)
    if where != "voted":
        choose(table, "explain" if where == "explain" else "discuss")
    if where == "answering":
        table.open()
        table.answer(1, RIGHT)
    table.do(c.Skip(table.room.step))

    assert all(asked.skipped for asked in table.game.rounds.values() if asked.index < table.room.place.index)
    assert (table.phase, table.host.stage["q"]["no"]) == ("answering", 2)
    assert all(standing.score == 0 for standing in table.game.standings.values())


def test_an_answer_to_the_first_vote_that_comes_in_the_talk_is_late() -> None:
    table = peers()
    vote(table, RIGHT, WRONG)
    choose(table, "discuss")
    assert type(table.answer(3, RIGHT)).__name__ == "AnswerLate"
    assert table.given(3).late


def test_the_room_is_folded_again_from_its_log_in_the_middle_of_a_talk() -> None:
    table = peers(peer=Peer(pairs=True))
    vote(table, RIGHT, WRONG, RIGHT, WRONG)
    choose(table, "discuss")
    again = table.replayed()
    assert again.due() == table.room.due()
    assert again.round is not None
    assert again.round.partners == table.asked.partners


# ── decided on the spot ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_coming_question_can_be_asked_twice_and_once_after_all() -> None:
    table = Table(single(), single(), students=2, reading_ms=0)
    table.open()
    for on in (True, False, True):
        assert table.refusal(c.AskTwice(1, 1, on)) is None
        assert table.host.stage["upcoming"].get("vote", 0) == int(on)
    table.to("voted", 1)


def test_the_question_on_the_stage_can_until_its_window_closes() -> None:
    table = Table(single(right="B"), students=2, reading_ms=0)
    table.open()
    table.answer(1, WRONG)
    table.do(c.AskTwice(1, 0, True))
    table.close()
    assert table.phase == "voted"
    assert table.refusal(c.AskTwice(1, 0, False)) == "stale"


def test_in_the_lobby_it_is_said_of_the_next_game() -> None:
    table = Table(single(), students=1, reading_ms=0)
    assert table.refusal(c.AskTwice(0, 0, True)) is None
    assert table.refusal(c.AskTwice(1, 0, True)) == "stale"
    vote(table, WRONG)
    assert table.phase == "voted"


@pytest.mark.parametrize("question", [slide(), poll(), number()])
def test_what_nobody_can_argue_about_is_asked_once(question: Any) -> None:
    table = Table(single(), question, students=1, reading_ms=0)
    table.open()
    assert table.refusal(c.AskTwice(1, 1, True)) == "not_now"
    assert table.refusal(c.AskTwice(1, 9, True)) == "stale"


@pytest.mark.parametrize("question", [single(), multiple(), truefalse()])
def test_what_has_options_can_be_asked_twice(question: Any) -> None:
    table = Table(single(), question, students=1, reading_ms=0)
    table.open()
    assert table.refusal(c.AskTwice(1, 1, True)) is None


# ── how sure ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_student_says_how_sure_the_answer_is_and_a_phone_that_comes_back_knows_it() -> None:
    table = peers(peer=Peer(sure=True))
    table.open()
    assert table.phones[1].stage["sure"]
    say = c.SaySure(1, 1, 0, "half")
    assert table.refusal(say) == "not_now", "there is no answer yet"
    table.answer(1, RIGHT)

    assert table.refusal(say) is None
    assert table.refusal(replace(say, sure="sure")) is None

    assert table.given(1).sure == "sure"
    assert table.phones[1].fresh(table.room)["given"]["sure"] == table.phones[1].given["sure"] == "sure"  # type: ignore[index]


def test_when_all_have_answered_the_window_waits_a_moment_for_those_who_have_not_said_how_sure() -> None:
    table = peers(peer=Peer(sure=True), students=2)
    table.open()
    table.answer(1, RIGHT)
    table.answer(2, WRONG)
    assert table.due_ms() == SURE_MS
    table.do(c.SaySure(1, 1, 0, "guess"))
    table.do(c.SaySure(2, 1, 0, "half"))
    assert table.due_ms() <= 0


def test_where_it_is_not_asked_nothing_is_waited_for_or_taken() -> None:
    table = peers(students=1)
    table.open()
    table.answer(1, RIGHT)
    assert table.due_ms() <= 0
    assert table.refusal(c.SaySure(1, 1, 0, "half")) == "not_open"


def test_after_the_window_nobody_says_it() -> None:
    table = peers(peer=Peer(sure=True))
    vote(table, RIGHT)
    assert [type(f) for f in table.do(c.SaySure(1, 1, 0, "half"))] == [Refused]
