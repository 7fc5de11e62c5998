"""The flow of a homework: lobby (not open yet) → own_pace → podium (closed, to look back at) → closed.

Owns the order of these phases and when each is over. Students go through the questions as they like: there is no
question on the stage. Knows no seats and no answers.
"""

from __future__ import annotations

from saual.game.flows import Place
from saual.protocol.common import Phase
from saual.protocol.homework import Homework

ON_THE_WAY_MS = 10_000
"""What was sent in the last moment of a homework, or of an attempt's time, may be on its way for so long."""
LATE_MS = 2 * 24 * 3_600_000
"""So long after the closing phones may still send what they kept while they had no network; it is marked as late."""
STAYS_MS = 7 * 24 * 3_600_000
"""So long after the closing students can look back, and the PIN is nobody else's."""

_NEXT: dict[Phase, Phase] = {"lobby": "own_pace", "own_pace": "podium", "podium": "closed"}


def following(place: Place) -> Place:
    """What comes after `place` when its time is over. Raises KeyError for what no homework is in."""
    return Place(_NEXT[place.phase])


def over_ms(place: Place, plan: Homework) -> int:
    """When the phase is over."""
    match place.phase:
        case "lobby":
            return plan.opens_ms
        case "own_pace":
            return plan.closes_ms + ON_THE_WAY_MS
    return plan.closes_ms + STAYS_MS
