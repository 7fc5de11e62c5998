"""What students ask the teacher, and what the host makes of it."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import Sorting, SpokenKind


class AskQuestion(Command, tag=True, frozen=True):
    """A student's question to the teacher, under the phone's own `id`. `held`: it has a word of the school's list."""

    seat: int
    id: str
    text: str
    named: bool = False
    held: bool = False


class SecondQuestion(Command, tag=True, frozen=True):
    """The student asks the same (or no more: `on`). `question` is the number that phones know."""

    seat: int
    question: int
    on: bool = True


class WithdrawQuestion(Command, tag=True, frozen=True):
    """Its author takes it back; `id` as it was asked."""

    seat: int
    id: str


class SortAsked(Command, tag=True, frozen=True):
    """The host lets a question through to the class (`open`), or puts it among the answered, parked or hidden ones."""

    question: int
    to: Sorting


class StarAsked(Command, tag=True, frozen=True):
    question: int
    on: bool


class ShowAsked(Command, tag=True, frozen=True):
    """On the class screen; 0 takes off what is there."""

    question: int


class TallySpoken(Command, tag=True, frozen=True):
    """Something was said aloud. `id` is the host's; `seat` 0: nobody is named."""

    id: str
    what: SpokenKind
    seat: int = 0


class UndoSpoken(Command, tag=True, frozen=True):
    """That was a mistake: `spoken` is the id of the tally."""

    spoken: str
