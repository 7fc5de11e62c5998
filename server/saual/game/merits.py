"""What this lesson adds to the class's goal and to a student's merits. Reads the room, changes nothing.

Nothing here looks at speed or points.
"""

from __future__ import annotations

from collections.abc import Iterator

from saual.game.game import Game
from saual.game.room import Room
from saual.game.round import Round
from saual.game.seats import Seat
from saual.protocol.merits import Earned, GoalView, Merits


def goal(room: Room) -> GoalView | None:
    """None where the class has none."""
    together = room.roster.together if room.roster is not None else None
    if together is None or not together.goal:
        return None
    of_class = {seat.no for seat in room.seats.everyone() if seat.student}
    now = sum(_right(asked, of_class) for game in _games(room) for asked in game.results())
    return GoalView(together.goal, together.right + now)


def earned(room: Room, seat: Seat) -> Earned | None:
    """None where nothing is to be told: nobody of a class, switched off, or nothing yet."""
    pupil = room.roster.get(seat.student) if room.roster is not None and seat.student else None
    if pupil is None or room.roster is None:
        return None
    together, before = room.roster.together, pupil.merits
    asked = together.badges and any(one.state not in ("withdrawn", "hidden") for one in room.asking.own(seat.no))
    gained = together.badges and any(_gained(one, seat.no) for game in _games(room) for one in game.rounds.values())
    merits = Merits(
        asked=before.asked + asked if together.badges else 0,
        gained=before.gained + gained if together.badges else 0,
        prepared=before.prepared if together.streaks else 0,
    )
    return Earned(merits, asked, gained) if merits != Merits() else None


def _games(room: Room) -> Iterator[Game]:
    yield from room.played.values()
    if room.game is not None and room.game.no not in room.played:
        yield room.game


def _right(asked: Round, seats: set[int]) -> int:
    if not asked.marked:
        return 0
    return sum(response.credit == 1.0 for seat, response in asked.responses.items() if seat in seats)


def _gained(asked: Round, seat: int) -> bool:
    """A second vote in which more were right than in the first, and the seat was."""
    first, response = asked.first, asked.responses.get(seat)
    if first is None or not asked.marked or response is None or response.credit < 1.0:
        return False
    return more_right((first.right(), len(first.responses)), (asked.right(), len(asked.responses)))


def more_right(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Each: how many were right, of how many."""
    return after[0] * before[1] > before[0] * after[1]
