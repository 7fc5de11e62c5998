"""Frames of a homework: what a phone sends and is told while its student goes at the own pace.

Times are the server's Unix ms.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.protocol.common import CommandId, Math, PhoneMedia
from saual.protocol.homework import AttemptNo, Counts, Feedback, MaterialNo, Place
from saual.questions.base import Ask, RawAnswer
from saual.questions.media import MediaKind

# ── from the phone ──────────────────────────────────────────────────────────────────────────────────────────


class BeginIn(Struct, frozen=True, tag_field="t", tag="begin", forbid_unknown_fields=True):
    """Begin attempt `no`, which must be the next. Answered by `attempt` and `ack`."""

    id: CommandId
    no: AttemptNo


class GiveIn(Struct, frozen=True, tag_field="t", tag="give", forbid_unknown_fields=True):
    """Answer question `q` in attempt `no`. Retried with the same `id` until its `ack`, for days if need be.

    `ms` is how long the phone says that it took; only a report shows it, and never more than the server measured.
    """

    id: CommandId
    no: AttemptNo
    q: Place
    a: RawAnswer
    ms: Annotated[int, Meta(ge=0, le=10**12)] = 0


class FinishIn(Struct, frozen=True, tag_field="t", tag="finish", forbid_unknown_fields=True):
    """Hand attempt `no` in. Answered by `ack`; what was not answered stays so."""

    id: CommandId
    no: AttemptNo


class OpenedIn(Struct, frozen=True, tag_field="t", tag="opened", forbid_unknown_fields=True):
    """The student has opened piece `no` of the material, counted from 0. Answered by `ack`."""

    id: CommandId
    no: MaterialNo


# ── to the phone ────────────────────────────────────────────────────────────────────────────────────────────


class MaterialView(Struct, frozen=True, omit_defaults=True):
    """A file is fetched from `/m/ROOM/NAME` as it is."""

    title: str
    text: str = ""
    link: str = ""
    name: str = ""
    kind: MediaKind | None = None
    alt: str = ""
    opened: bool = False


class AttemptView(Struct, frozen=True, omit_defaults=True):
    """One attempt of this seat. `right` of the `of` questions in which something is, None where it may not be told."""

    no: int
    begun: int
    finished: int = 0
    """0: it goes on."""
    answered: int = 0
    late: int = 0
    """Answers that came too late, and count only if the teacher says so."""
    right: int | None = None
    of: int = 0
    counts: bool = False


class PlayerHomework(Struct, frozen=True, tag_field="t", tag="homework", omit_defaults=True):
    """The homework and how far this seat has come with it; each one replaces the last."""

    opens: int
    closes: int
    until: int
    """What comes after `closes` and before this is recorded as late."""
    n: int
    """How many questions are to be answered."""
    title: str
    attempts: int = 1
    counts: Counts = "best"
    limit: int = 0
    feedback: Feedback = "at_end"
    note: str = ""
    material: list[MaterialView] = []
    mine: list[AttemptView] = []
    math: Math = {}


class PaceItem(Struct, frozen=True, omit_defaults=True):
    """One question of an attempt at a homework, with all that it takes to answer it."""

    i: int
    text: str
    kind: str = "single"
    ask: Ask = Ask()
    media: list[PhoneMedia] = []


class PaceGiven(Struct, frozen=True, omit_defaults=True):
    """What this seat has answered to question `i` of the attempt."""

    i: int
    a: RawAnswer
    late: bool = False


class PlayerAttempt(Struct, frozen=True, tag_field="t", tag="attempt", omit_defaults=True):
    """The newest attempt of this seat, whole, in the order that was drawn for it: from here on a phone needs no network
    before it sends the answers. The frame `told` of the attempt before is gone with it.
    """

    no: int
    items: list[PaceItem]
    ends: int = 0
    """When its time is over; 0: whenever the homework closes."""
    given: list[PaceGiven] = []
    math: Math = {}


class PaceGave(Struct, frozen=True, tag_field="t", tag="gave", omit_defaults=True):
    """An answer of attempt `no` is recorded, from whichever device it came; it takes the place of the one before."""

    no: int
    i: int
    a: RawAnswer
    late: bool = False


class Told(Struct, frozen=True, omit_defaults=True):
    """How the seat did in question `i`, and, where that may be told by now, what was right (`whole`)."""

    i: int
    verdict: Literal["right", "part", "wrong", "none", "missed"]
    whole: bool = False
    right: list[int] = []
    words: list[str] = []
    why: str = ""
    regions: list[str] = []


class PlayerTold(Struct, frozen=True, tag_field="t", tag="told", omit_defaults=True):
    """What may be told of the questions of attempt `no`; question by question. Gone with the next attempt."""

    no: int
    put: list[Told] = []
    math: Math = {}
