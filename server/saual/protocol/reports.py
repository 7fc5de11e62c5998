"""JSON bodies of the reports over many games, for the staff pages and for whoever reads by token (docs/api.md).

A share never stands without what it is a share of: counts are given, and pages and programs divide.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from saual.protocol.api import BarLine

Tag = Literal["topic", "skill", "bloom", "level"]
Hint = Literal["", "easy", "hard", "weak", "reversed"]
"""What to look at in a question that enough answers tell of. `easy`, `hard`: nearly all or few are right; `weak`: those
who know the rest do no better in it; `reversed`: they do worse, as where the wrong option is marked right."""


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
