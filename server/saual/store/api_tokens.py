"""Tokens that programs read the reports with. Owns their rows; knows no HTTP.

A token is 256 random bits that only its holder has: here is its hash alone. It may read and nothing else.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, update

from saual import world
from saual.store.database import Database
from saual.store.schema import api_tokens
from saual.store.tokens import day, hashed

MOST_TOKENS = 20
_PREFIX = "saual_"
"""So that one that got into a file or a mail by mistake can be recognised."""


class TooManyTokens(Exception):
    """There are `MOST_TOKENS` already."""


class ApiToken(Struct, frozen=True):
    """Times are Unix ms; `used_ms` is to the day, None: never."""

    id: str
    name: str
    created_ms: int
    used_ms: int | None


class ApiTokens:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock) -> None:
        self._database = database
        self._clock = clock

    async def all(self) -> list[ApiToken]:
        """The newest first."""
        rows = api_tokens.c
        query = select(rows.id, rows.name, rows.created_ms, rows.used_ms).order_by(rows.created_ms.desc(), rows.id)
        return await self._database.read(lambda db: [ApiToken(*row) for row in db.execute(query)])

    async def make(self, name: str) -> tuple[ApiToken, str]:
        """A new one, and what its holder has to send: told now and never again. Raises TooManyTokens."""
        made = ApiToken(world.new_id(), name, self._clock.now_ms(), None)
        secret = _PREFIX + world.new_secret()
        values = {"id": made.id, "hash": hashed(secret), "name": name, "created_ms": made.created_ms, "used_ms": None}

        def write(db: Connection) -> None:
            self._database.lock(db, "api tokens")
            if (db.scalar(select(func.count()).select_from(api_tokens)) or 0) >= MOST_TOKENS:
                raise TooManyTokens
            db.execute(insert(api_tokens).values(values))

        await self._database.run(write)
        return made, secret

    async def revoke(self, id: str) -> bool:
        """From now on it opens nothing, in any process; False if there is no such token."""
        gone = delete(api_tokens).where(api_tokens.c.id == id)
        return await self._database.run(lambda db: db.execute(gone).rowcount > 0)

    async def holder(self, secret: str) -> str | None:
        """The id of the token that this is, None if of none. Notes that it is in use."""
        query = select(api_tokens.c.id, api_tokens.c.used_ms).where(api_tokens.c.hash == hashed(secret))
        found = await self._database.read(lambda db: db.execute(query).first())
        if found is None:
            return None
        today_ms = day(self._clock.now_ms())
        if found.used_ms != today_ms:
            used = update(api_tokens).where(api_tokens.c.id == found.id).values(used_ms=today_ms)
            await self._database.run(lambda db: db.execute(used))
        return str(found.id)
