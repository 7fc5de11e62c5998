"""The course of a lesson that was planned: its steps in their order, and when each began and ended. Knows no questions.

A *part* is a step of the lesson plan; a game's own steps are finer, and each belongs to a part or to none (-1).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from saual.protocol.plans import Tool
from saual.questions.aloud import Form


class Part(Struct, frozen=True, omit_defaults=True):
    """One step of the plan. `questions`: how many of the bank's next questions are its own."""

    tool: Tool
    title: str = ""
    aim: str = ""
    minutes: int = 0
    questions: int = 0
    form: Form = "letters"


class Course:
    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts
        self.order = list(range(len(parts)))
        """The parts' numbers in the order in which they come."""
        self.now = -1
        self.began: dict[int, int] = {}
        self.ended: dict[int, int] = {}
        self.left: set[int] = set()
        """Parts that were taken out before they began."""

    def reach(self, part: int, at_ms: int) -> None:
        """A step of this part is on the stage now; -1: of none."""
        if part == self.now:
            return
        if self.now >= 0:
            self.ended[self.now] = at_ms
        self.now = part
        if part >= 0:
            self.began.setdefault(part, at_ms)
            self.ended.pop(part, None)

    def coming(self) -> list[int]:
        """Those that have not begun and were not taken out, in their order."""
        return [no for no in self.order if no not in self.began and no not in self.left]

    def move(self, part: int, up: bool) -> None:
        """One place up or down among those to come; it has a neighbour there."""
        coming = self.coming()
        other = coming[coming.index(part) + (-1 if up else 1)]
        one, two = self.order.index(part), self.order.index(other)
        self.order[one], self.order[two] = self.order[two], self.order[one]

    def spans(self) -> Iterator[tuple[int, Part, range]]:
        """Each part as it was planned, and the places of its questions in the bank."""
        at = 0
        for no, part in enumerate(self.parts):
            yield no, part, range(at, at + part.questions)
            at += part.questions
