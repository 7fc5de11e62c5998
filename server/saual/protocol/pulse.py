"""How the lesson goes for the students: frames from phones, without names, and in figures to staff; exit tickets."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import CommandId, Mood, Pace, StepNo


class PaceIn(Struct, frozen=True, tag_field="t", tag="pace", forbid_unknown_fields=True):
    """How the lesson goes for this student. It is kept without a name, and without the seat. Answered by `ack`."""

    id: CommandId
    pace: Pace


class MoodIn(Struct, frozen=True, tag_field="t", tag="mood", forbid_unknown_fields=True):
    """How this student feels, where that is asked; kept like `pace`. Answered by `ack`."""

    id: CommandId
    mood: Mood


class PulseView(Struct, frozen=True, tag_field="t", tag="pulse", omit_defaults=True):
    """How it goes for the students, in figures; on the class screen empty unless it is `shown` there."""

    shown: bool = False
    paces: list[int] = []
    """How many say too slow, good, too fast now; empty: nobody has said."""
    told: int = 0
    """How many told how they feel, where that is asked now."""
    moods: list[int] = []
    """How many chose each of the five faces; empty while fewer than five have."""


class TicketLine(Struct, frozen=True):
    """GET /api/rooms/{room}/tickets?lang=kk: the exit tickets that there are, with how many questions."""

    id: str
    title: str
    questions: int
    own: bool


class TicketWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/rooms/{room}/tickets: ask the questions of this bank after the last one of the game, or else at once.
    `step` as the stage has it.
    """

    bank: Annotated[str, Meta(min_length=1, max_length=120)]
    step: StepNo
