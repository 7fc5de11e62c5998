"""Where each class has to stand in its game so that every stretch of load carries its share of game ends.

When a game ends, its whole record is written at once. Where all classes began together, a stretch of seconds has all
of that or none of it. Knows no server and no frame.
"""

from __future__ import annotations

import math


def played_before(rooms: int, questions: int) -> list[int]:
    """How many questions of its game each room has behind it, so that of rooms that ask in turn every `questions`-th
    begins a new game. From 1 to `questions`."""
    common = math.gcd(rooms, questions)
    played = [0] * rooms
    for end in range(rooms):
        # Multiples of `questions` come back to the same rooms after a while: then one further. All of it half a step
        # later, so that none falls between two stretches.
        at = end * questions + end * common // rooms + (questions - common) // 2
        turn, room = divmod(at, rooms)
        played[room] = questions - turn
    return played
