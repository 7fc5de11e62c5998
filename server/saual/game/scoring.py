"""Points: public rules, written once. Knows numbers only."""

from __future__ import annotations

from collections.abc import Iterable

from saual.protocol.common import Scoring

INSTANT_MS = 500
"""An answer within this time earns the full points (the rule that students know)."""
RTT_CREDIT_MS = 500
"""Most of a phone's round trip that is given back to it."""
STREAK_STEP = 100
STREAK_MOST = 500


def elapsed(arrived_ms: int, opened_ms: int, rtt_ms: int, span_ms: int) -> int:
    """Thinking time in ms: arrival − opening − measured round trip (at most 500 ms), within the window."""
    return max(0, min(span_ms, arrived_ms - opened_ms - min(max(rtt_ms, 0), RTT_CREDIT_MS)))


def points(scoring: Scoring, most: int, credit: float, elapsed_ms: int, span_ms: int) -> int:
    """Points for an answer, 0 to `most`.

    Speed: round(most × credit × (1 − (elapsed / window) / 2)), full within 0.5 s. Accuracy: round(most × credit).
    """
    if scoring == "none":
        return 0
    pace = 1.0 if scoring == "accuracy" or elapsed_ms <= INSTANT_MS else 1 - elapsed_ms / span_ms / 2
    return round(most * credit * pace)


def streak_bonus(streak: int) -> int:
    """For the `streak`-th quite right answer in a row: nothing for the first, then 100, 200, … 500."""
    return min(STREAK_MOST, STREAK_STEP * max(0, streak - 1))


def ranks(scores: Iterable[tuple[int, int]]) -> dict[int, int]:
    """(seat, score) pairs to {seat: rank}: 1 = highest, equals share a rank, the next one counts them (1, 2, 2, 4)."""
    placed: dict[int, int] = {}
    rank, last = 0, None
    for place, (seat, score) in enumerate(sorted(scores, key=lambda pair: (-pair[1], pair[0])), start=1):
        if score != last:
            rank, last = place, score
        placed[seat] = rank
    return placed
