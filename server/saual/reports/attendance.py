"""Who was in which lesson of a class, and for how long, as a table: a student a row, a lesson a column. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from saual.reports.record import People
from saual.reports.tables import Cell, Table

_MINUTE_MS = 60_000


class Presence(NamedTuple):
    """One student who was on the list of one lesson; `present_ms` is None for who did not come in."""

    room: str
    opened_ms: int
    student_id: str
    present_ms: int | None


def attendance(rows: Iterable[Presence], people: People, order: Sequence[str], east_min: int) -> Table:
    """Minutes begun, 0 for who was on the list and did not come, empty for who was not on it. Lessons are named by
    their beginning, on a clock `east_min` minutes ahead of UTC; students stand in the `order` of their ids.
    """
    lessons: dict[str, int] = {}
    minutes: dict[tuple[str, str], int] = {}
    for row in rows:
        lessons[row.room] = row.opened_ms
        came = row.present_ms is not None
        minutes[row.student_id, row.room] = max(1, -(-(row.present_ms or 0) // _MINUTE_MS)) if came else 0
    columns = ("student", "number", *_named(lessons, east_min), "lessons_present", "lessons", "minutes")
    made: list[list[Cell]] = []
    for id in order:
        who = people.get(id)
        if who is None:
            continue
        own: list[int | None] = [minutes.get((id, room)) for room in lessons]
        there = [one for one in own if one is not None]
        made.append([who.name, who.number, *own, sum(one > 0 for one in there), len(there), sum(there)])
    return Table(columns, made)


def _named(lessons: dict[str, int], east_min: int) -> list[str]:
    """No two alike: a column's name stands for its lesson."""
    names: list[str] = []
    for at_ms in lessons.values():
        at = datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=east_min)
        name = f"{at:%Y-%m-%d %H:%M}"
        names.append(f"{name}:{at:%S}" if name in names else name)
    return names
