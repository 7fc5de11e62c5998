"""Frames between a host's screens and the server, on `/ws/staff/ROOM`.

One socket has one view: `projector` (what the class sees) or `host` (what the teacher sees). What it may *do* comes
from the capability in its cookie, not from the view.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from saual.protocol.arguing import AskTwiceIn
from saual.protocol.common import (
    AfterVote,
    Clock,
    CommandId,
    Entry,
    HostCommand,
    Lang,
    Math,
    Peer,
    Phase,
    QuestionView,
    Scoring,
    SeatNo,
    Sorting,
    SpokenKind,
    StepNo,
    TeamPlan,
    Turns,
)
from saual.protocol.improvising import ImproviseIn, PutDownIn
from saual.protocol.merits import GoalView
from saual.protocol.plans import MovePartIn, PlanView, SkipPartIn
from saual.protocol.player import Ack, Bye, Echo, No, Ping, Pong, RoomId
from saual.protocol.posting import (
    AskedViews,
    AskingView,
    PostingIn,
    Posts,
    PostView,
)
from saual.protocol.pulse import PulseView
from saual.protocol.together import RosterNames, Row, TeamView, TogetherIn
from saual.questions.base import Ask, Bar, Solution

AskedNo = Annotated[int, Meta(ge=1, le=1_000_000)]
Next = Literal[
    "start", "options", "close", "leaderboard", "question", "vote", "decide", "slide", "podium", "finish", ""
]
"""What the one `next` button will do now."""


# ── from the host ───────────────────────────────────────────────────────────────────────────────────────────


class Watch(Struct, frozen=True, tag_field="t", tag="watch", forbid_unknown_fields=True):
    """First frame: which room, through which view. `lang` is the language of the questions in the host view."""

    room: RoomId
    view: Literal["projector", "host"]
    lang: Lang


class AdvanceIn(HostCommand, tag="advance", frozen=True):
    """The `next` button as it stood in step `step`: two screens that press at once advance once.

    After a first vote: to what the host has chosen, or without `choice` to what the server recommends.
    """

    step: StepNo
    choice: AfterVote | None = None


class SkipIn(HostCommand, tag="skip", frozen=True):
    """Leave this question: it earns nothing and is reported as skipped."""

    step: StepNo


class PauseIn(HostCommand, tag="pause", frozen=True):
    on: bool
    step: StepNo


class AddTimeIn(HostCommand, tag="more_time", frozen=True):
    """Lengthen the running countdown."""

    step: StepNo
    ms: Annotated[int, Meta(ge=1000, le=600_000)] = 10_000


class EndGameIn(HostCommand, tag="end", frozen=True):
    """To the podium now, with what has been played."""

    step: StepNo


class PlayAgainIn(HostCommand, tag="again", frozen=True):
    """Back to the lobby with the same students, scores at nought."""

    step: StepNo


class CloseRoomIn(HostCommand, tag="close_room", frozen=True):
    """The lesson is over: phones say goodbye, the PIN is free."""


class LockIn(HostCommand, tag="lock", frozen=True):
    on: bool


class KickIn(HostCommand, tag="kick", frozen=True):
    seat: SeatNo


class LetInIn(HostCommand, tag="let_in", frozen=True):
    """Take in who waits for it; 0: all who do."""

    seat: Annotated[int, Meta(ge=0, le=100_000)]


class TurnAwayIn(HostCommand, tag="turn_away", frozen=True):
    """Do not take in who waits; that device is not asked about again."""

    seat: SeatNo


class FreeSeatIn(HostCommand, tag="free", frozen=True):
    """Take a student of the class off the phone that has the seat: another phone may pick that name, and goes on."""

    seat: SeatNo


class RenameIn(HostCommand, tag="rename", frozen=True):
    seat: SeatNo
    name: Annotated[str, Meta(max_length=200)]


class ConfigureIn(HostCommand, tag="configure", frozen=True):
    """Change some settings in the middle of the lesson; what is not named stays. Scoring only in the lobby."""

    lang: Lang | UnsetType = UNSET
    leaderboard: Annotated[int, Meta(ge=0, le=100)] | UnsetType = UNSET
    signs: bool | UnsetType = UNSET
    reading_ms: Annotated[int, Meta(ge=0, le=60_000)] | UnsetType = UNSET
    scoring: Scoring | UnsetType = UNSET
    streaks: bool | UnsetType = UNSET
    questions: bool | UnsetType = UNSET
    moderated: bool | UnsetType = UNSET
    entry: Entry | UnsetType = UNSET
    peer: Peer | UnsetType = UNSET
    pace: bool | UnsetType = UNSET
    mood: bool | UnsetType = UNSET
    pass_phone: bool | UnsetType = UNSET
    teams: TeamPlan | UnsetType = UNSET


class SortIn(HostCommand, tag="sort", frozen=True):
    """Let a student's question through to the class (`open`), or put it among the answered, parked or hidden ones."""

    no: AskedNo
    to: Sorting


class StarIn(HostCommand, tag="star", frozen=True):
    no: AskedNo
    on: bool


class ShowIn(HostCommand, tag="show", frozen=True):
    """Put a student's question on the class screen, which lets it through; 0 takes off what is there."""

    no: Annotated[int, Meta(ge=0, le=1_000_000)]


class SpokenIn(HostCommand, tag="spoken", frozen=True):
    """Count something said aloud; `seat` 0: nobody is named."""

    what: SpokenKind
    seat: Annotated[int, Meta(ge=0, le=100_000)] = 0


class UnspokenIn(HostCommand, tag="unspoken", frozen=True):
    """Take back a count, by the `id` of its command."""

    spoken: CommandId


class PulseIn(HostCommand, tag="pulse", frozen=True):
    """Show the class how the lesson goes for all, or no more."""

    on: bool


HostIn = (
    AdvanceIn
    | AskTwiceIn
    | SkipIn
    | PauseIn
    | AddTimeIn
    | EndGameIn
    | PlayAgainIn
    | CloseRoomIn
    | LockIn
    | KickIn
    | LetInIn
    | TurnAwayIn
    | FreeSeatIn
    | RenameIn
    | ConfigureIn
    | SortIn
    | StarIn
    | ShowIn
    | SpokenIn
    | UnspokenIn
    | PostingIn
    | PulseIn
    | ImproviseIn
    | PutDownIn
    | SkipPartIn
    | MovePartIn
    | TogetherIn
)
StaffIn = Watch | HostIn | Ping | Echo


# ── to the host ─────────────────────────────────────────────────────────────────────────────────────────────


class SettingsView(Struct, frozen=True):
    """The settings as they are; `leaderboard` is how many rows are shown, 0: hidden."""

    lang: Lang
    leaderboard: int
    signs: bool
    reading_ms: int
    scoring: Scoring
    streaks: bool
    locked: bool
    questions: bool
    moderated: bool
    entry: Entry
    peer: Peer
    pace: bool
    mood: bool
    pass_phone: bool
    teams: TeamPlan


class StaffStage(Struct, frozen=True, tag_field="t", tag="stage", omit_defaults=True, kw_only=True):
    """What both of the teacher's views show, whole; each one replaces the last."""

    phase: Phase
    step: int
    pin: str
    title: str
    settings: SettingsView
    group: str = ""
    """The class that the room was opened for."""
    game: int = 0
    next: Next = ""
    paused: bool = False
    q: QuestionView | None = None
    ask: Ask | None = None
    clock: Clock | None = None
    solution: Solution | None = None
    """On the projector only after the close; in the host's view always."""
    figure: list[Bar] = []
    before: list[Bar] = []
    """The figure of the first vote, beside that of the second."""
    turns: Turns | None = None
    """What became of the answers to the first vote; after the second one is closed."""
    """On the projector only after the close; in the host's view as it grows."""
    right: int | None = None
    """How many answered quite right; at the podium: which share of all marked answers was, in whole percent.

    None while answers are open, and where nothing was marked.
    """
    posts: list[PostView] = []
    """What was written for the class to see, by number. On the projector only after the close."""
    waiting: int = 0
    """How many of them the host has not looked at, those with a word of the list aside; told with `posts`."""
    board: list[Row] = []
    """Leaderboard and podium: the top rows, as many as the setting says."""
    teams: list[TeamView] = []
    """All there are, by number."""
    together: GoalView | None = None
    """In the lobby and at the podium, where the class has a goal."""
    math: Math = {}


class ProjectorStage(StaffStage, frozen=True, tag="stage"):
    """The class screen. No name of who answered what, nothing right before the close."""


class HostStage(StaffStage, frozen=True, tag="stage"):
    """The teacher's own screen: beside that, the options and the right answer from the start, and what comes next."""

    upcoming: QuestionView | None = None
    plan: PlanView | None = None
    percent: int | None = None
    """How many answered the first vote right, in whole percent, until the second."""
    advice: AfterVote | None = None
    """What comes of it if the host chooses nothing else."""


class Figure(Struct, frozen=True, tag_field="t", tag="figure"):
    """The host's figure as it grows: it takes the place of the one that came with the `stage`."""

    bars: list[Bar]


class SeatView(Struct, frozen=True, omit_defaults=True):
    """One student, for the lobby and the host's list. What stands below `team` is told to the host only."""

    no: int
    name: str
    on: bool = False
    """A phone is connected, or the student is here without one."""
    phone: int = 0
    """The seat whose phone the student uses; 0: an own one, or none."""
    team: int = 0
    """0: in none (yet)."""
    answered: bool = False
    score: int = 0
    heard: bool = False
    """Has answered, asked, asked the same or was counted speaking in this lesson."""
    real: str = ""
    """The real name of a student of the class."""
    waits: bool = False
    """Is not in before the host says so."""
    by_hand: bool = False
    """Has no phone: the host enters the answers."""
    turn: bool = False
    """The question on the stage is this student's, on a phone that is passed on."""


class Seats(Struct, frozen=True, tag_field="t", tag="seats", omit_defaults=True):
    """Students, by number: `put` adds or replaces, `gone` removes; `all` says that these are all there are."""

    put: list[SeatView] = []
    gone: list[int] = []
    all: bool = False


class Tally(Struct, frozen=True, tag_field="t", tag="tally", omit_defaults=True):
    """How many have answered the question on the stage, of how many that could (connected or answered)."""

    n: int
    of: int
    ready: int | None = None
    """How many phones have the pictures and sound of the question on the stage, or of the next once answers have
    closed; None where there are none. Of the phones that are `here`.
    """
    here: int = 0
    waits: int = 0
    """How many wait to be let in; who they are is told to the host alone."""


class Hello(Struct, frozen=True, tag_field="t", tag="hello"):
    """The watch is granted. `now` is the server's clock, Unix ms; `version` the server's, to reload after an update."""

    room: str
    now: int
    version: str


class Notice(Struct, frozen=True, tag_field="t", tag="notice"):
    """Something the teacher should know: nothing can be saved just now (`not_saved`), and whether that is so (`on`)."""

    code: Literal["not_saved"]
    on: bool


StaffOut = (
    Hello
    | ProjectorStage
    | HostStage
    | Figure
    | Posts
    | Seats
    | Tally
    | PulseView
    | AskedViews
    | AskingView
    | Ack
    | No
    | Pong
    | Bye
    | Notice
    | RosterNames
)
