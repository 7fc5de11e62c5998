"""Who is in the room: seats, their names and phones, and what the host does with them."""

from __future__ import annotations

from saual.game.commands.base import Command


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
