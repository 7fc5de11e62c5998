"""Frames from the host about a question that is put on the spot."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from saual.protocol.common import GameNo, HostCommand, QuestionNo, StepNo
from saual.questions.aloud import Form, Key


class ImproviseIn(HostCommand, tag="improvise", frozen=True):
    """Put a question that is asked aloud or stands on the board; `form` is that of its answers. It takes the place of
    what is on the stage, or comes next while something is read or answered. `time` in seconds; 0: until it is closed.
    """

    step: StepNo
    form: Form
    time: Annotated[int, Meta(ge=0, le=600)] = 0


class PutDownIn(HostCommand, tag="put_down", frozen=True):
    """What was asked in question `q` of game `g`, which was improvised and is closed; what is right (an option's
    letter, a number, words with a semicolon between them); a picture of the board. What is not named stays, "" takes it
    away.
    """

    g: GameNo
    q: QuestionNo
    text: Annotated[str, Meta(max_length=1000)] | None = None
    right: Key | None = None
    picture: Annotated[str, Meta(max_length=60)] | None = None
