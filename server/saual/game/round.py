"""One question being asked: its window, the answers, and what they earned. Knows seats by number only."""

from __future__ import annotations

from msgspec import Struct, field

from saual.game.countdown import Countdown
from saual.game.wall import Wall
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
    closed: bool = False
    skipped: bool = False
    expected: int = 0
    """How many were awaited, once it is closed: those who answered, and those who did not but had a phone here."""
    witnesses: set[int] = field(default_factory=set)
    """Seats that were in the room while it was asked."""
    wall: Wall | None = None
    """What was written for the class to see, where the question collects that."""
    turns: dict[int, int] = field(default_factory=dict)
    """By the seat of a shared phone: whose question this is, where the phone is passed on."""

    @property
    def marked(self) -> bool:
        """Answers are right or wrong, and count."""
        return self.question.marked and self.closed and not self.skipped

    def of(self, seat: int) -> Response | None:
        """The seat's answer, in time or late."""
        return self.responses.get(seat) or self.late.get(seat)

    def answers(self) -> list[Answer]:
        return [response.answer for response in self.responses.values()]

    def right(self) -> int:
        """How many answers were quite right."""
        return sum(response.credit == 1.0 for response in self.responses.values()) if self.marked else 0
