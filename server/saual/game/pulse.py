"""How the lesson goes for the students: their pace at any time, their mood at its start and its end.

Nobody is named in it, not by a seat either: `who` is a sign of a phone that nothing else has, so that the log does not
know whose it is. Knows no phases and no limits: those are the rules'.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

from saual.protocol.common import Mood, Pace

Moment = Literal["start", "end"]
"""Of a game: the lobby before it, the podium after it."""
PACES: tuple[Pace, ...] = get_args(Pace)
FEWEST_MOODS = 5
"""Until so many have told a mood, nothing but their number is told or kept: none shall be guessed."""
NOW_MS = 5 * 60_000
"""How long a pace says how it goes now."""


class Pulse:
    """Of a phone the latest counts."""

    def __init__(self) -> None:
        self.shown = False
        """The class screen shows it."""
        self.paces: dict[tuple[int, int], dict[str, Pace]] = {}
        """By game and place of the step (-1: none was on), then by who."""
        self.moods: dict[tuple[int, Moment], dict[str, Mood]] = {}
        self.told: Counter[str] = Counter()
        """How often each has told anything."""
        self.last_ms: dict[str, int] = {}
        self._now: dict[str, tuple[Pace, int]] = {}

    def tell_pace(self, who: str, pace: Pace, game: int, place: int, at_ms: int) -> None:
        self.paces.setdefault((game, place), {})[who] = pace
        self._now[who] = (pace, at_ms)
        self._count(who, at_ms)
        self.forget(at_ms)

    def tell_mood(self, who: str, mood: Mood, game: int, moment: Moment, at_ms: int) -> None:
        self.moods.setdefault((game, moment), {})[who] = mood
        self._count(who, at_ms)

    def _count(self, who: str, at_ms: int) -> None:
        self.told[who] += 1
        self.last_ms[who] = at_ms

    def forget(self, at_ms: int) -> None:
        """What is older than `NOW_MS` says no more how it goes now."""
        self._now = {who: one for who, one in self._now.items() if at_ms - one[1] < NOW_MS}

    def now(self) -> Counter[Pace]:
        return Counter(pace for pace, _ in self._now.values())

    def mood(self, game: int, moment: Moment) -> Counter[Mood]:
        return Counter(self.moods.get((game, moment), {}).values())

    def of_game(self, game: int) -> bool:
        """Anything was told in it."""
        return any(no == game for no, _ in (*self.paces, *self.moods))
