"""Is this Redis of use, and what to change if not: every sentence that an operator may meet. Owns no connection.

Hosted Redis often forbids CONFIG: what cannot be asked is taken to be as it should.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import hiredis
from redis.exceptions import AuthenticationError, AuthorizationError, RedisError, ResponseError

from saual.log.base import LogFailed
from saual.log.redis_wire import Lost, Wire

_OLDEST = 7

_say = logging.getLogger(__name__)


def refusal(error: BaseException, where: str) -> LogFailed:
    """`where` names the server, without its password."""
    said = str(error)
    if isinstance(error, AuthenticationError | AuthorizationError) or said.startswith(("WRONGPASS", "NOAUTH")):
        return LogFailed(f"Redis at {where} refuses the name or password: put the right one in SAUAL_REDIS_URL")
    if isinstance(error, ResponseError) and "unknown command" in said.lower():
        return LogFailed(_too_old(where, "a version before 6"))
    if "NOPERM" in said or "no permission" in said.lower():
        return LogFailed(
            f"Redis at {where} does not allow what is needed ({said}):"
            " give its user all keys and channels, and the scripting, stream and pub/sub commands"
        )
    if isinstance(error, ResponseError | hiredis.ReplyError):
        return LogFailed(f"Redis at {where} refuses: {said}")
    return LogFailed(
        f"Redis at {where} cannot be reached: start it, or put another address in SAUAL_REDIS_URL ({said})"
    )


@contextmanager
def failing_plainly(where: str) -> Iterator[None]:
    """Whatever Redis and redis-py raise comes out as LogFailed."""
    try:
        yield
    except (RedisError, hiredis.ReplyError, Lost, OSError, TimeoutError) as error:
        raise refusal(error, where) from error


def _too_old(where: str, version: str) -> str:
    return f"Redis at {where} is {version}: Saual needs Redis 7.0 or newer, or Valkey"


async def run_id(wire: Wire, where: str) -> str:
    """Which run of the server this is. Raises LogFailed if it is too old."""
    info = (await wire.call("INFO", "server")).decode()
    version = re.search(r"^redis_version:(\d+)\.\S*", info, re.MULTILINE)
    if version is not None and int(version[1]) < _OLDEST:
        raise LogFailed(_too_old(where, version[0].partition(":")[2]))
    run = re.search(r"^run_id:(\w+)", info, re.MULTILINE)
    return run[1] if run is not None else ""


async def check(wire: Wire, where: str) -> None:
    """Raises LogFailed if it may throw a lesson away; warns if a crash of it could cost one."""
    policy = await _config(wire, "maxmemory-policy")
    if policy not in ("", "noeviction"):
        raise LogFailed(
            f"Redis at {where} may throw lessons away when its memory is full (maxmemory-policy {policy}):"
            " set maxmemory-policy noeviction"
        )
    if await _config(wire, "appendonly") == "no":
        _say.warning(
            "Redis at %s writes nothing to disk as it goes: when it crashes, a room is lost unless one of these servers"
            " has it in memory. Set appendonly yes.",
            where,
        )


async def _config(wire: Wire, name: str) -> str:
    """A setting; "" if that may not be asked."""
    try:
        found = await wire.call("CONFIG", "GET", name)
    except hiredis.ReplyError:
        return ""
    values = list(found.values()) if isinstance(found, dict) else found[1::2]
    return values[0].decode() if values else ""
