"""What the record of a homework has beside that of a game: every attempt, and what was opened of the material."""

from __future__ import annotations

from msgspec import Struct

from saual.game.game import Game
from saual.game.own_pace import Attempt, OwnPace


class AttemptRow(Struct, frozen=True):
    """One attempt of one student. `finished_ms` 0: not handed in. `correct` counts answers that were quite right,
    `credit` is what all are worth, late ones only where the teacher lets them count; `elapsed_ms` is what the phone
    says they took.
    """

    seat: int
    no: int
    begun_ms: int
    finished_ms: int
    answered: int
    late: int
    correct: int
    credit: float
    elapsed_ms: int
    counts: bool


class OpenedRow(Struct, frozen=True):
    """When a student first opened a piece of the material, counted from 0."""

    seat: int
    piece: int
    opened_ms: int


def attempt_rows(pace: OwnPace, game: Game) -> tuple[AttemptRow, ...]:
    return tuple(
        _attempt(pace, game, seat, attempt, attempt is counting)
        for seat in sorted(pace.attempts)
        for counting in (pace.counting(game, seat),)
        for attempt in pace.of(seat)
    )


def _attempt(pace: OwnPace, game: Game, seat: int, attempt: Attempt, counts: bool) -> AttemptRow:
    credits = pace.credits(game, seat, attempt)
    return AttemptRow(
        *(seat, attempt.no, attempt.begun_ms, attempt.finished_ms, len(attempt.answers), attempt.late),
        *(sum(credit == 1.0 for credit in credits), sum(credits)),
        sum(done.elapsed_ms for done in attempt.answers.values()),
        counts,
    )


def opened_rows(pace: OwnPace) -> tuple[OpenedRow, ...]:
    return tuple(
        OpenedRow(seat, piece, at_ms)
        for seat, opened in sorted(pace.opened.items())
        for piece, at_ms in sorted(opened.items())
    )
