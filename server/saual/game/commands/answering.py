"""What a phone says to the question on the stage."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import Sure
from saual.questions.base import RawAnswer


class SubmitAnswer(Command, tag=True, frozen=True):
    """`rtt_ms` is the phone's round trip as the server measured it, `id` the phone's own name for the command. `held`:
    where the question collects texts, the places of those that have a word of the school's list.
    """

    seat: int
    game: int
    question: int
    answer: RawAnswer
    id: str
    rtt_ms: int = 0
    held: tuple[int, ...] = ()
    by_host: bool = False
    """The host enters it, for a student who has no phone here now."""


class HaveMedia(Command, tag=True, frozen=True):
    """The phone of this seat has the pictures and sound of a question, most often before it is asked."""

    seat: int
    game: int
    question: int


class SaySure(Command, tag=True, frozen=True):
    """How sure the student is of the answer that was given to a question; said once more, it is what was said last."""

    seat: int
    game: int
    question: int
    sure: Sure
