"""Commands of a teacher who leaves the quiz as it was prepared: a question on the spot, another order of the lesson."""

from __future__ import annotations

from saual.game.command import Command
from saual.questions.aloud import Form
from saual.questions.bank import Bank


class Improvise(Command, tag=True, frozen=True):
    """Put a question on the spot, now or, while answers are open, next. `time` in seconds, 0: until it is closed."""

    step: int
    form: Form
    time: int = 0


class PutDown(Command, tag=True, frozen=True):
    """Of a question that was improvised: what was asked, what is right (as `aloud.Key`), a picture of the board. None
    leaves one as it is, "" takes it away."""

    game: int
    question: int
    text: str | None = None
    right: str | None = None
    picture: str | None = None


class SkipPart(Command, tag=True, frozen=True):
    """Leave the rest of this part of the lesson plan; one that is still to come is taken out."""

    step: int
    part: int


class MovePart(Command, tag=True, frozen=True):
    """A part that is still to come changes places with its neighbour."""

    step: int
    part: int
    up: bool


class GiveTicket(Command, tag=True, frozen=True):
    """Ask the questions of an exit ticket: after the last one of the game that is on, else at once."""

    step: int
    bank: Bank
