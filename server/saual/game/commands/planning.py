"""Commands about a planned lesson: what of it comes next."""

from __future__ import annotations

from saual.game.commands.base import Command


class SkipPart(Command, tag=True, frozen=True):
    """Leave the rest of this part of the lesson plan; one that is still to come is taken out."""

    step: int
    part: int


class MovePart(Command, tag=True, frozen=True):
    """A part that is still to come changes places with its neighbour."""

    step: int
    part: int
    up: bool
