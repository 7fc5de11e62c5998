"""A fault of a bank file, told to the person who wrote it. Knows no format."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One fault: where it is, what is wrong and what to do, in plain English.

    `line` counts from 1. `place` reads like "question 3, option B". `code` is a stable name for the kind of
    fault.
    """

    line: int
    place: str
    problem: str
    fix: str
    code: str

    def __str__(self) -> str:
        return f"{self.line}: {self.place}: {self.problem}. Fix: {self.fix}"


class BankFaults(Exception):
    """A bank file that cannot be used, with every fault found in it, in the order of the lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)
