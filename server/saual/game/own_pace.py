"""How far each seat has come with a homework: its attempts, their answers, the material that was opened.

Owns which attempt counts and what of it goes into the game's rounds, where record and reports find it as if it had been
answered in class. Knows no phases, no frames and no people.
"""

from __future__ import annotations

from random import Random

from msgspec import Struct, field

from saual.game.game import Game
from saual.game.ownspan import span_of
from saual.game.round import Response, Round
from saual.protocol.common import TimeNeed
from saual.protocol.homework import Homework
from saual.questions.base import Answer


class Done(Struct):
    """The answer to one question of an attempt. `ids`: of all commands that gave one; `late`: after the end of it."""

    answer: Answer
    id: str
    arrived_ms: int
    elapsed_ms: int
    late: bool
    ids: set[str]


class Attempt(Struct):
    """`order`: the places of the questions in the game, as they were drawn for this attempt. `ends_ms` 0: no limit."""

    no: int
    begun_ms: int
    order: tuple[int, ...]
    ends_ms: int = 0
    finished_ms: int = 0
    answers: dict[int, Done] = field(default_factory=dict)

    def over(self, at_ms: int) -> bool:
        """It was handed in, or its time is over."""
        return bool(self.finished_ms) or 0 < self.ends_ms < at_ms

    @property
    def late(self) -> int:
        return sum(done.late for done in self.answers.values())


class OwnPace:
    """`plan` is what the teacher set, its times as they are now."""

    def __init__(self, plan: Homework) -> None:
        self.plan = plan
        self.attempts: dict[int, list[Attempt]] = {}
        """By seat, oldest first."""
        self.opened: dict[int, dict[int, int]] = {}
        """By seat: when each piece of the material was first opened."""
        self.taken: set[int] = set()
        """Seats whose late answers count, because the teacher says so."""
        self.closed = False

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def of(self, seat: int) -> list[Attempt]:
        return self.attempts.get(seat, [])

    def newest(self, seat: int) -> Attempt | None:
        return self.of(seat)[-1] if self.of(seat) else None

    def get(self, seat: int, no: int) -> Attempt | None:
        return self.of(seat)[no - 1] if 1 <= no <= len(self.of(seat)) else None

    def left(self, seat: int) -> int:
        """How many more attempts the seat may begin."""
        return 0 if self.closed else self.plan.attempts - len(self.of(seat))

    def limit_ms(self, time: TimeNeed) -> int:
        """How long an attempt may take of who is given so much time; 0: as long as one likes."""
        return 0 if not self.plan.limit_ms or time == "none" else span_of(self.plan.limit_ms, time)

    def in_time(self, seat: int, done: Done) -> bool:
        """It counts."""
        return not done.late or seat in self.taken

    def credits(self, game: Game, seat: int, attempt: Attempt) -> list[float]:
        """What its answers in time are worth, where something is right, 1 for each that is quite right."""
        rounds = game.rounds
        return [
            rounds[i].question.mark(done.answer)
            for i, done in attempt.answers.items()
            if rounds[i].marked and self.in_time(seat, done)
        ]

    def counting(self, game: Game, seat: int) -> Attempt | None:
        """Of the attempts with an answer the best or the last one; while it is open, of those that are finished, if
        any is."""
        tried = [attempt for attempt in self.of(seat) if attempt.answers]
        if not self.closed:
            tried = [attempt for attempt in tried if attempt.finished_ms] or tried[-1:]
        if not tried:
            return None
        if self.plan.counts == "last":
            return tried[-1]
        return max(tried, key=lambda attempt: (sum(self.credits(game, seat, attempt)), attempt.no))

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, game: Game, seat: int, seed: int, limit_ms: int, at_ms: int) -> Attempt:
        """The seat's next attempt: its own order of the questions, slides where they stand."""
        tries = self.attempts.setdefault(seat, [])
        no = len(tries) + 1
        order = sorted(game.rounds)
        if game.settings.shuffle_questions:
            places = [at for at, i in enumerate(order) if game.steps[i].question.answered]
            moved = [order[at] for at in places]
            Random(f"{seed}/{seat}/{no}").shuffle(moved)
            for at, i in zip(places, moved, strict=True):
                order[at] = i
        attempt = Attempt(no, at_ms, tuple(order), at_ms + limit_ms if limit_ms else 0)
        tries.append(attempt)
        for asked in game.rounds.values():
            asked.witnesses.add(seat)
        return attempt

    def settle(self, game: Game, seat: int) -> None:
        """Let the game's rounds have the answers of the attempt that counts."""
        attempt = self.counting(game, seat)
        for asked in game.rounds.values():
            asked.responses.pop(seat, None)
            asked.late.pop(seat, None)
            done = attempt.answers.get(asked.index) if attempt is not None else None
            if done is not None:
                self._put(asked, seat, done)

    def _put(self, asked: Round, seat: int, done: Done) -> None:
        response = Response(done.answer, done.id, done.arrived_ms, done.elapsed_ms)
        if not self.in_time(seat, done):
            response.late = True
            asked.late[seat] = response
            return
        if asked.marked:
            response.credit = asked.question.mark(done.answer)
        asked.responses[seat] = response
