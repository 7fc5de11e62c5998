"""The whole measurement: what is done in which order, on Saual and on the yardstick by turns, and the figures of it.

Owns the plan and the figures. Must not know frames, sockets or how a figure is printed.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from loadtests.bare import Sizes
from loadtests.classroom import Classroom
from loadtests.machine import Neighbours
from loadtests.pace import Stretch, burst, play
from loadtests.recover import recover_ms
from loadtests.target import CannotRun, Target, bare, pin_to, saual

BANK = "english-grade-9"
SERVER_CORE, OWN_CORE = 0, 1
LIMIT_MS = 100.0
"""The last phone's question may take so long, at the 99th percentile, for a rate to count as reached."""
_ACK_RATE = 50.0
_KEPT_UP = 0.97
_NEAR = 0.8
_RECORD_S = 30.0


class Plan(Struct, frozen=True):
    """`think_s`: the answers of a class come evenly over so long; few classes at a rate look like many at leisure.
    Less than 0.1 and a phone may say more than the 20 messages a second that it is allowed.
    """

    rooms: int
    phones: int = 35
    think_s: float = 0.3
    steady_rate: float = 20.0
    steady_s: float = 4.0
    repeats: int = 2
    step_s: float = 3.0
    bursts: int = 2
    quiet_rounds: int = 10
    recoveries: int = 5


SHORT = Plan(rooms=40, think_s=0.15)
FULL = Plan(rooms=100, steady_s=10.0, repeats=3, step_s=10.0, bursts=5, quiet_rounds=30, recoveries=15)


class Figures(Struct):
    """Of one server. None: could not be measured. Times in ms, sizes in bytes."""

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
    memory: float | None = None
    down: float | None = None
    up: float | None = None
    messages_down: float | None = None
    asked: int = 0
    answers: int = 0
    acked: int = 0
    refused: dict[str, int] = {}


class Result(Struct):
    plan: Plan
    saual: Figures
    bare: Figures
    sizes: Sizes
    recover_ms: float
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


class _Bench:
    """One server with its classes, and all stretches played on it."""

    def __init__(self, plan: Plan, target: Target, say: Callable[[str], None], name: str) -> None:
        self.figures = Figures()
        self.stretches: list[Stretch] = []
        self.neighbours: list[float] = []
        self.own_cpu = self.own_cpu_saturated = 0.0
        self.steady: list[Stretch] = []
        self.rooms = [Classroom(target.port, plan.phones, plan.think_s) for _ in range(plan.rooms)]
        self.target = target
        self._plan = plan
        self._say = say
        self._name = name

    async def come_in(self, opening: Sequence[Callable[[], Coroutine[None, None, None]]]) -> None:
        """All classes, a few at a time; one round each, so that nothing is used for the first time later."""
        self._say(f"{self._name}: {self._plan.rooms} classes of {self._plan.phones} come in")
        before = self.target.memory_bytes()
        for at in range(0, len(opening), 8):
            await asyncio.gather(*(open() for open in opening[at : at + 8]))
        self._keep(await burst(self.target, self.rooms))
        after = self.target.memory_bytes()
        if before is not None and after is not None:
            self.figures.memory = (after - before) / (self._plan.rooms * self._plan.phones)

    async def play_steady(self) -> None:
        self._say(f"{self._name}: {self._plan.steady_rate:g} rounds/s")
        self.steady.append(await self._play(self._plan.steady_s, self._plan.steady_rate))

    async def climb(self) -> None:
        """As fast as it goes; then the highest rate, coming down from there, that keeps the limit."""
        self._say(f"{self._name}: as fast as it goes")
        most = await self._play(self._plan.step_s, None)
        self.figures.saturated_rounds = most.reached
        self.figures.cpu_us_saturated = _cpu_us(most, self._plan)
        rate = most.reached * 0.95
        while rate > most.reached * 0.2:
            self._say(f"{self._name}: {rate:.0f} rounds/s")
            step = await self._play(self._plan.step_s, rate)
            if step.asked / step.seconds >= rate * _KEPT_UP and _percentile(step.tape.last_ms, 99) <= LIMIT_MS:
                self.figures.rounds = step.asked / step.seconds
                self.figures.rounds_p50 = _percentile(step.tape.last_ms, 50)
                self.figures.rounds_p99 = _percentile(step.tape.last_ms, 99)
                return
            rate *= 0.85

    async def acks(self) -> None:
        if (self.figures.saturated_rounds or 0) < _ACK_RATE:
            return
        self._say(f"{self._name}: {_ACK_RATE:g} rounds/s, answers and acks")
        tape = (await self._play(self._plan.step_s, _ACK_RATE)).tape
        self.figures.ack_p50, self.figures.ack_p99 = _percentile(tape.ack_ms, 50), _percentile(tape.ack_ms, 99)

    async def open_together(self) -> None:
        self._say(f"{self._name}: {self._plan.rooms} classes at the same instant")
        last: list[float] = []
        for _ in range(self._plan.bursts):
            stretch = await burst(self.target, self.rooms)
            self._keep(stretch)
            last += stretch.tape.last_ms
        self.figures.burst_p99 = _percentile(last, 99)

    async def one_room(self) -> None:
        self._say(f"{self._name}: one class alone")
        fan: list[float] = []
        for _ in range(self._plan.quiet_rounds):
            stretch = await burst(self.target, self.rooms[:1])
            self._keep(stretch)
            fan += stretch.tape.fan_ms
        self.figures.fan_p50, self.figures.fan_p99 = _percentile(fan, 50), _percentile(fan, 99)

    def sum_up(self) -> None:
        figures, plan, tapes = self.figures, self._plan, [stretch.tape for stretch in self.stretches]
        students = sum(tape.rounds for tape in tapes) * plan.phones
        costs = [cost for stretch in self.steady if (cost := _cpu_us(stretch, plan)) is not None]
        figures.cpu_us = statistics.median(costs) if costs else None
        figures.down = sum(sum(tape.phone_bytes.values()) for tape in tapes) / students
        figures.up = sum(tape.up_bytes for tape in tapes) / students
        figures.messages_down = sum(tape.messages for tape in tapes) / students
        figures.asked = sum(stretch.asked for stretch in self.stretches)
        figures.answers = sum(tape.answers for tape in tapes)
        figures.acked = sum(tape.acked for tape in tapes)
        for tape in tapes:
            for code, n in tape.refused.items():
                figures.refused = {**figures.refused, code: figures.refused.get(code, 0) + n}

    def sizes(self) -> Sizes:
        """What one message of each sort weighed while the load was steady."""
        tape = self.steady[-1].tape
        answers, screens = tape.rounds * self._plan.phones, tape.rounds * 2
        return Sizes(
            question=round(tape.phone_bytes["question"] / answers),
            ack=round(tape.phone_bytes["ack"] / answers),
            result=round(tape.phone_bytes["result"] / answers),
            staff=round(tape.staff_bytes / max(1, tape.staff_messages)),
            staff_messages=round(tape.staff_messages / screens),
        )

    async def _play(self, seconds: float, rate: float | None) -> Stretch:
        neighbours = Neighbours(SERVER_CORE)
        stretch = await play(self.target, self.rooms, seconds, rate)
        self._keep(stretch)
        share = neighbours.share(stretch.server_cpu_s, stretch.wall_s)
        if share is not None:
            self.neighbours.append(share)
        own = stretch.own_cpu_s / stretch.wall_s
        if rate is None:
            self.own_cpu_saturated = own
        else:
            self.own_cpu = max(self.own_cpu, own)
        return stretch

    def _keep(self, stretch: Stretch) -> None:
        self.stretches.append(stretch)
        if stretch.unfinished:
            cut = sum(room.cut() for room in self.rooms)
            missing = stretch.tape.answers - stretch.tape.acked
            raise CannotRun(
                f"{self._name}: {stretch.unfinished} rounds were not over after 10 s; {missing} answers have no ack, "
                f"refused: {stretch.tape.refused or 'none'}, {cut} connections closed.\n{self.target.said}"
            )


async def measure(plan: Plan, say: Callable[[str], None]) -> Result:
    """Raises CannotRun if anything was lost on the way or could not start."""
    since = time.monotonic()
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pinned = pin_to(OWN_CORE)
    try:
        with tempfile.TemporaryDirectory(prefix="saual-bench-") as folder:
            result = await _measure(plan, say, Path(folder), pinned)
    finally:
        if before is not None:
            os.sched_setaffinity(0, before)
    result.took_s = time.monotonic() - since
    return result


async def _measure(plan: Plan, say: Callable[[str], None], folder: Path, pinned: bool) -> Result:
    say("recovering a room from its log")
    recovered = await recover_ms(BANK, plan.phones, plan.recoveries)
    with saual(folder, SERVER_CORE) as target:
        greeting = len(target.said)
        _, cookie = target.ask("POST", "/api/claim", {"key": target.key})
        wish = {"bank": BANK, "lang": "kk", "reading_ms": 0, "leaderboard": 0, "shuffle_questions": True}
        lines = [target.ask("POST", "/api/rooms", wish, cookie)[0] for _ in range(plan.rooms)]
        ours = _Bench(plan, target, say, "saual")
        await ours.come_in(
            [
                partial(room.open_saual, line["room"], line["pin"], cookie)
                for room, line in zip(ours.rooms, lines, strict=True)
            ]
        )
        await ours.play_steady()
        sizes = ours.sizes()
        with bare(json.dumps(structs.asdict(sizes)), SERVER_CORE) as yardstick:
            plain = _Bench(plan, yardstick, say, "bare")
            await plain.come_in([partial(room.open_bare, str(no)) for no, room in enumerate(plain.rooms)])
            # By turns, so that what else the machine does falls on both.
            for turn in range(plan.repeats):
                if turn:
                    await ours.play_steady()
                await plain.play_steady()
            for step in (_Bench.one_room, _Bench.open_together, _Bench.climb, _Bench.acks):
                for side in (ours, plain):
                    await step(side)
            for room in plain.rooms:
                room.close()
        for room in ours.rooms:
            room.end_game()
        for side in (ours, plain):
            side.sum_up()
        say("reading the reports")
        recorded = await _recorded(target, cookie, ours.figures.acked)
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


async def _recorded(target: Target, cookie: str, wanted: int) -> int:
    """Answers in all reports; asked again until they are all there, for games are written in their own time."""
    ends = time.monotonic() + _RECORD_S
    while True:
        games = target.ask("GET", "/api/games", cookie=cookie)[0]
        total = 0
        for game in games:
            report = target.ask("GET", f"/api/games/{game['id']}?lang=kk", cookie=cookie)[0]
            total += sum(item["answered"] + item["late"] for item in report["items"])
        if total >= wanted or time.monotonic() > ends:
            return total
        await asyncio.sleep(0.5)


def _cpu_us(stretch: Stretch, plan: Plan) -> float | None:
    students = stretch.tape.rounds * plan.phones
    if stretch.server_cpu_s is None or not students:
        return None
    return stretch.server_cpu_s * 1_000_000 / students


def _percentile(values: Sequence[float], percent: float) -> float:
    """The nearest rank; no value is made up between two."""
    if not values:
        return float("inf")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]
