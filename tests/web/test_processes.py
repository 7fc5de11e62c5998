"""Two servers on one PostgreSQL: a browser that came in through one of them is known to the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Router

from saual.store.sessions import STAFF
from saual.web import sockets
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


class StaffSocket:
    """What a server says to a screen of the teacher's that opens a socket and is silent."""

    def __init__(self, site: Site, token: str) -> None:
        self.said: list[dict[str, Any]] = []
        self.accepted = asyncio.Event()
        self.hung_up = asyncio.Event()
        scope = {
            "type": "websocket",
            "path": "/ws/staff",
            "query_string": b"",
            "headers": [(b"cookie", f"{STAFF_COOKIE}={token}".encode())],
        }
        self._first = True
        router = Router(routes=sockets.routes(site.services, most_phones=1))
        self.over = asyncio.ensure_future(router(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        if self._first:
            self._first = False
            return {"type": "websocket.connect"}
        await self.hung_up.wait()
        return {"type": "websocket.disconnect", "code": 1001}

    async def _send(self, message: Any) -> None:
        self.said.append(message)
        self.accepted.set()

    async def close_code(self) -> int | None:
        """With which the server closes it; None if it ends because the screen hangs up."""
        await self.over
        return self.said[-1].get("code")


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


async def test_a_screen_that_is_not_known_yet_comes_back_when_the_database_does(
    two: list[Site], own_postgres: PostgresServer
) -> None:
    here, there = two
    async with here.holder(STAFF) as browser:
        token = browser.cookies[STAFF_COOKIE]
        own_postgres.stop()
        turned_away = StaffSocket(there, token)
        assert await turned_away.close_code() == 1013
        assert len(turned_away.said) == 2  # accepted, closed, and no word that would be the last one

        own_postgres.start()
        screen = StaffSocket(there, token)
        await screen.accepted.wait()
        assert there.services.sessions._held.total() == 1

        screen.hung_up.set()
        assert await screen.close_code() is None
        assert there.services.sessions._held.total() == 0
