"""The class that a room was opened for, as it was then: its students, and how they may say who they are.

Knows no seats. A card's code is here as a hash alone, salted with the room's id.
"""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.common import Needs
from saual.protocol.merits import Merits, Together


class Pupil(Struct, frozen=True, omit_defaults=True):
    """One student of the class, with the real name."""

    id: str
    name: str
    card: str = ""
    """The salted hash of the card's code; "": no card was made."""
    needs: Needs = Needs()
    strength: float | None = None
    """What the student earned of all that could be had in earlier lessons, 0 to 1; None: not known, or not needed."""
    merits: Merits = Merits()
    """Those of the lessons before."""


class Roster(Struct, frozen=True, omit_defaults=True):
    class_id: str
    title: str
    students: tuple[Pupil, ...]
    by_name: bool = False
    """Students may pick their names from the list: whoever has the PIN can read it."""
    together: Together = Together()

    def get(self, id: str) -> Pupil | None:
        return next((pupil for pupil in self.students if pupil.id == id), None)

    def of_card(self, card: str) -> Pupil | None:
        """Whose card has this hash."""
        return next((pupil for pupil in self.students if pupil.card == card), None) if card else None
