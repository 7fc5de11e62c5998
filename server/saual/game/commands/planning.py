"""Commands about what of a lesson comes next."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import Flow
from saual.questions.bank import AnyQuestion


class SkipPart(Command, tag=True, frozen=True):
    """Leave the rest of this part of the lesson plan; one that is still to come is taken out.

    A part is meant, whichever of its questions is on: where a clock has closed one meanwhile, the command still holds.
    """

    game: int
    part: int


class MovePart(Command, tag=True, frozen=True):
    """A part that is still to come changes places with its neighbour."""

    game: int
    part: int
    up: bool


class PutQuestion(Command, tag=True, frozen=True):
    """A question of a bank comes next."""

    question: AnyQuestion
    flow: Flow = "classic"
