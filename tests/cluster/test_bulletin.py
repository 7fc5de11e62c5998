"""What one process tells the others, over a real Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from saual.cluster.bulletin import RedisBulletin
from saual.cluster.client import connected
from tests.helpers.redis_server import RedisServer
from tests.rooms.conftest import until


def readers(server: RedisServer) -> int:
    return len(server.ask("CLIENT", "LIST", "TYPE", "pubsub").splitlines())


@asynccontextmanager
async def board(server: RedisServer) -> AsyncIterator[tuple[RedisBulletin, list[bytes]]]:
    """A process's end of the bulletin, and what it hears about sessions."""
    heard: list[bytes] = []
    async with AsyncExitStack() as stack:
        before = readers(server)
        bulletin = RedisBulletin(await stack.enter_async_context(connected(server.url)))
        stack.push_async_callback(bulletin.close)
        bulletin.listen("sessions", heard.append)
        await until(lambda: readers(server) > before)
        yield bulletin, heard


async def test_what_one_tells_all_hear(own_redis: RedisServer):
    async with board(own_redis) as (first, _), board(own_redis) as (_, second):
        first.tell("sessions", b"\x00 one")

        await until(lambda: second == [b"\x00 one"])


async def test_nobody_hears_what_is_about_something_else(own_redis: RedisServer):
    async with board(own_redis) as (first, heard):
        first.tell("weather", b"rain")
        first.tell("sessions", b"gone")

        await until(lambda: heard == [b"gone"])


async def test_a_connection_that_is_cut_is_made_again(own_redis: RedisServer):
    async with board(own_redis) as (bulletin, heard):
        own_redis.cut("pubsub")
        await until(lambda: not readers(own_redis))
        await until(lambda: readers(own_redis))

        bulletin.tell("sessions", b"again")

        await until(lambda: heard == [b"again"])


async def test_without_redis_telling_does_no_harm_and_it_is_heard_again_after(own_redis: RedisServer):
    async with board(own_redis) as (bulletin, heard):
        own_redis.kill()
        for _ in range(1000):
            bulletin.tell("sessions", b"lost")
        own_redis.start()
        await until(lambda: readers(own_redis))
        await until(lambda: not bulletin._saying)

        bulletin.tell("sessions", b"heard")

        await until(lambda: b"heard" in heard)
