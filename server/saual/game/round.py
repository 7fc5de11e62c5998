"""One question being asked: its window, the answers, and what they earned. Knows seats by number only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from saual.game.countdown import Countdown
from saual.game.ownspan import span_of
from saual.game.wall import Wall
from saual.protocol.common import Sure, TimeNeed, Turns
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer


class Response(Struct):
    """One recorded answer. `elapsed_ms` is thinking time; `credit`, `points`, `bonus` stay 0 until the close.

    `phone` is the seat whose phone gave it, 0 where the host entered it.
    """

    answer: Answer
    id: str
    arrived_ms: int
    elapsed_ms: int
    late: bool = False
    credit: float = 0.0
    points: int = 0
    bonus: int = 0
    sure: Sure | None = None
    """What the student said of it; None: nothing."""
    phone: int = 0


class Round(Struct):
    """`most` is what a right answer can earn in this game, the streak bonus aside. `window` is None until it opens."""

    index: int
    question: AnyQuestion
    most: int
    shown_ms: int
    window: Countdown | None = None
    responses: dict[int, Response] = field(default_factory=dict)
    late: dict[int, Response] = field(default_factory=dict)
    over: bool = False
    """No answers count any more; a first vote is over long before anybody learns what was right."""
    closed: bool = False
    """It is over, and what is right is no secret."""
    skipped: bool = False
    expected: int = 0
    """How many were awaited, once it is closed: those who answered, and those who did not but had a phone here."""
    witnesses: set[int] = field(default_factory=set)
    """Seats that were in the room while it was asked."""
    wall: Wall | None = None
    """What was written for the class to see, where the question collects that."""
    among: int = 0
    """How many questions the game had when it was shown: screens say so until the next, whatever is added meanwhile."""
    longer: dict[int, TimeNeed] = field(default_factory=dict)
    """Seats with more time than the class: the room's own list."""
    first: Round | None = None
    """Of a second vote the one before it."""
    partners: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """After a first vote: with whom each seat is to talk it over, where phones say that."""
    holders: dict[int, int] = field(default_factory=dict)
    """By the seat of a shared phone: whose question this is, where the phone is passed on."""
    could: frozenset[int] = frozenset()
    """Where teams play: who answered in time, or had a phone here when the answers closed and did not."""

    @property
    def marked(self) -> bool:
        """Answers are right or wrong, and count."""
        return self.question.marked and self.closed and not self.skipped

    def of(self, seat: int) -> Response | None:
        """The seat's answer, in time or late."""
        return self.responses.get(seat) or self.late.get(seat)

    def span_of(self, seat: int) -> int:
        """How long this seat's own window is, ms: that of the class, if it is not given more."""
        assert self.window is not None
        return span_of(self.window.span_ms, self.longer.get(seat, ""))

    def ends_of(self, seat: int) -> int:
        """When this seat's own window ends."""
        assert self.window is not None
        return self.window.end_of(self.span_of(seat))

    def answers(self) -> list[Answer]:
        return [response.answer for response in self.responses.values()]

    def right(self) -> int:
        """How many answers were quite right."""
        return sum(response.credit == 1.0 for response in self.responses.values()) if self.marked else 0

    def credits(self) -> dict[int, float]:
        """What each answer was worth, by seat."""
        return {seat: response.credit for seat, response in self.responses.items()}

    def percent(self) -> int:
        """Share of the answers so far that are quite right, in whole percent; 0 where there are none. A secret."""
        right = [self.question.mark(answer) == 1.0 for answer in self.answers()]
        return round(100 * sum(right) / len(right)) if right else 0

    def turns(self) -> Turns | None:
        """Of a second vote whose result is out: what became of the answers to the first one."""
        if self.first is None or not (self.marked and self.first.marked):
            return None
        return turns(self.first.credits(), self.credits())


def turns(before: Mapping[int, float], after: Mapping[int, float]) -> Turns:
    """By seat, what the answers to the first vote and to the second were worth; whoever gave both is counted."""
    both = [(credit == 1.0, after[seat] == 1.0) for seat, credit in before.items() if seat in after]
    return Turns(
        stayed_right=both.count((True, True)),
        became_right=both.count((False, True)),
        became_wrong=both.count((True, False)),
        stayed_wrong=both.count((False, False)),
    )
