"""What happened when: a game in stretches of two minutes, as observers of lessons count. Pure: from a record."""

from __future__ import annotations

from saual.protocol.api import Stretch
from saual.reports.record import GameRecord

STRETCH_MS = 120_000
_MOST = 240
"""Eight hours. A game that was left open over night has its first ones."""


def timeline(record: GameRecord) -> list[Stretch]:
    """From the start of the game to its end, without a gap; `active` counts students, however often each answered."""
    last = max([record.ended_ms, *(row.arrived_ms for row in record.responses)])
    count = min(_MOST, (last - record.started_ms) // STRETCH_MS + 1)
    active: list[set[int]] = [set() for _ in range(count)]
    answers, questions = [0] * count, [0] * count
    for row in record.responses:
        place = (row.arrived_ms - record.started_ms) // STRETCH_MS
        if place < count:
            answers[place] += 1
            active[place].add(row.seat)
    for item in record.items:
        place = (item.shown_ms - record.started_ms) // STRETCH_MS
        if place < count and item.question.answered and item.vote != 2:
            questions[place] += 1
    return [
        Stretch(record.started_ms + place * STRETCH_MS, questions[place], answers[place], len(active[place]))
        for place in range(count)
    ]
