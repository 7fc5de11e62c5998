"""Two processes on Redis and PostgreSQL against one on SQLite: what a student and a question cost each part of them.

Owns this one comparison and its table. Workers, Redis, PostgreSQL and the load would want five cores; so all of a
server is kept on one core, the CPU of each part is counted, and what each could do with a core of its own is computed
from it: `rounds` says how often the busiest part could do its share of a round in a second.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from loadtests.classroom import Classroom
from loadtests.figures import ratio
from loadtests.machine import OWN_CORE, SERVER_CORE
from loadtests.pace import burst, play, spread_out
from loadtests.plan import Plan
from loadtests.process import cpu_s, family
from loadtests.side import open_all, whole
from loadtests.target import CannotRun, Target, pinned_to, saual
from loadtests.teacher import Teacher

_WORKERS = 2


class Cost(Struct, frozen=True):
    """CPU in µs per student and question: of each process of Saual, of Redis and of PostgreSQL."""

    workers: list[float]
    redis: float = 0.0
    database: float = 0.0

    @property
    def all(self) -> float:
        return sum(self.workers) + self.redis + self.database

    def rounds(self, phones: int) -> float:
        """A second, in classes of so many, if every part had a core of its own."""
        return 1_000_000 / (phones * max(*self.workers, self.redis, self.database))


class Pair(Struct, frozen=True):
    """At one load; as fast as it goes if there is no `rate` (rounds a second)."""

    rate: float | None
    one: Cost
    two: Cost


class _Server:
    """Each class comes in by the path of its room, as browsers do: workers of one machine keep it together then."""

    def __init__(
        self, plan: Plan, target: Target, workers: Sequence[int], redis: Sequence[int], database: Sequence[int]
    ) -> None:
        self._plan = plan
        self.target = target
        self.rooms = [Classroom(target.port, plan.phones, plan.think_s) for _ in range(plan.rooms)]
        self._turn = deque(self.rooms)
        self.workers = workers
        self._redis, self._database = redis, database

    async def come_in(self) -> None:
        teacher = Teacher(self.target)
        await open_all(self.rooms, teacher.open)
        whole(await burst(self.target, self.rooms), self.rooms, self.target, "saual")
        if self._plan.questions:
            whole(await spread_out(self.target, self.rooms, self._plan.questions), self.rooms, self.target, "saual")

    async def settle(self) -> None:
        """Until no worker has a room any more because a teacher asked for it there."""
        ends = time.monotonic() + self._plan.settle_s
        while self._plan.settle_s and sum(map(self.target.rooms, self.target.own_ports)) > len(self.rooms):
            if time.monotonic() > ends:
                raise CannotRun("Rooms are kept where nobody is in them.")
            await asyncio.sleep(0.5)

    async def play(self, seconds: float, rate: float | None) -> Cost:
        parts = [[pid] for pid in self.workers] + [list(self._redis), _family_of(self._database)]
        before = [_used(pids) for pids in parts]
        stretch = await play(self.target, self._turn, seconds, rate)
        whole(stretch, self.rooms, self.target, "saual")
        spent = [_used(pids) - since for pids, since in zip(parts, before, strict=True)]
        *workers, redis, database = [cpu * 1_000_000 / stretch.tape.students for cpu in spent]
        return Cost(workers, redis, database)


def _family_of(pids: Sequence[int]) -> list[int]:
    return [each for pid in pids for each in family(pid)]


def _used(pids: list[int]) -> float:
    used = cpu_s(pids)
    if used is None:
        raise CannotRun("This system does not tell what another process uses.")
    return used


async def compare(plan: Plan, say: Callable[[str], None]) -> list[Pair]:
    """By turns, so that what else the machine does falls on both. Raises CannotRun."""
    # Only who measures a cluster needs what the tests bring to start one.
    from tests.helpers.postgres_server import postgres_running
    from tests.helpers.redis_server import redis_running

    with ExitStack() as stack:
        stack.enter_context(pinned_to(OWN_CORE))
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="saual-bench-"))) for _ in range(3)]
        say("Redis and PostgreSQL start")
        with pinned_to(SERVER_CORE):
            redis = stack.enter_context(redis_running(folders[2]))
            database = stack.enter_context(postgres_running())
        shared = {"SAUAL_REDIS_URL": redis.url, "SAUAL_DATABASE_URL": database.url()}
        alone = stack.enter_context(saual(folders[0], SERVER_CORE))
        many = stack.enter_context(saual(folders[1], SERVER_CORE, _WORKERS, shared))
        _, *workers = family(many.pid)  # the first only watches over them
        one = _Server(plan, alone, [alone.pid], [], [])
        two = _Server(plan, many, workers, [redis.pid], [database.pid])
        for server in (one, two):
            say(f"{plan.rooms} classes of {plan.phones} come in")
            await server.come_in()
        await two.settle()
        pairs = [await _pair(plan, one, two, rate, say) for rate in (plan.steady_rate, None)]
        for server in (one, two):
            for room in server.rooms:
                room.close()
    return pairs


async def _pair(plan: Plan, one: _Server, two: _Server, rate: float | None, say: Callable[[str], None]) -> Pair:
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(plan.repeats):
        for server, found in zip((one, two), costs, strict=True):
            say(f"{len(server.workers)} of Saual: {_load(rate)}")
            found.append(await server.play(plan.steady_s if rate else plan.step_s, rate))
    return Pair(rate, *(_median(found) for found in costs))


def _load(rate: float | None) -> str:
    return f"{rate:g} rounds/s" if rate else "as fast as it goes"


def _median(costs: list[Cost]) -> Cost:
    """The stretch in the middle, whole: its parts belong together."""
    return sorted(costs, key=lambda cost: cost.all)[len(costs) // 2]


def told(plan: Plan, pairs: Sequence[Pair]) -> str:
    """The table."""
    lines = [f"{'':<46}{'one process':>14}{'two processes':>16}{'ratio':>8}"]
    for pair in pairs:
        one, two = pair.one, pair.two
        lines.append(f"{_load(pair.rate)}; CPU per student and question, µs")
        rows = [
            ("  all of it", one.all, two.all),
            ("  the busiest process of Saual", max(one.workers), max(two.workers)),
            ("  Redis", one.redis, two.redis),
            ("  PostgreSQL", one.database, two.database),
        ]
        if not pair.rate:  # at leisure a question costs more, and says nothing of how many there could be
            rows.append(
                ("  rounds/s, each part on a core of its own", one.rounds(plan.phones), two.rounds(plan.phones))
            )
        for name, ours, theirs in rows:
            times = ratio(theirs, ours)
            lines.append(f"{name:<46}{ours:>14,.0f}{theirs:>16,.0f}" + (f"{times:>8.2f}" if times else ""))
    ends = f" One round in {plan.questions} ends a game, whose record is written." if plan.questions else ""
    return "\n".join(
        [
            *lines,
            "",
            "One: SQLite. Two: `--workers 2`, Redis and PostgreSQL; a room's screens are at one of them. All of a",
            "server was kept on one core, so that the load has another; rounds/s are computed from the CPU of",
            f"the busiest part, not played.{ends}",
        ]
    )
