"""What students of a class have earned over its lessons, from rows of the record. Pure; knows no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from saual.game.merits import more_right


class Vote(Struct, frozen=True):
    """An answer in time to a question that was asked twice: in which room, game and step, of which question, by whom
    (None: nobody of the class)."""

    room: str
    game: str
    i: int
    key: str
    student: str | None
    right: bool


def month_of(at_ms: int) -> int:
    """When the month of this moment began, UTC, Unix ms."""
    now = datetime.fromtimestamp(at_ms / 1000, UTC)
    return int(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)


def streak(handed_in: Sequence[bool]) -> int:
    """How many of the last ones without a break; oldest first."""
    n = 0
    for done in reversed(handed_in):
        if not done:
            break
        n += 1
    return n


def gains(votes: Iterable[Vote]) -> Mapping[str, int]:
    """In how many rooms each student was right in a second vote in which more were right than in the first."""
    steps: dict[tuple[str, str], dict[int, list[Vote]]] = {}
    for vote in votes:
        steps.setdefault((vote.game, vote.key), {}).setdefault(vote.i, []).append(vote)
    rooms: dict[str, set[str]] = {}
    for of_question in steps.values():
        for i, second in of_question.items():
            first = of_question.get(i - 1)
            if first is None or not more_right(_counts(first), _counts(second)):
                continue
            for vote in second:
                if vote.right and vote.student is not None:
                    rooms.setdefault(vote.student, set()).add(vote.room)
    return {student: len(found) for student, found in rooms.items()}


def _counts(votes: list[Vote]) -> tuple[int, int]:
    return sum(vote.right for vote in votes), len(votes)
