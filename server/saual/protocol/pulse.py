"""Frames about how the lesson goes for the students: from phones, without anybody's name, and in figures to staff."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.common import CommandId, Mood, Pace


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
