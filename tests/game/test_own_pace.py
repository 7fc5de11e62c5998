"""A homework: who may answer what and when, what counts, and what a phone may know of it."""

from __future__ import annotations

from typing import Any

import pytest

from saual.game import commands as c
from saual.game.commands.opening import Carried
from saual.game.facts import GameEnded
from saual.game.flows.own_pace import LATE_MS, ON_THE_WAY_MS, STAYS_MS
from saual.game.roster import Pupil, Roster
from saual.game.views import own_pace as views
from saual.game.views.media import found
from saual.game.views.review import review
from saual.protocol.common import Needs
from saual.protocol.homework import Homework, Material
from saual.questions.bank import KINDS
from saual.questions.base import RawAnswer
from saual.reports.record import record_of
from tests.game.test_any_game import fitted
from tests.game.test_refusals import TABLE, command
from tests.helpers.banks import brainstorm, hotspot, poll, short, single, slide
from tests.helpers.dump import dump
from tests.helpers.marked import question as marked
from tests.helpers.play import START_MS, Table

HOUR = 3_600_000
PLAN = Homework(opens_ms=START_MS + HOUR, closes_ms=START_MS + 3 * HOUR)
QUESTIONS = (single("One"), slide(), short("Two"), poll())
ONE, SLIDE, TWO, POLL = range(4)


class Home(Table):
    """A homework with these settings of its plan, open unless told otherwise."""

    def __init__(self, *questions: Any, opened: bool = True, students: int = 1, screens: bool = True, **plan: Any):
        settings = {"scoring": "none", "leaderboard": 0}
        chosen = Homework(**{"opens_ms": PLAN.opens_ms, "closes_ms": PLAN.closes_ms} | plan)
        super().__init__(*(questions or QUESTIONS), homework=chosen, students=students, screens=screens, **settings)  # type: ignore[arg-type]
        if opened:
            self.time_out()

    def begin(self, seat: int = 1, no: int = 1) -> str | None:
        return self.refusal(c.BeginAttempt(seat, no))

    def give(self, question: int, raw: RawAnswer, seat: int = 1, no: int = 1, id: str = "", took_ms: int = 0) -> Any:
        self._ids += 1
        return self.refusal(c.GiveAnswer(seat, no, question, raw, id or f"g{self._ids}", took_ms))

    def finish(self, seat: int = 1, no: int = 1) -> str | None:
        return self.refusal(c.FinishAttempt(seat, no))

    def record(self) -> Any:
        return record_of("room", self.room, self.game, self.phase == "podium")

    def credits(self, seat: int = 1) -> dict[int, float]:
        return {row.i: row.credit for row in self.record().responses if row.seat == seat}

    @property
    def homework(self) -> dict[str, Any]:
        return self.phones[1].picture["homework"]

    def same(self) -> None:
        """What the changes add up to is what a newcomer sees, and the room what its log says."""
        for phone in self.phones.values():
            assert phone.picture == phone.fresh(self.room)
        assert dump(self.replayed()) == dump(self.room)


# ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_homework_opens_closes_and_goes_by_the_clock_alone() -> None:
    home = Home(opened=False)
    assert home.phase == "lobby"
    assert home.begin() == "not_open"
    assert home.refusal(c.Advance(home.room.step)) == "not_now"
    assert home.due_ms() == HOUR
    home.time_out()
    assert home.phase == "own_pace"
    assert home.due_ms() == 2 * HOUR + ON_THE_WAY_MS
    home.time_out()
    assert home.phase == "podium"
    home.time_out()
    assert home.phase == "closed"
    assert home.now_ms == PLAN.closes_ms + STAYS_MS
    assert home.room.due() is None


def test_before_the_opening_no_phone_is_told_a_question_or_a_piece_of_the_material() -> None:
    home = Home(single("A secret"), opened=False, material=(Material(title="Hidden"),))
    told = b"".join(home.phones[1].stream)
    assert b"secret" not in told
    assert b"Hidden" not in told
    home.time_out()
    assert home.homework["material"] == [{"title": "Hidden"}]
    assert "attempt" not in home.phones[1].picture


def test_the_teacher_moves_the_times_and_what_is_past_happens_at_once() -> None:
    home = Home(opened=False)
    assert home.refusal(c.SetTimes(home.now_ms, home.now_ms + HOUR)) is None
    assert home.due_ms() == 0
    home.time_up()
    assert home.phase == "own_pace"
    assert home.refusal(c.SetTimes(home.now_ms + 1, home.now_ms + HOUR)) == "not_now", "it is open already"
    home.do(c.SetTimes(START_MS, home.now_ms + 1))
    home.time_out()
    assert home.phase == "podium"
    assert home.refusal(c.SetTimes(START_MS, home.now_ms + HOUR)) == "not_now", "others have seen what is right"
    home.same()


# ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_taken_once_however_often_it_is_sent() -> None:
    home = Home()
    home.begin()
    assert home.give(ONE, 0, id="same") is None
    assert home.give(ONE, 0, id="same") is None
    home.finish()
    assert home.finish() is None
    assert home.credits() == {ONE: 1.0}
    home.same()


def test_an_answer_may_be_changed_until_the_attempt_is_handed_in() -> None:
    home = Home()
    home.begin()
    home.give(ONE, 1, id="first")
    home.give(ONE, 0, id="second")
    assert home.give(ONE, 1, id="first") is None, "a retry of the first one, which came late, changes nothing"
    home.finish()
    assert home.give(ONE, 2) == "attempt_over"
    assert home.credits() == {ONE: 1.0}
    home.same()


def test_what_was_told_at_once_is_final() -> None:
    home = Home(feedback="at_once")
    home.begin()
    home.give(ONE, 1)
    assert home.give(ONE, 0) == "attempt_over"
    told = home.phones[1].picture["told"]["put"]
    assert told == [{"i": ONE, "verdict": "wrong", "whole": True, "right": [0]}]
    home.same()


def test_what_is_no_answer_is_refused() -> None:
    home = Home()
    assert home.give(ONE, 0) == "no_attempt"
    home.begin()
    for question, raw in ((ONE, 9), (ONE, "goes"), (SLIDE, 0), (17, 0)):
        assert home.give(question, raw) == "bad_answer"
    assert home.give(ONE, 0, seat=2) == "unknown_seat"
    assert Table(students=1).refusal(c.BeginAttempt(1, 1)) == "not_open", "that room is no homework"


def test_the_time_that_a_phone_tells_is_never_more_than_was_measured() -> None:
    home = Home()
    home.begin()
    home.wait(5_000)
    home.give(ONE, 0, took_ms=4_000)
    home.give(TWO, "x", took_ms=HOUR)
    home.finish()
    assert [row.elapsed_ms for row in home.record().responses] == [4_000, 5_000]


# ── attempts ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_next_attempt_begins_when_the_one_before_is_handed_in_and_as_often_as_is_allowed() -> None:
    home = Home(attempts=2)
    assert home.begin(no=2) == "no_attempt"
    assert home.begin() is None
    assert home.begin() is None, "the phone did not hear the first time"
    assert home.begin(no=2) == "no_attempt"
    home.finish()
    assert home.begin(no=2) is None
    home.finish(no=2)
    assert home.begin(no=3) == "no_attempt"
    home.same()


@pytest.mark.parametrize(("counts", "credits"), [("best", {ONE: 1.0, TWO: 1.0}), ("last", {ONE: 1.0})])
def test_the_best_or_the_last_attempt_counts(counts: str, credits: dict[int, float]) -> None:
    home = Home(attempts=3, counts=counts)
    for no, answers in enumerate(({ONE: 0, TWO: "Abai"}, {ONE: 0}), 1):
        home.begin(no=no)
        for question, raw in answers.items():
            home.give(question, raw, no=no)
        home.finish(no=no)
    home.begin(no=3)
    home.to("podium")
    assert home.credits() == credits, "an attempt without an answer is none"
    assert [one.get("counts", False) for one in home.homework["mine"]] == [counts == "best", counts == "last", False]
    home.same()


def test_an_attempt_that_was_not_handed_in_counts_when_the_homework_closes() -> None:
    home = Home()
    home.begin()
    home.give(ONE, 0)
    home.to("podium")
    assert home.credits() == {ONE: 1.0}


def test_every_student_and_attempt_has_an_order_of_its_own_in_which_slides_stay() -> None:
    questions = [single(f"Question {i}") for i in range(12)]
    home = Home(slide(), *questions, students=2, attempts=2)
    home.room.settings = home.game.settings = type(home.room.settings)(lang="en", shuffle_questions=True)
    orders = []
    for seat, no in ((1, 1), (1, 2), (2, 1)):
        home.begin(seat, no)
        home.finish(seat, no)
        attempt = home.room.pace and home.room.pace.get(seat, no)
        assert attempt
        orders.append(attempt.order)
    assert len(set(orders)) == 3
    assert all(order[0] == 0 and sorted(order) == list(range(13)) for order in orders)


def test_of_a_brainstorm_the_ideas_are_asked_and_no_vote() -> None:
    home = Home(brainstorm(), single())
    home.begin()
    assert [one.get("kind", "single") for one in home.phones[1].picture["attempt"]["items"]] == ["brainstorm", "single"]


# ── late ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_comes_after_the_closing_is_late_by_the_servers_clock_and_counts_only_if_the_teacher_says_so() -> None:
    home = Home()
    home.begin()
    home.give(ONE, 0)
    home.to("podium")
    home.wait(HOUR)
    assert home.give(ONE, 1) == "attempt_over", "it was answered in time"
    assert home.give(TWO, "Abai") is None
    assert home.finish() is None
    assert home.credits() == {ONE: 1.0, TWO: 0.0}
    assert [row.late for row in home.record().responses] == [False, True]
    ended = home.do(c.TakeLate(1, True))[-1]
    assert isinstance(ended, GameEnded)
    assert ended.finished
    assert home.credits() == {ONE: 1.0, TWO: 1.0}
    home.do(c.TakeLate(1, False))
    assert home.credits() == {ONE: 1.0, TWO: 0.0}
    home.same()


def test_what_was_on_its_way_at_the_closing_is_in_time_and_after_two_days_nothing_is_taken() -> None:
    home = Home()
    home.begin()
    home.wait(PLAN.closes_ms + ON_THE_WAY_MS - home.now_ms)
    home.give(ONE, 0)
    home.wait(1)
    home.time_up()
    home.wait(LATE_MS)
    assert home.give(TWO, "Abai") == "not_open"
    assert home.begin(no=2) == "not_open"
    assert home.credits() == {ONE: 1.0}


def test_an_attempts_time_ends_for_each_by_itself() -> None:
    home = Home(limit_ms=60_000, attempts=2)
    home.begin()
    assert home.phones[1].picture["attempt"]["ends"] == home.now_ms + 60_000
    home.wait(60_000 + ON_THE_WAY_MS)
    home.give(ONE, 0)
    home.wait(1)
    home.give(TWO, "Abai")
    assert [one["late"] for one in home.phones[1].picture["attempt"]["given"] if "late" in one] == [True]
    assert home.begin(no=2) is None, "the first is over, handed in or not"
    home.to("podium")
    assert home.credits() == {ONE: 1.0, TWO: 0.0}
    home.same()


@pytest.mark.parametrize(("time", "ms"), [("", 60_000), ("x1.5", 90_000), ("x2", 120_000), ("none", 0)])
def test_who_is_given_more_time_has_it_at_home_too(time: Any, ms: int) -> None:
    plan = Homework(opens_ms=START_MS, closes_ms=START_MS + HOUR, limit_ms=60_000)
    roster = Roster("class", "7 B", (Pupil("one", "Дана", needs=Needs(time=time)),), True)
    table = Table(*QUESTIONS, roster=roster, homework=plan, scoring="none")
    table.time_out()
    table.do(c.Join("key", "device", "", "one", True))
    table.do(c.BeginAttempt(1, 1))
    attempt = table.room.pace and table.room.pace.newest(1)
    assert attempt
    assert attempt.ends_ms == (table.now_ms + ms if ms else 0)


# ── what a phone may know ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("feedback", ["at_once", "at_end", "after_closing"])
def test_nothing_on_the_way_to_a_phone_depends_on_what_is_right_before_it_may_be_told(feedback: str) -> None:
    streams = []
    for right in ("A", "B"):
        home = Home(single("One", right=right), single("Two", right=right), feedback=feedback, attempts=2)
        home.begin()
        if feedback != "at_once":
            home.give(0, 0)
        home.do(c.OpenMaterial(1, 0))
        streams.append(home.phones[1].stream)
    assert streams[0] == streams[1]


def test_which_of_two_attempts_was_better_is_not_told_before_what_is_right_may_be() -> None:
    streams = []
    for right in ("A", "B"):
        home = Home(single("One", right=right), feedback="after_closing", attempts=2)
        for no in (1, 2):
            home.begin(no=no)
            home.give(0, no - 1, no=no)
            home.finish(no=no)
        streams.append(home.phones[1].stream)
    assert streams[0] == streams[1]


def test_an_answer_that_is_part_of_no_attempt_is_not_taken() -> None:
    home = Home()
    home.begin()
    assert home.refusal(c.SubmitAnswer(1, 1, ONE, 0, "past every rule")) == "not_open"


def test_what_is_right_is_told_when_no_attempt_is_left_to_use_it_in() -> None:
    home = Home(attempts=2)
    home.begin()
    home.give(ONE, 1)
    assert "told" not in home.phones[1].picture
    home.finish()
    verdicts = {one["i"]: one["verdict"] for one in home.phones[1].picture["told"]["put"]}
    assert verdicts == {ONE: "wrong", TWO: "missed", POLL: "missed"}
    assert not any("right" in one or "words" in one for one in home.phones[1].picture["told"]["put"])
    assert home.homework["mine"][0]["of"] == 2
    home.begin(no=2)
    assert "told" not in home.phones[1].picture
    home.finish(no=2)
    assert home.phones[1].picture["told"]["put"][0]["right"] == [0]
    home.same()


def test_after_the_closing_everybody_looks_back_at_the_attempt_that_counts() -> None:
    home = Home(feedback="after_closing")
    home.begin()
    home.give(TWO, "Abai")
    home.finish()
    assert "told" not in home.phones[1].picture
    assert "right" not in home.homework["mine"][0]
    assert review(home.room, 1, "en", 0).items == []
    home.to("podium")
    assert [(one.i, one.verdict) for one in review(home.room, 1, "en", 0).items] == [
        (ONE, "missed"),
        (TWO, "right"),
        (POLL, "missed"),
    ]
    assert home.homework["mine"][0]["right"] == 1
    home.same()


def test_a_phone_that_comes_back_has_all_that_it_gave() -> None:
    home = Home()
    home.begin()
    home.give(ONE, 1)
    home.depart(1)
    home.arrive(1)
    attempt = home.phones[1].picture["attempt"]
    assert attempt["given"] == [{"i": ONE, "a": 1}]
    assert [one["i"] for one in attempt["items"]] == [ONE, SLIDE, TWO, POLL]
    home.same()


def test_pictures_are_fetched_from_the_opening_on_and_films_and_the_material_come_as_they_are() -> None:
    picture, film = f"{'a' * 40}.jpg", f"{'b' * 40}.mp4"
    home = Home(single(picture=picture, film=film), opened=False, material=(Material(title="Watch", media=film),))
    home.room.secret = "secret"
    before = views.homework(home.room, 1, "en")
    assert before
    assert before.material == []
    home.time_out()
    home.begin()
    sealed, shown = home.phones[1].picture["attempt"]["items"][0]["media"]
    seen = found(home.room, sealed["name"])
    assert seen
    assert seen[0].name == picture
    assert views.open_file(home.room, sealed["name"]) is None
    opened = views.open_file(home.room, shown["name"])
    piece = views.open_file(home.room, home.homework["material"][0]["name"])
    assert opened
    assert piece
    assert (opened.name, piece.name, piece.kind) == (film, film, "film")
    assert views.open_file(home.room, "") is None


def test_pictures_to_be_answered_on_come_sealed_with_the_attempt_and_the_right_place_after_it() -> None:
    horse, plain = f"{'c' * 40}.png", f"{'d' * 40}.jpg"
    home = Home(single(pictures=("", horse)), hotspot(picture=plain), feedback="at_once")
    home.room.secret = "secret"
    home.begin()
    choice, place = home.phones[1].picture["attempt"]["items"]
    for item, at, name in ((choice, 1, horse), (place, 0, plain)):
        seen = found(home.room, item["ask"]["pictures"][at])
        assert seen
        assert (seen[0].name, seen[1]) == (name, item["ask"]["keys"][at])
    home.give(1, [500, 200])
    home.give(0, 0)
    told = views.told(home.room, 1, "en")
    assert told
    [right] = [one for one in told.put if one.i == 1]
    assert (right.verdict, right.regions) == ("right", ["rectangle 400 100 200 200"])
    assert not [name for name in (horse, plain) if name in b"".join(home.phones[1].stream).decode()]


# ── the record ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_record_is_written_while_it_is_open_and_only_who_began_was_asked() -> None:
    home = Home(students=3)
    home.begin(1)
    home.give(ONE, 0)
    ended = home.do(c.FinishAttempt(1, 1))[-1]
    assert isinstance(ended, GameEnded)
    assert not ended.finished
    home.begin(2)
    items = {item.i: item for item in home.record().items}
    assert items[ONE].witnesses == (1, 2)
    assert not items[ONE].skipped
    assert home.credits() == {ONE: 1.0}


def test_a_homework_that_is_ended_early_has_a_record_and_one_that_never_opened_has_none() -> None:
    home = Home()
    home.begin()
    home.give(ONE, 0)
    assert any(isinstance(fact, GameEnded) for fact in home.do(c.CloseRoom()))
    assert home.phase == "closed"
    assert home.credits() == {ONE: 1.0}
    early = Home(opened=False)
    assert not any(isinstance(fact, GameEnded) for fact in early.do(c.CloseRoom()))


def test_material_counts_as_opened_from_the_first_time() -> None:
    home = Home(material=(Material(title="A text", text="Read"), Material(title="A link", link="https://example.org")))
    home.do(c.OpenMaterial(1, 1))
    home.wait(1_000)
    home.do(c.OpenMaterial(1, 1))
    assert home.refusal(c.OpenMaterial(1, 2)) == "not_now"
    assert [one.get("opened", False) for one in home.homework["material"]] == [False, True]
    assert home.room.pace
    assert home.room.pace.opened == {1: {1: PLAN.opens_ms}}
    home.same()


def test_what_was_asked_at_home_is_the_list_that_the_lesson_begins_with() -> None:
    table = Table(students=1, carried=(Carried("Why so?"), Carried("Bad word", held=True)))
    told = table.host.picture["asked"]
    assert [(one["text"], one.get("state", "waiting")) for one in told.values()] == [
        ("Why so?", "waiting"),
        ("Bad word", "waiting"),
    ]
    table.do(c.SortAsked(1, "open"))
    assert [one["text"] for one in table.phones[1].picture["asked"].values()] == ["Why so?"]
    table.to("podium")
    assert [(row.seat, row.text) for row in record_of("room", table.room, table.game, True).asked] == [
        (0, "Why so?"),
        (0, "Bad word"),
    ]


@pytest.mark.parametrize("phase", ["lobby", "own_pace", "podium"])
@pytest.mark.parametrize("name", TABLE)
def test_whatever_else_is_asked_of_a_homework_it_goes_on(name: str, phase: str) -> None:
    home = Home(opened=phase != "lobby")
    if phase != "lobby":
        home.begin()
        home.give(ONE, 0)
    if phase == "podium":
        home.to("podium")
    home.do(command(name, home))
    home.same()
    assert home.phase in (phase, "closed") or (name, home.phase) == ("TimeUp", phase)
    if phase == "podium":
        assert home.credits() == {ONE: 1.0}


@pytest.mark.parametrize("feedback", ["at_once", "at_end", "after_closing"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_word_of_a_solution_leaves_early_whatever_the_type(kind: str, feedback: str) -> None:
    home = Home(marked(1, kind), marked(2, kind), feedback=feedback, attempts=2)
    home.begin()
    home.do(c.OpenMaterial(1, 0))
    if feedback != "at_once":
        home.give(0, fitted(home.game.steps[0].question, 0, "x"))
        home.finish()
    told = b"".join(home.phones[1].stream)
    assert b"SOLUTION" not in told
    home.same()
