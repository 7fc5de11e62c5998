"""Homework: what a teacher sets, and what the teacher reads of it over HTTP. Times are the server's Unix ms."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.protocol.common import Lang
from saual.questions.media import MediaName

Feedback = Literal["at_once", "at_end", "after_closing"]
"""When a student learns what is right: with each answer (which is final then), when the last attempt is finished, or
when the homework has closed."""
Counts = Literal["best", "last"]
"""Which of a student's attempts counts."""

MOST_ATTEMPTS = 20
MOST_MATERIAL = 12
Moment = Annotated[int, Meta(ge=0, le=10**14)]
AttemptNo = Annotated[int, Meta(ge=1, le=MOST_ATTEMPTS)]
MaterialNo = Annotated[int, Meta(ge=0, lt=MOST_MATERIAL)]
Place = Annotated[int, Meta(ge=0, le=10_000)]


# ── what is set ─────────────────────────────────────────────────────────────────────────────────────────────


class Material(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something to read, hear or watch beforehand: a text, a link, or a file of the server's own."""

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    text: Annotated[str, Meta(max_length=4000)] = ""
    link: Annotated[str, Meta(max_length=500, pattern=r"^(https?://[^\s]+)?\Z")] = ""
    media: MediaName | None = None
    alt: Annotated[str, Meta(max_length=300)] = ""
    """What a picture shows."""


class Homework(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """`limit_ms` is the time for one attempt, 0: as long as one likes."""

    opens_ms: Moment
    closes_ms: Moment
    attempts: AttemptNo = 1
    counts: Counts = "best"
    limit_ms: Annotated[int, Meta(ge=0, le=24 * 3_600_000)] = 0
    feedback: Feedback = "at_end"
    note: Annotated[str, Meta(max_length=1000)] = ""
    """What the teacher has to say of it."""
    material: Annotated[tuple[Material, ...], Meta(max_length=MOST_MATERIAL)] = ()


# ── for the teacher, over HTTP ──────────────────────────────────────────────────────────────────────────────


class NewHomework(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """POST /api/homework: give a bank as homework. Answered by HomeworkLine.

    It opens and closes within 60 days from now. Who comes in: students of the class by card or (`by_name`) by
    picking their names; with `everybody` also under a nickname. Without a class everybody does.
    """

    lang: Lang
    bank: Annotated[str, Meta(min_length=1, max_length=120)]
    homework: Homework
    class_id: Annotated[str, Meta(max_length=40)] | None = None
    by_name: bool = False
    everybody: bool = False
    shuffle_questions: bool = True
    shuffle_options: bool = True


HomeworkState = Literal["waiting", "open", "closed"]


class HomeworkLine(Struct, frozen=True):
    """GET /api/homework gives a list of these, newest first. `students` have come in, `done` have finished an attempt;
    `of` are in the class (0: there is none)."""

    room: str
    pin: str
    title: str
    group: str
    state: HomeworkState
    opens_ms: int
    closes_ms: int
    gone_ms: int
    """When its PIN is free again; the record stays."""
    students: int
    done: int
    of: int
    questions: int
    """Questions that students left."""


class DoerLine(Struct, frozen=True, omit_defaults=True):
    """One student. `seat` 0: of the class, and has not come in. `ms` is what the phone says the answers of the attempt
    that counts took, `right` how many of `of` questions in it were quite right (of an unfinished one: so far)."""

    seat: int
    name: str
    real: str = ""
    came_ms: int = 0
    attempts: int = 0
    finished_ms: int = 0
    answered: int = 0
    late: int = 0
    late_counts: bool = False
    right: int = 0
    of: int = 0
    ms: int = 0
    opened: list[int] = []
    """The pieces of material that were opened, counted from 0."""
    going: bool = False
    """An attempt is going on."""


class WorkItem(Struct, frozen=True):
    """One question. `credit` is the mean of what was earned, 0 to 1; None where nothing is right or nobody answered."""

    i: int
    text: str
    kind: str
    answered: int
    credit: float | None


class LeftQuestion(Struct, frozen=True):
    """What a student asked. `name` only where it was asked by name."""

    no: int
    text: str
    name: str
    at_ms: int


class HomeworkPage(Struct, frozen=True):
    """GET /api/homework/{room}?lang=kk: all of one, as it is now. PATCH changes its times, DELETE ends it."""

    line: HomeworkLine
    game: str
    """The record of it: /api/games/{game}."""
    homework: Homework
    doers: list[DoerLine]
    items: list[WorkItem]
    questions: list[LeftQuestion]


class HomeworkTimes(Struct, frozen=True, forbid_unknown_fields=True):
    """PATCH /api/homework/{room}: it opens and closes then; what is past happens at once. Closed, it opens no more.
    `now` puts the server's time for the one or the other: the teacher's clock may be fast."""

    opens_ms: Moment
    closes_ms: Moment
    now: Literal["open", "close"] | None = None


class SeatWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/homework/{room}/seat: let another device go on under this name (`free`), or take the student out."""

    seat: Annotated[int, Meta(ge=1, le=100_000)]
    to: Literal["free", "remove"]


class TakeLateWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/homework/{room}/late: what this student sent too late counts, or does not."""

    seat: Annotated[int, Meta(ge=1, le=100_000)]
    on: bool


class LessonFrom(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/homework/{room}/lesson: open a room with these of its questions, in this order, for the same class, and
    with what students asked in its list. Answered by RoomLine."""

    items: Annotated[list[Place], Meta(max_length=500)]
    questions: bool = True
