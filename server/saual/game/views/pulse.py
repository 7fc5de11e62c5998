"""Who may know how the lesson goes for the students: the host in figures, the class screen if the host shows them.

Of moods nothing but their number is told before five have told theirs.
"""

from __future__ import annotations

from saual.game.pulse import FEWEST_MOODS, PACES
from saual.game.room import Room
from saual.game.rules.pulsing import moment
from saual.protocol.pulse import PulseView


def pulse(room: Room, for_host: bool) -> PulseView:
    if not (for_host or room.pulse.shown):
        return PulseView()
    paces = room.pulse.now()
    when = moment(room)
    moods = room.pulse.mood(room.current, when) if when else None
    told = moods.total() if moods else 0
    return PulseView(
        shown=room.pulse.shown,
        paces=[paces[pace] for pace in PACES] if paces else [],
        told=told,
        moods=[moods[face] for face in range(1, 6)] if moods and told >= FEWEST_MOODS else [],
    )
