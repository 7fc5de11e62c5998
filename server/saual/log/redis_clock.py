"""One time for all processes: each has its steady `Clock`, set at the start by another's, and kept from drifting apart.

Redis' own time may jump, as any wall clock. It is asked when nobody else is there to ask, and after that only for how
fast it runs: a slow drift is followed, a jump is not.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import hiredis

from saual.log.redis_script import Names
from saual.log.redis_wire import Lost, Wire, pack
from saual.world import Clock

_ANSWERS_IN_S = 0.5
_LOOK_S = 10.0
_JUMP_MS = 5
"""Two clocks in order part by less than a millisecond in ten seconds; more than this is a jump, or a slow network."""
_STEP_MS = 2


class ClusterClock:
    """Sets `clock`, answers others that ask for it, and keeps it with Redis' pace."""

    def __init__(self, names: Names, process: str, clock: Clock) -> None:
        self._channel = names.clock
        self._answers = names.answers(process)
        self._heard = {self._channel.encode(): self._asked, self._answers.encode(): self._answered}
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._wire: Wire | None = None
        self._answer: asyncio.Future[int] | None = None
        self._ready = False
        self._task: asyncio.Task[None] | None = None
        self._apart_ms: int | None = None

    async def begin(self, wire: Wire) -> None:
        """Set the clock. Raises Lost, hiredis.ReplyError."""
        self._answer = self._loop.create_future()
        asked = self._clock.now_ms()
        if await wire.call("PUBLISH", self._channel, self._answers) > 1:  # one of those that heard it is this process
            with suppress(TimeoutError):
                async with asyncio.timeout(_ANSWERS_IN_S):
                    theirs = await self._answer
                    self._begin_at(theirs, asked)
                    return
        asked = self._clock.now_ms()
        self._begin_at(_ms(await wire.call("TIME")), asked)

    def _begin_at(self, theirs_ms: int, asked_ms: int) -> None:
        self._clock.begin_at(theirs_ms + (self._clock.now_ms() - asked_ms) // 2)
        self._ready = True
        self._task = asyncio.ensure_future(self._keep_pace())

    def pushed(self, channel: bytes, data: bytes) -> bool:
        """Whether it was about the time."""
        hear = self._heard.get(channel)
        if hear is None:
            return False
        hear(data)
        return True

    def _asked(self, answers: bytes) -> None:
        if self._ready and self._wire is not None:
            self._wire.send(pack("PUBLISH", answers, self._clock.now_ms()), 1, lambda _: None)

    def _answered(self, data: bytes) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(int(data))

    def connected(self, wire: Wire, epoch: str) -> None:
        self._wire = wire

    def cut(self) -> None:
        self._wire = None

    def close(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _keep_pace(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            if self._wire is not None:
                with suppress(Lost, hiredis.ReplyError):
                    asked = self._clock.now_ms()
                    theirs = _ms(await self._wire.call("TIME"))
                    self.compare(theirs, asked, self._clock.now_ms())

    def compare(self, theirs_ms: int, asked_ms: int, answered_ms: int) -> None:
        """Follow the other clock if it runs a little faster or slower; take a jump of it as where it stands now."""
        if answered_ms - asked_ms > _JUMP_MS:
            return
        apart_ms = theirs_ms - (asked_ms + answered_ms) // 2
        if self._apart_ms is None or abs(apart_ms - self._apart_ms) > _JUMP_MS:
            self._apart_ms = apart_ms
        elif apart_ms != self._apart_ms:
            self._clock.shift(max(-_STEP_MS, min(_STEP_MS, apart_ms - self._apart_ms)))


def _ms(time: list[bytes]) -> int:
    return int(time[0]) * 1000 + int(time[1]) // 1000
