"""When to ask: so many rounds a second over all classes, as fast as they can, or all at the same instant.

Owns the schedule of one stretch and its totals. Must not know any frame.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from msgspec import Struct

from loadtests.classroom import Classroom
from loadtests.spread import played_before
from loadtests.tape import Tape
from loadtests.target import Target

_HURRY_S = 0.06
"""The least that keeps a phone below the 20 messages a second that it is allowed, however fast the server is."""
_PATIENCE_S = 30.0
"""How long after the last question, or after the last round that was over, the next must be: what is missing then is
lost."""


class Stretch(Struct):
    """One stretch of load, and what the server and this process used for it."""

    tape: Tape
    seconds: float
    asked: int
    done_in_time: int
    unfinished: int
    server_cpu_s: float | None
    own_cpu_s: float
    wall_s: float

    @property
    def reached(self) -> float:
        """Rounds a second that were done while questions were still asked."""
        return self.done_in_time / self.seconds

    @property
    def cpu_us(self) -> float | None:
        """What a student and a question cost the server; None if it is not known."""
        if self.server_cpu_s is None or not self.tape.students:
            return None
        return self.server_cpu_s * 1_000_000 / self.tape.students


async def play(target: Target, idle: deque[Classroom], seconds: float, rate: float | None) -> Stretch:
    """`rate` rounds a second in turn, whoever is free; None: every class as soon as it is free. In `idle` the next one
    stands first, before and after: so the next stretch goes on where this one stopped."""
    loop = asyncio.get_running_loop()
    rooms = list(idle)
    tape, owed, asked, done = _new_tape(rooms), 0, 0, 0
    cpu, own, since = target.cpu_s(), time.process_time(), loop.time()
    ends = since + seconds

    def begin(room: Classroom) -> None:
        nonlocal asked
        asked += 1
        room.begin()

    def free(room: Classroom) -> None:
        nonlocal owed, done
        in_time = loop.time() < ends
        done += in_time
        if in_time and (rate is None or owed):
            owed = max(0, owed - 1)
            begin(room)
        else:
            idle.append(room)

    for room in rooms:
        room.on_done = free
    if rate is None:
        # Not all in one instant: that is another measurement.
        for at in range(len(idle)):
            loop.call_later(at * 0.5 / len(rooms), lambda: begin(idle.popleft()))
        await asyncio.sleep(seconds)
    else:
        for number in range(round(seconds * rate)):
            await asyncio.sleep(max(0.0, since + number / rate - loop.time()))
            if loop.time() >= ends:
                break
            if idle:
                begin(idle.popleft())
            else:
                owed += 1
        await asyncio.sleep(max(0.0, ends - loop.time()))
    return await _drained(target, rooms, tape, (cpu, own, since), asked, done, seconds)


async def spread_out(target: Target, rooms: Sequence[Classroom], questions: int) -> Stretch:
    """As fast as it goes, until each class stands where `played_before` wants it."""
    tape, loop = _new_tape(rooms), asyncio.get_running_loop()
    cpu, own, since = target.cpu_s(), time.process_time(), loop.time()
    left = {room: n - room.number for room, n in zip(rooms, played_before(len(rooms), questions), strict=True)}
    asked, think_s = sum(left.values()), [room.think_s for room in rooms]

    def go_on(room: Classroom) -> None:
        if left[room]:
            left[room] -= 1
            room.begin()

    for room in rooms:
        room.on_done, room.think_s = go_on, min(room.think_s, _HURRY_S)
        go_on(room)
    stretch = await _drained(target, rooms, tape, (cpu, own, since), asked, 0, 1.0)
    for room, its in zip(rooms, think_s, strict=True):
        room.think_s = its
    return stretch


async def burst(target: Target, rooms: Sequence[Classroom]) -> Stretch:
    """One question in every class at the same instant."""
    loop = asyncio.get_running_loop()
    tape = _new_tape(rooms)
    cpu, own, since = target.cpu_s(), time.process_time(), loop.time()
    for room in rooms:
        room.on_done = lambda _: None
        room.begin()
    return await _drained(target, rooms, tape, (cpu, own, since), len(rooms), 0, 1.0)


def _new_tape(rooms: Sequence[Classroom]) -> Tape:
    tape = Tape()
    for room in rooms:
        room.tape = tape
    return tape


async def _drained(
    target: Target,
    rooms: Sequence[Classroom],
    tape: Tape,
    begun: tuple[float | None, float, float],
    asked: int,
    done: int,
    seconds: float,
) -> Stretch:
    loop = asyncio.get_running_loop()
    gives_up, over = loop.time() + _PATIENCE_S, tape.rounds
    while any(room.busy for room in rooms) and loop.time() < gives_up:
        await asyncio.sleep(0.02)
        if tape.rounds > over:
            gives_up, over = loop.time() + _PATIENCE_S, tape.rounds
    cpu, own, since = begun
    cpu_now = target.cpu_s()
    return Stretch(
        tape=tape,
        seconds=seconds,
        asked=asked,
        done_in_time=done,
        unfinished=sum(room.busy for room in rooms),
        server_cpu_s=None if cpu is None or cpu_now is None else cpu_now - cpu,
        own_cpu_s=time.process_time() - own,
        wall_s=loop.time() - since,
    )
