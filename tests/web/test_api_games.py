"""Past games over HTTP: a game played in a room is listed, reported, downloaded and deleted."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest

from loadtests.term import term
from saual.game import commands as c
from saual.game.settings import Settings
from saual.store.sessions import STAFF
from tests.reports.played import AIZHAN, played
from tests.web.conftest import Site, opened


@pytest.fixture
async def reader(site: Site, teacher: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """The teacher's browser, with one game in the archive."""
    await site.services.archive.write(played().record())
    return teacher


async def test_a_game_that_ends_in_a_room_has_its_report_and_keeps_it_over_a_restart(tmp_path: Path) -> None:
    recorded = asyncio.Event()
    async with opened(tmp_path, recorded) as services:
        bank = await services.library.load("capitals")
        live = await services.hall.open_room(bank, Settings(lang="en", reading_ms=0))
        await live.submit(c.Join("key", "device", "Aizhan"))
        await live.submit(c.Arrive(1, "conn"))
        await live.submit(c.Advance(live.room.step))
        await live.submit(c.SubmitAnswer(1, 1, 0, 1, "a"))
        await live.submit(c.TimeUp(live.room.step))
        await live.submit(c.EndGame(live.room.step))
        await recorded.wait()

    async with opened(tmp_path) as services, Site(services).holder(STAFF) as teacher:
        (line,) = (await teacher.get("/api/games")).json()["games"]
        report = (await teacher.get(f"/api/games/{line['id']}?lang=kk")).json()

    assert (line["id"], line["title"], line["right"], line["finished"]) == (f"{live.id}-1", "Capitals", 1.0, True)
    assert report["game"]["title"] == "Астаналар"
    assert [student["name"] for student in report["students"]] == ["Aizhan"]
    assert [bar["label"] for bar in report["items"][0]["bars"]] == ["Almaty", "Астана қаласы"]


async def test_the_list_and_the_report_say_the_same_of_a_game(reader: httpx2.AsyncClient) -> None:
    (line,) = (await reader.get("/api/games?lang=kk")).json()["games"]
    report = (await reader.get("/api/games/room1-1?lang=kk")).json()

    assert report["game"] == line
    assert set(report) == {
        "game",
        "students",
        "items",
        "reliability",
        "timeline",
        "asked",
        "spoken",
        "uses",
        "teams",
        "tools",
        "plan",
        "gain",
    }
    assert report["students"][0]["points"] == 3700
    assert report["students"][0]["seat"] == AIZHAN


@pytest.mark.parametrize("table", ["students", "questions", "responses", "asked", "lesson"])
@pytest.mark.parametrize(("lang", "delimiter"), [("en", b","), ("ru", b";"), ("kk", b";")])
async def test_each_table_is_a_file_that_a_spreadsheet_of_that_language_opens(
    reader: httpx2.AsyncClient, table: str, lang: str, delimiter: bytes
) -> None:
    answer = await reader.get(f"/api/games/room1-1/{table}.csv?lang={lang}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="saual-room1-1-{table}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbfroom" + delimiter + b"game" + delimiter)


async def test_all_tables_come_as_one_workbook(reader: httpx2.AsyncClient) -> None:
    answer = await reader.get("/api/games/room1-1/all.xlsx?lang=kk")

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="saual-room1-1.xlsx"'
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("path", ["games", "games/room1-1", "games/room1-1/students.csv", "games/room1-1/all.xlsx"])
async def test_a_language_that_there_is_not_is_refused(reader: httpx2.AsyncClient, path: str) -> None:
    answer = await reader.get(f"/api/{path}?lang=de")

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("games/room1-2", "unknown_game"),
        ("games/room1-2/students.csv", "unknown_game"),
        ("games/room1-1/everything.csv", "not_found"),
        ("games/room1-1/students.xlsx", "not_found"),
    ],
)
async def test_what_is_not_there_is_404(reader: httpx2.AsyncClient, path: str, code: str) -> None:
    answer = await reader.get(f"/api/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, code)


async def test_a_deleted_game_is_gone_for_good(reader: httpx2.AsyncClient) -> None:
    first, second = await reader.delete("/api/games/room1-1"), await reader.delete("/api/games/room1-1")

    assert (first.status_code, first.content) == (204, b"")
    assert (second.status_code, second.json()["code"]) == (404, "unknown_game")
    assert (await reader.get("/api/games")).json() == {"games": [], "next": ""}
    assert (await reader.get("/api/games/room1-1/responses.csv")).status_code == 404


async def test_games_come_in_pages_and_can_be_searched_for(reader: httpx2.AsyncClient, site: Site) -> None:
    for record in term(3, 2, 1):
        await site.services.archive.write(record)

    first = (await reader.get("/api/games?lang=ru&limit=2")).json()
    second = (await reader.get("/api/games", params={"lang": "ru", "limit": "2", "after": first["next"]})).json()
    found = (await reader.get("/api/games", params={"lang": "ru", "search": "урок 2"})).json()

    assert [game["title"] for game in first["games"]] == ["Урок 3", "Урок 2"]
    assert [game["id"] for game in second["games"]] == ["room1-1", "term0000-1"]
    assert second["next"] == ""
    assert [game["title"] for game in found["games"]] == ["Урок 2"]
    for wrong in ("limit=0x", "limit=101", "limit=-1", "limit="):
        assert (await reader.get(f"/api/games?{wrong}")).status_code == 400


async def test_a_bank_and_its_questions_have_reports_over_all_games(reader: httpx2.AsyncClient, site: Site) -> None:
    for record in term(3, 12, 4):
        await site.services.archive.write(record)

    bank = (await reader.get("/api/banks/bank0/report?lang=kk")).json()
    key = bank["items"][2]["key"]
    question = (await reader.get(f"/api/banks/bank0/questions/{key}")).json()

    assert (bank["games"], bank["title"], bank["items"][2]["text"]) == (3, "3-сабақ", "Сұрақ 2?")
    assert bank["reliability"]["questions"] == 4
    assert question["item"]["text"] == "Question 2?"
    for nothing in ("/api/banks/none/report", "/api/banks/bank0/questions/none", "/api/classes/none/report"):
        assert (await reader.get(nothing)).status_code == 404
