"""How far a planned lesson is: the host's alone to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.protocol.plans import PartState, PartView, PlanView

if TYPE_CHECKING:
    from saual.game.course import Course
    from saual.game.room import Room


def plan(room: Room) -> PlanView | None:
    """None where nothing was planned."""
    course = room.course
    if not course.parts:
        return None
    parts = [
        PartView(no, part.tool, _state(course, no), part.title, part.aim, part.minutes, part.questions)
        for no in course.order
        for part in (course.parts[no],)
    ]
    return PlanView(room.current, parts, course.began.get(course.now, 0), min(course.began.values(), default=0))


def _state(course: Course, no: int) -> PartState:
    if no == course.now:
        return "now"
    return "left" if no in course.left else "done" if no in course.began else "next"
