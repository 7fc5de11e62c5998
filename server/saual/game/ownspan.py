"""How long a student may think who is given more time than the class. Knows numbers only."""

from __future__ import annotations

from saual.protocol.common import TimeNeed

NEVER_MS = 2**62
"""Later than every lesson: such a window ends when the host closes it."""
_HALVES: dict[TimeNeed, int] = {"": 2, "x1.5": 3, "x2": 4}


def span_of(span_ms: int, time: TimeNeed) -> int:
    """The student's own window where the class has `span_ms`."""
    return NEVER_MS if time == "none" else span_ms * _HALVES[time] // 2


def pace_span(span_ms: int, time: TimeNeed) -> int:
    """The window that the student's speed is measured against: without a limit it is twice the class's."""
    return span_of(span_ms, "x2" if time == "none" else time)
