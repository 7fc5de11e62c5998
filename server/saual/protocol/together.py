"""What phones and the host say and are told of who plays with whom: on one phone, without one, in teams."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import CardCode, CommandId, GameNo, HostCommand, QuestionNo, SeatNo
from saual.questions.base import RawAnswer

TeamNo = Annotated[int, Meta(ge=1, le=8)]


# ── from the phone ──────────────────────────────────────────────────────────────────────────────────────────


class MateIn(Struct, frozen=True, tag_field="t", tag="mate", forbid_unknown_fields=True):
    """Another student uses this phone too; who it is as in `join`. Answered by `ack`, and `crew`."""

    id: CommandId
    name: Annotated[str, Meta(max_length=200)]
    student: Annotated[int, Meta(ge=0, le=1000)] = 0
    code: CardCode | None = None


class LeaveIn(Struct, frozen=True, tag_field="t", tag="leave", forbid_unknown_fields=True):
    """The student of this seat uses this phone no more. Answered by `ack`, and `crew`."""

    id: CommandId
    seat: SeatNo


class PassIn(Struct, frozen=True, tag_field="t", tag="pass", forbid_unknown_fields=True):
    """The question on the stage is for the student of this seat. Answered by `ack`, and `turn`."""

    id: CommandId
    seat: SeatNo


class ChooseTeamIn(Struct, frozen=True, tag_field="t", tag="my_team", forbid_unknown_fields=True):
    """All who share this phone play in this team. In the lobby, where teams are chosen. Answered by `ack`, and `me`."""

    id: CommandId
    team: TeamNo


# ── to the phone ────────────────────────────────────────────────────────────────────────────────────────────


class Mate(Struct, frozen=True, omit_defaults=True):
    """One of those who share a phone. `waits`: is not in before the host says so."""

    no: int
    name: str
    waits: bool = False


class Crew(Struct, frozen=True, tag_field="t", tag="crew"):
    """Who shares this phone, the one whose seat it is first. Only where it is or was shared; each replaces the last."""

    who: list[Mate]


class Turn(Struct, frozen=True, tag_field="t", tag="turn", omit_defaults=True):
    """Whose the question on the stage is, of those who share this phone; without `seat` it is for all of them."""

    seat: int = 0


class PlayerTeams(Struct, frozen=True, tag_field="t", tag="teams", omit_defaults=True):
    """The teams of this lesson, by number from 1: what each is called; "": by its number. Empty: there are none."""

    names: list[str] = []
    choose: bool = False
    """In the lobby each phone says its own (`my_team`)."""


# ── from the host ───────────────────────────────────────────────────────────────────────────────────────────


class AddStudentIn(HostCommand, tag="add_student", frozen=True):
    """Take in a student without a phone: by the place in the class's list (`student`, from 1), or by a name."""

    name: Annotated[str, Meta(max_length=200)] = ""
    student: Annotated[int, Meta(ge=0, le=1000)] = 0


class SitWithIn(HostCommand, tag="sit_with", frozen=True):
    """The student uses the phone of seat `phone` from now on; 0: none, the host enters the answers."""

    seat: SeatNo
    phone: Annotated[int, Meta(ge=0, le=100_000)]


class AnswerForIn(HostCommand, tag="answer_for", frozen=True):
    """Enter what a student without a phone answers to question `q` of game `g`: by the same rules as from a phone."""

    seat: SeatNo
    g: GameNo
    q: QuestionNo
    a: RawAnswer


class PutInTeamIn(HostCommand, tag="in_team", frozen=True):
    """Move a student, with all who share the phone, to another team."""

    seat: SeatNo
    team: TeamNo


class DrawTeamsIn(HostCommand, tag="draw_teams", frozen=True):
    """Deal everybody out anew, by the settings as they are; in the lobby."""


class NameTeamIn(HostCommand, tag="name_team", frozen=True):
    """Call a team so; an empty name gives it the one of its number back."""

    team: TeamNo
    name: Annotated[str, Meta(max_length=200)]


TogetherIn = AddStudentIn | SitWithIn | AnswerForIn | PutInTeamIn | DrawTeamsIn | NameTeamIn


# ── to the host ─────────────────────────────────────────────────────────────────────────────────────────────


class RosterNames(Struct, frozen=True, tag_field="t", tag="roster"):
    """The real names of the room's class, in the order in which `add_student` counts them; to the host alone, once."""

    names: list[str]


class TeamView(Struct, frozen=True, omit_defaults=True):
    """One team. `name` "": it is called by its number. `players`: phones, and students without one. The figures are
    those of a leaderboard, and told with one."""

    no: int
    name: str = ""
    players: int = 0
    score: int = 0
    rank: int = 0
    was: int = 0
    gained: int = 0


class Row(Struct, frozen=True, omit_defaults=True):
    """One line of the leaderboard. `was` is the rank before this question; 0: was not ranked."""

    seat: int
    name: str
    score: int
    rank: int
    was: int = 0
    gained: int = 0
