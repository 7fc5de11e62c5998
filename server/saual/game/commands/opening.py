"""The first entry of a room's log, and its last."""

from __future__ import annotations

from msgspec import Struct, field

from saual.game.commands.base import Command
from saual.game.course import Part
from saual.game.roster import Roster
from saual.game.settings import Settings
from saual.protocol.common import Flow
from saual.protocol.homework import Homework
from saual.questions.bank import Bank


class Carried(Struct, frozen=True, omit_defaults=True):
    """A question from a homework. Whose it was stays with the homework."""

    text: str
    held: bool = False


class Programme(Struct, frozen=True, omit_defaults=True):
    """What a room is opened for, beside its questions; by default a game that asks each of them once."""

    flows: dict[int, Flow] = field(default_factory=dict)
    """By places in the bank, from 0: which questions do not go through the classic flow."""
    homework: Homework | None = None
    """The room is a homework: each seat goes at its own pace."""
    carried: tuple[Carried, ...] = ()
    """What students asked at home: the list that the lesson begins with."""
    plan: tuple[Part, ...] = ()
    """The lesson plan that the room was opened from."""


A_GAME = Programme()


class OpenRoom(Command, tag=True, frozen=True):
    """The first entry: everything the room will ever need from outside. `seed` is its only randomness."""

    pin: str
    bank: Bank
    settings: Settings
    seed: int
    roster: Roster | None = None
    secret: str = ""
    """What the names of pictures on phones are derived from. It never leaves the server."""
    programme: Programme = A_GAME


class CloseRoom(Command, tag=True, frozen=True):
    """The lesson is over, or was left."""
