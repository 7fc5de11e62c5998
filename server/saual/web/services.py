"""What the web pages are served from: the parts of the running server, as the routes need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from saual.clerk.clerk import Clerk
from saual.intake import Intake
from saual.keeping import Keeping
from saual.library import Library
from saual.media.store import MediaStore
from saual.protocol.api import Address
from saual.rooms.hall import Hall
from saual.store.api_tokens import ApiTokens
from saual.store.archive import Archive
from saual.store.class_histories import ClassHistories
from saual.store.histories import Histories
from saual.store.merits import MeritRows
from saual.store.people import People
from saual.store.plan_rows import PlanRows
from saual.store.sessions import Sessions
from saual.web.health import Health
from saual.web.readers import Readers
from saual.wordlist import WordList
from saual.world import Clock

STAFF_COOKIE = "saual_staff"
"""Holds the token of a session: the teacher's, or that of a remote for one room."""


class Door(Protocol):
    """Knows how phones reach this server."""

    def addresses(self, path: str) -> list[Address]:
        """The likeliest first; each one's link ends with `path`, which begins with "/"."""
        ...


@dataclass(frozen=True)
class Services:
    library: Library
    clerk: Clerk
    media: MediaStore
    intake: Intake
    hall: Hall
    sessions: Sessions
    archive: Archive
    histories: Histories
    class_histories: ClassHistories
    merits: MeritRows
    api_tokens: ApiTokens
    readers: Readers
    people: People
    plans: PlanRows
    keeping: Keeping
    clock: Clock
    door: Door
    words: WordList
    room_size: int
    """Most students in a room that is opened from now on."""
    health: Health
