"""What one append to the log costs: CPU of this process and of Redis apart, in microseconds, for both logs.

`python -m loadtests.log_cost redis://host:6379/0`: it writes some hundred rooms there, which expire by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import redis
from msgspec import Struct

from saual.log.base import Log
from saual.log.local import LocalLog
from saual.log.redis import RedisLog
from saual.world import Clock, new_id, new_pin

COMMAND = bytes(70)
"""As long as most answers."""
STRETCH_S = 2.0


class Load(Struct, frozen=True):
    """`at_once` appends wait for each other, then the next; with a `rate` (a second) they come evenly instead."""

    at_once: int
    rooms: int
    rate: int = 0

    def __str__(self) -> str:
        how = f"{self.rate} a second" if self.rate else f"{self.at_once} at once"
        return f"{how}, {self.rooms} room{'s' if self.rooms > 1 else ''}"


LOADS = (Load(1, 1), Load(35, 1), Load(100, 1), Load(100, 100), Load(1, 100, rate=350), Load(1, 100, rate=3500))


async def _play(log: Log, load: Load) -> tuple[int, float]:
    """How many appends, and this process' CPU in seconds, followers included."""
    rooms = [new_id() for _ in range(load.rooms)]
    for room in rooms:
        await log.open_room(room, new_pin(), COMMAND)

    followers = [asyncio.ensure_future(log.follow(room, 0, lambda _: True)) for room in rooms]
    await asyncio.sleep(0.2)
    done, began, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() < began + STRETCH_S:
        appends = [log.append(rooms[(done + number) % load.rooms], COMMAND) for number in range(load.at_once)]
        done += load.at_once
        if load.rate:
            await asyncio.sleep(began + done / load.rate - time.perf_counter())
        else:
            await asyncio.wait(appends)
    await appends[-1]
    used = time.process_time() - cpu
    for follower in followers:
        follower.cancel()
    await asyncio.gather(*followers, return_exceptions=True)
    for room in rooms:
        await log.close_room(room)
    await log.close()
    return done, used


def _server_cpu_s(client: redis.Redis) -> float:
    said = str(client.info("cpu"))
    return sum(float(found) for found in re.findall(r"used_cpu_(?:sys|user)['\":\s]+([\d.]+)", said))


def _line(name: str, load: Load, done: int, here_s: float, there_s: float) -> None:
    here, there = here_s / done * 1e6, there_s / done * 1e6
    print(f"{name:6} {load!s:28} {here:8.1f} µs here {there:8.1f} µs in Redis {here + there:8.1f} µs in all")


def main(url: str) -> None:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        client = stack.enter_context(redis.Redis.from_url(url))
        makers: dict[str, Callable[[], Awaitable[Log]]] = {
            "local": lambda: LocalLog.open(folder / "live.db", Clock()),
            "redis": lambda: RedisLog.open(url, Clock(), prefix=f"saual-cost-{new_id()}:"),
        }

        async def measure(make: Callable[[], Awaitable[Log]], load: Load) -> tuple[int, float]:
            return await _play(await make(), load)

        for load in LOADS:
            for name, make in makers.items():
                before = _server_cpu_s(client)
                done, here_s = _run(measure(make, load))
                _line(name, load, done, here_s, _server_cpu_s(client) - before if name == "redis" else 0.0)


def _run(coroutine: Awaitable[tuple[int, float]]) -> tuple[int, float]:
    try:
        import uvloop
    except ImportError:
        return asyncio.run(coroutine)  # type: ignore[arg-type]
    return uvloop.run(coroutine)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1])
