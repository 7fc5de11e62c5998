"""What a teacher worked with in a lesson, and for how long: by the plan, and by how questions were asked. Pure."""

from __future__ import annotations

from collections import defaultdict

from saual.protocol.plans import PartLine, ToolLine, Way
from saual.reports.record import GameRecord


def tools(record: GameRecord) -> list[ToolLine]:
    """The longest first; none of a homework. A question counts from when it was shown until the next was, or the game
    was over."""
    if record.homework is not None:
        return []
    ends = [*(item.shown_ms for item in record.items[1:]), record.ended_ms]
    many: dict[Way, int] = defaultdict(int)
    long_ms: dict[Way, int] = defaultdict(int)
    for item, end_ms in zip(record.items, ends, strict=False):
        way: Way = item.flow if item.question.answered else "slide"
        many[way] += not (way == "peer" and item.vote == 2)
        long_ms[way] += max(0, end_ms - item.shown_ms)
    return sorted((ToolLine(way, many[way], long_ms[way]) for way in many), key=lambda line: -line.ms)


def parts(record: GameRecord) -> list[PartLine]:
    return [PartLine(row.tool, row.title, row.aim, row.minutes, row.began_ms, row.ended_ms) for row in record.plan]
