"""Who is there, over a real Redis: nobody that lives is taken for dead, whatever becomes of Redis or of who looks."""

from __future__ import annotations

import asyncio

import pytest

from saual.cluster import peers as module
from saual.cluster.client import connected
from saual.cluster.peers import LOOKS, RedisPeers
from saual.log.base import LogFailed
from tests.cluster.conftest import NewPeer
from tests.helpers.redis_server import RedisServer
from tests.rooms.conftest import until


def ended(peers: RedisPeers) -> None:
    """As kill -9 ends a process: it says nothing more, and does not say that it goes."""
    assert peers._task is not None
    peers._closing = True
    peers._task.cancel()


async def looked(peers: RedisPeers, times: int) -> None:
    """Wait until it has looked around so many times more."""
    wanted = peers._beats + times
    await until(lambda: peers._beats > wanted)


async def test_two_processes_know_of_each_other(new_peer: NewPeer):
    first, second = await new_peer(), await new_peer()

    await until(lambda: first.living() == second.living() == 2)
    assert first.me != second.me
    assert not first.gone(second.me)
    assert not first.gone(first.me)


async def test_a_process_that_says_nothing_more_is_gone(new_peer: NewPeer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)

    ended(second)

    await until(lambda: first.gone(second.me))
    assert first.living() == 1


async def test_a_process_that_stood_still_and_goes_on_is_there_again(new_peer: NewPeer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)
    ended(second)
    await until(lambda: first.gone(second.me))

    await second._beat()

    await until(lambda: not first.gone(second.me))


async def test_one_that_stood_still_itself_takes_nobody_for_dead(new_peer: NewPeer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)
    ended(first)
    await looked(second, 10 * LOOKS)

    await first._beat()

    assert not first.gone(second.me)


async def test_one_that_has_just_come_is_waited_for_before_it_is_seen(new_peer: NewPeer):
    first = await new_peer()
    await looked(first, 2 * LOOKS)

    assert not first.gone("never-seen")  # its first phone may be in the log before its first sign of life is seen
    await until(lambda: first.gone("never-seen"))


async def test_an_emptied_redis_kills_nobody(new_peer: NewPeer, own_redis: RedisServer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)

    own_redis.empty()

    for _ in range(3 * LOOKS):
        await looked(first, 1)
        assert not first.gone(second.me)


async def test_a_redis_that_is_away_for_long_kills_nobody(new_peer: NewPeer, own_redis: RedisServer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)

    own_redis.kill()
    await looked(first, 3 * LOOKS)
    assert not first.gone(second.me)
    own_redis.start()

    beats = second._peers[first.me].beat
    await until(lambda: second._peers[first.me].beat != beats)
    assert not first.gone(second.me)
    assert not second.gone(first.me)


async def test_one_that_ends_in_order_leaves_nothing_behind(new_peer: NewPeer, own_redis: RedisServer):
    first, second = await new_peer(), await new_peer()
    await second.share(["a"])

    await second.close()

    assert own_redis.ask("HKEYS", "saual:peers") == [first.me.encode()]
    assert own_redis.ask("KEYS", "saual:rooms-of:*") == []


async def test_the_dead_are_forgotten_in_the_end(
    new_peer: NewPeer, own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_FORGOTTEN", 2 * LOOKS)
    first, second = await new_peer(), await new_peer()

    ended(second)

    await until(lambda: own_redis.ask("HKEYS", "saual:peers") == [first.me.encode()])


async def test_each_hears_which_rooms_the_others_have(new_peer: NewPeer):
    first, second, third = await new_peer(), await new_peer(), await new_peer()
    await until(lambda: first.living() == 3)

    await second.share(["a", "b"])
    await third.share(["b", "c"])

    assert await first.share(["d"]) == {"a", "b", "c"}


async def test_the_rooms_of_the_dead_are_nobody_s(new_peer: NewPeer):
    first, second = await new_peer(), await new_peer()
    await until(lambda: first.living() == 2)
    await second.share(["a"])

    ended(second)
    await until(lambda: first.gone(second.me))

    assert await first.share([]) == set()


async def test_without_redis_nothing_is_shared_and_that_is_said(new_peer: NewPeer, own_redis: RedisServer):
    first = await new_peer()
    own_redis.kill()

    with pytest.raises(LogFailed, match="Redis cannot be used"):
        await first.share([])


async def test_a_process_does_not_start_without_redis(own_redis: RedisServer):
    own_redis.kill()

    async with connected(own_redis.url) as redis:
        with pytest.raises(LogFailed, match="Redis cannot be used"):
            await asyncio.wait_for(RedisPeers.open(redis), 10)
