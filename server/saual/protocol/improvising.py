"""Frames from the host about a question that is put on the spot."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import GameNo, HostCommand, QuestionNo, StepNo
from saual.questions.aloud import Form, Key


class AloudLine(Struct, frozen=True):
    """What was put down of a question asked aloud, as PutDown takes it; "" for what was not."""

    text: str
    right: str
    picture: str
    options: list[str]
    scale: bool
    """Nothing can be right in it."""


class PutDown(Struct, frozen=True, forbid_unknown_fields=True):
    """PATCH /api/games/{id}/items/{i}, a question asked aloud: what was asked, what was right, a picture. What is not
    named stays, "" takes it away. Answered by GameReport."""

    text: Annotated[str, Meta(max_length=1000)] | None = None
    right: Key | None = None
    picture: Annotated[str, Meta(max_length=60)] | None = None


class KeepQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/games/{id}/items/{i}/keep: into this bank of the teacher's own, or a new one. Answered by BankLine."""

    bank: Annotated[str, Meta(max_length=120)] | None = None


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
