"""What is special to the log in Redis: what it costs there, how long it is kept, what it is called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING

import pytest

from saual.log.base import PinTaken
from saual.log.redis import RedisLog
from saual.world import Clock
from tests.helpers.following import following

if TYPE_CHECKING:
    from tests.helpers.redis_server import RedisServer

DAY_S = 24 * 3600


@pytest.fixture
async def log(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[RedisLog]:
    """Without a heartbeat, which would count among the calls."""
    monkeypatch.setattr("saual.log.redis_line._BEAT_S", 3600.0)
    log = await RedisLog.open(own_redis.url, Clock())
    await log.open_room("room", "111111", b"open")
    yield log
    await log.close()


def script_calls(server: RedisServer) -> int:
    return int(server.ask("INFO", "commandstats").get("cmdstat_evalsha", {"calls": 0})["calls"])


def reads_of(server: RedisServer) -> int:
    """How often it has read from any connection."""
    return int(server.ask("INFO", "stats")["total_reads_processed"])


async def test_a_class_that_answers_at_once_costs_one_script_call(log: RedisLog, own_redis: RedisServer) -> None:
    before = script_calls(own_redis)

    acked = await asyncio.gather(*(log.append("room", b"answer") for _ in range(35)))

    assert [entry.seq for entry in acked] == list(range(2, 37))
    assert script_calls(own_redis) - before == 1


async def test_what_many_rooms_append_in_one_tick_goes_in_one_pipeline(log: RedisLog, own_redis: RedisServer) -> None:
    rooms = [f"room {number}" for number in range(50)]
    for number, room in enumerate(rooms):
        await log.open_room(room, f"{200000 + number}", b"open")
    calls, reads = script_calls(own_redis), reads_of(own_redis)

    acked = await asyncio.gather(*(log.append(room, b"answer") for room in rooms))

    assert [entry.seq for entry in acked] == [2] * 50
    assert script_calls(own_redis) - calls >= 50
    assert reads_of(own_redis) - reads <= 20, "with those of who asks here, each time on a connection of its own"


async def test_answers_that_come_in_while_redis_is_busy_go_together(log: RedisLog, own_redis: RedisServer) -> None:
    calls = script_calls(own_redis)
    own_redis.freeze()
    before = log.append("room", b"first")
    await asyncio.sleep(0.05)  # it is under way
    appends = [before]
    for _ in range(50):
        appends.append(log.append("room", b"answer"))
        await asyncio.sleep(0)
    own_redis.thaw()

    acked = await asyncio.gather(*appends)

    assert [entry.seq for entry in acked] == list(range(2, 53))
    assert script_calls(own_redis) - calls <= 3


async def test_several_callers_in_one_process_share_one_subscription(log: RedisLog, own_redis: RedisServer) -> None:
    async with AsyncExitStack() as stack:
        followers = [await stack.enter_async_context(aclosing(following(log, "room", 1))) for _ in range(5)]
        coming = [asyncio.ensure_future(anext(follower)) for follower in followers]
        await asyncio.sleep(0)
        appended = await log.append("room", b"command")

        assert await asyncio.gather(*coming) == [[appended]] * 5
        assert own_redis.ask("PUBSUB", "NUMSUB", "saual:{room}")[1] == 1
        assert own_redis.ask("CLIENT", "LIST", "TYPE", "pubsub").count(b"addr=") == 2, "one connection (addr and laddr)"


async def test_a_room_that_nobody_follows_any_more_is_let_go_of(log: RedisLog, own_redis: RedisServer) -> None:
    async with aclosing(following(log, "room")) as follower:
        await anext(follower)
        assert own_redis.ask("PUBSUB", "NUMSUB", "saual:{room}")[1] == 1
    await log.append("room", b"command")

    assert own_redis.ask("PUBSUB", "NUMSUB", "saual:{room}")[1] == 0
    assert log._feeds.rooms() == []


async def test_the_entries_of_a_closed_room_can_be_read_for_a_day(log: RedisLog, own_redis: RedisServer) -> None:
    assert own_redis.ask("TTL", "saual:{room}:log") == -1, "a live room does not expire"

    await log.close_room("room")

    for key in ("saual:{room}:log", "saual:{room}:head"):
        assert DAY_S - 60 < own_redis.ask("TTL", key) <= DAY_S
    assert len(await log.read("room")) == 1
    await log.append("room", b"late")
    assert DAY_S - 60 < own_redis.ask("TTL", "saual:{room}:log") <= DAY_S


async def test_a_room_that_expired_is_no_longer_told(log: RedisLog, own_redis: RedisServer) -> None:
    await log.close_room("room")
    own_redis.ask("DEL", "saual:{room}:log", "saual:{room}:head")

    assert await log.rooms() == []
    assert own_redis.ask("ZCARD", "saual:rooms") == 0


async def test_a_claim_that_was_left_behind_frees_its_pin_by_itself(log: RedisLog, own_redis: RedisServer) -> None:
    own_redis.ask("SET", "saual:pin:222222", "a room that never was", "PX", 300)

    with pytest.raises(PinTaken):
        await log.open_room("second", "222222", b"open")
    async with asyncio.timeout(20):
        while own_redis.ask("EXISTS", "saual:pin:222222"):  # noqa: ASYNC110  (an expiry tells nobody)
            await asyncio.sleep(0.02)

    assert (await log.open_room("second", "222222", b"open")).seq == 1


async def test_all_that_it_keeps_begins_with_its_prefix(own_redis: RedisServer) -> None:
    log = await RedisLog.open(own_redis.url, Clock(), prefix="school:")
    await log.open_room("room", "111111", b"open")
    await log.append("room", b"command")
    await log.close()

    assert {key.partition(b":")[0] for key in own_redis.ask("KEYS", "*")} == {b"school"}
