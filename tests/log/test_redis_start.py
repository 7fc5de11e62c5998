"""What the log in Redis says at the start, when Redis is not as it must be: one sentence that tells what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from saual.log.base import LogFailed
from saual.log.redis import RedisLog
from saual.world import Clock
from tests.helpers.child import free_port

if TYPE_CHECKING:
    from tests.helpers.redis_server import RedisServer

SECRET = "correct-horse"


async def refusal(url: str) -> str:
    with pytest.raises(LogFailed) as failed:
        await RedisLog.open(url, Clock())
    assert SECRET not in str(failed.value)
    return str(failed.value)


async def works(url: str) -> bool:
    log = await RedisLog.open(url, Clock())
    await log.open_room("room", "111111", b"open")
    appended = await log.append("room", b"command")
    await log.close()
    return appended.seq == 2


async def test_where_nothing_listens_it_says_what_to_start_or_mend() -> None:
    said = await refusal(f"redis://:{SECRET}@127.0.0.1:{free_port()}/0")

    assert "cannot be reached" in said
    assert "start it, or" in said
    assert "SAUAL_REDIS_URL" in said


@pytest.mark.parametrize("url", ["", "localhost:6379", "http://localhost:6379", "redis://localhost:port/0"])
async def test_what_is_no_address_is_refused_with_one_that_is(url: str) -> None:
    assert "redis://host:6379/0" in await refusal(url)


@pytest.mark.parametrize("own_redis_config", [{"requirepass": "other"}], indirect=True)
async def test_a_wrong_password_is_named_as_such_and_not_repeated(own_redis: RedisServer) -> None:
    port = own_redis.port

    assert "name or password" in await refusal(f"redis://:{SECRET}@127.0.0.1:{port}/0")
    assert "name or password" in await refusal(f"redis://127.0.0.1:{port}/0")
    assert await works(f"redis://:other@127.0.0.1:{port}/0")


@pytest.mark.parametrize("own_redis_config", [{"maxmemory_policy": "allkeys-lru"}], indirect=True)
async def test_a_redis_that_may_evict_lessons_is_refused(own_redis: RedisServer) -> None:
    said = await refusal(own_redis.url)

    assert "allkeys-lru" in said
    assert "set maxmemory-policy noeviction" in said


async def test_a_redis_that_is_too_old_is_refused(own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saual.log.redis_check._OLDEST", 1000)  # older ones than the tests' own are not to be had

    assert "Saual needs Redis 7.0 or newer, or Valkey" in await refusal(own_redis.url)


@pytest.mark.parametrize("own_redis_config", [{"appendonly": "no"}], indirect=True)
async def test_a_redis_that_writes_nothing_to_disk_is_taken_with_a_warning(
    own_redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    assert await works(own_redis.url)
    assert "Set appendonly yes." in caplog.text


async def test_a_redis_as_it_should_be_is_taken_without_a_word(
    own_redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    assert await works(own_redis.url)
    assert not caplog.records


async def test_a_hosted_redis_that_forbids_config_is_taken(own_redis: RedisServer) -> None:
    own_redis.ask("ACL", "SETUSER", "school", "on", f">{SECRET}", "~saual:*", "&saual:*", "+@all", "-config", "-@admin")

    assert await works(f"redis://school:{SECRET}@127.0.0.1:{own_redis.port}/0")


@pytest.mark.parametrize("missing", ["-@pubsub", "-@scripting", "-info", "resetchannels"])
async def test_a_right_that_is_missing_is_asked_for(own_redis: RedisServer, missing: str) -> None:
    own_redis.ask("ACL", "SETUSER", "school", "on", f">{SECRET}", "~saual:*", "&saual:*", "+@all", missing)

    said = await refusal(f"redis://school:{SECRET}@127.0.0.1:{own_redis.port}/0")

    assert "does not allow what is needed" in said
    assert "all keys and channels" in said
