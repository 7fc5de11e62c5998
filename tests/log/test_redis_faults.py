"""What the log in Redis does when Redis fails it: cut, paused, killed, emptied, with its tail lost.

Always the same promise: what was acknowledged is in the log, once, in the order in which it was acknowledged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from saual.log.base import Entry, Log, LogFailed
from saual.log.redis import RedisLog
from saual.log.redis_feed import Forked
from saual.world import Clock, steady_s
from tests.helpers.following import following

if TYPE_CHECKING:
    from tests.helpers.redis_server import RedisServer

PATIENCE_S = 20
ROOM = "room"


@pytest.fixture(autouse=True)
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saual.log.redis_mend.GRACE_S", 0.5)
    monkeypatch.setattr("saual.log.redis_line._BEAT_S", 0.1)
    monkeypatch.setattr("saual.log.redis_line._LOOK_S", 0.05)


@pytest.fixture
async def opened(own_redis: RedisServer) -> AsyncIterator[Callable[[], Awaitable[RedisLog]]]:
    """As many processes as a test wants, on a Redis of its own."""
    logs: list[RedisLog] = []

    async def open_log() -> RedisLog:
        logs.append(await RedisLog.open(own_redis.url, Clock()))
        return logs[-1]

    yield open_log
    await asyncio.gather(*(log.close() for log in logs))


class Follower:
    """What one process has been given of the room."""

    def __init__(self, log: Log, after: int = 0) -> None:
        self.entries: list[Entry] = []
        self.task = asyncio.ensure_future(self._follow(log, after))
        self._news = asyncio.Condition()

    async def _follow(self, log: Log, after: int) -> None:
        async with aclosing(following(log, ROOM, after)) as batches:
            async for batch in batches:
                async with self._news:
                    self.entries += batch
                    self._news.notify_all()

    async def has(self, last: int) -> list[Entry]:
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(lambda: self.entries and self.entries[-1].seq >= last)
        return self.entries


class Appender:
    """Appends one thing after the other, as phones do, until told to stop; what was acknowledged, and what refused."""

    def __init__(self, log: Log, name: str) -> None:
        self.acked: list[Entry] = []
        self.refused: list[bytes] = []
        self._stopping = False
        self._task = asyncio.ensure_future(self._append(log, name))

    async def _append(self, log: Log, name: str) -> None:
        number = 0
        while not self._stopping:
            number += 1
            command = b"%d of %s" % (number, name.encode())
            try:
                self.acked.append(await log.append(ROOM, command))
            except LogFailed:
                self.refused.append(command)

    async def acks(self, more: int) -> None:
        wanted = len(self.acked) + more
        async with asyncio.timeout(PATIENCE_S):
            while len(self.acked) < wanted:  # noqa: ASYNC110  (see `until`)
                await asyncio.sleep(0.01)

    async def stop(self) -> list[Entry]:
        self._stopping = True
        async with asyncio.timeout(PATIENCE_S):
            await self._task
        return self.acked


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110  (whatever it waits for tells nobody)
            await asyncio.sleep(0.01)


def assert_kept(kept: list[Entry], *appenders: Appender) -> None:
    assert [entry.seq for entry in kept] == list(range(1, len(kept) + 1))
    commands = [entry.command for entry in kept]
    assert len(set(commands)) == len(commands), "something is in the log twice"
    for appender in appenders:
        assert set(appender.acked) <= set(kept)
        assert not set(appender.refused) & set(commands)
        assert appender.acked == sorted(appender.acked, key=lambda entry: entry.seq)


Opened = Callable[[], Awaitable[RedisLog]]


@pytest.mark.parametrize("kind", ["pubsub", "normal"])
async def test_a_connection_that_is_cut_again_and_again_loses_and_doubles_nothing(
    opened: Opened, own_redis: RedisServer, kind: str
) -> None:
    one, other = await opened(), await opened()
    await one.open_room(ROOM, "111111", b"open")
    follower = Follower(other)
    appenders = [Appender(one, "one"), Appender(one, "two"), Appender(other, "three")]

    for _ in range(8):
        await appenders[2].acks(5)
        await asyncio.to_thread(own_redis.cut, kind)
    await asyncio.gather(*(appender.stop() for appender in appenders))

    kept = await one.read(ROOM)
    assert_kept(kept, *appenders)
    assert sum(len(appender.acked) for appender in appenders) == len(kept) - 1
    assert await follower.has(kept[-1].seq) == kept


async def test_news_that_never_came_is_a_gap_and_is_read_from_the_stream(
    opened: Opened, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = await opened(), await opened()
    await one.open_room(ROOM, "111111", b"open")
    follower = Follower(other)
    await follower.has(1)
    heard, lost = other._feeds.pushed, []

    def deaf_to_some(channel: bytes, raw: bytes) -> None:
        if b"lost" in raw:
            lost.append(raw)
        else:
            heard(channel, raw)

    monkeypatch.setattr(other._feeds, "pushed", deaf_to_some)
    for command in (b"heard", b"lost 1", b"lost 2", b"heard again"):
        await one.append(ROOM, command)

    assert await follower.has(5) == await one.read(ROOM)
    assert len(lost) == 2


async def test_a_redis_that_pauses_gets_no_false_ack_and_the_log_says_since_when(
    opened: Opened, own_redis: RedisServer
) -> None:
    log = await opened()
    said: list[bool] = []
    log.health.watch(said.append)
    await log.open_room(ROOM, "111111", b"open")
    own_redis.freeze()
    before_ms = Clock().now_ms()

    appends = [log.append(ROOM, b"%d" % number) for number in range(35)]
    await until(lambda: log.health.down_since_ms is not None)

    assert not any(append.done() for append in appends)
    assert before_ms <= (log.health.down_since_ms or 0) <= Clock().now_ms()
    assert "does not answer" in log.health.why
    assert log.lag()[0] == 35
    assert log.lag()[1] >= 900

    own_redis.thaw()
    acked = await asyncio.gather(*appends)
    await until(lambda: log.health.down_since_ms is None)
    assert [entry.seq for entry in acked] == list(range(2, 37))
    assert await log.read(ROOM, 1) == acked
    assert said == [False, True]
    assert log.lag() == (0, 0)


async def test_a_client_pause_of_five_seconds_is_sat_out(opened: Opened, own_redis: RedisServer) -> None:
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    own_redis.pause(5000)

    appends = [log.append(ROOM, b"%d" % number) for number in range(35)]
    acked = await asyncio.gather(*appends)

    assert await log.read(ROOM, 1) == acked
    assert acked[0].at_ms < Clock().now_ms() - 4000, "an answer is timed when it came in"


async def test_a_redis_that_stands_still_for_long_is_taken_for_dead_and_doubles_nothing_when_it_wakes(
    opened: Opened, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may do at last what came in on connections that were given up long ago."""
    log, other = await opened(), await opened()
    await log.open_room(ROOM, "111111", b"open")
    appenders = [Appender(log, "one"), Appender(other, "two")]
    await appenders[0].acks(20)

    monkeypatch.setattr("saual.log.redis_line._DEAD_S", 0.3)
    own_redis.pause(1500)
    await until(lambda: "cannot be reached" in log.health.why)
    await until(lambda: log.health.down_since_ms is None)
    await appenders[1].acks(20)
    await asyncio.gather(*(appender.stop() for appender in appenders))

    assert_kept(await log.read(ROOM), *appenders)


async def test_many_rooms_are_brought_back_at_once(opened: Opened, own_redis: RedisServer) -> None:
    log, other = await opened(), await opened()
    rooms = [f"room {number}" for number in range(60)]
    for number, room in enumerate(rooms):
        await log.open_room(room, f"{100000 + number}", b"open")
    followers = [
        asyncio.ensure_future(anext(aiter(following(one, room, 20)))) for room in rooms for one in (log, other)
    ]
    await asyncio.gather(*(log.append(room, b"%d" % number) for room in rooms for number in range(10)))
    before = [await other.read(room) for room in rooms]

    await asyncio.to_thread(own_redis.empty)
    await asyncio.to_thread(own_redis.cut, "pubsub")
    appends = [log.append(room, b"more %d" % number) for room in rooms for number in range(10)]
    entries = await asyncio.gather(*appends)

    after = [await log.read(room) for room in rooms]
    assert [room[:11] for room in after] == before
    assert sorted(entry.seq for entry in entries) == sorted(list(range(12, 22)) * 60)
    for batch in await asyncio.gather(*followers):
        assert batch[0].seq == 21
    assert len([line for line in await other.rooms() if line.pin]) == 60


async def test_more_than_may_wait_is_refused_at_once_and_what_waits_is_written(
    opened: Opened, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.log.redis_writer.MAX_WAITING", 10)
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    own_redis.freeze()

    appends = [log.append(ROOM, b"%d" % number) for number in range(35)]
    refused = [append for append in appends if append.done()]
    own_redis.thaw()
    results = await asyncio.gather(*appends, return_exceptions=True)

    assert refused == appends[10:]
    assert all(isinstance(result, LogFailed) for result in results[10:])
    assert await log.read(ROOM, 1) == results[:10]
    assert (await log.append(ROOM, b"again")).seq == 12


async def test_a_redis_that_is_killed_and_started_again_has_all_that_was_acked(
    opened: Opened, own_redis: RedisServer
) -> None:
    one, other = await opened(), await opened()
    await one.open_room(ROOM, "111111", b"open")
    follower, here = Follower(other), Follower(one)
    appenders = [Appender(one, "one"), Appender(other, "two")]

    for _ in range(2):
        await appenders[0].acks(20)
        await asyncio.to_thread(own_redis.kill)
        await until(lambda: one.health.down_since_ms is not None and other.health.down_since_ms is not None)
        assert "cut" in one.health.why or "reached" in one.health.why
        await asyncio.to_thread(own_redis.start)
        await appenders[1].acks(20)
    await asyncio.gather(*(appender.stop() for appender in appenders))

    kept = await one.read(ROOM)
    assert_kept(kept, *appenders)
    assert await follower.has(kept[-1].seq) == await here.has(kept[-1].seq) == kept
    assert one.health.down_since_ms is None
    assert await other.find("111111") == ROOM


async def test_an_emptied_redis_is_filled_from_what_the_processes_know(opened: Opened, own_redis: RedisServer) -> None:
    one, other = await opened(), await opened()
    opened_room = await one.open_room(ROOM, "111111", b"open")
    follower = Follower(other)
    appenders = [Appender(one, "one"), Appender(other, "two")]
    here = Follower(one)

    for _ in range(3):
        await appenders[0].acks(20)
        await asyncio.to_thread(own_redis.empty)
        await appenders[1].acks(20)
    await asyncio.gather(*(appender.stop() for appender in appenders))

    kept = await one.read(ROOM)
    assert kept[0] == opened_room
    assert_kept(kept, *appenders)
    assert await follower.has(kept[-1].seq) == await here.has(kept[-1].seq) == kept
    assert await other.find("111111") == ROOM
    assert [(line.room, line.pin, line.opened_ms) for line in await one.rooms()] == [
        (ROOM, "111111", opened_room.at_ms)
    ]


async def test_a_room_in_which_nothing_happens_is_written_back_too(opened: Opened, own_redis: RedisServer) -> None:
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    await asyncio.gather(*(log.append(ROOM, b"%d" % number) for number in range(300)))
    follower = Follower(log)
    before = list(await follower.has(301))

    own_redis.empty()
    await until(lambda: log.health.down_since_ms is not None)
    assert "written back" in log.health.why
    await until(lambda: log.health.down_since_ms is None)

    assert await log.read(ROOM) == before
    assert await log.find("111111") == ROOM
    assert follower.entries == before


async def test_a_room_that_nobody_follows_is_gone_with_an_emptied_redis_and_takes_no_entry(
    opened: Opened, own_redis: RedisServer
) -> None:
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    own_redis.empty()

    with pytest.raises(LogFailed, match="not in the log"):
        await log.append(ROOM, b"command")
    assert await log.rooms() == []
    assert (await log.open_room(ROOM, "111111", b"open again")).seq == 1


@pytest.mark.parametrize("own_redis_config", [{"appendonly": "no"}], indirect=True)
async def test_a_redis_that_forgets_all_when_it_restarts_is_filled_again(
    opened: Opened, own_redis: RedisServer
) -> None:
    one, other = await opened(), await opened()
    await one.open_room(ROOM, "111111", b"open")
    followers = [Follower(one), Follower(other)]
    appenders = [Appender(one, "one"), Appender(other, "two")]

    await appenders[0].acks(20)
    await asyncio.to_thread(own_redis.restart)
    await appenders[1].acks(20)
    await asyncio.gather(*(appender.stop() for appender in appenders))

    kept = await other.read(ROOM)
    assert_kept(kept, *appenders)
    for follower in followers:
        assert await follower.has(kept[-1].seq) == kept


async def test_a_lost_tail_is_written_back_before_anything_is_added(opened: Opened, own_redis: RedisServer) -> None:
    one, other = await opened(), await opened()
    await one.open_room(ROOM, "111111", b"open")
    followers = [Follower(one), Follower(other)]
    for number in range(10):
        await one.append(ROOM, b"kept %d" % number)
    kept = own_redis.keep()
    for number in range(10):
        await other.append(ROOM, b"lost %d" % number)
    for follower in followers:
        await follower.has(21)
    own_redis.bring_back(kept)

    added = await one.append(ROOM, b"added")

    assert added.seq == 22
    entries = await other.read(ROOM)
    assert [entry.seq for entry in entries] == list(range(1, 23))
    assert entries[20].command == b"lost 9"
    for follower in followers:
        assert await follower.has(22) == entries


async def test_the_longest_memory_wins(opened: Opened, own_redis: RedisServer) -> None:
    """One of two processes has heard less than the other when Redis is emptied."""
    long, short = await opened(), await opened()
    await long.open_room(ROOM, "111111", b"open")
    followers = [Follower(long), Follower(short)]
    for follower in followers:
        await follower.has(1)
    short._feeds.pushed = lambda channel, raw: None  # type: ignore[method-assign]  # what is published does not reach it
    for number in range(10):
        await long.append(ROOM, b"%d" % number)
    known = list(await followers[0].has(11))
    own_redis.empty()

    added = await short.append(ROOM, b"added")

    assert added.seq == 12
    assert await long.read(ROOM) == [*known, added]
    assert await followers[1].has(12) == [*known, added]


async def test_a_follower_of_entries_that_redis_lost_for_good_is_told_to_begin_again(
    opened: Opened, own_redis: RedisServer
) -> None:
    """A process was away while Redis lost its tail and went on without it."""
    away, there = await opened(), await opened()
    await away.open_room(ROOM, "111111", b"open")
    follower = Follower(away)
    kept_before = own_redis.keep()
    await away.append(ROOM, b"lost")
    await follower.has(2)
    own_redis.bring_back(kept_before)
    await there.append(ROOM, b"instead")

    with suppress(LogFailed):
        await away.append(ROOM, b"and on")

    with pytest.raises(Forked):
        await asyncio.wait_for(follower.task, PATIENCE_S)
    entries = await away.read(ROOM)
    assert [entry.command for entry in entries[:2]] == [b"open", b"instead"]
    again = Follower(away)
    assert await again.has(entries[-1].seq) == entries


async def test_scripts_that_redis_forgot_are_given_to_it_again(opened: Opened, own_redis: RedisServer) -> None:
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    await log.append(ROOM, b"before")
    own_redis.ask("SCRIPT", "FLUSH")

    assert (await log.append(ROOM, b"after")).seq == 3


async def test_a_redis_that_takes_no_more_is_told_as_a_failure(opened: Opened, own_redis: RedisServer) -> None:
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    own_redis.ask("CONFIG", "SET", "maxmemory", 1)

    with pytest.raises(LogFailed, match="refuses"):
        await log.append(ROOM, b"command")

    own_redis.ask("CONFIG", "SET", "maxmemory", 0)
    assert (await log.append(ROOM, b"command")).seq == 2


async def test_opening_that_ends_half_way_leaves_no_pin_claimed_for_ever(
    opened: Opened, own_redis: RedisServer
) -> None:
    log = await opened()
    since = steady_s()
    for number in range(5):
        await log.open_room(f"whole {number}", f"{900000 + number}", b"open")
    usual_s = (steady_s() - since) / 5
    for number in range(100):
        opening = asyncio.ensure_future(log.open_room(f"room {number}", f"{100000 + number}", b"open"))
        with suppress(TimeoutError):
            await asyncio.wait_for(opening, number / 25 * usual_s)

    live = {line.pin: line.room for line in await log.rooms()}
    claimed = [key for key in own_redis.ask("KEYS", "saual:pin:*") if own_redis.ask("TTL", key) < 0]
    halves = [key for key in own_redis.ask("KEYS", "saual:{*") if own_redis.ask("TTL", key) < 0]

    assert {key.decode().rpartition(":")[2] for key in claimed} <= set(live)
    assert {key.decode().partition("{")[2].partition("}")[0] for key in halves} <= set(live.values())
    assert live["900000"] == "whole 0"
    assert 5 < len(live) < 105, "some were opened, some were not"


async def test_closing_while_redis_does_not_answer_ends_and_says_what_was_not_written(
    opened: Opened, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.log.redis._FLUSH_S", 0.2)
    log = await opened()
    await log.open_room(ROOM, "111111", b"open")
    own_redis.freeze()
    append = log.append(ROOM, b"command")

    async with asyncio.timeout(PATIENCE_S):
        await log.close()

    assert isinstance(append.exception(), LogFailed)


@pytest.mark.parametrize("own_redis_config", [{"appendonly": "yes"}, {"appendonly": "no"}], indirect=True, ids=str)
async def test_whatever_befalls_redis_in_whatever_order(opened: Opened, own_redis: RedisServer) -> None:
    random = Random(35)
    logs = [await opened() for _ in range(3)]
    await logs[0].open_room(ROOM, "111111", b"open")
    followers = [Follower(log) for log in logs]
    for follower in followers:
        await follower.has(1)
    appenders = [Appender(log, f"{number} of {log._process}") for log in logs for number in range(3)]

    mishaps: list[Callable[[], object]] = [
        lambda: own_redis.cut("pubsub"),
        lambda: own_redis.cut("normal"),
        lambda: own_redis.pause(300),
        lambda: own_redis.ask("SCRIPT", "FLUSH"),
        own_redis.empty,
        own_redis.restart,
    ]
    for mishap in random.sample(mishaps * 2, 12):
        await asyncio.to_thread(mishap)
        await asyncio.sleep(random.choice([0, 0.02, 0.2]))
    await asyncio.gather(*(appender.stop() for appender in appenders))

    kept = await logs[1].read(ROOM)
    assert_kept(kept, *appenders)
    for follower in followers:
        assert await follower.has(kept[-1].seq) == kept
    assert await logs[2].find("111111") == ROOM
