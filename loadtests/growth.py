"""How cost grows: a fresh server with more and more rooms, or students in them; what each costs there, asked and idle.

Owns this one series. Must not know the other figures.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

from loadtests.bare import Sizes
from loadtests.classroom import Classroom
from loadtests.figures import Cost, Grown
from loadtests.machine import SERVER_CORE, SPARE_FILES, open_files
from loadtests.pace import play, spread_out
from loadtests.plan import Plan, Size
from loadtests.side import Opening, open_all, whole
from loadtests.target import Target, bare, saual
from loadtests.teacher import Teacher

_PORTS = 400
"""Rooms that come from one address: it has some 28,000 ports."""


async def grow(plan: Plan, sizes: Sizes, say: Callable[[str], None]) -> list[Grown]:
    """One point after the other, each on a server of its own. Raises CannotRun."""
    points: list[Grown] = []
    for size in plan.growth:
        phones = min(size.phones or plan.phones, (open_files() - SPARE_FILES) // size.rooms - 2)
        say(f"saual: {size.rooms:,} rooms of {phones}")
        with tempfile.TemporaryDirectory(prefix="saual-bench-") as folder, saual(Path(folder), SERVER_CORE) as target:
            teacher = Teacher(target)
            ours = await _cost(plan, size, phones, target, teacher.open, plan.questions)
        say(f"bare: {size.rooms:,} rooms of {phones}")
        with bare(sizes, SERVER_CORE) as target:
            plain = await _cost(plan, size, phones, target, lambda room: room.open_bare(str(id(room))))
        points.append(Grown(size.rooms, phones, size.rate, ours, plain))
    return points


async def _cost(plan: Plan, size: Size, phones: int, target: Target, opening: Opening, questions: int = 0) -> Cost:
    """`questions` of a game, whose end costs something; nought where there are no games."""
    students = size.rooms * phones
    rooms = [Classroom(target.port, phones, plan.think_s, _source(number)) for number in range(size.rooms)]
    before = target.memory_bytes()
    await open_all(rooms, opening)
    turn = deque(rooms)
    stretches = [await play(target, turn, size.rooms / size.rate, size.rate)]
    after = target.memory_bytes()
    if questions:
        stretches.append(await spread_out(target, rooms, questions))
    asked = await play(target, turn, size.seconds, size.rate)
    since = target.cpu_s()
    await asyncio.sleep(plan.idle_s)
    until = target.cpu_s()
    for stretch in (*stretches, asked):
        whole(stretch, rooms, target, f"{size.rooms} rooms")
    for room in rooms:
        room.close()
    return Cost(
        cpu_us=asked.cpu_us,
        idle_us=None if since is None or until is None else (until - since) * 1_000_000 / students / plan.idle_s,
        memory=None if before is None or after is None else (after - before) / students,
    )


def _source(number: int) -> str:
    """Linux answers to all of 127.0.0.0/8; elsewhere the ports of one address must do."""
    return f"127.0.0.{2 + number // _PORTS}" if sys.platform == "linux" else ""
