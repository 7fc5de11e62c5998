"""What a class does together over weeks, and what a student is given credit for that no speed earns."""

from __future__ import annotations

from msgspec import Struct


class Merits(Struct, frozen=True, omit_defaults=True):
    """Of one student, over the lessons of the class. Told to that student's own phone alone."""

    asked: int = 0
    """Lessons in which the student asked something."""
    gained: int = 0
    """Lessons in which the class came to know more by talking a question over, and the student was right after it."""
    prepared: int = 0
    """The last homeworks that the student handed in by their closing, without a break."""


class Together(Struct, frozen=True, omit_defaults=True):
    """What the teacher has set for the class: `goal` right answers of all in this month (0: none), of which there were
    `right`; whether streaks and badges are told."""

    goal: int = 0
    right: int = 0
    streaks: bool = False
    badges: bool = False


class GoalView(Struct, frozen=True):
    """On the class screen, in the lobby and at the podium: how far the class has come this month."""

    goal: int
    right: int


class Earned(Struct, frozen=True, omit_defaults=True):
    """At the end, for the student alone: merits, this lesson's with them, and which of them this lesson brought."""

    merits: Merits = Merits()
    asked: bool = False
    gained: bool = False
