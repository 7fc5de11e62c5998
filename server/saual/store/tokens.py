"""The rows of one-time links and sessions. Owns the queries and what is hashed; remembers nothing.

A token is 256 random bits that only its holder has: here are hashes alone, and nothing that tells who the holder is.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, Select, delete, insert, select, update

from saual.store import schema
from saual.store.scope import Scope

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

_links = schema.links.c
_sessions = schema.sessions.c
_MOST_ASKED = 1000
"""Hashes in one query."""


class Session(Struct):
    scope: Scope
    used_ms: int
    """To the day."""
    expires_ms: int


class Void(Struct, frozen=True):
    """Which sessions are over: the one of this hash, all but the one of a hash, or all of a scope."""

    hash: str | None = None
    but: str | None = None
    scope: str | None = None

    def hits(self, hash_: str, session: Session) -> bool:
        if self.hash is not None:
            return hash_ == self.hash
        if self.but is not None:
            return hash_ != self.but
        return str(session.scope) == self.scope


def hashed(token: str) -> str:
    # Fast on purpose: against 256 random bits there is nothing to guess.
    return sha256(token.encode()).hexdigest()


def day(at_ms: int) -> int:
    return at_ms - at_ms % DAY_MS


def everyone(db: Connection) -> dict[str, Session]:
    return _found(db, _select())


def those(db: Connection, hashes: Iterable[str], lock: bool = False) -> dict[str, Session]:
    """Those that there are. With `lock` nobody else can change them until the end of the transaction."""
    found: dict[str, Session] = {}
    wanted = list(hashes)
    for start in range(0, len(wanted), _MOST_ASKED):
        query = _select().where(_sessions.hash.in_(wanted[start : start + _MOST_ASKED]))
        found |= _found(db, query.with_for_update() if lock else query)
    return found


def _select() -> Select[str, str, int, int]:
    return select(_sessions.hash, _sessions.scope, _sessions.used_ms, _sessions.expires_ms)


def _found(db: Connection, query: Select[str, str, int, int]) -> dict[str, Session]:
    return {
        hash_: Session(Scope.parse(scope), used_ms, expires_ms)
        for hash_, scope, used_ms, expires_ms in db.execute(query)
    }


def add(db: Connection, token: str, session: Session, now_ms: int) -> None:
    row = {
        "hash": hashed(token),
        "scope": str(session.scope),
        "created_ms": now_ms,
        "used_ms": session.used_ms,
        "expires_ms": session.expires_ms,
    }
    db.execute(insert(schema.sessions).values(row))


def change(db: Connection, hash_: str, **values: int) -> None:
    db.execute(update(schema.sessions).where(_sessions.hash == hash_).values(values))


def add_link(db: Connection, secret: str, scope: Scope, expires_ms: int) -> None:
    row = {"hash": hashed(secret), "scope": str(scope), "expires_ms": expires_ms}
    db.execute(insert(schema.links).values(row))


def use_up(db: Connection, secret: str, now_ms: int) -> Scope | None:
    """What the link opens, and it is gone."""
    found = db.execute(select(_links.scope, _links.expires_ms).where(_links.hash == hashed(secret))).first()
    # Of two claims at once, in two processes, the second waits for the first and finds the row gone.
    gone = db.execute(delete(schema.links).where(_links.hash == hashed(secret))).rowcount
    return Scope.parse(found.scope) if found and gone and found.expires_ms > now_ms else None


def revoke(db: Connection, void: Void) -> None:
    """Links first: a claim under way in another process has its link locked, so that its session is seen after it."""
    if void.hash is not None:
        db.execute(delete(schema.sessions).where(_sessions.hash == void.hash))
    elif void.but is not None:
        db.execute(delete(schema.links))
        db.execute(delete(schema.sessions).where(_sessions.hash != void.but))
    else:
        db.execute(delete(schema.links).where(_links.scope == void.scope))
        db.execute(delete(schema.sessions).where(_sessions.scope == void.scope))


def drop_expired(db: Connection, now_ms: int) -> None:
    for table in (schema.links, schema.sessions):
        db.execute(delete(table).where(table.c.expires_ms <= now_ms))
