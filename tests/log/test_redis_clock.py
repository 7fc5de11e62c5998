"""One time for all processes of a cluster, whatever the wall clocks of their machines say."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from saual.log.redis import RedisLog
from saual.log.redis_clock import ClusterClock
from saual.log.redis_script import Names
from saual.world import Clock, steady_s

HOUR_MS = 3600_000


class Close:
    """Two times are close if they differ by no more than the asking took, and its rounding."""

    def __init__(self) -> None:
        self._since_s = steady_s()

    def __call__(self, one_ms: int, other_ms: int) -> bool:
        return abs(one_ms - other_ms) <= (steady_s() - self._since_s) * 1000 + 2


def clock_off_by(ms: int) -> Clock:
    clock = Clock()
    clock.begin_at(clock.now_ms() + ms)
    return clock


async def test_alone_it_goes_by_the_time_of_redis(redis_url: str, redis_prefix: str) -> None:
    clock, close = clock_off_by(-HOUR_MS), Close()

    log = await RedisLog.open(redis_url, clock, prefix=redis_prefix)

    assert close(clock.now_ms(), Clock().now_ms())
    await log.close()


async def test_a_newcomer_goes_by_those_who_are_there_and_not_by_redis(redis_url: str, redis_prefix: str) -> None:
    """Redis' own clock has jumped since the first process asked it."""
    there, newcomer = Clock(), clock_off_by(HOUR_MS)
    first = await RedisLog.open(redis_url, there, prefix=redis_prefix)
    there.begin_at(there.now_ms() - HOUR_MS)
    close = Close()

    second = await RedisLog.open(redis_url, newcomer, prefix=redis_prefix)

    assert close(newcomer.now_ms(), there.now_ms())
    assert abs(newcomer.now_ms() - Clock().now_ms()) > HOUR_MS // 2
    await first.close()
    await second.close()


async def test_processes_that_start_at_once_agree(redis_url: str, redis_prefix: str) -> None:
    clocks, close = [clock_off_by(number * HOUR_MS) for number in range(5)], Close()

    logs = await asyncio.gather(*(RedisLog.open(redis_url, clock, prefix=redis_prefix) for clock in clocks))

    times = [clock.now_ms() for clock in clocks]
    assert close(max(times), min(times))
    await asyncio.gather(*(log.close() for log in logs))


class SetClock(Clock):
    def __init__(self) -> None:
        self.ms = 0
        self.shifts: list[int] = []

    def now_ms(self) -> int:
        return self.ms + sum(self.shifts)

    def shift(self, by_ms: int) -> None:
        self.shifts.append(by_ms)


async def looks(theirs: list[int]) -> SetClock:
    """A clock that was compared every ten seconds with one that was so far ahead of it each time."""
    clock = SetClock()
    ticks = ClusterClock(Names("saual:"), "me", clock)
    for ahead in theirs:
        clock.ms += 10_000
        ticks.compare(clock.ms + ahead, clock.now_ms(), clock.now_ms())
    return clock


async def test_a_slow_drift_is_followed_in_small_steps() -> None:
    clock = await looks([look // 2 for look in range(200)])

    assert abs(sum(clock.shifts) - 100) <= 3
    assert max(clock.shifts) <= 2


async def test_a_jump_is_not_followed_and_the_drift_after_it_is() -> None:
    clock = await looks([0, 0, HOUR_MS, HOUR_MS, HOUR_MS + 1, HOUR_MS + 2])

    assert sum(clock.shifts) == 2


async def test_what_came_over_a_slow_network_says_nothing_of_the_time() -> None:
    clock = SetClock()
    ticks = ClusterClock(Names("saual:"), "me", clock)
    ticks.compare(10_000, 10_000, 10_000)
    ticks.compare(20_003, 20_000, 20_200)

    assert clock.shifts == []


@pytest.mark.parametrize("by_ms", [-40, 40])
async def test_a_clock_that_is_shifted_never_runs_back(by_ms: int) -> None:
    clock = Clock()
    times = [clock.now_ms()]
    clock.shift(by_ms)
    async with asyncio.timeout(20):
        while times[-1] <= times[0] + 20:
            times.append(clock.now_ms())
            await asyncio.sleep(0.001)

    assert all(before <= after for before, after in pairwise(times))
