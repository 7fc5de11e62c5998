"""Frames of the look back at the end of a game, between a student's phone and the server."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from saual.protocol.common import Math, PhoneMedia, QuestionNo, Verdict
from saual.protocol.merits import Earned
from saual.questions.base import Ask, RawAnswer


class ReviewIn(Struct, frozen=True, tag_field="t", tag="review", forbid_unknown_fields=True):
    """At the podium: this seat's answers beside the right ones, from place `start` on. Answered by `review`."""

    start: QuestionNo = 0


class Reviewed(Struct, frozen=True, omit_defaults=True):
    """One question of the game, what this seat gave (None: nothing), and what was right."""

    i: int
    text: str
    verdict: Verdict
    kind: str = "single"
    a: RawAnswer | None = None
    late: bool = False
    ask: Ask = Ask()
    right: list[int] = []
    words: list[str] = []
    why: str = ""
    media: list[PhoneMedia] = []
    regions: list[str] = []


ReviewTag = Literal["topic", "skill"]


class Weak(Struct, frozen=True):
    """Of `of` questions with this tag the seat did not get `missed` quite right; no answer and a late one are not."""

    tag: ReviewTag
    name: str
    missed: int
    of: int


class PlayerReview(Struct, frozen=True, tag_field="t", tag="review", omit_defaults=True):
    """Some of the `of` questions that the seat may look back at, from place `start` on. Empty before the podium."""

    start: int
    of: int = 0
    g: int = 0
    """Which game of this room."""
    items: list[Reviewed] = []
    weak: list[Weak] = []
    """What to learn again, the worst first; with the first questions alone."""
    math: Math = {}
    earned: Earned | None = None
    """With the first questions alone."""
