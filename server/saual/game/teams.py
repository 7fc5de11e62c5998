"""Teams: who plays in which, what they are called, how they are drawn, and what they earn. Pure; knows seats by number.

Whoever stands in the ranking (a phone with all who share it, or a student without one) is in one team. A team earns
with each question the mean of what its players earned with it, or of its best ones: so that a small team, one that
somebody joins late or one that somebody leaves is neither better nor worse off for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from random import Random

from saual.game.scoring import ranks
from saual.game.standing import Standing
from saual.protocol.common import TeamPlan


class Teams:
    """By number from 1. `of` keeps the team of who shares another's phone for now."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.of: dict[int, int] = {}
        self.names: dict[int, str] = {}
        """What the host called them; the others have the name of their number."""
        self.draws = 0

    def draw(self, plan: TeamPlan, strengths: Mapping[int, float | None]) -> None:
        """Deal these players out anew; by choice nobody is in a team before choosing."""
        self.draws += 1
        self.of = {}
        if not plan.n or plan.by == "choice":
            return
        order = list(strengths)
        Random(f"{self._seed}/teams/{self.draws}").shuffle(order)
        if plan.by == "balanced":
            # Of four in four teams 1 2 3 4, of the next four 4 3 2 1: no team gets the better one of every row.
            order.sort(key=lambda no: -_known(strengths, no))
        for place, no in enumerate(order):
            row, at = divmod(place, plan.n)
            self.of[no] = (plan.n - at if row % 2 else at + 1) if plan.by == "balanced" else at + 1

    def take_in(self, plan: TeamPlan, no: int, strengths: Mapping[int, float | None]) -> None:
        """A player who came after the draw: to the smallest team; to the weakest of several where they are balanced."""
        sizes = dict.fromkeys(range(1, plan.n + 1), 0)
        force = dict.fromkeys(sizes, 0.0)
        for other in strengths:
            team = self.of.get(other, 0)
            if team in sizes and other != no:
                sizes[team] += 1
                force[team] += _known(strengths, other)
        smallest = [team for team in sizes if sizes[team] == min(sizes.values())]
        if plan.by == "balanced":
            self.of[no] = min(smallest, key=lambda team: (force[team], team))
        else:
            self.of[no] = Random(f"{self._seed}/team of {no}").choice(smallest)

    def score(
        self, plan: TeamPlan, standings: dict[int, Standing], gained: Mapping[int, int], players: Collection[int]
    ) -> None:
        """Once a question's answers are closed: `gained` are the points of the players who could answer it. `players`
        are all: only teams that have any have a place."""
        for team in sorted({self.of[no] for no in players if no in self.of}):
            standing = standings.setdefault(team, Standing())
            mine = sorted((points for no, points in gained.items() if self.of.get(no) == team), reverse=True)
            standing.was = standing.rank
            standing.gained = _mean(mine[: plan.best] if plan.best else mine)
            standing.score += standing.gained
        for team, rank in ranks((team, standing.score) for team, standing in standings.items()).items():
            standings[team].rank = rank


def mean(values: Collection[float]) -> float:
    return sum(values) / len(values)


def _mean(points: Iterable[int]) -> int:
    all = list(points)
    return round(mean(all)) if all else 0


def _known(strengths: Mapping[int, float | None], no: int) -> float:
    """Of whom nothing is known, it is taken that they are like the others."""
    own = strengths[no]
    if own is not None:
        return own
    known = [one for one in strengths.values() if one is not None]
    return mean(known) if known else 0.0
