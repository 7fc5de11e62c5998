"""What is said of peer instruction to phones, to the host and in reports, beside what every question has."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import CommandId, GameNo, HostCommand, QuestionNo, Sure, Turns


class SureIn(Struct, frozen=True, tag_field="t", tag="sure", forbid_unknown_fields=True):
    """How sure this seat is of its answer to question `q` of game `g`, while answers are open. Answered by `ack`."""

    id: CommandId
    g: GameNo
    q: QuestionNo
    sure: Sure


class Talk(Struct, frozen=True, tag_field="t", tag="talk"):
    """Phase `discussion`: with whom to talk; with nobody: find somebody. All are told alike, whatever they answered."""

    names: list[str]


class AskTwiceIn(HostCommand, tag="twice", frozen=True):
    """Run question `q` of game `g` (0: of the next one) by peer instruction, or not; before its answers are closed."""

    g: Annotated[int, Meta(ge=0, le=10_000)]
    q: QuestionNo
    on: bool


# ── in the report of a game ──────────────────────────────────────────────────────────────────────────────────────────


class SureLine(Struct, frozen=True):
    """How many said of their answer to vote 1 or 2 that they were so sure, and how many of them were right."""

    vote: int
    sure: Sure
    n: int
    right: int


class Votes(Struct, frozen=True, omit_defaults=True):
    """Of a question that was voted on twice: the first vote, and what became of it. `turns` and the normalised `gain`
    (None: all were right before) are of those who gave both answers. Of one vote there is `sure` alone."""

    answered: int = 0
    right: int = 0
    bars: list[int] = []
    """How many gave each answer, in the order of the item's bars."""
    turns: Turns | None = None
    gain: float | None = None
    sure: list[SureLine] = []
