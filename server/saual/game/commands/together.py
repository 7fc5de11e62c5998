"""What can be written into a room's log about who plays with whom: on one phone, without one, in teams."""

from __future__ import annotations

from saual.game.commands.base import Command


class ShareWith(Command, tag=True, frozen=True):
    """Another student uses the phone of `seat` too; who it is as in `Join`."""

    seat: int
    name: str
    student: str = ""
    card: bool = False


class LeavePhone(Command, tag=True, frozen=True):
    """`member` is no more with the phone of `seat`, nor in the room."""

    seat: int
    member: int


class PassPhone(Command, tag=True, frozen=True):
    """The question on the stage is this member's of the phone of `seat`."""

    seat: int
    to: int


class AddStudent(Command, tag=True, frozen=True):
    """The host takes in a student without a phone: one of the class, or by a name."""

    name: str
    student: str = ""


class SitWith(Command, tag=True, frozen=True):
    """The host has the student of `seat` use the phone of seat `phone`; 0: none, the host enters the answers."""

    seat: int
    phone: int


class ChooseTeam(Command, tag=True, frozen=True):
    """The phone of this seat, with all who share it, plays in this team."""

    seat: int
    team: int


class PutInTeam(Command, tag=True, frozen=True):
    """The host has this student play in that team, with all who share the phone."""

    seat: int
    team: int


class DrawTeams(Command, tag=True, frozen=True):
    """Everybody is dealt out anew."""


class NameTeam(Command, tag=True, frozen=True):
    """The host calls it so; "" gives it the name of its number back."""

    team: int
    name: str
