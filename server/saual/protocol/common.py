"""Pieces that several frames share."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.questions.base import Ask, Bar, Solution
from saual.questions.formula import Tree
from saual.questions.media import Media, MediaKind
from saual.questions.text import Lang

__all__ = [
    "AfterVote",
    "Ask",
    "AskedState",
    "Bar",
    "Clock",
    "CommandId",
    "Entry",
    "Flow",
    "Folder",
    "GameNo",
    "HostCommand",
    "Lang",
    "Math",
    "Media",
    "Mood",
    "Needs",
    "Pace",
    "Peer",
    "PeerPoints",
    "Phase",
    "PhoneMedia",
    "PostState",
    "QuestionNo",
    "QuestionView",
    "Scoring",
    "SeatNo",
    "Solution",
    "Sorting",
    "SpokenKind",
    "StepNo",
    "Sure",
    "Tags",
    "TimeNeed",
    "Turns",
    "Use",
    "Verdict",
]

Phase = Literal[
    "lobby",
    "slide",
    "reading",
    "answering",
    "voted",
    "explain",
    "discussion",
    "reveal",
    "leaderboard",
    "podium",
    "closed",
    "own_pace",
]
"""`voted`: the first of two votes is over and nothing of it is shown; `explain` and `discussion` lead to the second."""
Flow = Literal["classic", "improvised", "peer", "ticket"]
"""How a question is asked: what phases it goes through. `game/flows/` has a module for each."""
Verdict = Literal["", "right", "part", "wrong", "none", "missed"]
Scoring = Literal["speed", "accuracy", "none"]
Entry = Literal["open", "roster", "approve"]
"""Who may come in by a nickname: everybody, nobody (the room's class alone comes in), or whom the host lets in."""
AskedState = Literal["waiting", "open", "answered", "parked", "hidden", "withdrawn"]
"""What became of a student's question. `waiting`: only the host has seen it; `open`: the class may see it."""
Sorting = Literal["waiting", "open", "answered", "parked", "hidden"]
"""Where the host may put one. Back to `waiting` is `open` for one that the class has seen."""
PostState = Literal["waiting", "shown", "hidden"]
"""What became of a text that students wrote for the class to see. `shown`: on the class screen, once answers close."""
SpokenKind = Literal["question", "answer", "contribution"]
"""What was said aloud."""

Use = Literal[
    "leaderboards",
    "pauses",
    "more_time",
    "skips",
    "let_through",
    "marked_answered",
    "stars",
    "on_screen",
    "tallied",
    "improvised",
]
"""A use that a teacher makes of the software, beside putting questions."""

TimeNeed = Literal["", "x1.5", "x2", "none"]
"""How much longer a student may think than the class: not at all, by half, twice as long, without a limit."""


class Needs(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one student is given so that the lesson is as open as to the others. Nobody but this student's own phone and
    the teacher's page of the class is told."""

    time: TimeNeed = ""
    large: bool = False
    """Larger letters on the phone."""
    aloud: bool = False
    """The phone reads questions aloud, where it has a voice for the language."""

    def __bool__(self) -> bool:
        return bool(self.time or self.large or self.aloud)


Pace = Literal["slow", "good", "fast"]
"""How the lesson goes for a student: too slowly, well, too fast."""
Mood = Annotated[int, Meta(ge=1, le=5)]
"""How a student feels: five faces, from 1, the saddest."""

CommandId = Annotated[str, Meta(min_length=1, max_length=24)]
"""The sender's own name for a command; a retry carries the same one."""
Folder = Annotated[str, Meta(max_length=60)]
Tags = Annotated[list[Annotated[str, Meta(min_length=1, max_length=40)]], Meta(max_length=20)]
"""Of a bank: the teacher's own words."""
StepNo = Annotated[int, Meta(ge=0, le=1_000_000)]
"""Counts the phases of a room: a command of another step than the room's is stale."""
QuestionNo = Annotated[int, Meta(ge=0, le=10_000)]
GameNo = Annotated[int, Meta(ge=1, le=10_000)]
SeatNo = Annotated[int, Meta(ge=1, le=100_000)]


Math = dict[str, Tree]
"""The formulas in a frame's texts, by what stands between the dollar signs."""


AfterVote = Literal["explain", "discuss", "reveal"]
"""What comes of a first vote: explain again or talk it over, and vote once more; or show what is right."""
Sure = Literal["sure", "half", "guess"]
"""How sure a student is of an answer."""


class Turns(Struct, frozen=True):
    """What became of the answers to the first vote, of those who gave both."""

    stayed_right: int
    became_right: int
    became_wrong: int
    stayed_wrong: int


PeerPoints = Literal["last", "both"]


CardCode = Annotated[str, Meta(pattern=r"^[0-9]{9}\Z")]
"""What stands on a student's card, without spaces."""
TeamBy = Literal["random", "balanced", "choice"]
"""Who says who is in which team: chance, past results, the students."""


class TeamPlan(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How students play in teams. `n` teams; 0: everybody for oneself."""

    n: Literal[0, 2, 3, 4, 5, 6, 7, 8] = 0
    by: TeamBy = "random"
    best: Annotated[int, Meta(ge=0, le=100)] = 0
    """With each question the mean of so many best players of a team counts; 0: that of all."""


class Peer(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How peer instruction goes. Percents are of the answers to the first vote."""

    explain_below: Annotated[int, Meta(ge=0, le=100)] = 30
    """With fewer right than this, explain again."""
    reveal_above: Annotated[int, Meta(ge=0, le=100)] = 70
    """With more right than this, there is no need for a talk."""
    talk_ms: Annotated[int, Meta(ge=0, le=1_200_000)] = 180_000
    """How long students talk; 0: until the host goes on."""
    pairs: bool = False
    """Phones say with whom: with somebody who answered differently."""
    sure: bool = False
    """Phones ask how sure one is of an answer."""
    points: PeerPoints = "last"
    """What earns points: the last vote alone, or the first as well."""


class Clock(Struct, frozen=True, omit_defaults=True):
    """A running or paused countdown, in the server's Unix ms (`pong` tells a screen how far its clock is off)."""

    span: int
    """Whole length, ms (grows with +10 s)."""
    ends: int = 0
    """When it ends; 0 while paused."""
    left: int = 0
    """What is left, ms; only while paused."""


class QuestionView(Struct, frozen=True, omit_defaults=True):
    """The head of a question: may be shown before the options are."""

    i: int
    """Place in this game, from 0: what answers are keyed by."""
    n: int
    """How many questions (slides included) this game has."""
    kind: str
    text: str
    points: int = 0
    """Most that it can earn without the streak bonus; 0 for polls, ratings and when the game gives no points."""
    media: list[Media] = []
    """To be had at `/media/NAME` by who may watch the room."""
    flow: Flow = "classic"
    unwritten: bool = False
    """It was asked aloud and has no text yet; `text` stands in for it."""
    no: int = 0
    """Its number as people count, from 1: a second vote is on the same question."""
    vote: int = 0
    """Of a question that is asked twice: which time it is, 1 or 2."""
    arguable: bool = False
    """It may be asked twice."""


class PhoneMedia(Struct, frozen=True, omit_defaults=True):
    """A picture or sound of the question on the stage. It is fetched from `/m/ROOM/NAME` and opened with `key`."""

    kind: MediaKind
    name: str
    key: str
    alt: str = ""
    plays: int = 0
    """How often a sound may be played; 0: as often as one likes."""
    type: str = ""
    """What a sound is: some phones play only what says so."""


class HostCommand(Struct, frozen=True, tag_field="t", forbid_unknown_fields=True, kw_only=True):
    """Every host command has an id and is answered by `ack`."""

    id: CommandId
