"""Frames between a student's phone and the server, on `/ws/PIN`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from saual.protocol.arguing import SureIn, Talk
from saual.protocol.asking import ClassQuestions, Mine, QuestionIn, SecondIn, WithdrawIn
from saual.protocol.codes import Code
from saual.protocol.common import (
    CardCode,
    Clock,
    CommandId,
    Entry,
    GameNo,
    Lang,
    Math,
    Needs,
    Phase,
    PhoneMedia,
    QuestionNo,
    Sure,
    Verdict,
)
from saual.protocol.own_pace import (
    BeginIn,
    FinishIn,
    GiveIn,
    OpenedIn,
    PaceGave,
    PlayerAttempt,
    PlayerHomework,
    PlayerTold,
)
from saual.protocol.pulse import MoodIn, PaceIn
from saual.protocol.reviewing import PlayerReview, ReviewIn
from saual.protocol.together import ChooseTeamIn, Crew, LeaveIn, MateIn, PassIn, PlayerTeams, Turn
from saual.questions.base import Ask, RawAnswer

Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22,64}\Z")]
"""A seat's secret: at least 128 random bits that the phone drew; the server keeps only a hash."""
Pin = Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")]
RoomId = Annotated[str, Meta(min_length=1, max_length=32)]


# ── from the phone ──────────────────────────────────────────────────────────────────────────────────────────


class Look(Struct, frozen=True, tag_field="t", tag="look", forbid_unknown_fields=True):
    """Is there a room with this PIN? Answered by `room` or `no`."""

    pin: Pin
    lang: Lang


class JoinIn(Struct, frozen=True, tag_field="t", tag="join", forbid_unknown_fields=True):
    """Take a seat. Answered by `you` and the whole picture, or by `no`. The same key again gets the same seat.

    A student of the room's class says who it is by a card's `code`, or by the place in the list of names (`student`,
    from 1), and need say no `name`. With a `code` and no `pin` it is the lesson that the card's class has now.
    After the answer `wait_for_host` the phone asks the same again every few seconds.
    """

    pin: Annotated[str, Meta(pattern=r"^([0-9]{6})?\Z")]
    key: Key
    name: Annotated[str, Meta(max_length=200)]
    lang: Lang
    student: Annotated[int, Meta(ge=0, le=1000)] = 0
    code: CardCode | None = None


class BackIn(Struct, frozen=True, tag_field="t", tag="back", forbid_unknown_fields=True):
    """Take the same seat again on a new connection. Answered like `join`."""

    room: RoomId
    key: Key
    lang: Lang


class AnswerIn(Struct, frozen=True, tag_field="t", tag="answer", forbid_unknown_fields=True):
    """Answer question `q` of game `g`. Answered by `ack` once it is on disk; retried with the same `id` until then."""

    id: CommandId
    g: GameNo
    q: QuestionNo
    a: RawAnswer


class ReadyIn(Struct, frozen=True, tag_field="t", tag="ready", forbid_unknown_fields=True):
    """This phone has all pictures and sound of question `q` of game `g` (see `ahead`). Not answered."""

    g: GameNo
    q: QuestionNo


class LangIn(Struct, frozen=True, tag_field="t", tag="lang", forbid_unknown_fields=True):
    """Show questions in this language from now on."""

    lang: Lang


class Ping(Struct, frozen=True, tag_field="t", tag="ping", forbid_unknown_fields=True):
    """The phone's own heartbeat (a page cannot see protocol pings). Answered by `pong`."""

    c: Annotated[float, Meta(ge=0, le=1e15)]


class Echo(Struct, frozen=True, tag_field="t", tag="echo", forbid_unknown_fields=True):
    """Sent at once on `pong`, with its `s`: the server learns this phone's round trip."""

    s: Annotated[int, Meta(ge=0, le=10**15)]


PlayerIn = (
    Look
    | JoinIn
    | BackIn
    | AnswerIn
    | SureIn
    | QuestionIn
    | SecondIn
    | WithdrawIn
    | ReviewIn
    | ReadyIn
    | LangIn
    | Ping
    | Echo
    | BeginIn
    | GiveIn
    | FinishIn
    | OpenedIn
    | PaceIn
    | MoodIn
    | MateIn
    | LeaveIn
    | PassIn
    | ChooseTeamIn
)


# ── to the phone ────────────────────────────────────────────────────────────────────────────────────────────


class Room(Struct, frozen=True, tag_field="t", tag="room", omit_defaults=True, kw_only=True):
    """There is such a room: its title in the phone's language, the language of the class, and whether one may join."""

    title: str
    lang: Lang
    open: bool
    entry: Entry = "open"
    cards: bool = False
    """Students of a class may come in by their cards."""
    names: list[str] = []
    """The real names of the class, where its students may pick theirs; else none."""
    taken: list[int] = []
    """Places in that list, from 1, under which somebody has come in already."""


class You(Struct, frozen=True, tag_field="t", tag="you"):
    """The seat that this connection has from now on. `now` is the server's clock, Unix ms."""

    room: str
    seat: int
    now: int


class PlayerStage(Struct, frozen=True, tag_field="t", tag="stage", omit_defaults=True):
    """What phase it is. The phases `lobby`, `podium` and `closed` have no question: what was of one is gone."""

    phase: Phase
    signs: bool = False
    """Options are shown as signs only (their text is on the projector)."""
    scoreless: bool = False
    """The game gives no points."""
    paused: bool = False
    clock: Clock | None = None
    mute: bool = False
    """No questions from students now."""
    unpaced: bool = False
    """Nor is it asked how the lesson goes."""
    mood: bool = False
    """It is asked how one feels."""
    sure: bool = False
    """This question asks how sure one is of the answer."""
    home: bool = False
    """It is a homework: `homework` says the rest."""


class PlayerAhead(Struct, frozen=True, tag_field="t", tag="ahead", omit_defaults=True):
    """What the question that comes next needs, to be fetched in a quiet moment: names that say nothing, of bytes that
    nobody can read before that question brings the keys. Each one replaces the last; without `m` there is nothing.
    """

    q: int = 0
    m: list[str] = []
    g: int = 1


class PlayerQuestion(Struct, frozen=True, tag_field="t", tag="q", omit_defaults=True):
    """Another question is on the stage: the options, solution and own answer of the one before are gone."""

    i: int
    """Place in this game, from 0: what answers are keyed by."""
    n: int
    """How many questions (slides included) this game has."""
    no: int
    """The question's number as people count, from 1: a second vote is on the same question."""
    text: str
    kind: str = "single"
    g: int = 1
    """Which game of this room, from 1."""
    media: list[PhoneMedia] = []
    again: bool = False
    """It was answered before, and talked over since."""
    more: list[str] = []
    """Pictures that `ask` will bring the keys to: names that say nothing, in no order."""
    math: Math = {}


class PlayerAsk(Ask, frozen=True, tag_field="t", tag="ask", omit_defaults=True):
    """The window has opened: what the phone needs, beside the text, to take an answer."""

    math: Math = field(default_factory=dict)


class PlayerSolution(Struct, frozen=True, tag_field="t", tag="solution", omit_defaults=True):
    """The window has closed: the right options, or words; and the explanation."""

    right: list[int] = []
    words: list[str] = []
    why: str = ""
    regions: list[str] = []
    math: Math = {}


class Name(Struct, frozen=True, tag_field="t", tag="name"):
    """What the student of this seat is called."""

    name: str


class Aids(Needs, frozen=True, tag_field="t", tag="aids", omit_defaults=True):
    """What the student of this seat is given, told to this phone alone. Its own countdown is the stage's, lengthened;
    with the time `none` it has none."""


class Me(Struct, frozen=True, tag_field="t", tag="me", omit_defaults=True):
    """Where this seat stands since the last result, and what that was. A removal or a setting can move ranks too."""

    score: int = 0
    rank: int = 0
    """1 = first; equal scores share a rank; 0 before the first result."""
    seats: int = 0
    """How many students are ranked."""
    streak: int = 0
    """How many right in a row; told from 2."""
    verdict: Verdict = ""
    """`none` where nothing is right (poll, rating) or the answer was late; empty for who came after the close."""
    points: int = 0
    bonus: int = 0
    before: Verdict = ""
    """The same of the first vote, after a second one."""
    team: int = 0
    """In which team this seat plays; 0: in none."""
    team_score: int = 0
    team_rank: int = 0
    teams: int = 0
    """How many teams are ranked."""


class Given(Struct, frozen=True, tag_field="t", tag="given", omit_defaults=True):
    """The recorded answer to the question on the stage, for a phone that comes back; others know it by its ack."""

    a: int | str | list[int | str]
    late: bool = False
    sure: Sure | None = None


class Ack(Struct, frozen=True, tag_field="t", tag="ack", omit_defaults=True):
    """The command `id` is durable and was taken; or, with `code`, it was refused (`late`: recorded, earns nothing)."""

    id: str
    code: Code | None = None


class No(Struct, frozen=True, tag_field="t", tag="no"):
    """What was asked (other than by a command with an id) is refused."""

    code: Code


class Pong(Struct, frozen=True, tag_field="t", tag="pong"):
    """`c` is the ping's; `s` the server's clock, Unix ms. The phone sends `s` back in `echo`."""

    c: float
    s: int


class Bye(Struct, frozen=True, tag_field="t", tag="bye"):
    """The server is about to close this connection; do not come back by yourself."""

    code: Code


PlayerOut = (
    Room
    | You
    | PlayerStage
    | PlayerAhead
    | PlayerQuestion
    | PlayerAsk
    | PlayerSolution
    | Name
    | Aids
    | Crew
    | Turn
    | PlayerTeams
    | Me
    | Given
    | Talk
    | ClassQuestions
    | Mine
    | PlayerReview
    | PlayerHomework
    | PlayerAttempt
    | PaceGave
    | PlayerTold
    | Ack
    | No
    | Pong
    | Bye
)
