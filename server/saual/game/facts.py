"""What came of a command, in past tense. The shell acts on facts: it sends, acknowledges and archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.game import Game


class Refused(Struct, frozen=True):
    """Nothing was changed."""

    code: Code


class SeatTaken(Struct, frozen=True):
    """`seat` belongs to the key of the Join from now on (a repeated Join tells its old seat)."""

    seat: int


class SeatChanged(Struct, frozen=True):
    """Name or presence of the seat is another."""

    seat: int


class SeatLost(Struct, frozen=True):
    """The student was removed."""

    seat: int


class SeatWaits(Struct, frozen=True):
    """The student of this seat is not in before the host says so."""

    seat: int


class SeatFreed(Struct, frozen=True):
    """The phone that had the seat has it no more; the seat stays."""

    seat: int


class TeamsChanged(Struct, frozen=True):
    """There are other teams, or one is called otherwise."""


class StageChanged(Struct, frozen=True):
    """What the screens show is another: phase, clock or settings."""


class QuestionShown(Struct, frozen=True):
    """Another question is on the stage; nobody has answered it."""


class QuestionLeft(Struct, frozen=True):
    """No question is on the stage any more."""


class WindowOpened(Struct, frozen=True):
    """The question on the stage may be answered."""


class AnswersClosed(Struct, frozen=True):
    """What is right is no secret any more; every seat has its result."""


class QuestionRevised(Struct, frozen=True):
    """The question on the stage, whose answers are closed, is another now: its text, its picture, or what is right."""


class AnswerAccepted(Struct, frozen=True):
    seat: int
    id: str


class AnswerLate(Struct, frozen=True):
    """Recorded, earns nothing."""

    seat: int
    id: str


class SureSaid(Struct, frozen=True):
    """The student of `seat` has said how sure the answer is."""

    seat: int


class MediaReady(Struct, frozen=True):
    """The phone of `seat` has what a question needs."""

    seat: int


class ScoresChanged(Struct, frozen=True):
    """A student was removed, a setting turned, the game is played again: every seat's standing may be another."""


class AskedChanged(Struct, frozen=True):
    """A student's question is new or another; so is what the phone of `seat` has of its own."""

    no: int
    seat: int


class AskingChanged(Struct, frozen=True):
    """What was counted, or what the class screen shows of the questions, is another; `seat`: of whom, 0: of nobody."""

    seat: int = 0


class PostsChanged(Struct, frozen=True):
    """These of what students wrote for the class to see are new or others."""

    numbers: tuple[int, ...]


class PulseChanged(Struct, frozen=True):
    """How it goes for the students is another; `screen`: whether the class screen shows it."""

    screen: bool = False


class AttemptBegun(Struct, frozen=True):
    """The seat has an attempt at the homework, with its questions."""

    seat: int


class PaceTaken(Struct, frozen=True):
    """An answer of an attempt is recorded; a late one counts only if the teacher says so."""

    seat: int
    attempt: int
    question: int
    late: bool


class PaceChanged(Struct, frozen=True):
    """How the seat stands with the homework is another; 0: how all do."""

    seat: int


class GameEnded(Struct, frozen=True):
    """The record of this game is to be written, or written again with what came since. `finished`: not left half-way,
    and no homework that is still open."""

    game: Game
    finished: bool


class RoomClosed(Struct, frozen=True):
    pass


Fact = (
    Refused
    | SeatTaken
    | SeatChanged
    | SeatLost
    | SeatWaits
    | SeatFreed
    | TeamsChanged
    | StageChanged
    | QuestionShown
    | QuestionLeft
    | WindowOpened
    | AnswersClosed
    | QuestionRevised
    | AnswerAccepted
    | AnswerLate
    | SureSaid
    | MediaReady
    | ScoresChanged
    | AskedChanged
    | AskingChanged
    | PostsChanged
    | AttemptBegun
    | PaceTaken
    | PaceChanged
    | PulseChanged
    | GameEnded
    | RoomClosed
)
