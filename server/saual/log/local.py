"""The log on one machine. Owns the writer thread, its queue and the followers; knows no SQL and no games.

Reads go through the writer thread too, page by page: one connection is all that is safe (see `local_file`),
what was acknowledged is what is read, and a long room never holds up an answer.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from msgspec import Struct

from saual.log.base import Entry, Failed, LogFailed, RoomLine, Take, settle, tell_failure
from saual.log.health import Health
from saual.log.local_file import PAGE, Committed, LogFile
from saual.world import Clock

T = TypeVar("T")

# Callers that may wait for the disk at once: more than there are phones, for a hall of them may answer in one instant.
# Overflow: the newest is refused with LogFailed; its phone retries.
_MAX_WAITING = 16_384
# Entries that are kept for a follower that still reads the file. Overflow: they are dropped, and it reads on.
_MAX_KEPT = 1024
_BUSY_MS = 2000
_PROBE_S = 1.0
"""After a commit that failed, one of nothing new is tried so often until one succeeds."""
_COMPANY, _CROWD = 24, 64
_SHORT_S, _CROWDED_S, _LONG_S = 0.015, 0.03, 0.04
"""Who comes alone goes to the disk at once. After a commit of several appends the next one waits for company: 15 ms
until there are `_COMPANY`, 40 ms for fewer; after one of a `_CROWD` 30 ms, for a busy processor has better to do.

A commit costs half a millisecond of CPU, however little is in it: to sync a file and to wake two threads costs that.
With one every 12 ms that was a quarter of what a student and a question cost at 20 rounds/s. Nobody sees that one of
many answers waits so long for its acknowledgement.
"""


class _Follower:
    """Told what is committed at once, unless it is `behind`: then it reads the file first, page by page."""

    def __init__(self, after: int, take: Take) -> None:
        self.after = after
        self.behind = True
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._take = take
        self._kept: list[Entry] = []
        self._missed = False

    def offer(self, entries: list[Entry]) -> None:
        if not self.behind:
            self._give(entries)
        elif len(self._kept) + len(entries) <= _MAX_KEPT:
            self._kept += entries
        else:
            self._missed = True

    def about_to_read(self) -> None:
        """What is committed from now on may not be in the page that is asked for: it is kept."""
        self._kept, self._missed = [], False

    def read(self, page: list[Entry]) -> None:
        self._give(page)
        if len(page) < PAGE and not self._missed:
            self.behind = False
            self._give(self._kept)  # some of it was in the page
            self._kept = []

    def _give(self, entries: list[Entry]) -> None:
        news = [entry for entry in entries if entry.seq > self.after]
        if not news or self.over.done():
            return
        self.after = news[-1].seq
        try:
            if not self._take(news):
                self.end()
        except Exception as error:
            self.over.set_exception(error)

    def end(self) -> None:
        if not self.over.done():
            self.over.set_result(None)


class _Job(Struct, frozen=True):
    do: Callable[[LogFile], Any]
    writes: bool
    tell: Callable[[Any], None]
    """Told the result, or the exception."""


class _Put(Struct, frozen=True):
    """The same of an append that nobody waits for: nearly all are."""

    room: str
    at_ms: int
    command: bytes
    failed: Failed
    writes = True

    def do(self, file: LogFile) -> Entry:
        return file.append(self.room, self.at_ms, self.command)

    def tell(self, result: Entry | Exception) -> None:
        tell_failure(self.failed, result)


_Work = _Job | _Put


class LocalLog:
    """A `Log` (see `base`) in one SQLite file. Make it with `open`; one process at a time has the file."""

    def __init__(self, file: LogFile, clock: Clock) -> None:
        self.health = Health(clock)
        self._probe: asyncio.TimerHandle | None = None
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._gathered: list[_Work] = []
        self._timer: asyncio.TimerHandle | None = None
        self._soonest_s = self._latest_s = 0.0
        """When the next commit begins: if there is company, and if there is none."""
        self._waiting = 0
        self._since_ms = 0
        """While something waits: since when, or since the thread last answered."""
        self._queue: queue.SimpleQueue[list[_Work] | None] = queue.SimpleQueue()  # bounded by _waiting
        self._followers: dict[str, set[_Follower]] = {}
        self._closing = False
        self._ended = self._loop.create_future()
        threading.Thread(target=self._work, args=(file,), name="saual-log", daemon=True).start()

    @classmethod
    async def open(cls, path: Path, clock: Clock, *, busy_ms: int = _BUSY_MS) -> Self:
        """The folder must exist. Waits up to `busy_ms` for another program's lock, now and at each commit."""
        return cls(await asyncio.to_thread(LogFile, path, busy_ms), clock)

    async def open_room(self, room: str, pin: str, command: bytes) -> Entry:
        now_ms = self._clock.now_ms()
        return await self._submit(lambda file: file.open_room(room, pin, now_ms, command), writes=True)

    def append(self, room: str, command: bytes) -> asyncio.Future[Entry]:
        now_ms = self._clock.now_ms()  # when it came in, not when the disk was ready for it
        return self._submit(lambda file: file.append(room, now_ms, command), writes=True)

    def put(self, room: str, command: bytes, failed: Failed) -> None:
        self._gather(_Put(room, self._clock.now_ms(), command, failed))

    async def close_room(self, room: str) -> None:
        await self._submit(lambda file: file.close_room(room), writes=True)

    async def forget(self, room: str) -> None:
        await self._submit(lambda file: file.forget(room), writes=True)

    async def find(self, pin: str) -> str | None:
        return await self._submit(lambda file: file.find(pin), writes=False)

    async def rooms(self) -> list[RoomLine]:
        return await self._submit(LogFile.rooms, writes=False)

    async def read(self, room: str, after: int = 0) -> list[Entry]:
        entries = page = await self._page(room, after)
        while len(page) == PAGE:
            page = await self._page(room, entries[-1].seq)
            entries += page
        return entries

    async def follow(self, room: str, after: int, take: Take) -> None:
        follower = _Follower(after, take)
        self._followers.setdefault(room, set()).add(follower)
        try:
            while follower.behind and not follower.over.done() and not self._closing:
                follower.about_to_read()
                follower.read(await self._page(room, follower.after))
            if follower.behind and not follower.over.done():
                return  # the log was closed before it had read all
            await follower.over
        finally:
            self._followers[room].discard(follower)
            if not self._followers[room]:
                del self._followers[room]

    def watch(self, changed: Callable[[bool], None]) -> None:
        self.health.watch(changed)

    def lag(self) -> tuple[int, int]:
        return self._waiting, self._clock.now_ms() - self._since_ms if self._waiting else 0

    async def close(self) -> None:
        if not self._closing:
            self._closing = True
            self._hand_over()
            self._queue.put(None)
        await asyncio.shield(self._ended)

    async def _page(self, room: str, after: int) -> list[Entry]:
        return await self._submit(lambda file: file.page(room, after), writes=False)

    def _submit(self, do: Callable[[LogFile], T], *, writes: bool) -> asyncio.Future[T]:
        answer: asyncio.Future[T] = self._loop.create_future()
        self._gather(_Job(do, writes, partial(settle, answer)))
        return answer

    def _gather(self, job: _Work) -> None:
        if self._closing:
            job.tell(LogFailed("the log is closed"))
        elif self._waiting >= _MAX_WAITING:
            job.tell(LogFailed("the disk is too slow for what is coming in: try again in a moment"))
        else:
            if not self._waiting:
                self._since_ms = self._clock.now_ms()
            self._waiting += 1
            self._gathered.append(job)
            # At the soonest at the end of this turn of the loop: what comes in during it becomes one commit.
            if len(self._gathered) == 1:
                self._hand_over_at(self._latest_s)
            elif len(self._gathered) == _COMPANY:
                self._hand_over_at(self._soonest_s)

    def _hand_over_at(self, at_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(at_s, self._hand_over)

    def _hand_over(self) -> None:
        if self._gathered:
            writes, now_s = sum(job.writes for job in self._gathered), self._loop.time()
            if writes:
                soonest_s, latest_s = (_CROWDED_S if writes >= _CROWD else _SHORT_S, _LONG_S) if writes > 1 else (0, 0)
                self._soonest_s, self._latest_s = now_s + soonest_s, now_s + latest_s
            self._queue.put(self._gathered)
            self._gathered = []

    def _settle(self, jobs: list[_Work], results: list[Any], fresh: dict[str, list[Entry]]) -> None:
        self._waiting -= len(jobs)
        self._since_ms = self._clock.now_ms()
        for room, entries in fresh.items():
            for follower in tuple(self._followers.get(room, ())):
                follower.offer(entries)
        for job, result in zip(jobs, results, strict=True):
            job.tell(result)

    def _take(self, jobs: list[_Work], committed: Committed) -> None:
        self._settle(jobs, committed.results, committed.fresh)
        if not committed.failed:
            self.health.over("disk")
        else:
            self.health.trouble("disk", committed.failed)
            if self._probe is None:
                self._probe = self._loop.call_later(_PROBE_S, self._try_again)

    def _try_again(self) -> None:
        """Nobody may want to write anything for long: whoever looks at a screen is to see that it would go again."""
        self._probe = None
        if self.health.why and not self._closing:
            self._gather(_Job(LogFile.probe, True, lambda _: None))

    def _end(self) -> None:
        self._ended.set_result(None)
        for followers in self._followers.values():
            for follower in followers:
                follower.end()

    def _work(self, file: LogFile) -> None:
        """The thread: commit all that is there, answer once per commit, then read for those who asked."""
        tell = self._loop.call_soon_threadsafe
        more = True
        with suppress(RuntimeError):  # of `tell`: the loop was closed under us, and nobody is left to hear
            while more:
                jobs, more = self._drain()
                writes = [job for job in jobs if job.writes]
                if writes:
                    tell(self._take, writes, file.commit([job.do for job in writes]))
                for job in jobs:
                    if not job.writes:
                        tell(self._settle, [job], [file.ask(job.do)], {})
        file.close()
        with suppress(RuntimeError):
            tell(self._end)

    def _drain(self) -> tuple[list[_Work], bool]:
        jobs: list[_Work] = []
        batch = self._queue.get()
        while batch is not None:
            jobs += batch
            try:
                batch = self._queue.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False
