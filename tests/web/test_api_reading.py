"""What programs read by token: the same reports, nothing else, not too often, and not after it was revoked."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest

from loadtests.term import term
from saual.web.readers import BURST
from tests.reports.played import played
from tests.web.conftest import Site


@pytest.fixture
async def secret(site: Site, teacher: httpx2.AsyncClient) -> str:
    """With some games in the archive."""
    for record in (*term(2, 12, 4), played().record()):
        await site.services.archive.write(record)
    made = (await teacher.post("/api/tokens", json={"name": " Journal  of 9 A "})).json()
    assert made["token"]["name"] == "Journal of 9 A"
    return str(made["secret"])


@pytest.fixture
def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


async def test_a_program_reads_what_the_teacher_reads(
    site: Site, teacher: httpx2.AsyncClient, bearer: dict[str, str]
) -> None:
    key = (await teacher.get("/api/banks/bank0/report")).json()["items"][0]["key"]
    same = {
        "games?lang=kk&limit=2": "games?lang=kk&limit=2",
        "games/room1-1?lang=en": "games/room1-1?lang=en",
        "banks?lang=ru": "played?lang=ru",
        "banks/bank0?lang=kk": "banks/bank0/report?lang=kk",
        f"banks/bank0/questions/{key}": f"banks/bank0/questions/{key}",
        "classes": "classes",
    }

    async with site.browser() as program:
        for theirs, teachers in same.items():
            read = await program.get(f"/api/v1/{theirs}", headers=bearer)
            assert (read.status_code, read.json()) == (200, (await teacher.get(f"/api/{teachers}")).json())


async def test_a_table_comes_in_pages(site: Site, bearer: dict[str, str]) -> None:
    async with site.browser() as program:
        path = "/api/v1/games/room1-1/responses?limit=8"
        first = (await program.get(path, headers=bearer)).json()
        second = (await program.get(f"{path}&after={first['next']}", headers=bearer)).json()

    assert first["columns"][:4] == ["room", "game", "time", "seat"]
    assert (len(first["rows"]), len(second["rows"]), second["next"]) == (8, 5, None)
    assert first["rows"][0][first["columns"].index("answer")] == "B) goes"


async def test_a_lesson_and_its_grades_are_tables_too(teacher: httpx2.AsyncClient, site: Site, secret: str) -> None:
    lesson = (await teacher.get("/api/games/room1-1/lesson.csv?lang=en")).text.lstrip("\ufeff").splitlines()
    grades = (await teacher.get("/api/games/room1-1/gradebook.csv?lang=ru")).text.lstrip("\ufeff").splitlines()

    told = dict(zip(lesson[0].split(","), lesson[1].split(","), strict=True))
    assert (told["put"], told["answered"], told["marked"], told["skips"]) == ("4", "10", "7", "1")
    assert told["leaderboards"] == "2"
    # Aizhan: all three; Bolat: one wrong, one late, one wrong; Dana: one of one; Ceren: half of one, and one not given.
    assert grades == [
        "idnumber,name,grade,credit,put",
        ",Aizhan,100,3,3",
        ",Bolat,0,0,3",
        ",Dana,100,1,1",
        ",Ceren,25,0.5,2",
    ]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic {}", "{}", "Bearer {}x", f"Bearer {'x' * 9999}"])
async def test_without_the_token_nothing_is_told(site: Site, secret: str, header: str) -> None:
    async with site.browser() as program:
        answer = await program.get("/api/v1/games", headers={"authorization": header.format(secret)})

    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_opens_nothing_but_reading(site: Site, bearer: dict[str, str]) -> None:
    async with site.browser() as program:
        for path in ("/api/games", "/api/tokens", "/api/banks", "/api/me", "/api/rooms"):
            assert (await program.get(path, headers=bearer)).status_code == 401
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert (await program.request(method, "/api/v1/games/room1-1", headers=bearer)).status_code == 405
    assert await site.services.archive.get("room1-1") is not None


async def test_the_teachers_cookie_is_no_token(teacher: httpx2.AsyncClient, secret: str) -> None:
    assert (await teacher.get("/api/v1/games")).status_code == 401


async def test_who_asks_too_often_is_told_to_wait(site: Site, bearer: dict[str, str]) -> None:
    async with site.browser() as program:
        asks = (program.get("/api/v1/classes", headers=bearer) for _ in range(int(BURST) * 3))
        answers = await asyncio.gather(*asks)  # one after the other they might be slow enough

    assert [answer.status_code for answer in answers].count(200) >= BURST
    late = next(answer for answer in answers if answer.status_code == 429)
    assert (late.json()["code"], late.headers["retry-after"]) == ("too_often", "1")


async def test_a_revoked_token_reads_nothing_more(
    site: Site, teacher: httpx2.AsyncClient, bearer: dict[str, str]
) -> None:
    async with site.browser() as program:
        assert (await program.get("/api/v1/games", headers=bearer)).status_code == 200
        (line,) = (await teacher.get("/api/tokens")).json()
        assert line["used_ms"] is not None
        assert (await teacher.delete(f"/api/tokens/{line['id']}")).status_code == 204

        assert (await program.get("/api/v1/games", headers=bearer)).status_code == 401
    assert (await teacher.get("/api/tokens")).json() == []
    assert (await teacher.delete(f"/api/tokens/{line['id']}")).status_code == 404


async def test_a_token_is_kept_as_a_hash_and_told_once(
    tmp_path: Path, teacher: httpx2.AsyncClient, secret: str
) -> None:
    assert secret not in (await teacher.get("/api/tokens")).text
    assert secret.startswith("saual_")
    files = [file.read_bytes() for file in tmp_path.rglob("*.db*")]  # noqa: ASYNC240
    assert files
    assert all(secret.encode() not in content for content in files)


async def test_there_are_not_ever_more_tokens(teacher: httpx2.AsyncClient) -> None:
    made = [(await teacher.post("/api/tokens", json={"name": f"n{n}"})).status_code for n in range(21)]

    assert made == [201] * 20 + [409]
    assert (await teacher.post("/api/tokens", json={"name": "\u200b"})).status_code == 400
