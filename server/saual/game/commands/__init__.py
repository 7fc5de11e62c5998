"""Everything that can be written into a room's log. Nothing changes a room but one of these.

One module a subject; users say `commands as c` and `c.Join`.
"""

from __future__ import annotations

import msgspec

from saual.game.commands.answering import HaveMedia, SaySure, SubmitAnswer
from saual.game.commands.asking import (
    AskQuestion,
    SecondQuestion,
    ShowAsked,
    SortAsked,
    StarAsked,
    TallySpoken,
    UndoSpoken,
    WithdrawQuestion,
)
from saual.game.commands.improvising import Improvise, PutDown
from saual.game.commands.opening import CloseRoom, OpenRoom
from saual.game.commands.own_pace import BeginAttempt, FinishAttempt, GiveAnswer, OpenMaterial, SetTimes, TakeLate
from saual.game.commands.planning import MovePart, PutQuestion, SkipPart
from saual.game.commands.posting import MergePost, ShowPosts, SortPost, StarPost
from saual.game.commands.pulse import ShowPulse, TellMood, TellPace
from saual.game.commands.seating import Arrive, Depart, FreeSeat, Join, Kick, LetIn, Lock, Rename, TurnAway
from saual.game.commands.steering import (
    AddTime,
    Advance,
    AskTwice,
    Configure,
    EndGame,
    Pause,
    PlayAgain,
    Resume,
    Skip,
    TimeUp,
)
from saual.game.commands.ticket import GiveTicket
from saual.game.commands.together import (
    AddStudent,
    ChooseTeam,
    DrawTeams,
    LeavePhone,
    NameTeam,
    PassPhone,
    PutInTeam,
    ShareWith,
    SitWith,
)

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
    | Improvise
    | PutDown
    | BeginAttempt
    | GiveAnswer
    | FinishAttempt
    | OpenMaterial
    | SetTimes
    | TakeLate
    | TellPace
    | TellMood
    | ShowPulse
    | SkipPart
    | MovePart
    | PutQuestion
    | GiveTicket
    | ShareWith
    | LeavePhone
    | PassPhone
    | AddStudent
    | SitWith
    | ChooseTeam
    | PutInTeam
    | DrawTeams
    | NameTeam
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)


def encode(command: AnyCommand) -> bytes:
    """As it stands in the log."""
    return _encoder.encode(command)


def decode(line: bytes) -> AnyCommand:
    """Raises msgspec.DecodeError for a line that no version of Saual wrote."""
    return _decoder.decode(line)
