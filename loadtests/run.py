"""The whole measurement: what is done in which order, on Saual and on the yardstick by turns.

Owns the order. Must not know frames, sockets, how a figure is taken or how it is printed.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from loadtests.figures import Result
from loadtests.growth import grow
from loadtests.machine import OWN_CORE, SERVER_CORE, SPARE_FILES, open_files
from loadtests.plan import Plan
from loadtests.recover import recover_ms
from loadtests.side import Side
from loadtests.target import CannotRun, bare, pin_to, saual
from loadtests.teacher import BANK, Teacher


async def measure(plan: Plan, say: Callable[[str], None]) -> Result:
    """`say` is told what comes next. Raises CannotRun if anything was lost on the way or could not start."""
    files = open_files()
    if plan.sockets + SPARE_FILES > files:
        raise CannotRun(
            f"This opens {plan.sockets:,} sockets at once, and the system gives a process {files:,} open files:"
            f" let it have more (ulimit -n {plan.sockets + SPARE_FILES})."
        )
    since = time.monotonic()
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pinned = pin_to(OWN_CORE)
    try:
        with tempfile.TemporaryDirectory(prefix="saual-bench-") as folder:
            result = await _measure(plan, say, Path(folder), pinned)
        result.growth = await grow(plan, result.sizes, say)
    finally:
        if before is not None:
            os.sched_setaffinity(0, before)
    result.took_s = time.monotonic() - since
    return result


async def _measure(plan: Plan, say: Callable[[str], None], folder: Path, pinned: bool) -> Result:
    recovered = None
    if plan.recoveries:
        say("recovering a room from its log")
        recovered = await recover_ms(BANK, plan.phones, plan.recoveries)
    with saual(folder, SERVER_CORE) as target:
        greeting = len(target.said)
        teacher = Teacher(target)
        ours = Side("saual", plan, target, say)
        await ours.come_in(teacher.open)
        await ours.spread_out()
        await ours.play_steady()
        sizes = ours.sizes()
        with bare(sizes, SERVER_CORE) as yardstick:
            plain = Side("bare", plan, yardstick, say)
            await plain.come_in(lambda room: room.open_bare(str(id(room))))
            # By turns, so that what else the machine does falls on both.
            for turn in range(plan.repeats):
                if turn:
                    await ours.play_steady()
                await plain.play_steady()
            for step in (Side.one_room, Side.open_together, Side.climb, Side.acks):
                for side in (ours, plain):
                    await step(side)
            await ours.fill_the_hall(teacher.open)
            await plain.fill_the_hall(lambda room: room.open_bare(str(id(room))))
            for room in plain.rooms:
                room.close()
        for room in ours.rooms:
            room.end_game()
        for side in (ours, plain):
            side.sum_up()
        say("reading the reports")
        recorded = await teacher.recorded(ours.figures.acked)
        for room in ours.rooms:
            room.close()
        trouble = target.said[greeting:]
    shares = ours.neighbours + plain.neighbours
    return Result(
        plan=plan,
        saual=ours.figures,
        bare=plain.figures,
        sizes=sizes,
        recover_ms=recovered,
        recorded=recorded,
        own_cpu=max(ours.own_cpu, plain.own_cpu),
        own_cpu_saturated=max(ours.own_cpu_saturated, plain.own_cpu_saturated),
        neighbours=statistics.mean(shares) if shares else None,
        pinned=pinned,
        trouble=trouble.strip(),
    )
