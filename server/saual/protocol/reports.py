"""JSON bodies of the reports over many games, for the staff pages and for whoever reads by token (docs/api.md).

A share never stands without what it is a share of: counts are given, and pages and programs divide.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.protocol.api import BarLine, GameLine

Tag = Literal["topic", "skill", "bloom", "level"]
Hint = Literal["", "easy", "hard", "weak", "reversed"]
"""What to look at in a question that enough answers tell of. `easy`, `hard`: nearly all or few are right; `weak`: those
who know the rest do no better in it; `reversed`: they do worse, as where the wrong option is marked right."""


class GamesPage(Struct, frozen=True):
    """GET /api/games?lang=kk&search=…&bank=…&class=…&limit=50&after=…: some of the games, newest first. `search` is any
    part of a title in any language. `next` is `after` of the page that follows, "" at the end.
    """

    games: list[GameLine]
    next: str


class Correlation(Struct, frozen=True):
    """Of credit in one question with the mean credit in the other marked ones of the same game, over `n` sittings (a
    student in a game). −1 to 1."""

    value: float
    n: int


class BankReliability(Struct, frozen=True):
    """Cronbach's α (KR-20 where all is right or wrong) over the games that asked exactly the same marked questions: of
    all such sets the one with the most sittings."""

    alpha: float
    sittings: int
    questions: int
    games: int


class BankItem(Struct, frozen=True):
    """One question over all games that asked it. `right` of `marked` answers in time were quite right (both 0 where
    nothing is right or it was always skipped)."""

    key: str
    text: str
    kind: str
    tags: dict[Tag, str]
    games: int
    possible: int
    """How often a student was in the room while it was asked and counted."""
    answered: int
    """Answers in time."""
    late: int
    marked: int
    right: int
    discrimination: Correlation | None
    bars: list[BarLine]
    hint: Hint


class BankReport(Struct, frozen=True):
    """GET /api/banks/{id}/report?lang=kk. Questions in the order of the newest game that asked them."""

    bank: str
    title: str
    games: int
    sittings: int
    """Students in games; who played twice counts twice."""
    first_ms: int
    last_ms: int
    items: list[BankItem]
    reliability: BankReliability | None


class TimeBin(Struct, frozen=True):
    """Answers in time with a thinking time from `from_ms` on, below the next bin's."""

    from_ms: int
    n: int
    right: int


class Choice(Struct, frozen=True):
    """One answer that was given, or could have been: by how many, and who they were: the correlation of giving it with
    the mean credit in the other questions. A good wrong answer is chosen by some, and has a negative one."""

    label: str
    n: int
    right: bool
    discrimination: Correlation | None
    picture: str = ""
    """Of an option that is one."""


class AskedGame(Struct, frozen=True):
    """One game that asked the question."""

    id: str
    started_ms: int
    possible: int
    answered: int
    marked: int
    right: int


class QuestionReport(Struct, frozen=True):
    """GET /api/banks/{id}/questions/{key}?lang=kk: one question over all games of its bank."""

    item: BankItem
    quartiles_ms: list[int]
    """Of the thinking times of answers in time: lower, median, upper; empty where there are none."""
    times: list[TimeBin]
    choices: list[Choice]
    games: list[AskedGame]
    """Newest first, at most 200."""


class PlayedBank(Struct, frozen=True):
    """GET /api/played?lang=kk gives a list of these: banks of which games are kept, the last played first."""

    id: str
    title: str
    games: int
    last_ms: int


class NewToken(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/tokens: a token for a program that reads reports. Answered by MadeToken."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]


class TokenLine(Struct, frozen=True):
    """GET /api/tokens gives a list of these, the newest first. `used_ms` is to the day, None: never."""

    id: str
    name: str
    created_ms: int
    used_ms: int | None


class MadeToken(Struct, frozen=True):
    """`secret` is what the program sends: told now and never again. DELETE /api/tokens/{id} revokes it."""

    token: TokenLine
    secret: str


class TablePage(Struct, frozen=True):
    """GET /api/v1/games/{id}/{table}?lang=kk&limit=500&after=…: rows of one table of a game, as in its CSV file. `next`
    is `after` of the page that follows, None at the end.
    """

    columns: list[str]
    rows: list[list[str | float | int | bool | None]]
    next: int | None


class Counts(Struct, frozen=True):
    """What somebody, or a class, did in one game or several. Counts of different things: they make no sum.

    `possible`: questions put while the student was in the room (of a class: summed over its students); `answered`:
    answers in time; `marked`: those of them to questions in which something is right; `right`: quite right ones.
    """

    possible: int = 0
    answered: int = 0
    late: int = 0
    marked: int = 0
    right: int = 0
    questions: int = 0
    """Asked from the phone, by name or not; without withdrawn and hidden ones."""
    seconded: int = 0
    spoken: int = 0
    """Questions asked aloud, as the teacher counted them."""
    aloud: int = 0
    contributed: int = 0


class TicketAnswers(Struct, frozen=True):
    """One question of an exit ticket, and what was answered."""

    text: str
    answered: int
    bars: list[BarLine]


class ClassGame(Struct, frozen=True):
    """One game of the class, guests included. `put`: questions put by the teacher that count; `questions` and `spoken`
    of the counts have those without a name, too."""

    id: str
    title: str
    started_ms: int
    present: int
    """Students of the class who took part."""
    guests: int
    put: int
    counts: Counts
    paces: list[int] = []
    """How many found it too slow, good, too fast, each question for itself; empty: nobody said."""
    start: list[int] = []
    """How many chose each of the five faces before it; empty: fewer than five did."""
    end: list[int] = []
    """And after it."""
    ticket: list[TicketAnswers] = []


class ClassStudent(Struct, frozen=True):
    """One student of the class over these games."""

    id: str
    name: str
    games: int
    present_ms: int
    counts: Counts
    cells: list[list[int]]
    """A game each, in the order of the report's: possible, answered, marked, right; empty where the student was not."""


class TagLine(Struct, frozen=True):
    """Questions with one tag in which something is right. `put` times one of them was put to somebody; `marked` of
    these were answered in time, `right` quite right."""

    tag: Tag
    name: str
    put: int
    marked: int
    right: int


class ClassReport(Struct, frozen=True):
    """GET /api/classes/{id}/report?lang=kk&from_ms=…&to_ms=…: a class over its newest games (200 at most); oldest
    first."""

    id: str
    name: str
    games: list[ClassGame]
    students: list[ClassStudent]
    """Who is in the class now, and who took part; by name."""
    tags: list[TagLine]
    older: bool
    """There are games before these."""


class StudentGame(Struct, frozen=True):
    """One game of a student. `class_marked` and `class_right` are everybody's in it."""

    id: str
    title: str
    started_ms: int
    present_ms: int
    counts: Counts
    class_marked: int
    class_right: int


class AgainLine(Struct, frozen=True):
    """A question that the student did not get right when it was last put: to be learned again."""

    key: str
    text: str
    tags: dict[Tag, str]
    put: int
    right: int
    last_ms: int


class StudentReport(Struct, frozen=True):
    """GET /api/students/{id}/report?lang=kk: one student over the newest games, at most 200, oldest first."""

    id: str
    name: str
    class_id: str
    class_name: str
    games: list[StudentGame]
    tags: list[TagLine]
    """The least right first."""
    again: list[AgainLine]
    """At most 50, the latest first."""
    older: bool
