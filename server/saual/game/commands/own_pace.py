"""The commands of a homework: what a seat does at its own pace, and what the teacher turns in it."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.questions.base import RawAnswer


class BeginAttempt(Command, tag=True, frozen=True):
    """The seat's attempt `no` at the homework; one that was begun already is begun no second time."""

    seat: int
    no: int


class GiveAnswer(Command, tag=True, frozen=True):
    """An answer in an attempt at the homework, under the phone's own `id`. `took_ms` is what the phone says."""

    seat: int
    attempt: int
    question: int
    answer: RawAnswer
    id: str
    took_ms: int = 0


class FinishAttempt(Command, tag=True, frozen=True):
    seat: int
    attempt: int


class OpenMaterial(Command, tag=True, frozen=True):
    """The student has opened this piece of the homework's material, counted from 0."""

    seat: int
    piece: int


class SetTimes(Command, tag=True, frozen=True):
    """The homework opens and closes then. An open one opens no other time, a closed one no more."""

    opens_ms: int
    closes_ms: int


class TakeLate(Command, tag=True, frozen=True):
    """What this seat sent too late counts, or does not."""

    seat: int
    on: bool
