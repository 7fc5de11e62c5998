"""One side of the comparison: a server with its classes, the stretches played on it, and the figures they come to.

Owns how each figure is taken. Must not know in which order, what the other side is, or any frame.
"""

from __future__ import annotations

import asyncio
import statistics
from collections import deque
from collections.abc import Callable, Coroutine, Sequence

from loadtests.bare import Sizes
from loadtests.classroom import Classroom
from loadtests.figures import LIMIT_MS, Figures, percentile
from loadtests.machine import SERVER_CORE, Neighbours
from loadtests.pace import Stretch, burst, play, spread_out
from loadtests.plan import Plan
from loadtests.target import CannotRun, Target

_ACK_RATE = 50.0
_KEPT_UP = 0.97
_CLASSES_AT_A_TIME = 8

Opening = Callable[[Classroom], Coroutine[None, None, None]]
"""Brings one class in: its screens and its phones."""


class Side:
    def __init__(self, name: str, plan: Plan, target: Target, say: Callable[[str], None]) -> None:
        self.figures = Figures()
        self.neighbours: list[float] = []
        self.own_cpu = self.own_cpu_saturated = 0.0
        self.rooms: list[Classroom] = []
        """The classes, and at the end the big room."""
        self._turn: deque[Classroom] = deque()
        """The classes; who asks next stands first."""
        self.target = target
        self._name = name
        self._plan = plan
        self._say = say
        self._stretches: list[Stretch] = []
        self._steady: list[Stretch] = []

    async def come_in(self, opening: Opening) -> None:
        """All classes, a few at a time; one round each, so that nothing is used for the first time later."""
        plan = self._plan
        self._say(f"{self._name}: {plan.rooms} classes of {plan.phones} come in")
        before = self.target.memory_bytes()
        self.rooms = [Classroom(self.target.port, plan.phones, plan.think_s) for _ in range(plan.rooms)]
        await open_all(self.rooms, opening)
        self._turn.extend(self.rooms)
        self._keep(await burst(self.target, self.rooms), self.rooms)
        after = self.target.memory_bytes()
        if before is not None and after is not None:
            self.figures.memory = (after - before) / (plan.rooms * plan.phones)

    async def spread_out(self) -> None:
        """The classes, over the questions of a game."""
        questions = self._plan.questions
        if not questions:
            return
        self._say(f"{self._name}: each class plays to another question of {questions}")
        self._keep(await spread_out(self.target, self.rooms, questions), self.rooms)

    async def play_steady(self) -> None:
        self._say(f"{self._name}: {self._plan.steady_rate:g} rounds/s")
        self._steady.append(await self._play(self._plan.steady_s, self._plan.steady_rate))

    async def one_room(self) -> None:
        if not self._plan.quiet_rounds:
            return
        self._say(f"{self._name}: one class alone")
        fan: list[float] = []
        for _ in range(self._plan.quiet_rounds):
            fan += self._keep(await burst(self.target, self.rooms[:1]), self.rooms[:1]).tape.fan_ms
        self.figures.fan_p50, self.figures.fan_p99 = percentile(fan, 50), percentile(fan, 99)

    async def open_together(self) -> None:
        if not self._plan.bursts:
            return
        some = self.rooms[: self._plan.together]
        self._say(f"{self._name}: {len(some)} classes at the same instant")
        last: list[float] = []
        for _ in range(self._plan.bursts):
            last += self._keep(await burst(self.target, some), some).tape.last_ms
        self.figures.burst_p99 = percentile(last, 99)

    async def climb(self) -> None:
        """As fast as it goes; then the highest rate, coming down from there, that keeps the limit."""
        if not self._plan.step_s:
            return
        self._say(f"{self._name}: as fast as it goes")
        most = await self._play(self._plan.step_s, None)
        self.figures.saturated_rounds, self.figures.cpu_us_saturated = most.reached, most.cpu_us
        rate = most.reached * 0.95
        while rate > most.reached * 0.2:
            self._say(f"{self._name}: {rate:.0f} rounds/s")
            step = await self._play(self._plan.step_s, rate)
            if step.asked / step.seconds >= rate * _KEPT_UP and percentile(step.tape.last_ms, 99) <= LIMIT_MS:
                self.figures.rounds = step.asked / step.seconds
                self.figures.rounds_p50 = percentile(step.tape.last_ms, 50)
                self.figures.rounds_p99 = percentile(step.tape.last_ms, 99)
                return
            rate *= 0.85

    async def acks(self) -> None:
        if (self.figures.saturated_rounds or 0) < _ACK_RATE:
            return
        self._say(f"{self._name}: {_ACK_RATE:g} rounds/s, answers and acks")
        tape = (await self._play(self._plan.step_s, _ACK_RATE)).tape
        self.figures.ack_p50, self.figures.ack_p99 = percentile(tape.ack_ms, 50), percentile(tape.ack_ms, 99)

    async def fill_the_hall(self, opening: Opening) -> None:
        """One room with thousands of phones, each of which answers the moment it has the question."""
        plan = self._plan
        if not plan.hall:
            return
        self._say(f"{self._name}: one room of {plan.hall:,}")
        hall = Classroom(self.target.port, plan.hall, 0)
        self.rooms.append(hall)
        await opening(hall)
        question: list[float] = []
        acked: list[float] = []
        for round in range(plan.hall_rounds + 1):
            tape = self._keep(await burst(self.target, [hall]), [hall], of_a_class=False).tape
            if round:  # in the first one everything is used for the first time
                question += tape.last_ms
                acked += tape.all_acked_ms
        self.figures.hall_question, self.figures.hall_acked = statistics.median(question), statistics.median(acked)

    def sum_up(self) -> None:
        figures, tapes = self.figures, [stretch.tape for stretch in self._stretches]
        students = sum(tape.students for tape in tapes)
        costs = [stretch.cpu_us for stretch in self._steady if stretch.cpu_us is not None]
        figures.cpu_us = statistics.median(costs) if costs else None
        figures.down = sum(tape.down_bytes for tape in tapes) / students
        figures.up = sum(tape.up_bytes for tape in tapes) / students
        figures.messages_down = sum(tape.messages for tape in tapes) / students

    def sizes(self) -> Sizes:
        """What one message of each sort weighed while the load was steady."""
        tape = self._steady[-1].tape
        return Sizes(
            question=round(tape.phone_bytes["question"] / tape.students),
            ack=round(tape.phone_bytes["ack"] / tape.students),
            result=round(tape.phone_bytes["result"] / tape.students),
            staff=round(tape.staff_bytes / max(1, tape.staff_messages)),
            staff_messages=round(tape.staff_messages / (tape.rounds * 2)),
        )

    async def _play(self, seconds: float, rate: float | None) -> Stretch:
        neighbours = Neighbours(SERVER_CORE)
        stretch = self._keep(await play(self.target, self._turn, seconds, rate), self.rooms)
        share = neighbours.share(stretch.server_cpu_s, stretch.wall_s)
        if share is not None:
            self.neighbours.append(share)
        own = stretch.own_cpu_s / stretch.wall_s
        if rate is None:
            self.own_cpu_saturated = own
        else:
            self.own_cpu = max(self.own_cpu, own)
        return stretch

    def _keep(self, stretch: Stretch, rooms: Sequence[Classroom], of_a_class: bool = True) -> Stretch:
        whole(stretch, rooms, self.target, self._name)
        figures, tape = self.figures, stretch.tape
        figures.asked += stretch.asked
        figures.games += tape.games
        figures.students += tape.students
        figures.answers += tape.answers
        figures.acked += tape.acked
        for code, n in tape.refused.items():
            figures.refused = {**figures.refused, code: figures.refused.get(code, 0) + n}
        if of_a_class:
            self._stretches.append(stretch)
        return stretch


async def open_all(rooms: Sequence[Classroom], opening: Opening) -> None:
    """A few classes at a time."""
    for at in range(0, len(rooms), _CLASSES_AT_A_TIME):
        await asyncio.gather(*(opening(room) for room in rooms[at : at + _CLASSES_AT_A_TIME]))


def whole(stretch: Stretch, rooms: Sequence[Classroom], target: Target, name: str) -> None:
    """Raises CannotRun if a round of it did not come to its end."""
    if not stretch.unfinished:
        return
    cut = sum(room.cut() for room in rooms)
    missing = stretch.tape.answers - stretch.tape.acked
    raise CannotRun(
        f"{name}: {stretch.unfinished} rounds were not over in time; {missing} answers have no ack, "
        f"refused: {stretch.tape.refused or 'none'}, {cut} connections closed.\n{target.said}"
    )
