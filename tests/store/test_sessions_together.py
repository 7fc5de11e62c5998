"""Sessions of several processes on one PostgreSQL: what is granted in one counts in all, and what is revoked too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import Connection

from saual.store import sessions as module
from saual.store.database import Database, StoreFailed
from saual.store.sessions import REMOTE_LINK_MS, STAFF, START_LINK_MS, Scope, Sessions
from tests.helpers.postgres_server import PostgresServer
from tests.store.conftest import Opening, StillClock
from tests.store.test_sessions import DAY_MS, ROOM, let_in, opens

QUARTER_MS = 15 * 60_000


class Square:
    """Where everybody hears what anybody tells, at once."""

    def __init__(self) -> None:
        self.listeners: list[tuple[str, Callable[[bytes], None]]] = []

    def tell(self, topic: str, body: bytes) -> None:
        for wanted, callback in self.listeners:
            if wanted == topic:
                callback(body)

    def listen(self, topic: str, callback: Callable[[bytes], None]) -> None:
        self.listeners.append((topic, callback))


@pytest.fixture
async def databases(emptied_url: str) -> AsyncIterator[list[Database]]:
    databases = [Database(emptied_url) for _ in range(2)]
    yield databases
    for database in databases:
        await database.close()


@pytest.fixture
async def two(databases: list[Database], opening: Opening) -> list[Sessions]:
    """Of two processes that hear each other."""
    square = Square()
    return [await opening(database, square) for database in databases]


@pytest.fixture
async def deaf(databases: list[Database], opening: Opening) -> list[Sessions]:
    """Of two processes between which every message is lost."""
    return [await opening(database) for database in databases]


async def test_a_session_of_one_process_opens_in_the_other_once_it_is_loaded(two: list[Sessions]) -> None:
    here, there = two
    staff, remote = await let_in(here), await let_in(here, ROOM)

    assert there.check(staff.token) is None
    assert await opens(there, staff.token) == STAFF
    assert await opens(there, remote.token) == ROOM


@pytest.mark.parametrize("token", ["", "x", "ә" * 40, "0" * 100_000, "a\0b"])
async def test_a_made_up_token_opens_nothing_and_is_not_remembered(two: list[Sessions], token: str) -> None:
    assert await opens(two[0], token) is None
    assert not two[0]._known


async def test_a_link_of_one_process_can_be_claimed_in_the_other(two: list[Sessions]) -> None:
    here, there = two
    grant = await there.claim(await here.new_link(ROOM, REMOTE_LINK_MS))

    assert grant is not None
    assert await opens(here, grant.token) == ROOM


async def test_a_link_used_in_two_processes_at_once_opens_once(two: list[Sessions]) -> None:
    for _ in range(10):
        secret = await two[0].new_link(STAFF, START_LINK_MS)

        grants = await asyncio.gather(*(sessions.claim(secret) for sessions in two * 3))

        assert sum(grant is not None for grant in grants) == 1


async def test_a_browser_that_the_other_process_knows_keeps_its_token(two: list[Sessions], clock: StillClock) -> None:
    here, there = two
    first = await let_in(here)
    clock.at_ms += 100 * DAY_MS
    second = await let_in(there, held=first.token)

    assert second.token == first.token
    clock.at_ms += 100 * DAY_MS
    assert await opens(here, first.token) == STAFF


async def test_a_token_that_the_other_process_has_revoked_gets_a_new_one(deaf: list[Sessions]) -> None:
    here, there = deaf
    mine = await let_in(here)
    await there.revoke(mine.token)

    again = await let_in(here, held=mine.token)

    assert again.token != mine.token
    assert await opens(there, mine.token) is None
    assert await opens(there, again.token) == STAFF


async def revoke_one(sessions: Sessions, token: str) -> None:
    await sessions.revoke(token)


async def revoke_others(sessions: Sessions, _: str) -> None:
    await sessions.revoke_others((await let_in(sessions)).token)


async def revoke_room(sessions: Sessions, _: str) -> None:
    await sessions.revoke_scope(ROOM)


Revoke = Callable[[Sessions, str], Awaitable[None]]

revoking = pytest.mark.parametrize("revoke", [revoke_one, revoke_others, revoke_room])


@revoking
async def test_what_one_process_revokes_is_over_in_the_other_at_once(two: list[Sessions], revoke: Revoke) -> None:
    here, there = two
    remote = await let_in(here, ROOM)
    other = await let_in(here, Scope("r2"))
    for token in (remote.token, other.token):
        await there.load(token)

    await revoke(there, remote.token)

    assert here.check(remote.token) is None
    assert await opens(here, remote.token) is None
    assert (here.check(other.token) is None) == (revoke is revoke_others)


@revoking
async def test_a_revocation_that_nobody_heard_is_seen_at_the_next_look(deaf: list[Sessions], revoke: Revoke) -> None:
    here, there = deaf
    remote, staff = await let_in(here, ROOM), await let_in(here)

    await revoke(there, remote.token)
    await here.refresh()

    assert here.check(remote.token) is None
    assert (here.check(staff.token) is None) == (revoke is revoke_others)


async def test_the_look_comes_by_itself(
    databases: list[Database], opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REFRESH_S", 0.01)
    here, there = [await opening(database) for database in databases]
    grant = await let_in(here)

    await there.revoke(grant.token)

    async with asyncio.timeout(5):
        while here.check(grant.token):
            await databases[1].read(lambda db: None)


async def test_a_claim_in_one_process_does_not_outlive_the_revoking_of_others_in_another(two: list[Sessions]) -> None:
    here, there = two
    mine = await let_in(there)
    for _ in range(20):
        link = await here.new_link(STAFF, START_LINK_MS)

        grant, _ = await asyncio.gather(here.claim(link), there.revoke_others(mine.token))

        for sessions in two:
            assert grant is None or await opens(sessions, grant.token) is None
            assert await opens(sessions, mine.token) == STAFF


async def test_a_look_up_under_way_does_not_bring_back_what_is_revoked_meanwhile(
    two: list[Sessions], databases: list[Database]
) -> None:
    here, there = two
    grant = await let_in(there)
    read = databases[0].read

    async def slow(do: Callable[[Connection], object]) -> object:
        """What it read is old when it comes back."""
        found = await read(do)
        databases[0].read = read
        await there.revoke(grant.token)
        return found

    databases[0].read = slow

    assert await opens(here, grant.token) is None


async def test_a_message_that_makes_no_sense_does_no_harm(databases: list[Database], opening: Opening) -> None:
    square = Square()
    sessions = await opening(databases[0], square)
    grant = await let_in(sessions)

    for body in (b"", b"\xff", b"[]", b'{"hash":1}', b"{}", b'{"more":"words"}'):
        square.tell("sessions", body)

    assert sessions.check(grant.token) == STAFF


async def test_what_is_known_goes_on_while_the_database_is_down(own_postgres: PostgresServer, opening: Opening) -> None:
    database = Database(own_postgres.url())
    here, there = await opening(database), await opening(database)
    mine, other = await let_in(here), await let_in(there)
    own_postgres.stop()

    assert await opens(here, mine.token) == STAFF
    with pytest.raises(StoreFailed):
        await here.refresh()
    assert here.check(mine.token) == STAFF
    with pytest.raises(StoreFailed):
        await here.load(other.token)

    own_postgres.start()
    assert await opens(here, other.token) == STAFF
    await database.close()


async def test_what_nobody_uses_leaves_the_memory_and_comes_back_when_asked_for(
    two: list[Sessions], clock: StillClock
) -> None:
    sessions = two[0]
    unused, used = await let_in(sessions), await let_in(sessions)
    clock.at_ms += QUARTER_MS - 1
    sessions.check(used.token)
    clock.at_ms += 1
    await sessions.refresh()

    assert sessions.check(unused.token) is None
    assert sessions.check(used.token) == STAFF
    assert await opens(sessions, unused.token) == STAFF


async def test_what_a_socket_is_open_with_stays_in_memory_until_the_last_one_is_closed(
    two: list[Sessions], clock: StillClock
) -> None:
    sessions = two[0]
    watching = await let_in(sessions)
    sessions.hold(watching.token)
    sessions.hold(watching.token)
    for _ in range(2):
        clock.at_ms += QUARTER_MS
        await sessions.refresh()
        assert len(sessions._known) == 1
        sessions.let_go(watching.token)

    await sessions.refresh()

    assert not sessions._known
    assert not sessions._held


async def test_many_unknown_tokens_at_once_leave_the_database_to_others(two: list[Sessions]) -> None:
    sessions = two[0]

    loads = await asyncio.gather(*(sessions.load(f"made up {n}") for n in range(100)), return_exceptions=True)

    refused = [load for load in loads if isinstance(load, StoreFailed)]
    assert len(refused) == 100 - module._MAX_LOADING
    assert not [load for load in loads if load is not None and load not in refused]
    await sessions.load("one more")


async def test_many_sessions_are_looked_through_in_a_few_queries(
    two: list[Sessions], databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.store.tokens._MOST_ASKED", 3)
    here, there = two
    grants = [await let_in(here) for _ in range(7)]
    await there.revoke(grants[4].token)

    await here.refresh()

    assert [here.check(grant.token) is not None for grant in grants] == [True] * 4 + [False] + [True] * 2
