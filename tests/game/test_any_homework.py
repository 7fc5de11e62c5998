"""Whatever happens in a homework, in whatever order: what must hold after every single command."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.flows.own_pace import LATE_MS, ON_THE_WAY_MS
from saual.game.views import homework as teacher
from saual.protocol.homework import Homework, Material
from saual.questions.bank import KINDS, Bank
from saual.questions.base import RawAnswer
from saual.reports.record import GameRecord, record_of
from saual.reports.sums import sums
from saual.reports.tables import tables
from tests.game.test_any_game import fitted
from tests.helpers.dump import dump
from tests.helpers.marked import question
from tests.helpers.play import START_MS, Table

HOUR = 3_600_000
seats = st.integers(1, 3)


class AnyHomework(RuleBasedStateMachine):
    @initialize(
        feedback=st.sampled_from(["at_once", "at_end", "after_closing"]),
        counts=st.sampled_from(["best", "last"]),
        attempts=st.integers(1, 3),
        limit=st.sampled_from([0, 0, 60_000]),
        kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4),
        shuffle=st.booleans(),
    )
    def is_given(self, feedback: Any, counts: Any, attempts: int, limit: int, kinds: list[str], shuffle: bool) -> None:
        plan = Homework(
            opens_ms=START_MS + 10_000,
            closes_ms=START_MS + HOUR,
            attempts=attempts,
            counts=counts,
            feedback=feedback,
            limit_ms=limit,
            material=(Material(title="Read", text="Text"),),
        )
        bank = Bank(title="Any", language="en", questions=tuple(question(i, kind) for i, kind in enumerate(kinds)))
        chosen = {"scoring": "none", "leaderboard": 0, "shuffle_questions": shuffle, "shuffle_options": shuffle}
        self.home = Table(bank=bank, homework=plan, students=2, **chosen)
        self.ended: GameEnded | None = None
        self.ids = 0

    def do(self, command: c.AnyCommand) -> None:
        for fact in self.home.do(command):
            if isinstance(fact, GameEnded):
                self.ended = fact

    @rule(ms=st.sampled_from([1, 1_000, 60_000, HOUR // 2, HOUR, LATE_MS]))
    def time_passes(self, ms: int) -> None:
        self.home.wait(ms)
        due = self.home.room.due()
        if due is not None and self.home.now_ms >= due.at_ms:
            self.do(c.TimeUp(due.step))

    @rule(seat=seats, no=st.integers(1, 4))
    def begins(self, seat: int, no: int) -> None:
        self.do(c.BeginAttempt(seat, no))

    @precondition(lambda self: self.home.room.game is not None)
    @rule(seat=seats, no=st.integers(1, 2), place=st.integers(0, 4), one=st.integers(0, 2), typed=st.booleans())
    def answers(self, seat: int, no: int, place: int, one: int, typed: bool) -> None:
        steps = self.home.game.steps
        raw: RawAnswer = fitted(steps[place].question, one, "right" if typed else "x") if place < len(steps) else one
        self.ids += 1
        command = c.GiveAnswer(seat, no, place, raw, f"g{self.ids}", one * 1_000)
        self.do(command)
        self.do(command)

    @rule(seat=seats, no=st.integers(1, 3))
    def hands_in(self, seat: int, no: int) -> None:
        self.do(c.FinishAttempt(seat, no))

    @rule(seat=seats, piece=st.integers(0, 1))
    def opens(self, seat: int, piece: int) -> None:
        self.do(c.OpenMaterial(seat, piece))

    @rule(seat=seats, on=st.booleans())
    def the_teacher_takes_what_is_late(self, seat: int, on: bool) -> None:
        self.do(c.TakeLate(seat, on))

    @rule(later=st.integers(-HOUR, HOUR))
    def the_teacher_moves_the_end(self, later: int) -> None:
        pace = self.home.room.pace
        assert pace is not None
        self.do(c.SetTimes(pace.plan.opens_ms, max(0, pace.plan.closes_ms + later)))

    @rule(seat=seats, lang=st.sampled_from(["kk", "ru"]))
    def a_phone_goes_or_comes_back(self, seat: int, lang: Any) -> None:
        sitting = self.home.room.seats.get(seat)
        if sitting is not None and sitting.conn is not None:
            self.home.depart(seat)
        elif sitting is not None:
            self.home.arrive(seat, lang=lang)

    @rule(seat=seats)
    def is_removed(self, seat: int) -> None:
        if seat == 2:
            self.do(c.Kick(seat))

    @rule(seat=seats, text=st.sampled_from(["Why?", "How?"]))
    def asks(self, seat: int, text: str) -> None:
        self.ids += 1
        self.do(c.AskQuestion(seat, f"q{self.ids}", text))

    # ── what must hold ──────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def a_room_is_what_its_log_says_and_changes_add_up(self) -> None:
        if not hasattr(self, "home"):
            return
        assert dump(self.home.replayed()) == dump(self.home.room)
        for phone in self.home.phones.values():
            assert phone.picture == phone.fresh(self.home.room)

    @invariant()
    def what_is_right_is_told_when_the_plan_says_so(self) -> None:
        if not hasattr(self, "home"):
            return
        pace = self.home.room.pace
        assert pace is not None
        for seat, phone in self.home.phones.items():
            newest = pace.newest(seat)
            for one in phone.picture.get("told", {}).get("put", []):
                assert newest is not None
                assert pace.plan.feedback != "after_closing"
                assert newest.finished_ms or (pace.plan.feedback == "at_once" and one["i"] in newest.answers)
                assert "right" not in one or pace.plan.feedback == "at_once" or not pace.left(seat)

    @invariant()
    def late_is_what_came_after_the_end_and_one_attempt_counts(self) -> None:
        if not hasattr(self, "home") or self.home.room.game is None:
            return
        pace, game = self.home.room.pace, self.home.game
        assert pace is not None
        for seat, tries in pace.attempts.items():
            assert len(tries) <= pace.plan.attempts
            for attempt in tries:
                for done in attempt.answers.values():
                    assert done.elapsed_ms <= done.arrived_ms - attempt.begun_ms
                    if attempt.ends_ms and not done.late:
                        assert done.arrived_ms <= attempt.ends_ms + ON_THE_WAY_MS
            for asked in game.rounds.values():
                assert not (seat in asked.responses and seat in asked.late)

    @invariant()
    def the_teacher_and_the_record_can_be_told_at_any_time(self) -> None:
        if not hasattr(self, "home"):
            return
        teacher.page("room", self.home.room, "kk")
        if self.ended is not None:
            record = record_of("room", self.home.room, self.ended.game, self.ended.finished)
            assert isinstance(record, GameRecord)
            sums(record)
            assert sum(row.counts for row in record.attempts) <= len(record.students)
            assert {"attempts", "material"} < tables(record, "ru", {}).keys()


TestAnyHomework = AnyHomework.TestCase
TestAnyHomework.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
