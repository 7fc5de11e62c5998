"""JSON bodies of the HTTP interface under `/api`, for the staff pages. All but `claim` need the staff cookie."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.arguing import Votes
from saual.protocol.common import AskedState, Entry, Flow, Folder, Lang, Peer, Phase, Scoring, Tags, TeamPlan, Use
from saual.protocol.improvising import AloudLine
from saual.protocol.plans import PartLine, ToolLine
from saual.questions.base import Ask, Solution
from saual.questions.draft import Draft, Edit
from saual.questions.media import Media


class Problem(Struct, frozen=True):
    """Every error body. `code` is stable; `message` says in English what to do."""

    code: str
    message: str


class BankLine(Struct, frozen=True):
    """GET /api/banks gives a list of these. A game takes the `questions` that are ready; `unfinished` are left out.

    `folder` ("": none) and `tags` are the teacher's own, `topics` those of the questions. A bank that ships has 0 for
    `updated_ms`. `ticket`: it is an exit ticket.
    """

    id: str
    title: dict[Lang, str]
    about: dict[Lang, str]
    language: Lang
    languages: list[Lang]
    questions: int
    unfinished: int
    kinds: dict[str, int]
    own: bool
    folder: str
    tags: list[str]
    topics: list[str]
    updated_ms: int
    ticket: bool


class NewBank(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/banks/new: an empty bank in this language. Answered by BankLine; POST /api/banks/{id}/copy likewise."""

    title: Annotated[str, Meta(max_length=120)]
    language: Lang
    folder: Folder = ""


class BankPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """PATCH /api/banks/{id}: the folder and tags of one of the teacher's own; a title renames it in one language."""

    folder: Folder
    tags: Tags
    title: Annotated[str, Meta(min_length=1, max_length=120)] | None = None
    language: Lang | None = None
    """Of the new title; None: the bank's."""


class FieldFault(Struct, frozen=True, omit_defaults=True):
    """What is wrong beside one field, in the language asked for. `index` counts the items of a list from 1."""

    field: str
    code: str
    """What kind of fault: "empty", "too_long", "no_right" …"""
    problem: str
    fix: str
    index: int = 0
    lang: str = ""


class DraftPage(Struct, frozen=True):
    """GET /api/banks/{id}/draft?lang=kk: one of the teacher's own as it is written, and its faults by question id ("":
    of the bank itself). Questions without faults are not in `faults`.
    """

    id: str
    version: int
    draft: Draft
    faults: dict[str, list[FieldFault]]


class SaveBank(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/banks/{id}/edits?lang=kk: an edit and the version that it was made on. Answered by Saved; 409 with a
    StaleBank if the bank has another version by now.
    """

    version: int
    edit: Edit


class Saved(Struct, frozen=True):
    """The bank has this version now. `faults` are of the questions that were put, and of the bank ("")."""

    version: int
    faults: dict[str, list[FieldFault]]


class StaleBank(Problem, frozen=True):
    """The body of a `stale_bank` refusal (409): the bank as it is now. Nothing was changed."""

    page: DraftPage


class QuestionLine(Struct, frozen=True, omit_defaults=True):
    i: int
    kind: str
    text: str
    ask: Ask
    solution: Solution
    time_s: int
    points: int
    tags: dict[str, str]
    media: list[Media] = []
    key: str = ""
    """What a lesson plan calls it, as long as its text and what is right stay."""


class BankPage(Struct, frozen=True):
    """GET /api/banks/{id}?lang=kk: all of one bank, right answers included, for its teacher."""

    bank: BankLine
    questions: list[QuestionLine]


class NewRoom(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/rooms. Answered by RoomLine. Without a bank it is a room for questions from students alone."""

    lang: Lang
    bank: Annotated[str, Meta(min_length=1, max_length=120)] | None = None
    first: Annotated[int, Meta(ge=0, le=499)] = 0
    """The question to begin with, counting from 0 those that the bank shows (see QuestionLine)."""
    scoring: Scoring = "speed"
    streaks: bool = True
    reading_ms: Annotated[int, Meta(ge=0, le=60_000)] = 5_000
    leaderboard: Annotated[int, Meta(ge=0, le=100)] = 5
    signs: bool = False
    shuffle_questions: bool = False
    shuffle_options: bool = False
    questions: bool = True
    moderated: bool = True
    entry: Entry = "open"
    class_id: Annotated[str, Meta(max_length=40)] | None = None
    """The class that the lesson is for; without one the room keeps no link to anybody."""
    by_name: bool = False
    """Students pick their names from the list, which then goes to every phone that has the PIN."""
    plan: Annotated[str, Meta(max_length=40)] | None = None
    """A lesson plan instead of a bank."""
    twice: bool = False
    """Every question that may be asked twice is, by peer instruction."""
    peer: Peer = Peer()
    pace: bool = True
    """Phones may tell at any time whether it goes too slowly or too fast."""
    mood: bool = False
    """Phones are asked for the mood, before the game and after it."""
    pass_phone: bool = False
    """On a shared phone each question is one student's, by turns."""
    teams: TeamPlan = TeamPlan()


class RoomLine(Struct, frozen=True):
    """GET /api/rooms gives a list of the live ones, newest first."""

    room: str
    pin: str
    title: str
    phase: Phase
    students: int
    opened_ms: int


class Address(Struct, frozen=True):
    """One way to reach this server from a phone. A student types `url`; the QR code holds `link`."""

    name: str
    url: str
    link: str
    qr: str
    """The QR code of `link` as one SVG path on a grid of `size` × `size` modules."""
    size: int


class Door(Struct, frozen=True):
    """GET /api/rooms/{room}/door: the addresses, the likeliest first."""

    pin: str
    addresses: list[Address]


class RemoteLink(Struct, frozen=True):
    """POST /api/rooms/{room}/remote: a one-time link (10 minutes) for the teacher's own phone, per address."""

    addresses: list[Address]


class GameLine(Struct, frozen=True):
    """One past game. Times are Unix ms."""

    id: str
    title: str
    started_ms: int
    ended_ms: int
    students: int
    questions: int
    right: float | None
    """Share of right answers among those to marked questions, 0 to 1; None where nothing was marked."""
    finished: bool
    """False: the game was left before its end, or is a homework that is still open."""
    bank: str = ""
    homework: bool = False


class StudentLine(Struct, frozen=True):
    """One student of one game. `asked` counts the questions that were put while the student was in the room."""

    seat: int
    name: str
    joined_ms: int
    asked: int
    answered: int
    right: int
    late: int
    median_ms: int | None
    points: int
    rank: int
    present_ms: int = 0
    """How long the phone was connected, from joining (or the end of the game before) to the end of the game."""
    questions: int = 0
    """Questions asked from the phone, without withdrawn and hidden ones; with or without a name."""
    seconded: int = 0
    """Questions of others to which the student said "the same"."""
    spoken: int = 0
    """Questions asked aloud, as counted by the teacher."""
    aloud: int = 0
    """Answers given aloud, as counted by the teacher."""
    contributed: int = 0
    marked: int = 0
    """Of the answers in time, those to questions in which something is right."""
    student_id: str = ""
    student: str = ""
    """The real name of a student of the class, and the school's number ("" for none)."""
    number: str = ""
    phone: int = 0
    """The seat whose phone the student used too; its place in the game is the phone's."""
    entered: int = 0
    """Of the answers, those that the teacher entered."""
    team: int = 0
    """0: in none."""


class BarLine(Struct, frozen=True, omit_defaults=True):
    label: str
    n: int
    right: bool
    parts: list[int] = []
    picture: str = ""
    """Of an option that is one."""
    points: list[int] = []
    """Where on a picture, x and y by turns, in thousandths."""


class Spot(Struct, frozen=True):
    """A picture on which a place was to be found, and the right regions of it."""

    picture: str
    alt: str
    regions: list[str]


class ItemLine(Struct, frozen=True, omit_defaults=True):
    """One question of one game. `right` is the share of answers that were quite right, `score` the mean of ratings or
    the net promoter score; None where there is no such number."""

    i: int
    kind: str
    text: str
    answered: int
    late: int
    asked: int
    right: float | None
    median_ms: int | None
    bars: list[BarLine]
    skipped: bool
    discrimination: float | None
    """Corrected item–total correlation, −1 to 1; None where there are too few students or questions to say."""
    score: float | None = None
    media: list[Media] = []
    no: int = 0
    """The number that the class saw."""
    votes: Votes | None = None
    flow: Flow = "classic"
    """How it was asked."""
    spot: Spot | None = None
    aloud: AloudLine | None = None


class Reliability(Struct, frozen=True):
    """Cronbach's α, and how many students and questions it rests on."""

    alpha: float
    students: int
    questions: int


class Stretch(Struct, frozen=True):
    """Two minutes of a game: questions put, answers that came, and how many students they came from."""

    at_ms: int
    questions: int
    answers: int
    active: int


class AskedLine(Struct, frozen=True):
    """One question of a student, as the teacher put it away. `name` is empty where it was asked without a name."""

    no: int
    text: str
    name: str
    at_ms: int
    seconds: int
    state: AskedState
    starred: bool


class SpokenCounts(Struct, frozen=True):
    """Said aloud and counted by the teacher, with or without a name."""

    question: int
    answer: int
    contribution: int


class TeamLine(Struct, frozen=True):
    """One team of one game. `name` "": it was called by its number."""

    no: int
    name: str
    students: int
    score: int
    rank: int


class GameReport(Struct, frozen=True):
    """GET /api/games/{id}?lang=kk. As tables: /api/games/{id}/{students|questions|responses|asked}.csv, all.xlsx."""

    game: GameLine
    students: list[StudentLine]
    items: list[ItemLine]
    reliability: Reliability | None
    timeline: list[Stretch]
    asked: list[AskedLine]
    spoken: SpokenCounts
    uses: dict[Use, int]
    """How often the teacher used what, in this game and the lobby before it; what was not used is not in it."""
    teams: list[TeamLine] = []
    """By their places."""
    tools: list[ToolLine] = []
    plan: list[PartLine] = []
    """The lesson plan as it went; [] where nothing was planned."""
    gain: float | None = None
    """Normalised gain from first to second votes, of all who gave both; None where there were none."""
