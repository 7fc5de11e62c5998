"""Everything that can be written into a room's log. Nothing changes a room but one of these."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from saual.game.command import Command
from saual.game.commands_own_pace import BeginAttempt, FinishAttempt, GiveAnswer, OpenMaterial, SetTimes, TakeLate
from saual.game.roster import Roster
from saual.game.settings import Settings
from saual.game.step import Flow
from saual.protocol.common import AfterVote, Entry, Mood, Pace, Peer, PostState, Scoring, Sorting, SpokenKind, Sure
from saual.protocol.homework import Homework
from saual.questions.bank import Bank
from saual.questions.base import RawAnswer
from saual.questions.text import Lang

__all__ = ["BeginAttempt", "FinishAttempt", "GiveAnswer", "OpenMaterial", "SetTimes", "TakeLate"]
"""Those that stand in modules of their own; the others are here."""


class Carried(Struct, frozen=True, omit_defaults=True):
    """A question from a homework. Whose it was stays with the homework."""

    text: str
    held: bool = False


class OpenRoom(Command, tag=True, frozen=True):
    """The first entry: everything the room will ever need from outside. `seed` is its only randomness."""

    pin: str
    bank: Bank
    settings: Settings
    seed: int
    roster: Roster | None = None
    secret: str = ""
    """What the names of pictures on phones are derived from. It never leaves the server."""
    flows: dict[int, Flow] = msgspec.field(default_factory=dict)
    """By places in the bank, from 0: which questions do not go through the classic flow."""
    homework: Homework | None = None
    """The room is a homework: each seat goes at its own pace."""
    carried: tuple[Carried, ...] = ()
    """What students asked at home: the list that the lesson begins with."""


class Join(Command, tag=True, frozen=True):
    """Take a seat. `key` and `device` are hashes; `name` is clean already. A known key takes its old seat again.

    `student` says who of the room's class it is, shown by the `card` or only picked from the list; without a `name` it
    is called by the given name.
    """

    key: str
    device: str
    name: str
    student: str = ""
    card: bool = False


class Arrive(Command, tag=True, frozen=True):
    """A connection took the seat at `since_ms`; it is the newest from now on, unless this is written long after."""

    seat: int
    conn: str
    since_ms: int = 0


class Depart(Command, tag=True, frozen=True):
    """That connection ended. Says nothing of the seat if a newer one has it."""

    seat: int
    conn: str


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


class Advance(Command, tag=True, frozen=True):
    """The host's `next`, as it stood in `step`. `choice`: what comes of a first vote; None: what is recommended."""

    step: int
    choice: AfterVote | None = None


class AskTwice(Command, tag=True, frozen=True):
    """Run this question, which nobody knows the result of, by peer instruction, or ask it once after all."""

    game: int
    question: int
    on: bool


class TimeUp(Command, tag=True, frozen=True):
    """The countdown of `step` is over. Every process that holds the room may say so; one counts, and none too early."""

    step: int


class Skip(Command, tag=True, frozen=True):
    """Leave this question; it earns nothing."""

    step: int


class Pause(Command, tag=True, frozen=True):
    step: int


class Resume(Command, tag=True, frozen=True):
    step: int


class AddTime(Command, tag=True, frozen=True):
    """Lengthen the countdown by `ms`."""

    step: int
    ms: int


class EndGame(Command, tag=True, frozen=True):
    """To the podium with what has been played."""

    step: int


class PlayAgain(Command, tag=True, frozen=True):
    """Back to the lobby with the same students."""

    step: int


class CloseRoom(Command, tag=True, frozen=True):
    """The lesson is over, or was left."""


class Lock(Command, tag=True, frozen=True):
    on: bool


class Kick(Command, tag=True, frozen=True):
    """Remove a student; the seat's key and the device do not come in again."""

    seat: int


class LetIn(Command, tag=True, frozen=True):
    """The host takes in who waits; 0: all who do."""

    seat: int


class TurnAway(Command, tag=True, frozen=True):
    """The host does not take in who waits; the device does not ask again."""

    seat: int


class FreeSeat(Command, tag=True, frozen=True):
    """Nobody has this student's seat any more; who next says to be that student takes it, with all that it earned."""

    seat: int


class Rename(Command, tag=True, frozen=True):
    seat: int
    name: str


class Configure(Command, tag=True, frozen=True):
    """Settings that may change in a lesson; None leaves one as it is. Scoring changes in the lobby only."""

    lang: Lang | None = None
    leaderboard: int | None = None
    signs: bool | None = None
    reading_ms: int | None = None
    scoring: Scoring | None = None
    streaks: bool | None = None
    questions: bool | None = None
    moderated: bool | None = None
    entry: Entry | None = None
    peer: Peer | None = None
    pace: bool | None = None
    mood: bool | None = None


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


class SortPost(Command, tag=True, frozen=True):
    """The host lets the class see what students wrote to the question on the stage, or hides it."""

    game: int
    question: int
    post: int
    to: PostState


class ShowPosts(Command, tag=True, frozen=True):
    """The class may see all that waits, but for what the list of words holds back."""

    game: int
    question: int


class StarPost(Command, tag=True, frozen=True):
    game: int
    question: int
    post: int
    on: bool


class MergePost(Command, tag=True, frozen=True):
    """The post says the same as another one, and counts with it; `into` 0: it does not."""

    game: int
    question: int
    post: int
    into: int


class TellPace(Command, tag=True, frozen=True):
    """How it goes for one student. `who` is a sign of the phone from which no seat can be told."""

    who: str
    pace: Pace


class TellMood(Command, tag=True, frozen=True):
    """How one student feels, at the start or at the end."""

    who: str
    mood: Mood


class ShowPulse(Command, tag=True, frozen=True):
    """Show the class how it goes for all, in figures, or no more."""

    on: bool


AnyCommand = (
    OpenRoom
    | Join
    | Arrive
    | Depart
    | SubmitAnswer
    | HaveMedia
    | SaySure
    | Advance
    | AskTwice
    | TimeUp
    | Skip
    | Pause
    | Resume
    | AddTime
    | EndGame
    | PlayAgain
    | CloseRoom
    | Lock
    | Kick
    | LetIn
    | TurnAway
    | FreeSeat
    | Rename
    | Configure
    | AskQuestion
    | SecondQuestion
    | WithdrawQuestion
    | SortAsked
    | StarAsked
    | ShowAsked
    | TallySpoken
    | UndoSpoken
    | SortPost
    | ShowPosts
    | StarPost
    | MergePost
    | BeginAttempt
    | GiveAnswer
    | FinishAttempt
    | OpenMaterial
    | SetTimes
    | TakeLate
    | TellPace
    | TellMood
    | ShowPulse
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)


def encode(command: AnyCommand) -> bytes:
    """As it stands in the log."""
    return _encoder.encode(command)


def decode(line: bytes) -> AnyCommand:
    """Raises msgspec.DecodeError for a line that no version of Saual wrote."""
    return _decoder.decode(line)
