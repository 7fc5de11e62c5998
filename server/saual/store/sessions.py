"""Who may steer: one-time links and the sessions they turn into. Owns tokens, scopes and expiry; knows no cookies.

A token is 256 random bits that only its holder has: here are hashes alone, and nothing that tells who the holder is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Self

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from saual import world
from saual.store import schema
from saual.store.database import Database, StoreFailed

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS

START_LINK_MS = _DAY_MS
REMOTE_LINK_MS = 10 * 60_000
_STAFF_SESSION_MS = 180 * _DAY_MS
_ROOM_SESSION_MS = _DAY_MS


class Scope(Struct, frozen=True):
    """What a session may do: everything that staff may (`room` is None), or steer this one room."""

    room: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gave."""
        return cls(text.removeprefix("room:") if text.startswith("room:") else None)

    def __str__(self) -> str:
        return "staff" if self.room is None else f"room:{self.room}"

    @property
    def staff(self) -> bool:
        return self.room is None

    def covers(self, room: str) -> bool:
        return self.room is None or self.room == room


STAFF = Scope()


class Grant(Struct, frozen=True):
    """What a claimed link gave: `token` for the holder, and what the link (not the token) opens."""

    token: str
    opens: Scope
    expires_ms: int


class _Session(Struct):
    scope: Scope
    used_ms: int
    """To the day."""
    expires_ms: int


class Sessions:
    """Make it with `open`. Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock, known: dict[str, _Session]) -> None:
        self._database = database
        self._clock = clock
        self._known = known
        """By hash: all that are in the database, so that a check costs no disk."""

    @classmethod
    async def open(cls, database: Database, clock: world.Clock) -> Self:
        now_ms = clock.now_ms()

        def load(db: Connection) -> dict[str, _Session]:
            _drop_expired(db, now_ms)
            table = schema.sessions.c
            rows = db.execute(select(table.hash, table.scope, table.used_ms, table.expires_ms))
            return {hash_: _Session(Scope.parse(scope), used, expires) for hash_, scope, used, expires in rows}

        return cls(database, clock, await database.run(load))

    async def new_link(self, scope: Scope, life_ms: int) -> str:
        """The secret of a new link that works once, for so long."""
        secret, now_ms = world.new_secret(), self._clock.now_ms()
        row = {"hash": _hash(secret), "scope": str(scope), "expires_ms": now_ms + life_ms}

        def write(db: Connection) -> None:
            _drop_expired(db, now_ms)
            db.execute(insert(schema.links).values(row))

        await self._database.run(write)
        return secret

    async def claim(self, secret: str, held: str = "") -> Grant | None:
        """Use a link up; None if it is unknown, used or expired.

        `held` is the token that this browser has, "" for none. If that one may do all that the link opens, it lives on
        (longer, where both are alike) and no second one is made, for sockets may be open with it.
        """
        now_ms, fresh = self._clock.now_ms(), world.new_secret()
        mine = self._alive(_hash(held))

        def consume(db: Connection) -> tuple[Scope, str, _Session] | None:
            opens = _use_up(db, secret, now_ms)
            if opens is None:
                return None
            expires_ms = now_ms + (_STAFF_SESSION_MS if opens.staff else _ROOM_SESSION_MS)
            if mine is None or not (mine.scope.staff or mine.scope == opens):
                session = _Session(opens, _day(now_ms), expires_ms)
                _insert(db, fresh, session, now_ms)
                return opens, fresh, session
            if mine.scope != opens:
                return opens, held, mine
            change = update(schema.sessions).where(schema.sessions.c.hash == _hash(held))
            db.execute(change.values(expires_ms=expires_ms))
            return opens, held, _Session(opens, mine.used_ms, expires_ms)

        came = await self._database.run(consume)
        if came is None:
            return None
        opens, token, session = came
        if token == held and _hash(held) not in self._known:
            return None  # revoked while the link was being used up
        self._known[_hash(token)] = session
        return Grant(token, opens, session.expires_ms)

    def check(self, token: str) -> Scope | None:
        """What the holder of the token may do now; None if nothing. Asks no disk."""
        session = self._alive(_hash(token))
        return session.scope if session else None

    async def touch(self, token: str) -> None:
        """Note that the session is in use, to the day. That a disk is full is no reason to turn its holder away."""
        session, today_ms = self._alive(_hash(token)), _day(self._clock.now_ms())
        if session is None or session.used_ms == today_ms:
            return
        session.used_ms = today_ms
        change = update(schema.sessions).where(schema.sessions.c.hash == _hash(token)).values(used_ms=today_ms)
        with suppress(StoreFailed):
            await self._database.run(lambda db: db.execute(change))

    async def revoke(self, token: str) -> None:
        """From now on the token opens nothing."""
        gone = _hash(token)

        def write(db: Connection) -> None:
            db.execute(delete(schema.sessions).where(schema.sessions.c.hash == gone))

        await self._forget(lambda hash_, _: hash_ == gone, write)

    async def revoke_others(self, token: str) -> None:
        """This token alone goes on; all other sessions and every unused link are void."""
        mine = _hash(token)

        def write(db: Connection) -> None:
            db.execute(delete(schema.sessions).where(schema.sessions.c.hash != mine))
            db.execute(delete(schema.links))

        await self._forget(lambda hash_, _: hash_ != mine, write)

    async def revoke_scope(self, scope: Scope) -> None:
        """All sessions and links of exactly this scope are void: their room is closed."""

        def write(db: Connection) -> None:
            db.execute(delete(schema.sessions).where(schema.sessions.c.scope == str(scope)))
            db.execute(delete(schema.links).where(schema.links.c.scope == str(scope)))

        await self._forget(lambda _, session: session.scope == scope, write)

    async def _forget(self, void: Callable[[str, _Session], bool], write: Callable[[Connection], None]) -> None:
        def drop() -> None:
            for hash_ in [hash_ for hash_, session in self._known.items() if void(hash_, session)]:
                del self._known[hash_]

        drop()  # at once, whatever the disk says
        await self._database.run(write)
        drop()  # and what a claim that was under way has added since

    def _alive(self, hash_: str) -> _Session | None:
        session = self._known.get(hash_)
        return session if session is not None and session.expires_ms > self._clock.now_ms() else None


def _hash(token: str) -> str:
    # Fast on purpose: against 256 random bits there is nothing to guess.
    return sha256(token.encode()).hexdigest()


def _day(at_ms: int) -> int:
    return at_ms - at_ms % _DAY_MS


def _use_up(db: Connection, secret: str, now_ms: int) -> Scope | None:
    """What the link opens, and it is gone."""
    links = schema.links.c
    found = db.execute(select(links.scope, links.expires_ms).where(links.hash == _hash(secret))).first()
    # Of two claims at once, in two processes, the second finds the row gone.
    gone = db.execute(delete(schema.links).where(links.hash == _hash(secret))).rowcount
    return Scope.parse(found.scope) if found and gone and found.expires_ms > now_ms else None


def _insert(db: Connection, token: str, session: _Session, now_ms: int) -> None:
    row = {
        "hash": _hash(token),
        "scope": str(session.scope),
        "created_ms": now_ms,
        "used_ms": session.used_ms,
        "expires_ms": session.expires_ms,
    }
    db.execute(insert(schema.sessions).values(row))


def _drop_expired(db: Connection, now_ms: int) -> None:
    for table in (schema.links, schema.sessions):
        db.execute(delete(table).where(table.c.expires_ms <= now_ms))
