"""Who is connected to a room in this process, and telling them: phones by seat, staff screens by connection.

Knows what a screen may be sent (a view decides that) and when; knows no log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from saual.game.room import Room
from saual.game.views.edition import Changes, Edition, Viewer
from saual.protocol.codes import Code
from saual.rooms.connection import POLICY_VIOLATION, Connection

_STAFF_PAUSE_S = 0.1
"""Answers reach the teacher's screens at most ten times a second; a change of phase reaches them at once."""
_ASKED_PAUSE_S = 0.3
"""Students' questions reach all phones together this long after the first change (who made it is told at once): a class
that says "I ask this too" in one breath is not told so one by one."""
_SOCKETS_A_TOKEN = 2


class _Staff(Struct, frozen=True):
    """A staff screen. `token` tells browsers apart; `may` asks whether its cookie still allows this room."""

    screen: Connection
    token: str
    may: Callable[[], bool]


class Audience:
    def __init__(self, room: Room) -> None:
        self._room = room
        self._phones: dict[int, Connection] = {}
        self._staff: dict[str, _Staff] = {}
        self._staff_changes: Changes | None = None
        """What staff screens were not told yet."""
        self._staff_timer: asyncio.TimerHandle | None = None
        self._asked: set[int] = set()
        self._asked_timer: asyncio.TimerHandle | None = None
        self._whole = self._picture  # bound once for all screens

    @property
    def empty(self) -> bool:
        """No screen is connected."""
        return not self._phones and not self._staff

    @property
    def phones(self) -> int:
        """How many phones are connected here."""
        return len(self._phones)

    @property
    def screens(self) -> int:
        """How many staff screens are."""
        return len(self._staff)

    # ── coming and going ────────────────────────────────────────────────────────────────────────────────────────────

    def phone(self, seat: int) -> Connection | None:
        """The phone that has this seat here."""
        return self._phones.get(seat)

    def seat(self, phone: Connection, viewer: Viewer, greeting: Struct) -> None:
        """The phone has this seat now; the one that had it is told so and closed."""
        older = self._phones.get(viewer.seat)
        if older is not None and older is not phone:
            older.bye("replaced")
        self._phones[viewer.seat] = phone
        self.show(phone, viewer, greeting)

    def unseat(self, seat: int) -> Connection | None:
        """The seat has no phone here any more; the one that it had."""
        return self._phones.pop(seat, None)

    def watch(self, screen: Connection, viewer: Viewer, token: str, may: Callable[[], bool], greeting: Struct) -> None:
        """A staff screen has come. Where one token has too many, its oldest goes."""
        same = [staff.screen for staff in self._staff.values() if staff.token == token and staff.screen is not screen]
        for older in same[: max(0, len(same) + 1 - _SOCKETS_A_TOKEN)]:
            self.unwatch(older)
            older.bye("replaced")
        self._staff[screen.id] = _Staff(screen, token, may)
        self.show(screen, viewer, greeting)

    def unwatch(self, screen: Connection) -> None:
        self._staff.pop(screen.id, None)

    def show(self, screen: Connection, viewer: Viewer, *greeting: Struct) -> None:
        """Give a screen the whole picture, as this viewer sees it from now on."""
        screen.viewer = viewer
        screen.whole = self._whole
        for frame in greeting:
            screen.say(frame)
        screen.send(*self._whole(viewer))

    def _picture(self, viewer: Viewer) -> list[bytes]:
        return Edition(self._room, Changes()).whole(viewer)

    # ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, changes: Changes) -> None:
        """Send everybody what the changes made of their pictures."""
        if not changes:
            return
        self._asked |= changes.asked
        self._tell_phones(self._concerned(changes), changes)
        loop = asyncio.get_running_loop()
        if self._asked and self._asked_timer is None:
            self._asked_timer = loop.call_later(_ASKED_PAUSE_S, self._tell_asked)
        if not self._staff:
            return
        if self._staff_changes is None:
            self._staff_changes = changes  # who told of them lets go of them
        else:
            self._staff_changes.merge(changes)
        if changes.stage or changes.everyone:
            self._tell_staff()
        elif self._staff_timer is None:
            self._staff_timer = loop.call_later(_STAFF_PAUSE_S, self._tell_staff)

    def _concerned(self, changes: Changes) -> Collection[Connection]:
        """The phones whose picture may be another; in most batches a few students have answered, and that is all."""
        seats = changes.phones
        if seats is None:
            return self._phones.values()
        return [self._phones[seat] for seat in seats if seat in self._phones]

    def _tell_asked(self) -> None:
        self._asked_timer = None
        changes, self._asked = Changes(asked=self._asked), set()
        self._tell_phones(self._phones.values(), changes)

    def _tell_phones(self, phones: Collection[Connection], changes: Changes) -> None:
        if not phones:
            return
        edition = Edition(self._room, changes)
        for phone in phones:
            assert phone.viewer is not None
            phone.send(*edition.changed(phone.viewer))

    def _tell_staff(self) -> None:
        if self._staff_timer is not None:
            self._staff_timer.cancel()
            self._staff_timer = None
        if self._staff_changes is None:
            return
        edition, self._staff_changes = Edition(self._room, self._staff_changes), None
        for screen in self._allowed():
            assert screen.viewer is not None
            screen.send(*edition.changed(screen.viewer))

    def say_to_staff(self, frame: Struct) -> None:
        for screen in self._allowed():
            screen.say(frame)

    def _allowed(self) -> Iterator[Connection]:
        """The staff screens, less those whose session was revoked or ran out: these see no more right answers."""
        for staff in list(self._staff.values()):
            if staff.may():
                yield staff.screen
            else:
                self.unwatch(staff.screen)
                staff.screen.bye("not_host")

    def dismiss(self, code: Code, close_code: int = POLICY_VIOLATION) -> None:
        """Everybody goes, told why."""
        self.rest()
        for screen in self._everyone():
            screen.bye(code, close_code)

    def drop(self, close_code: int) -> None:
        """Everybody's connection is closed, for them to come back."""
        self.rest()
        for screen in self._everyone():
            screen.close(close_code)

    def _everyone(self) -> list[Connection]:
        return [*self._phones.values(), *(staff.screen for staff in self._staff.values())]

    def rest(self) -> None:
        """No timer runs."""
        for timer in (self._staff_timer, self._asked_timer):
            if timer is not None:
                timer.cancel()
        self._staff_timer = self._asked_timer = None
