"""Pieces that several frames share."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.questions.base import Ask, Bar, Solution
from saual.questions.formula import Tree
from saual.questions.media import Media
from saual.questions.text import Lang

__all__ = [
    "Ask",
    "AskedState",
    "Bar",
    "Clock",
    "CommandId",
    "Entry",
    "Folder",
    "Lang",
    "Math",
    "Media",
    "Mood",
    "Needs",
    "Pace",
    "Phase",
    "PostState",
    "QuestionView",
    "Scoring",
    "SeatNo",
    "Solution",
    "Sorting",
    "SpokenKind",
    "Tags",
    "TimeNeed",
    "Use",
]

Phase = Literal["lobby", "slide", "reading", "answering", "reveal", "leaderboard", "podium", "closed"]
Scoring = Literal["speed", "accuracy", "none"]
Entry = Literal["open", "roster", "approve"]
"""Who may come in by a nickname: everybody, nobody (the room's class alone comes in), or whom the host lets in."""
AskedState = Literal["waiting", "open", "answered", "parked", "hidden", "withdrawn"]
"""What became of a student's question. `waiting`: only the host has seen it; `open`: the class may see it."""
Sorting = Literal["waiting", "open", "answered", "parked", "hidden"]
"""Where the host may put one. Back to `waiting` is `open` for one that the class has seen."""
PostState = Literal["waiting", "shown", "hidden"]
"""What became of a text that students wrote for the class to see. `shown`: on the class screen, once answers close."""
SpokenKind = Literal["question", "answer", "contribution"]
"""What was said aloud."""

Use = Literal[
    "leaderboards", "pauses", "more_time", "skips", "let_through", "marked_answered", "stars", "on_screen", "tallied"
]
"""A use that a teacher makes of the software, beside putting questions."""

TimeNeed = Literal["", "x1.5", "x2", "none"]
"""How much longer a student may think than the class: not at all, by half, twice as long, without a limit."""


class Needs(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one student is given so that the lesson is as open as to the others. Nobody but this student's own phone and
    the teacher's page of the class is told."""

    time: TimeNeed = ""
    large: bool = False
    """Larger letters on the phone."""
    aloud: bool = False
    """The phone reads questions aloud, where it has a voice for the language."""

    def __bool__(self) -> bool:
        return bool(self.time or self.large or self.aloud)


Pace = Literal["slow", "good", "fast"]
"""How the lesson goes for a student: too slowly, well, too fast."""
Mood = Annotated[int, Meta(ge=1, le=5)]
"""How a student feels: five faces, from 1, the saddest."""

CommandId = Annotated[str, Meta(min_length=1, max_length=24)]
"""The sender's own name for a command; a retry carries the same one."""
Folder = Annotated[str, Meta(max_length=60)]
Tags = Annotated[list[Annotated[str, Meta(min_length=1, max_length=40)]], Meta(max_length=20)]
"""Of a bank: the teacher's own words."""
SeatNo = Annotated[int, Meta(ge=1, le=100_000)]


Math = dict[str, Tree]
"""The formulas in a frame's texts, by what stands between the dollar signs."""


class Clock(Struct, frozen=True, omit_defaults=True):
    """A running or paused countdown, in the server's Unix ms (`pong` tells a screen how far its clock is off)."""

    span: int
    """Whole length, ms (grows with +10 s)."""
    ends: int = 0
    """When it ends; 0 while paused."""
    left: int = 0
    """What is left, ms; only while paused."""


class QuestionView(Struct, frozen=True, omit_defaults=True):
    """The head of a question: may be shown before the options are."""

    i: int
    """Place in this game, from 0."""
    n: int
    """How many questions (slides included) this game has."""
    kind: str
    text: str
    points: int = 0
    """Most that it can earn without the streak bonus; 0 for polls, ratings and when the game gives no points."""
    media: list[Media] = []
    """To be had at `/media/NAME` by who may watch the room."""
