"""Who may steer: one-time links and the sessions they turn into. Owns who is known now; knows no cookies and no SQL.

What is in the database counts. Each process remembers of it what it needs, so that a check asks no disk: all that
there are, or, where other processes come and go too, those that were in use here lately.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Self, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from saual import world
from saual.store import tokens
from saual.store.bulletin import Alone, Bulletin
from saual.store.database import Database, StoreFailed
from saual.store.scope import STAFF, Scope
from saual.store.tokens import DAY_MS, Session, Void, day, hashed

__all__ = ["REMOTE_LINK_MS", "STAFF", "START_LINK_MS", "Grant", "Scope", "Sessions"]

T = TypeVar("T")

START_LINK_MS = DAY_MS
REMOTE_LINK_MS = 10 * 60_000
_STAFF_SESSION_MS = 180 * DAY_MS
_ROOM_SESSION_MS = DAY_MS

_TOPIC = "sessions"
_REFRESH_S = 30
"""What was told to the others may be lost: so late at most a revoked session is over everywhere."""
_UNUSED_MS = 15 * 60_000
"""Then it is forgotten here; the next request brings it back from the database."""
# Unknown tokens looked up at once, so that made-up ones keep nothing else waiting. Overflow: StoreFailed, at once.
_MAX_LOADING = 32


class Grant(Struct, frozen=True):
    """What a claimed link gave: `token` for the holder, and what the link (not the token) opens."""

    token: str
    opens: Scope
    expires_ms: int


class _Known(Struct):
    session: Session
    checked_ms: int


class Sessions:
    """Make it with `open`. Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock, bulletin: Bulletin) -> None:
        self._database = database
        self._clock = clock
        self._bulletin = bulletin
        self._known: dict[str, _Known] = {}
        """By hash. Bounded by the people who have steered from this process in the last quarter of an hour."""
        self._held: Counter[str] = Counter()
        self._loading = 0
        self._voided = 0
        """Counts revocations: what was read from the database before one of them may be wrong after it."""
        self._refreshing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, database: Database, clock: world.Clock, bulletin: Bulletin | None = None) -> Self:
        sessions = cls(database, clock, bulletin or Alone())
        await sessions._begin()
        return sessions

    async def _begin(self) -> None:
        now_ms = self._clock.now_ms()
        await self._database.run(lambda db: tokens.drop_expired(db, now_ms))
        if self._database.shared:
            self._bulletin.listen(_TOPIC, self._hear)
            self._refreshing = asyncio.ensure_future(self._refresh_for_ever())
        else:
            self._remember(await self._database.read(tokens.everyone))

    async def close(self) -> None:
        if self._refreshing is not None:
            self._refreshing.cancel()
            await asyncio.gather(self._refreshing, return_exceptions=True)

    # ── checking ────────────────────────────────────────────────────────────────────────────────────────────────────

    def check(self, token: str) -> Scope | None:
        """What the holder of the token may do now; None if nothing. Asks no disk: `load` it first if it is new."""
        return self.checker(token)()

    def checker(self, token: str) -> Callable[[], Scope | None]:
        """`check` of this token for who asks again and again: it is hashed once."""
        hash_ = hashed(token)

        def check() -> Scope | None:
            known = self._alive(hash_)
            if known is None:
                return None
            known.checked_ms = self._clock.now_ms()
            return known.session.scope

        return check

    async def load(self, token: str) -> None:
        """From now on `check` knows the token, if there is such a session. To be awaited when somebody comes in."""
        hash_ = hashed(token)
        if not token or not self._database.shared or self._alive(hash_) is not None:
            return
        if self._loading >= _MAX_LOADING:
            raise StoreFailed("too many browsers come in at once: try again in a moment")
        self._loading += 1
        try:
            self._remember(await self._fetch(lambda db: tokens.those(db, [hash_])))
        finally:
            self._loading -= 1

    def hold(self, token: str) -> None:
        """A socket is open with it: it is not forgotten, however quiet, until it was let go of as often."""
        self._held[hashed(token)] += 1

    def let_go(self, token: str) -> None:
        hash_ = hashed(token)
        self._held[hash_] -= 1
        if not self._held[hash_]:
            del self._held[hash_]

    async def touch(self, token: str) -> None:
        """Note that the session is in use, to the day. That a disk is full is no reason to turn its holder away."""
        known, today_ms = self._alive(hashed(token)), day(self._clock.now_ms())
        if known is None or known.session.used_ms == today_ms:
            return
        known.session.used_ms = today_ms
        with suppress(StoreFailed):
            await self._database.run(lambda db: tokens.change(db, hashed(token), used_ms=today_ms))

    # ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def new_link(self, scope: Scope, life_ms: int) -> str:
        """The secret of a new link that works once, for so long."""
        secret, now_ms = world.new_secret(), self._clock.now_ms()

        def write(db: Connection) -> None:
            tokens.drop_expired(db, now_ms)
            tokens.add_link(db, secret, scope, now_ms + life_ms)

        await self._database.run(write)
        return secret

    async def claim(self, secret: str, held: str = "") -> Grant | None:
        """Use a link up; None if it is unknown, used or expired.

        `held` is the token that this browser has, "" for none. If that one may do all that the link opens, it lives on
        (longer, where both are alike) and no second one is made, for sockets may be open with it.
        """
        now_ms, fresh, voided = self._clock.now_ms(), world.new_secret(), self._voided

        def consume(db: Connection) -> tuple[Scope, str, Session] | None:
            opens = tokens.use_up(db, secret, now_ms)
            if opens is None:
                return None
            mine = tokens.those(db, [hashed(held)], lock=True).get(hashed(held))
            expires_ms = now_ms + (_STAFF_SESSION_MS if opens.staff else _ROOM_SESSION_MS)
            if mine is None or mine.expires_ms <= now_ms or not (mine.scope.staff or mine.scope == opens):
                session = Session(opens, day(now_ms), expires_ms)
                tokens.add(db, fresh, session, now_ms)
                return opens, fresh, session
            if mine.scope == opens:
                mine.expires_ms = expires_ms
                tokens.change(db, hashed(held), expires_ms=expires_ms)
            return opens, held, mine

        came = await self._database.run(consume)
        if came is None:
            return None
        opens, token, session = came
        if self._voided == voided:
            self._remember({hashed(token): session})
        else:  # it may have been meant too
            self._remember(await self._fetch(lambda db: tokens.those(db, [hashed(token)])))
        return Grant(token, opens, session.expires_ms)

    # ── going out ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def revoke(self, token: str) -> None:
        """From now on the token opens nothing, here and in all other processes."""
        await self._revoke(Void(hash=hashed(token)))

    async def revoke_others(self, token: str) -> None:
        """This token alone goes on; all other sessions and every unused link are void."""
        await self._revoke(Void(but=hashed(token)))

    async def revoke_scope(self, scope: Scope) -> None:
        """All sessions and links of exactly this scope are void: their room is closed."""
        await self._revoke(Void(scope=str(scope)))

    async def _revoke(self, void: Void) -> None:
        self._drop(void, tell=True)  # at once, whatever the disk says
        await self._database.run(lambda db: tokens.revoke(db, void))
        self._drop(void, tell=True)  # and what a claim or a look-up that was under way has brought in since

    def _drop(self, void: Void, tell: bool) -> None:
        self._voided += 1
        for hash_ in [hash_ for hash_, known in self._known.items() if void.hits(hash_, known.session)]:
            del self._known[hash_]
        if tell:
            self._bulletin.tell(_TOPIC, msgspec.json.encode(void))

    def _hear(self, body: bytes) -> None:
        with suppress(msgspec.DecodeError):  # a newer Saual may say more; what it has revoked is seen in time
            self._drop(msgspec.json.decode(body, type=Void), tell=False)

    # ── memory ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _alive(self, hash_: str) -> _Known | None:
        known = self._known.get(hash_)
        return known if known is not None and known.session.expires_ms > self._clock.now_ms() else None

    def _remember(self, found: dict[str, Session]) -> None:
        now_ms = self._clock.now_ms()
        for hash_, session in found.items():
            before = self._known.get(hash_)
            self._known[hash_] = _Known(session, before.checked_ms if before else now_ms)

    async def _fetch(self, query: Callable[[Connection], T]) -> T:
        """What the database says, asked again if meanwhile something was revoked."""
        while True:
            voided = self._voided
            found = await self._database.read(query)
            if voided == self._voided:
                return found

    async def _refresh_for_ever(self) -> None:
        while True:
            await asyncio.sleep(_REFRESH_S)
            with suppress(StoreFailed):  # what is known goes on; it is asked again soon
                await self.refresh()

    async def refresh(self) -> None:
        """Forget what nobody has used for long, and what others have revoked without being heard."""
        unused_ms = self._clock.now_ms() - _UNUSED_MS
        for hash_ in [h for h, known in self._known.items() if known.checked_ms <= unused_ms and h not in self._held]:
            del self._known[hash_]
        asked = set(self._known)
        found = await self._fetch(lambda db: tokens.those(db, asked))
        for hash_ in asked - set(found):
            self._known.pop(hash_, None)
        self._remember({hash_: session for hash_, session in found.items() if hash_ in self._known})
