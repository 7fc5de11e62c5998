"""A room: the fold of its log. Owns who sits where, the phase and its end; the flow owns the order of phases.

`apply` is the only way in. It is deterministic, and a refused command changes nothing.

    lobby ─Advance→ reading ─TimeUp→ answering ─TimeUp→ reveal ─Advance→ leaderboard ─→ … podium ─Advance→ closed
      ▲                                                                                 │
      └────────────────────────────── PlayAgain ────────────────────────────────────────┘

In `answering` the host's Advance stops the window; TimeUp closes it after the grace, or when all have answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from saual.game import commands as c
from saual.game.asking import Asking
from saual.game.countdown import Countdown
from saual.game.course import Course
from saual.game.facts import AnswerAccepted, AnswerLate, Fact, GameEnded, Refused
from saual.game.flows import Place, own_pace
from saual.game.game import Game
from saual.game.own_pace import OwnPace
from saual.game.ownspan import NEVER_MS
from saual.game.pulse import Pulse
from saual.game.round import Response, Round
from saual.game.rules import Rules
from saual.game.rules.adjusting import ADJUSTING
from saual.game.rules.answering import ANSWERING
from saual.game.rules.arguing import ARGUING
from saual.game.rules.asking import ASKING
from saual.game.rules.fetching import FETCHING
from saual.game.rules.improvising import IMPROVISING
from saual.game.rules.own_pace import OWN_PACE
from saual.game.rules.planning import PLANNING
from saual.game.rules.posting import POSTING
from saual.game.rules.pulsing import PULSING
from saual.game.rules.seating import SEATING
from saual.game.rules.sharing import SHARING
from saual.game.rules.steering import STEERING
from saual.game.rules.teaming import TEAMING, take_in
from saual.game.rules.ticketing import TICKETING
from saual.game.seats import Seat, Seats
from saual.game.step import Step, arranged, in_flow
from saual.game.teams import Teams
from saual.game.uses import Uses, use_of
from saual.game.whose import answer_of, answering, has_turn, put_to
from saual.protocol.codes import Code
from saual.protocol.common import Flow, Needs, TimeNeed
from saual.questions.bank import AnyQuestion
from saual.questions.base import RawAnswer
from saual.questions.formula import strings

SURE_MS = 5_000
"""When all have answered, those who have not said how sure they are get this long to say it."""
ABSENT_MS = 10_000
"""A phone that went away this recently is waited for: it may only be reconnecting."""


NOBODY = 0
"""The seat of what nobody in the room has asked."""


class Due(Struct, frozen=True):
    """A countdown that somebody must end: propose `TimeUp(step)` at `at_ms`, not before."""

    at_ms: int
    step: int


class Room:
    """State after the entries applied so far (`seq` of them). Read freely, change through `apply` alone."""

    def __init__(self, opened: c.OpenRoom, at_ms: int) -> None:
        self.pin = opened.pin
        self.bank = opened.bank
        self.settings = opened.settings
        self.seed = opened.seed
        self.secret = opened.secret
        self.roster = opened.roster
        self.opened_ms = at_ms
        self.seq = 1
        self.at_ms = at_ms
        self.seats = Seats()
        self.locked = False
        self.place = Place("lobby")
        self.step = 0
        self.games = 0
        self.game: Game | None = None
        self.flows = opened.programme.flows
        self.plan = opened.programme.plan
        self.course = Course(self.plan)
        """How far the plan of the lesson is; without parts where there is none."""
        self.coming = self.arranged(1)
        """The steps of the next game."""
        self.played: dict[int, Game] = {}
        """Games that were played to their podium: their records are out."""
        self.counted: dict[int, int] = {}
        """How much of each seat's presence belongs to games that have ended, ms."""
        self.ready: dict[int, set[int]] = {}
        """Seats whose phones have the pictures and sound of a question of the current game, by its index."""
        self.has_media = any(map(_has_media, opened.bank.questions))
        """Some question has what phones must fetch."""
        homework = opened.programme.homework
        material = homework.material if homework is not None else ()
        self.has_formulas = any(map(_has_formulas, opened.bank.questions)) or any("$" in one.text for one in material)
        self.teams = Teams(opened.seed)
        self.asking = Asking()
        for n, one in enumerate(opened.programme.carried):
            self.asking.ask(NOBODY, f"carried{n}", one.text, False, one.held, at_ms, 1)
        self.pace = OwnPace(homework) if homework is not None else None
        """How far everybody is, where the room is a homework."""
        self.pulse = Pulse()
        self.uses: dict[int, Uses] = {}
        """By game: how the teacher used the software in it, and in the lobby before it."""
        self.longer: dict[int, TimeNeed] = {}
        """Seats whose student is given more time than the class."""
        self.answerers: set[int] = set()
        """Seats that have answered anything in this room."""
        self.timer: Countdown | None = None
        """Of a phase without a window: reading, and the talk between two votes."""
        self.waiting: set[int] = set()
        """Seats with a phone, or those that the host answers for, that have not answered the open question."""
        self.absent: set[int] = set()
        """Seats without a phone that have not answered the open question."""
        self.unsure: set[int] = set()
        """Seats that have answered the open question, and have not said how sure they are."""

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def round(self) -> Round | None:
        """The question on the stage; None in the lobby and at the podium."""
        if self.game is None or self.place.phase in ("lobby", "podium", "closed"):
            return None
        return self.game.rounds.get(self.place.index)

    def asked(self, game: int, question: int) -> Round | None:
        """That question of that game, if the game is on and the question was on the stage."""
        return self.game.rounds.get(question) if self.game is not None and self.game.no == game else None

    @property
    def countdown(self) -> Countdown | None:
        """What runs (or is paused) in this phase."""
        if self.place.phase in ("reading", "discussion"):
            return self.timer
        asked = self.round if self.place.phase == "answering" else None
        return asked.window if asked is not None else None

    @property
    def closing(self) -> bool:
        """The window was stopped by the host; answers on their way are still let in for the grace."""
        return self.countdown is not None and self.countdown.stopped_ms is not None

    @property
    def paused(self) -> bool:
        return self.countdown is not None and self.countdown.paused_ms is not None

    def upcoming(self) -> tuple[int, AnyQuestion | None]:
        """The question after the one on the stage, in the lobby the first; None at the end, and in a homework."""
        index = self.place.index + 1
        if self.place.phase in ("podium", "closed") or self.pace is not None:
            return index, None
        return index, self.steps[index].question if index < len(self.steps) else None

    def due(self) -> Due | None:
        """When the running countdown is over, or the phase of a homework, as far as is known now."""
        if self.pace is not None:
            if self.place.phase == "closed":
                return None
            return Due(own_pace.over_ms(self.place, self.pace.plan), self.step)
        countdown = self.countdown
        if countdown is None or countdown.paused_ms is not None:
            return None
        if self.place.phase != "answering":
            return Due(countdown.ends_ms, self.step)
        at_ms = min(self._all_over_ms(countdown), self._all_answered_ms())
        return Due(at_ms, self.step) if at_ms < NEVER_MS else None

    def _all_over_ms(self, countdown: Countdown) -> int:
        """When everybody's time is over: the class's, and that of those who are given more and have not answered. For
        whoever's phone went away it ends when it has been away for 10 s, if that is sooner."""
        ends = [countdown.ends_ms]
        if self.longer and self.round is not None:
            for seat in self.longer:
                if seat in self.waiting:
                    ends.append(self.round.ends_of(seat))
                elif seat in self.absent:
                    ends.append(min(self.round.ends_of(seat), self.seat(seat).departed_ms + ABSENT_MS))
        return max(ends) + self.settings.grace_ms

    def _all_answered_ms(self) -> int:
        """When nobody is left to wait for: at once, or when the last phone that went away has been away for 10 s, and
        who was not asked in vain how sure the answer is had 5 s to say it."""
        if self.waiting or self.round is None or not self.round.responses:
            return NEVER_MS
        absent = (self.seat(no).departed_ms + ABSENT_MS for no in self.absent)
        given = [answer_of(self.seats, self.round, no) for no in self.unsure if self.asks_sure]
        unsure = (response.arrived_ms + SURE_MS for response in given if response is not None)
        return max((*absent, *unsure), default=0)

    @property
    def asks_sure(self) -> bool:
        """Phones ask how sure one is of the answer to the question on the stage."""
        return self.settings.peer.sure and self.round is not None and self.steps[self.place.index].flow == "peer"

    def receipt(self, command: c.SubmitAnswer) -> AnswerAccepted | AnswerLate | None:
        """What the same command (same seat, question and id) came to before; None if it was not seen yet."""
        asked = self.asked(command.game, command.question)
        if asked is None:
            return None
        for response in self.given(asked, command):
            if response is not None and response.id == command.id:
                return (AnswerLate if response.late else AnswerAccepted)(command.seat, command.id)
        return None

    def given(self, asked: Round, command: c.SubmitAnswer) -> list[Response | None]:
        """What those have answered whose answer this is."""
        if command.seat in self.waiting and asked is self.round and not self.seats.any_shared:
            return [None]  # as nearly always: it is waited for
        return [asked.of(no) for no in answering(self.seats, asked, command)]

    def expect(self, no: int) -> None:
        """Wait for this seat's answer to the open question, or do so no more."""
        self.waiting.discard(no)
        self.absent.discard(no)
        asked, seat = self.round, self.seats.get(no)
        if self.place.phase != "answering" or asked is None or seat is None or asked.of(no) is not None:
            return
        if has_turn(self.seats, asked, no):
            (self.waiting if seat.conn is not None else self.absent).add(no)

    def expect_all(self, asked: Round) -> None:
        """The window opens: wait for everybody's answer."""
        to = put_to(self.seats, asked)
        self.waiting = {seat.no for seat in to if seat.conn is not None}
        self.absent = {seat.no for seat in to if seat.conn is None}

    def texts_of(self, game: int, question: int, raw: RawAnswer) -> tuple[str, ...]:
        """What the class would see of this answer, word for word; nothing where the question collects no texts."""
        asked = self.asked(game, question)
        if asked is None or not asked.question.collects:
            return ()
        answer = asked.question.read(raw)
        return asked.question.posts(answer) if answer is not None else ()

    def seat(self, no: int) -> Seat:
        """The seat of a student who is in."""
        seat = self.seats.get(no)
        assert seat is not None
        return seat

    def needs(self, seat: Seat) -> Needs:
        """What the student of this seat is given."""
        pupil = self.roster.get(seat.student) if self.roster is not None and seat.student else None
        return pupil.needs if pupil is not None else Needs()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Of the game that is on, or else of the next."""
        return self.game.steps if self.game is not None else self.coming

    @property
    def current(self) -> int:
        """The game that is on, or else the next: what is asked and said now belongs to it."""
        return self.game.no if self.game is not None else self.games + 1

    def heard(self, seat: int) -> bool:
        """The student has answered, asked, asked the same or was counted speaking."""
        return seat in self.answerers or self.asking.heard(seat)

    def record_again(self, game: int) -> list[Fact]:
        """Once a game's record is out, what still changes it has to go there too."""
        return [GameEnded(self.played[game], True)] if game in self.played else []

    def arranged(self, no: int) -> tuple[Step, ...]:
        """The steps of the room's game `no`, as they follow from the bank."""
        return arranged(self.bank, self.settings, self.seed, no, self.flows, self.course)

    def next_place(self) -> int:
        """Where a step can be put that shall come next: nothing comes between the two votes on a question."""
        at = self.place.index + 1
        return at + 1 if at < len(self.steps) and self.steps[at].vote == 2 else at

    def put_steps(self, at: int, steps: Sequence[Step], instead: int = 0) -> None:
        """Put steps at place `at`, which was not on the stage yet, in place of the `instead` that stand there."""
        assert at > (max(self.game.rounds, default=-1) if self.game else -1)
        self._take_steps((*self.steps[:at], *steps, *self.steps[at + instead :]))
        self.know([step.question for step in steps])

    def know(self, questions: Iterable[AnyQuestion]) -> None:
        """These are asked, too."""
        for question in questions:
            self.has_media |= _has_media(question)
            self.has_formulas |= _has_formulas(question)

    def change_flow(self, at: int, flow: Flow) -> None:
        """Step `at` has the same question, and goes through another flow."""
        self._take_steps((*self.steps[:at], in_flow(self.steps[at], flow), *self.steps[at + 1 :]))

    def _take_steps(self, steps: tuple[Step, ...]) -> None:
        """What phones have ready for a question, they have as long as it keeps its place."""
        kept = {
            i for i, (one, other) in enumerate(zip(self.steps, steps, strict=False)) if one.question is other.question
        }
        self.ready = {index: seats for index, seats in self.ready.items() if index in kept}
        if self.game is not None:
            self.game.steps = steps
        else:
            self.coming = steps

    # ── the fold ────────────────────────────────────────────────────────────────────────────────────────────────

    def apply(self, command: c.AnyCommand, at_ms: int) -> list[Fact]:
        """Fold the next entry of the log."""
        self.seq += 1
        self.at_ms = at_ms
        code = self.refuses(command, at_ms)
        if code:
            return [Refused(code)]
        _, do = _RULES[type(command)]
        before, facts = self.place, do(self, command, at_ms)
        if type(command) is not c.SubmitAnswer:  # nearly all are
            self._count_use(command, before)
            facts += take_in(self)
        return facts

    def _count_use(self, command: c.AnyCommand, before: Place) -> None:
        uses = self.uses.setdefault(self.current, Counter())
        use = use_of(command)
        if use is not None:
            uses[use] += 1
        if self.place.phase == "leaderboard" and before.phase != "leaderboard":
            uses["leaderboards"] += 1

    def refuses(self, command: c.AnyCommand, at_ms: int) -> Code | None:
        """Why this command would change nothing at `at_ms`; None if it would be taken. Changes nothing itself."""
        if self.place.phase == "closed":
            return "room_closed"
        if isinstance(command, c.OpenRoom):
            return "not_now"
        check, _ = _RULES[type(command)]
        return check(self, command, at_ms) if check else None


def _has_formulas(question: AnyQuestion) -> bool:
    return any("$" in said for _, text in question.texts() for said in strings(text))


def _has_media(question: AnyQuestion) -> bool:
    return bool(question.fetched("en", "en"))


_RULES: Rules = {
    **SEATING,
    **ANSWERING,
    **STEERING,
    **ARGUING,
    **ADJUSTING,
    **ASKING,
    **POSTING,
    **FETCHING,
    **IMPROVISING,
    **PLANNING,
    **OWN_PACE,
    **PULSING,
    **TICKETING,
    **SHARING,
    **TEAMING,
}
