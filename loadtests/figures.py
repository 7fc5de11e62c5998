"""All figures of a measurement, and what can be said from them alone. Owns their units; knows no server and no load."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from loadtests.bare import Sizes
from loadtests.plan import Plan

LIMIT_MS = 100.0
"""The last phone's question may take so long, at the 99th percentile, for a rate to count as reached."""
_NEAR = 0.8


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest rank; no value is made up between two."""
    if not values:
        return float("inf")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def ratio(ours: float | None, bare: float | None) -> float | None:
    """How often the yardstick goes into it; None if either was not measured."""
    return ours / bare if ours is not None and bare else None


class Figures(Struct):
    """Of one server. None: not measured. Times in ms, sizes in bytes, CPU in µs per student and question."""

    cpu_us: float | None = None
    cpu_us_saturated: float | None = None
    saturated_rounds: float | None = None
    rounds: float | None = None
    rounds_p50: float | None = None
    rounds_p99: float | None = None
    burst_p99: float | None = None
    fan_p50: float | None = None
    fan_p99: float | None = None
    ack_p50: float | None = None
    ack_p99: float | None = None
    hall_question: float | None = None
    """In the one big room: from the host's "next" to the question on the last phone."""
    hall_acked: float | None = None
    """There, every phone answering the moment it has the question: from the host's "next" to the last ack."""
    memory: float | None = None
    down: float | None = None
    up: float | None = None
    messages_down: float | None = None
    asked: int = 0
    students: int = 0
    """Of all rounds: so often a student met a question."""
    games: int = 0
    """Games that came to their end in these rounds."""
    answers: int = 0
    acked: int = 0
    refused: dict[str, int] = {}


class Cost(Struct, frozen=True):
    """Of one server with so many rooms. CPU in µs per student and question, and per idle student and second."""

    cpu_us: float | None
    idle_us: float | None
    memory: float | None


class Grown(Struct, frozen=True):
    """One point of how cost grows. `phones` in each room: fewer than in the plan where the system has no more files."""

    rooms: int
    phones: int
    rate: float
    saual: Cost
    bare: Cost


class Result(Struct):
    plan: Plan
    saual: Figures
    bare: Figures
    sizes: Sizes
    recover_ms: float | None
    recorded: int
    """Answers in the reports of all games."""
    own_cpu: float
    """The largest share of its core that the load generator used in any stretch of a rate."""
    own_cpu_saturated: float
    neighbours: float | None
    """Share of the server's core that others used, over all stretches."""
    pinned: bool
    trouble: str
    """What the server printed beside its greeting."""
    growth: list[Grown] = []
    took_s: float = 0.0

    @property
    def classes_were_the_limit(self) -> bool:
        """So few classes cannot ask faster, whatever the server could do."""
        most = max(self.saual.saturated_rounds or 0.0, self.bare.saturated_rounds or 0.0)
        return most > _NEAR * self.plan.rooms / self.plan.think_s

    @property
    def lost(self) -> int:
        """Answers that were sent and never acknowledged, or acknowledged and in no report."""
        return max(self.saual.answers - self.saual.acked, self.saual.acked - self.recorded)
