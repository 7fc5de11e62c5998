"""What this process knows of the rooms that it follows: all their batches, in memory. Knows no appends and no mending.

Followers read from here, so none needs a buffer of its own. What is published is taken if it is the next; what is not
shows a gap, and the stream is read. The memory is as large as the room's log, and is what an emptied Redis is filled
from.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable

from saual.log.base import Entry, Take
from saual.log.redis_script import Batch, Names, head_of, unpack
from saual.log.redis_wire import Lost, Wire

PAGE = 100
"""Batches that one read of the stream gives at most."""
# Rooms that are read at once; the others wait. Redis cuts a connection that it owes too much.
_MOST_READING = 8


class Forked(Exception):
    """The log is not the one that was followed: Redis lost entries that only this process knew, and went on without."""


class Follower:
    """Told what is known after `after`, in the turn in which it comes. `over` is done when nothing more is wanted."""

    def __init__(self, after: int, take: Take) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._after = after
        self._take = take

    def read(self, feed: RoomFeed) -> None:
        """All that is known."""
        while not self.over.done() and self._after < feed.last:
            self._give(feed.after(self._after))

    def hear(self, feed: RoomFeed, news: list[Entry]) -> None:
        """What has just come."""
        if news and news[0].seq == self._after + 1 and not self.over.done():
            self._give(news)
        else:
            self.read(feed)

    def end(self, error: Exception | None = None) -> None:
        if self.over.done():
            return
        if error is None:
            self.over.set_result(None)
        else:
            self.over.set_exception(error)

    def _give(self, entries: list[Entry]) -> None:
        self._after = entries[-1].seq
        try:
            if not self._take(entries):
                self.end()
        except Exception as error:
            self.end(error)


class RoomFeed:
    """One room. `last` is the seq up to which all is known."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.last = 0
        self.batches: list[bytes] = []
        self.followers: set[Follower] = set()
        self.opened_ms = 0
        self.pin: str | None = None
        self.missed = False
        """Something came that is not the next: there is more in the stream."""
        self.reading: asyncio.Task[None] | None = None
        self._latest = b"-"
        self._lasts: list[int] = []

    def take(self, raw: bytes) -> bool:
        """Whether it was the next, or known already."""
        return self.take_batch(head_of(raw), raw)

    def take_batch(self, batch: Batch, raw: bytes, entries: list[Entry] | None = None) -> bool:
        """The same for a batch that is `raw` in Redis; its entries, where they are known."""
        if batch.first != self.last + 1 or batch.before != self._latest:
            return batch.last <= self.last
        self._latest = batch.name
        self.batches.append(raw)
        self._lasts.append(batch.last)
        self.last = batch.last
        if self.followers:
            news = batch.entries() if entries is None else entries
            for follower in tuple(self.followers):
                follower.hear(self, news)
        return True

    def after(self, seq: int) -> list[Entry]:
        """What is known of the entries after `seq`: some at a time."""
        return [entry for raw in self.batches_after(seq) for entry in unpack(raw) if entry.seq > seq]

    def batches_after(self, seq: int) -> list[bytes]:
        """The next batches in which there is something after `seq`: some at a time."""
        if seq >= self.last:
            return []
        index = bisect_left(self._lasts, seq + 1)
        return self.batches[index : index + PAGE]


class Feeds:
    """All rooms that are followed. `doubt` is told of a room that Redis does not have whole."""

    def __init__(self, names: Names, process: bytes, doubt: Callable[[str], None]) -> None:
        self._names = names
        self._mine = process + b" "
        self._doubt = doubt
        self._rooms: dict[str, RoomFeed] = {}
        self._channels: dict[bytes, RoomFeed] = {}
        self._wire: Wire | None = None
        self._epoch = ""
        self._turns = asyncio.Semaphore(_MOST_READING)

    def get(self, room: str) -> RoomFeed | None:
        return self._rooms.get(room)

    def rooms(self) -> list[str]:
        return list(self._rooms)

    def known(self, room: str) -> int:
        feed = self._rooms.get(room)
        return feed.last if feed is not None else 0

    def join(self, room: str, follower: Follower) -> RoomFeed:
        feed = self._rooms.get(room)
        if feed is None:
            feed = self._rooms[room] = RoomFeed(room)
            channel = self._names.channel(room)
            self._channels[channel.encode()] = feed
            if self._wire is not None:
                self._wire.post("SUBSCRIBE", channel)
            self.catch_up(feed)
        feed.followers.add(follower)
        follower.read(feed)
        return feed

    def leave(self, feed: RoomFeed, follower: Follower) -> None:
        feed.followers.discard(follower)
        if not feed.followers and self._rooms.get(feed.room) is feed:
            self._forget(feed)

    def _forget(self, feed: RoomFeed) -> None:
        channel = self._names.channel(feed.room)
        del self._rooms[feed.room], self._channels[channel.encode()]
        feed.missed = False
        if self._wire is not None:
            self._wire.post("UNSUBSCRIBE", channel)

    def fork(self, feed: RoomFeed) -> None:
        """Its followers begin again, in a new feed."""
        if self._rooms.get(feed.room) is feed:
            self._forget(feed)
        feed.missed = False
        for follower in feed.followers:
            follower.end(Forked(f"the log of room {feed.room} has changed under its followers"))

    # ── what comes ──────────────────────────────────────────────────────────────────────────────────────────────────

    def pushed(self, channel: bytes, raw: bytes) -> None:
        if raw.startswith(self._mine):
            return  # what this process appended it hears as the answer
        feed = self._channels.get(channel)
        if feed is not None and not (feed.take(raw) and feed.opened_ms):  # just opened: its PIN is not published
            self.catch_up(feed)

    def appended(self, room: str, batch: Batch, raw: bytes, entries: list[Entry]) -> None:
        feed = self._rooms.get(room)
        if feed is not None and not feed.take_batch(batch, raw, entries):
            self.catch_up(feed)

    def connected(self, wire: Wire, epoch: str) -> None:
        """There is a line (again), in this epoch: hear of every room, and read what was missed."""
        self._wire, self._epoch = wire, epoch
        if self._channels:
            wire.post("SUBSCRIBE", *self._channels)
        for feed in list(self._rooms.values()):
            self.catch_up(feed)

    def cut(self) -> None:
        self._wire = None

    def mended(self, room: str) -> None:
        """Redis has all of it (again); perhaps more than is known here."""
        feed = self._rooms.get(room)
        if feed is not None:
            self.catch_up(feed)

    def end(self) -> None:
        """Nothing more comes: let the followers see it."""
        for feed in self._rooms.values():
            for follower in feed.followers:
                follower.end()

    def catch_up(self, feed: RoomFeed) -> None:
        feed.missed = True
        if feed.reading is None and self._wire is not None:
            feed.reading = asyncio.ensure_future(self._read(feed, self._wire))
            feed.reading.add_done_callback(lambda _: self._read_up(feed))

    def _read_up(self, feed: RoomFeed) -> None:
        feed.reading = None
        if feed.missed and self._rooms.get(feed.room) is feed:
            self.catch_up(feed)

    async def _read(self, feed: RoomFeed, wire: Wire) -> None:
        """Read on until nothing is missed, beginning with the last batch that is known: is it still the same?"""
        try:
            async with self._turns:
                await self._read_on(feed, wire)
        except Lost:
            feed.missed = self._wire is not None and self._wire is not wire  # else it is read on the next line

    async def _read_on(self, feed: RoomFeed, wire: Wire) -> None:
        head, log = self._names.head(feed.room), self._names.log(feed.room)
        while feed.missed:
            feed.missed = False
            known = feed.batches[-1:]
            (epoch, opened, pin), page = await asyncio.gather(
                wire.call("HMGET", head, "epoch", "opened", "pin"),
                wire.call("XRANGE", log, f"{max(1, feed.last)}-0", "+", "COUNT", PAGE),
            )
            batches = [fields[1] for _, fields in page]
            if opened is not None:
                feed.opened_ms, feed.pin = int(opened), pin.decode() if pin is not None else None
            if (batches[:1] != known and known and batches) or not all(feed.take(raw) for raw in batches):
                self.fork(feed)
            elif len(page) == PAGE:
                feed.missed = True
            elif (opened is not None and epoch.decode() != self._epoch) or (known and not batches):
                self._doubt(feed.room)
