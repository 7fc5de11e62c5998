"""Rooms over HTTP: opened with the teacher's settings, found by phones, handed to the teacher's own phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from saual.game import commands as c
from saual.game.settings import Settings
from saual.store.sessions import Scope
from saual.web.services import STAFF_COOKIE
from tests.web.conftest import Site

WISH = {"bank": "capitals", "lang": "kk"}


async def open_room(teacher: httpx2.AsyncClient, **wish: Any) -> dict[str, Any]:
    answer = await teacher.post("/api/rooms", json=WISH | wish)
    assert answer.status_code == 201, answer.text
    line: dict[str, Any] = answer.json()
    return line


async def test_a_room_opens_in_its_lobby_and_is_listed(teacher: httpx2.AsyncClient) -> None:
    line = await open_room(teacher)

    assert (line["title"], line["phase"], line["students"]) == ("Астаналар", "lobby", 0)
    assert len(line["pin"]) == 6
    assert (await teacher.get("/api/rooms")).json() == [line]


async def test_a_room_plays_as_the_teacher_wished(site: Site, teacher: httpx2.AsyncClient) -> None:
    wish: dict[str, Any] = {
        "scoring": "accuracy",
        "streaks": False,
        "reading_ms": 0,
        "leaderboard": 0,
        "signs": True,
        "shuffle_questions": True,
        "shuffle_options": True,
    }
    live = await site.services.hall.get((await open_room(teacher, **wish))["room"])

    assert live is not None
    assert live.room.settings == Settings(lang="kk", capacity=site.services.room_size, **wish)
    assert live.room.bank.id == "capitals"


@pytest.mark.parametrize(
    "wrong",
    [
        {"lang": "de"},
        {"scoring": "luck"},
        {"reading_ms": -1},
        {"reading_ms": 60_001},
        {"leaderboard": 101},
        {"streaks": "yes"},
        {"capacity": 9},
        {"bank": ""},
    ],
)
async def test_a_wish_out_of_range_is_refused_with_the_field(
    site: Site, teacher: httpx2.AsyncClient, wrong: dict[str, object]
) -> None:
    answer = await teacher.post("/api/rooms", json=WISH | wrong)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert next(iter(wrong)) in answer.json()["message"]
    assert await site.services.hall.lines() == []


async def test_no_room_opens_on_a_bank_that_is_unfinished_or_not_there(teacher: httpx2.AsyncClient) -> None:
    missing = await teacher.post("/api/rooms", json=WISH | {"bank": "../own/x"})
    empty = (await teacher.post("/api/banks/new", json={"title": "Жаңа", "language": "kk"})).json()["id"]
    unfinished = await teacher.post("/api/rooms", json=WISH | {"bank": empty})

    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_bank")
    assert (unfinished.status_code, unfinished.json()["code"]) == (422, "bank_unfinished")


async def test_the_door_has_the_pin_and_an_address_with_it(teacher: httpx2.AsyncClient) -> None:
    line = await open_room(teacher)
    door = (await teacher.get(f"/api/rooms/{line['room']}/door")).json()

    assert door["pin"] == line["pin"]
    assert door["addresses"][0]["link"] == f"http://192.168.1.7:8080/{line['pin']}"


async def test_the_remote_link_opens_this_room_once_and_nothing_else(site: Site, teacher: httpx2.AsyncClient) -> None:
    line = await open_room(teacher)
    answer = await teacher.post(f"/api/rooms/{line['room']}/remote")
    link = urlsplit(answer.json()["addresses"][0]["link"])
    key = link.fragment.removeprefix("key=")
    assert (link.path, link.query) == ("/remote", "")

    async with site.browser() as phone:
        claimed = await phone.post("/api/claim", json={"key": key})
        assert claimed.json() == {"scope": "room", "room": line["room"]}
        assert site.services.sessions.check(phone.cookies[STAFF_COOKIE]) == Scope(line["room"])
        assert (await phone.post("/api/claim", json={"key": key})).status_code == 401


async def test_a_room_that_is_closed_has_no_door_and_no_remote(site: Site, teacher: httpx2.AsyncClient) -> None:
    line = await open_room(teacher)
    live = await site.services.hall.get(line["room"])
    assert live is not None
    await live.submit(c.CloseRoom())

    for answer in (
        await teacher.get(f"/api/rooms/{line['room']}/door"),
        await teacher.post(f"/api/rooms/{line['room']}/remote"),
        await teacher.get("/api/rooms/nowhere/door"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_room")
    assert (await teacher.get("/api/rooms")).json() == []
