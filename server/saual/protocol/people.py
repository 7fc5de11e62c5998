"""JSON bodies of the HTTP interface that are about classes and their students. All need the staff cookie."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import Needs
from saual.protocol.files import RemarkLine

PersonName = Annotated[str, Meta(min_length=1, max_length=200)]
Number = Annotated[str, Meta(max_length=40)]


class ClassName(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/classes: a new class. Answered by ClassLine."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]


class ClassChange(Struct, frozen=True, forbid_unknown_fields=True):
    """PATCH /api/classes/{id}: what is not named stays. A `closed` class is not offered for lessons."""

    name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    closed: bool | None = None
    goal: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    streaks: bool | None = None
    badges: bool | None = None


class ClassLine(Struct, frozen=True):
    """GET /api/classes gives a list of these. Times are Unix ms; `last_ms`: its last lesson, None: none yet."""

    id: str
    name: str
    students: int
    cards: int
    """Students who have a card."""
    closed: bool
    created_at_ms: int
    last_ms: int | None
    goal: int = 0
    """Right answers that all want to have together in a month; 0: none."""
    streaks: bool = False
    """The student's phone tells of homeworks handed in without a break."""
    badges: bool = False
    """And of asking, and of helping the class know more."""


class StudentEntry(Struct, frozen=True):
    """One student of a class. `card`: there is one. `needs` is for the teacher's page of the class alone."""

    id: str
    name: str
    number: str
    card: bool
    needs: Needs = Needs()


class ClassPage(Struct, frozen=True):
    """GET /api/classes/{id}: the class and its students, by name."""

    line: ClassLine
    students: list[StudentEntry]


class NewStudent(Struct, frozen=True, forbid_unknown_fields=True):
    name: PersonName
    number: Number = ""


class NewStudents(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/classes/{id}/students: who is in the class by that name already is not added again. Answered by
    ClassPage.
    """

    students: Annotated[list[NewStudent], Meta(min_length=1, max_length=200)]


class StudentChange(Struct, frozen=True, forbid_unknown_fields=True):
    """PATCH /api/students/{id}: what is not named stays. `gone`: no more in the class, but in its past lessons."""

    name: PersonName | None = None
    number: Number | None = None
    class_id: Annotated[str, Meta(max_length=40)] | None = None
    gone: bool | None = None
    needs: Needs | None = None
    """All of them, in place of those that were."""


class NamesPage(Struct, frozen=True, kw_only=True):
    """POST /api/classes/read?name=7b.csv&lang=ru, with the bytes of a file or of what was pasted: the students in it.
    Nothing is kept: that is done by POST /api/classes/{id}/students.
    """

    students: list[NewStudent] = []
    problems: list[RemarkLine] = []
    """Rows that cannot be taken, and why."""
    notes: list[RemarkLine] = []
    """What is left out."""


class CardWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/classes/{id}/cards: new cards for these students (None: for all). Their older ones are void."""

    students: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=200)] | None = None


class Card(Struct, frozen=True):
    """`qr` is drawn as in Address; it holds the address of this server and the code."""

    student: str
    name: str
    code: str
    qr: str
    size: int


class Cards(Struct, frozen=True):
    """The codes, for the only time: the server keeps their hashes. `url` is what a student without the QR types."""

    url: str
    cards: list[Card]
