"""One-time links and sessions: what they open, how often, how long."""

from __future__ import annotations

import asyncio
import time

import pytest
from sqlalchemy import select

from saual.store import schema
from saual.store.database import Database, StoreFailed
from saual.store.sessions import REMOTE_LINK_MS, STAFF, START_LINK_MS, Grant, Scope, Sessions
from tests.store.conftest import Opening, StillClock

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
ROOM = Scope("r1")


@pytest.fixture
async def sessions(database: Database, opening: Opening) -> Sessions:
    return await opening(database)


async def let_in(sessions: Sessions, scope: Scope = STAFF, held: str = "") -> Grant:
    grant = await sessions.claim(await sessions.new_link(scope, START_LINK_MS), held)
    assert grant is not None
    return grant


async def opens(sessions: Sessions, token: str) -> Scope | None:
    """What a browser with this token may do when it comes in."""
    await sessions.load(token)
    return sessions.check(token)


async def test_a_claimed_link_opens_what_it_was_made_for(sessions: Sessions) -> None:
    staff, remote = await let_in(sessions), await let_in(sessions, ROOM)

    assert sessions.check(staff.token) == STAFF
    assert sessions.check(remote.token) == ROOM
    assert (STAFF.covers("r1"), ROOM.covers("r1"), ROOM.covers("r2")) == (True, True, False)


async def test_a_link_works_once_even_in_the_browser_that_claimed_it(sessions: Sessions) -> None:
    secret = await sessions.new_link(STAFF, START_LINK_MS)
    first = await sessions.claim(secret)
    assert first is not None

    assert await sessions.claim(secret) is None
    assert await sessions.claim(secret, first.token) is None


async def test_of_many_claims_at_once_one_gets_in(sessions: Sessions) -> None:
    secret = await sessions.new_link(STAFF, START_LINK_MS)

    grants = await asyncio.gather(*(sessions.claim(secret) for _ in range(50)))

    assert sum(grant is not None for grant in grants) == 1


async def test_a_link_opens_nothing_when_its_time_is_over(sessions: Sessions, clock: StillClock) -> None:
    secret = await sessions.new_link(ROOM, REMOTE_LINK_MS)
    clock.at_ms += REMOTE_LINK_MS

    assert await sessions.claim(secret) is None


@pytest.mark.parametrize(("scope", "life_ms"), [(STAFF, 180 * DAY_MS), (ROOM, DAY_MS)])
async def test_a_session_ends_by_itself(sessions: Sessions, clock: StillClock, scope: Scope, life_ms: int) -> None:
    grant = await let_in(sessions, scope)

    clock.at_ms += life_ms - 1
    assert sessions.check(grant.token) == scope
    clock.at_ms += 1
    assert sessions.check(grant.token) is None


@pytest.mark.parametrize("token", ["", "x", "ә" * 40, "0" * 100_000])
async def test_a_made_up_token_opens_nothing(sessions: Sessions, token: str) -> None:
    await let_in(sessions)

    assert sessions.check(token) is None
    assert await sessions.claim(token) is None


async def test_sessions_and_links_survive_a_restart(sessions: Sessions, database: Database, opening: Opening) -> None:
    grant, secret = await let_in(sessions), await sessions.new_link(ROOM, REMOTE_LINK_MS)

    again = await opening(database)

    assert await opens(again, grant.token) == STAFF
    assert await again.claim(secret) is not None


async def test_a_revoked_session_is_over_at_once_and_after_a_restart(
    sessions: Sessions, database: Database, opening: Opening
) -> None:
    grant, other = await let_in(sessions), await let_in(sessions)

    await sessions.revoke(grant.token)

    for now in (sessions, await opening(database)):
        assert await opens(now, grant.token) is None
        assert await opens(now, other.token) == STAFF


async def test_revoking_the_others_leaves_one_browser_and_no_open_link(
    sessions: Sessions, database: Database, opening: Opening
) -> None:
    mine, other, remote = await let_in(sessions), await let_in(sessions), await let_in(sessions, ROOM)
    link = await sessions.new_link(STAFF, START_LINK_MS)

    await sessions.revoke_others(mine.token)

    for now in (sessions, await opening(database)):
        assert await opens(now, mine.token) == STAFF
        assert await opens(now, other.token) is None
        assert await opens(now, remote.token) is None
        assert await now.claim(link) is None


async def test_a_claim_under_way_does_not_outlive_the_revoking_of_others(sessions: Sessions) -> None:
    mine, link = await let_in(sessions), await sessions.new_link(STAFF, START_LINK_MS)

    grant, _ = await asyncio.gather(sessions.claim(link), sessions.revoke_others(mine.token))

    assert grant is not None
    assert sessions.check(grant.token) is None


async def test_a_closed_room_takes_its_remotes_and_links_with_it(sessions: Sessions) -> None:
    staff, remote, other = await let_in(sessions), await let_in(sessions, ROOM), await let_in(sessions, Scope("r2"))
    link = await sessions.new_link(ROOM, REMOTE_LINK_MS)

    await sessions.revoke_scope(ROOM)

    assert sessions.check(remote.token) is None
    assert await sessions.claim(link) is None
    assert sessions.check(staff.token) == STAFF
    assert sessions.check(other.token) == Scope("r2")


async def test_the_same_browser_keeps_its_session_for_longer(sessions: Sessions, clock: StillClock) -> None:
    first = await let_in(sessions)
    clock.at_ms += 100 * DAY_MS
    second = await let_in(sessions, held=first.token)

    assert second.token == first.token
    clock.at_ms += 100 * DAY_MS
    assert sessions.check(first.token) == STAFF


async def test_a_teachers_browser_that_opens_a_remote_link_stays_the_teachers(sessions: Sessions) -> None:
    staff = await let_in(sessions)
    remote = await let_in(sessions, ROOM, held=staff.token)

    assert (remote.token, remote.opens) == (staff.token, ROOM)
    assert sessions.check(staff.token) == STAFF


async def test_a_remote_that_opens_the_teachers_link_gets_a_token_of_its_own(sessions: Sessions) -> None:
    remote = await let_in(sessions, ROOM)
    staff = await let_in(sessions, STAFF, held=remote.token)

    assert staff.token != remote.token
    assert sessions.check(remote.token) == ROOM


async def test_nothing_on_disk_opens_anything_or_tells_who_it_was(sessions: Sessions, database: Database) -> None:
    grant, secret = await let_in(sessions), await sessions.new_link(ROOM, REMOTE_LINK_MS)

    kept = await database.run(
        lambda db: repr([db.execute(select(table)).mappings().all() for table in (schema.links, schema.sessions)])
    )

    assert grant.token not in kept
    assert secret not in kept
    assert set(schema.sessions.c.keys()) == {"hash", "scope", "created_ms", "used_ms", "expires_ms"}


async def test_use_is_noted_to_the_day_and_written_once_a_day(
    sessions: Sessions, database: Database, clock: StillClock
) -> None:
    grant = await let_in(sessions)
    clock.at_ms += 2 * DAY_MS
    await sessions.touch(grant.token)

    (used_ms,) = await database.run(lambda db: db.scalars(select(schema.sessions.c.used_ms)).all())
    assert used_ms == clock.at_ms - clock.at_ms % DAY_MS

    await database.close()  # a second write on the same day would fail now
    await sessions.touch(grant.token)


async def test_a_full_disk_turns_nobody_away(sessions: Sessions, database: Database, clock: StillClock) -> None:
    grant = await let_in(sessions)
    clock.at_ms += 2 * DAY_MS
    await database.close()

    await sessions.touch(grant.token)
    assert sessions.check(grant.token) == STAFF


async def test_a_revoked_session_is_over_even_if_the_disk_fails(sessions: Sessions, database: Database) -> None:
    grant = await let_in(sessions)
    await database.close()

    with pytest.raises(StoreFailed):
        await sessions.revoke(grant.token)
    assert sessions.check(grant.token) is None


async def test_what_has_expired_leaves_the_database(
    sessions: Sessions, database: Database, clock: StillClock, opening: Opening
) -> None:
    await let_in(sessions, ROOM)
    await sessions.new_link(ROOM, REMOTE_LINK_MS)
    clock.at_ms += 2 * DAY_MS

    await opening(database)

    left = await database.run(lambda db: [db.execute(select(t)).all() for t in (schema.links, schema.sessions)])
    assert left == [[], []]


async def test_a_check_costs_microseconds(sessions: Sessions) -> None:
    grants = [await let_in(sessions) for _ in range(50)]

    since = time.thread_time()
    for _ in range(1_000):
        sessions.check(grants[7].token)
    assert (time.thread_time() - since) / 1_000 < 0.000_1


async def test_a_browser_signed_out_while_it_claims_another_link_stays_out(sessions: Sessions) -> None:
    mine, other = await let_in(sessions), await let_in(sessions)
    link = await sessions.new_link(ROOM, REMOTE_LINK_MS)

    _, grant = await asyncio.gather(sessions.revoke(mine.token), sessions.claim(link, mine.token))

    assert grant is None or sessions.check(mine.token) is None
    assert sessions.check(mine.token) is None
    assert sessions.check(other.token) == STAFF
