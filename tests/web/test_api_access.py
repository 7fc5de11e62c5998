"""Coming in, going out, and what everybody else gets: nothing."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import httpx2
import pytest
from starlette.routing import Route

import saual
from saual.config import KEEP_DAYS
from saual.store.sessions import STAFF, Scope
from saual.web.services import STAFF_COOKIE
from tests.reports.played import played
from tests.web.conftest import BANK, Site

METHODS = ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST")
OF_ANY_SESSION = {"/api/me": "GET", "/api/leave": "POST"}
OF_ITS_ROOM = {
    "media": {"POST": 415},
    "tickets": {"GET": 200, "POST": 400},
    "banks": {"GET": 200},
    "banks/capitals": {"GET": 200},
    "questions": {"POST": 400},
}
"""What a remote may ask for of its own room, and what comes of it: that is no photo, no ticket and no question."""
SECRETS = ("Astana", "Almaty", "Capital", "Since 1997", "Aizhan", "colour", "capitals", "room1")


async def test_a_link_makes_a_browser_the_teachers(site: Site) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/api/claim", json={"key": await site.link()})

        assert (answer.status_code, answer.json()) == (200, {"scope": "staff", "room": None})
        me = await browser.get("/api/me")
        assert me.json() == {"scope": "staff", "room": None, "version": saual.__version__, "keep_days": KEEP_DAYS}


async def test_a_remote_link_makes_a_browser_the_remote_of_one_room(site: Site) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/api/claim", json={"key": await site.link(Scope("r1"))})

        assert answer.json() == {"scope": "room", "room": "r1"}
        assert (await browser.get("/api/me")).json()["room"] == "r1"


@pytest.mark.parametrize(("base", "secure"), [("http://192.168.1.7:8080", False), ("https://quiz.example", True)])
async def test_the_cookie_is_for_the_server_alone(site: Site, base: str, secure: bool) -> None:
    async with site.browser(base) as browser:
        answer = await browser.post("/api/claim", json={"key": await site.link()})

    cookie = SimpleCookie(answer.headers["set-cookie"])[STAFF_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert abs(int(cookie["max-age"]) - 180 * 24 * 3600) <= 1
    assert bool(cookie["secure"]) == secure
    assert len(cookie.value) >= 43


async def test_a_link_is_refused_the_second_time(site: Site) -> None:
    key = await site.link()
    async with site.browser() as first, site.browser() as second:
        await first.post("/api/claim", json={"key": key})

        for browser in (first, second):
            answer = await browser.post("/api/claim", json={"key": key})
            assert (answer.status_code, answer.json()["code"]) == (401, "bad_key")
            assert "set-cookie" not in answer.headers
        assert (await first.get("/api/me")).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"key": "short"}', 400),
        (b'{"key": 5}', 400),
        (b'{"key": "' + b"x" * 43 + b'", "more": 1}', 400),
        (b'{"key": "\xff"}', 400),
        (b"[" * 100_000, 400),
        (b'{"key": "' + b"x" * 43 + b'"}', 401),
    ],
)
async def test_a_claim_that_makes_no_sense_gets_a_plain_refusal(site: Site, body: bytes, status: int) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/api/claim", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == status
    assert set(answer.json()) == {"code", "message"}


async def test_a_body_of_another_type_is_refused(site: Site) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/api/claim", data={"key": await site.link()})

    assert (answer.status_code, answer.json()["code"]) == (415, "bad_request")


async def test_who_leaves_is_out_and_the_cookie_is_gone(site: Site, teacher: httpx2.AsyncClient) -> None:
    token = teacher.cookies[STAFF_COOKIE]
    answer = await teacher.post("/api/leave")

    assert (answer.status_code, answer.content) == (204, b"")
    assert STAFF_COOKIE not in teacher.cookies
    assert site.services.sessions.check(token) is None


async def test_the_teacher_can_send_all_other_browsers_out(site: Site, teacher: httpx2.AsyncClient) -> None:
    async with site.holder(STAFF) as other, site.holder(Scope("r1")) as remote:
        assert (await teacher.post("/api/revoke")).status_code == 204

        assert (await other.get("/api/me")).status_code == 401
        assert (await remote.get("/api/me")).status_code == 401
        assert (await teacher.get("/api/me")).status_code == 200


async def test_nothing_of_the_api_is_kept_by_a_cache(site: Site, teacher: httpx2.AsyncClient) -> None:
    async with site.browser() as nobody:
        for answer in (await teacher.get("/api/banks"), await nobody.get("/api/banks"), await teacher.get("/api/x")):
            assert answer.headers["cache-control"] == "no-store"


async def test_an_unknown_address_and_a_wrong_method_are_problems_too(teacher: httpx2.AsyncClient) -> None:
    nowhere, wrong = await teacher.get("/api/nowhere"), await teacher.put("/api/banks")

    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "not_found")
    assert (wrong.status_code, wrong.json()["code"], wrong.headers["allow"]) == (405, "bad_method", "GET, POST")


async def crawl(site: Site, browser: httpx2.AsyncClient, room: str) -> dict[tuple[str, str], httpx2.Response]:
    """Every method of every path, with the ids of things that exist, and with a body that would be accepted."""
    answers = {}
    known = {"{room}": room, "{id}": "capitals", "{table}": "responses", "{format}": "gift", "{suffix}": "csv"}
    known |= {"{bank}": "capitals", "{i:int}": "0", "{key}": "1", "{rest:path}": "banks/../banks/capitals"}
    routes = [route for route in site.app.routes if isinstance(route, Route) and route.path.startswith("/api/")]
    for route in sorted(routes, key=lambda route: route.path == "/api/leave"):  # last: it ends the session
        path = re.sub(r"\{[^}]*\}", lambda found: known[found.group()], route.path)
        path = path.replace("games/capitals", "games/room1-1")
        file = path == "/api/banks/import"
        body = BANK.encode() if file else b'{"bank": "capitals", "lang": "en"}'
        kind = "application/octet-stream" if file else "application/json"
        for method in METHODS:
            answers[method, path] = await browser.request(
                method, f"{path}?lang=en", content=body, headers={"content-type": kind}
            )
    return answers


@pytest.mark.parametrize("who", ["nobody", "player", "remote", "revoked"])
async def test_no_route_tells_anything_to_anyone_but_the_teacher(site: Site, who: str) -> None:
    bank = await site.services.library.load("capitals")
    await site.services.archive.write(played().record())
    async with site.holder(STAFF) as staff, site.browser() as browser:
        room = (await staff.post("/api/rooms", json={"bank": "capitals", "lang": "en"})).json()["room"]
        if who == "player":
            browser.cookies.set("saual_device", "d" * 43)
            browser.cookies.set(STAFF_COOKIE, "k" * 32)  # a seat's key in the wrong place
        elif who == "remote":
            await browser.post("/api/claim", json={"key": await site.link(Scope(room))})
        elif who == "revoked":
            browser.cookies.set(STAFF_COOKIE, staff.cookies[STAFF_COOKIE])
            await staff.post("/api/leave")

        answers = await crawl(site, browser, room)

    paths = {route.path for route in site.app.routes if isinstance(route, Route) and route.path.startswith("/api/")}
    assert len(answers) == len(paths) * len(METHODS) > 30 * len(METHODS)
    for (method, path), answer in answers.items():
        chooses = who == "remote" and "/banks" in path.removeprefix(f"/api/rooms/{room}") != path
        secrets = set(SECRETS) - ({"Capital", "capitals"} if chooses else set())  # it may see what could be asked
        assert not any(secret in answer.text for secret in secrets), (method, path, answer.text)
        if path == "/api/claim":
            expected = 400 if method == "POST" else 405
        elif who == "remote" and path.removeprefix(f"/api/rooms/{room}/") in OF_ITS_ROOM:
            expected = OF_ITS_ROOM[path.removeprefix(f"/api/rooms/{room}/")].get(method, 405)
        elif who == "remote" and path in OF_ANY_SESSION:
            expected = (204 if path == "/api/leave" else 200) if OF_ANY_SESSION[path] == method else 405
        else:
            expected = 401
        assert answer.status_code == expected, (method, path, answer.text)
        if expected == 401 and method != "HEAD":
            assert answer.json()["code"] == ("bad_token" if path.startswith("/api/v1/") else "not_staff")
    # And nothing was changed by any of it.
    assert await site.services.library.load("capitals") == bank
    assert len(await site.services.library.list()) == 1
    assert [line.room for line in await site.services.hall.lines()] == [room]
    assert len((await site.services.archive.page()).games) == 1


async def test_the_crawl_finds_the_secrets_when_the_teacher_does_it(site: Site, teacher: httpx2.AsyncClient) -> None:
    room = (await teacher.post("/api/rooms", json={"bank": "capitals", "lang": "en"})).json()["room"]
    await site.services.archive.write(played().record())

    everything = "".join(
        [(await teacher.get(f"/api/{path}")).text for path in ("banks/capitals", "games/room1-1/responses.csv")]
    )
    door = await teacher.get(f"/api/rooms/{room}/door")

    assert all(secret in everything for secret in SECRETS)
    assert door.status_code == 200
