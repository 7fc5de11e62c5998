"""What a report over many games is made from: rows of sums and what they belong to. Knows no database."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.api import BarLine
from saual.protocol.reports import Counts, Tag
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer
from saual.questions.text import Lang, TitleText
from saual.reports.sums import ItemSums


class GameHead(Struct, frozen=True):
    """One game. `students` is how many were in it."""

    id: str
    started_ms: int
    ended_ms: int
    title: TitleText
    language: Lang
    students: int


class PlayedLine(Struct, frozen=True):
    """A bank of which games are kept: its title as it was played last, how many games, when the last one began."""

    bank: str
    title: TitleText
    language: Lang
    games: int
    last_ms: int


class AskedItem(Struct, frozen=True):
    """A question in a game. `key` tells which one it is in all games."""

    game: str
    key: str
    sums: ItemSums


class BankHistory(Struct, frozen=True):
    """Everything that was asked from one bank. Games newest first; of each question how it was asked last."""

    bank: str
    games: list[GameHead]
    items: list[AskedItem]
    questions: dict[str, AnyQuestion]


class Given(Struct, frozen=True):
    """An answer in time to a counted question of a game. `rest`: the mean credit in the other marked questions; None
    where the student was not asked all of them."""

    game: str
    answer: Answer
    elapsed_ms: int
    credit: float
    rest: float | None


class QuestionHistory(Struct, frozen=True):
    """One question: the bank's history as far as it concerns it, how each game asked it, and every answer."""

    bank: BankHistory
    key: str
    asked_as: dict[str, AnyQuestion]
    """By game: options may have been shuffled."""
    given: list[Given]


class SeatInGame(Struct, frozen=True):
    """What one seat did in one game; `student` is who of a class had it, None for a guest."""

    game: str
    student: str | None
    present_ms: int
    credit: float
    put: int
    """Marked questions put while the seat was in the room: `credit` of so much."""
    counts: Counts


class TagSums(Struct, frozen=True):
    tag: Tag
    name: str
    put: int
    marked: int
    right: int


class PulseSum(Struct, frozen=True):
    """How many told `value` of the pace or the mood in one game; see `PulseRow`."""

    game: str
    what: str
    value: int
    n: int


class TicketItem(Struct, frozen=True):
    """A question of an exit ticket in one game."""

    game: str
    question: AnyQuestion
    answered: int
    bars: tuple[BarLine, ...]


class ClassHistory(Struct, frozen=True):
    """A class and its games, oldest first. `put`, `asked` and `spoken` are by game: questions that count, students'
    questions from phones, and those asked aloud. `names`: of everybody who is in the class or has a seat."""

    id: str
    name: str
    games: list[GameHead]
    seats: list[SeatInGame]
    names: dict[str, str]
    put: dict[str, int]
    asked: dict[str, int]
    spoken: dict[str, int]
    tags: list[TagSums]
    older: bool
    pulse: list[PulseSum] = []
    tickets: list[TicketItem] = []


class PutQuestion(Struct, frozen=True):
    """A marked question that was put to a student; `right`: None where no answer came in time. Newest first."""

    game: str
    i: int
    key: str
    tags: dict[Tag, str]
    right: bool | None


class StudentHistory(Struct, frozen=True):
    """A student's games, oldest first. `marked` by game: everybody's answers in time, and how many were right."""

    id: str
    name: str
    class_id: str
    class_name: str
    games: list[GameHead]
    seats: list[SeatInGame]
    marked: dict[str, tuple[int, int]]
    put: list[PutQuestion]
    questions: dict[str, AnyQuestion]
    older: bool
