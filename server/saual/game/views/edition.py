"""What to send to whom after some facts; every frame is encoded once and its bytes shared by all who may have it.

A screen's picture is a few *slots* (stage, me, seats, tally), each always replaced whole (seats: student by student),
so that what the changes add up to and what a newcomer is given are the same by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from saual.game import facts as f
from saual.game.room import Room
from saual.game.views import player, staff
from saual.questions.text import Lang

View = Literal["player", "projector", "host"]
_encode = msgspec.json.Encoder().encode


class Viewer(Struct, frozen=True):
    """One screen: its role, its language, and for a phone its seat."""

    view: View
    lang: Lang
    seat: int = 0


class Changes(Struct):
    """Which slots are out of date: of everybody's, or of the students named."""

    stage: bool = False
    everyone: bool = False
    people: set[int] = msgspec.field(default_factory=set)
    """Came, went, were renamed or removed."""
    answered: set[int] = msgspec.field(default_factory=set)

    @property
    def named(self) -> set[int]:
        """The students of whom something is out of date."""
        return self.people | self.answered

    def __bool__(self) -> bool:
        return self.stage or self.everyone or bool(self.people) or bool(self.answered)

    def merge(self, other: Changes) -> None:
        self.stage |= other.stage
        self.everyone |= other.everyone
        self.people |= other.people
        self.answered |= other.answered

    def take(self, facts: Iterable[f.Fact]) -> None:
        """Mark what these facts make out of date."""
        for fact in facts:
            match fact:
                case f.StageChanged():
                    self.stage = True
                case f.ScoresChanged():
                    self.everyone = True
                case f.SeatChanged(seat) | f.SeatLost(seat):
                    self.people.add(seat)
                case f.AnswerAccepted(seat, _) | f.AnswerLate(seat, _):
                    self.answered.add(seat)


class Edition:
    """The frames of one state of a room. Make one, ask it for every viewer, throw it away."""

    def __init__(self, room: Room, changes: Changes) -> None:
        self._room = room
        self._changes = changes
        self._encoded: dict[Hashable, bytes] = {}

    def changed(self, viewer: Viewer) -> list[bytes]:
        """What this viewer must be told after the changes."""
        room, changes = self._room, self._changes
        if viewer.view == "player":
            mine = changes.everyone or viewer.seat in changes.named
            return self._stage(viewer, changes.stage) + (self._me(viewer) if mine else [])
        for_host = viewer.view == "host"
        # The class screen never learns who answered; the host's figure grows with each answer.
        students = changes.named if for_host else changes.people
        frames = self._stage(viewer, changes.stage or (for_host and bool(changes.answered)))
        if changes.everyone:
            frames.append(self._all_seats(for_host))
        elif students:
            frames.append(self._once(("seats", for_host), lambda: staff.seats(room, students, for_host)))
        if changes:
            frames.append(self._tally())
        return frames

    def whole(self, viewer: Viewer) -> list[bytes]:
        """Everything, for a screen that has just come (back)."""
        if viewer.view == "player":
            return self._stage(viewer, True) + self._me(viewer)
        return [*self._stage(viewer, True), self._all_seats(viewer.view == "host"), self._tally()]

    def _all_seats(self, for_host: bool) -> bytes:
        return self._once(("all seats", for_host), lambda: staff.seats(self._room, None, for_host))

    def _tally(self) -> bytes:
        return self._once("tally", lambda: staff.tally(self._room))

    def _stage(self, viewer: Viewer, wanted: bool) -> list[bytes]:
        if not wanted:
            return []
        room, lang = self._room, viewer.lang
        if viewer.view == "player":
            return [self._once(("player", lang), lambda: player.stage(room, lang))]
        if viewer.view == "host":
            return [self._once(("host", lang), lambda: staff.host(room, lang))]
        return [self._once("projector", lambda: staff.projector(room))]

    def _me(self, viewer: Viewer) -> list[bytes]:
        if self._room.seats.get(viewer.seat) is None:
            return []
        return [_encode(player.me(self._room, viewer.seat))]

    def _once(self, key: Hashable, make: Callable[[], Struct]) -> bytes:
        frame = self._encoded.get(key)
        if frame is None:
            frame = self._encoded[key] = _encode(make())
        return frame
