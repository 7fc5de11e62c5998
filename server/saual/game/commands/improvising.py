"""Questions that were not prepared."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.questions.aloud import Form


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
