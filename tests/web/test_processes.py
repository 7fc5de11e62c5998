"""Two servers on one PostgreSQL: a browser that came in through one of them is known to the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from saual.store.sessions import STAFF
from saual.web.services import STAFF_COOKIE
from tests.helpers.postgres_server import PostgresServer
from tests.web.conftest import Site, opened


@pytest.fixture
async def two(own_postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[list[Site]]:
    async with AsyncExitStack() as stack:
        sites = []
        for name in ("here", "there"):
            folder = tmp_path / name
            folder.mkdir()
            sites.append(Site(await stack.enter_async_context(opened(folder, url=own_postgres.url()))))
        yield sites


async def test_a_browser_that_came_in_through_one_server_is_in_at_the_other(two: list[Site]) -> None:
    here, there = two
    async with here.holder(STAFF) as browser, there.browser() as elsewhere:
        elsewhere.cookies.set(STAFF_COOKIE, browser.cookies[STAFF_COOKIE])
        assert (await elsewhere.get("/api/rooms")).status_code == 200

        await browser.post("/api/leave")
        await there.services.sessions.refresh()
        assert (await elsewhere.get("/api/rooms")).status_code == 401


async def test_while_the_database_is_down_the_known_go_on_and_the_unknown_are_asked_to_wait(
    two: list[Site], own_postgres: PostgresServer
) -> None:
    here, there = two
    async with here.holder(STAFF) as browser, there.browser() as elsewhere:
        elsewhere.cookies.set(STAFF_COOKIE, browser.cookies[STAFF_COOKIE])
        own_postgres.stop()

        assert (await browser.get("/api/rooms")).status_code == 200
        asked = await elsewhere.get("/api/rooms")
        assert (asked.status_code, asked.json()["code"]) == (503, "not_saved")

        own_postgres.start()
        assert (await elsewhere.get("/api/rooms")).status_code == 200
