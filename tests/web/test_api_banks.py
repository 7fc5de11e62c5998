"""Banks over HTTP: listed, looked at, added with all their faults told, removed."""

from __future__ import annotations

import httpx2
import msgspec
import pytest

from saual.banks.judge import draft_of
from saual.banks.toml_format import parse
from saual.questions.draft import Draft
from tests.web.conftest import BANK, Endless, Site

JSON = {"content-type": "application/json"}
DRAFT = msgspec.to_builtins(draft_of(parse(BANK.encode())))


async def test_the_list_says_of_each_bank_what_is_in_it(teacher: httpx2.AsyncClient) -> None:
    [capitals] = (await teacher.get("/api/banks")).json()

    assert capitals == {
        "id": "capitals",
        "title": {"en": "Capitals", "kk": "Астаналар"},
        "about": {},
        "language": "en",
        "languages": ["en"],
        "questions": 2,
        "unfinished": 0,
        "kinds": {"single": 1, "slide": 1},
        "own": False,
        "folder": "",
        "tags": [],
        "topics": ["geography"],
        "updated_ms": 0,
        "ticket": False,
    }


async def test_one_bank_has_everything_right_answers_too_in_the_language_asked_for(
    teacher: httpx2.AsyncClient,
) -> None:
    page = (await teacher.get("/api/banks/capitals?lang=kk")).json()

    assert page["bank"]["id"] == "capitals"
    assert page["questions"][0] == {
        "i": 0,
        "kind": "single",
        "text": "Қазақстанның астанасы?",
        "ask": {"options": ["Almaty", "Астана қаласы"]},
        "solution": {"right": [1], "explanation": "Since 1997."},
        "time_s": 20,
        "points": 1000,
        "tags": {"topic": "geography"},
        "key": page["questions"][0]["key"],
    }
    assert len({question["key"] for question in page["questions"]}) == 2
    assert (page["questions"][1]["time_s"], page["questions"][1]["points"]) == (0, 0)
    assert (await teacher.get("/api/banks/capitals")).json()["questions"][0]["text"] == "Capital of Kazakhstan?"


@pytest.mark.parametrize("lang", ["", "xx", "EN", "kk,ru", "<script>"])
async def test_a_language_that_there_is_not_is_refused(teacher: httpx2.AsyncClient, lang: str) -> None:
    answer = await teacher.get("/api/banks/capitals", params={"lang": lang})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("id", ["nowhere", "..%2Fshipped%2Fcapitals", "%00", "capitals.toml", "%FF"])
async def test_a_bank_that_is_not_there_is_404(teacher: httpx2.AsyncClient, id: str) -> None:
    answer = await teacher.get(f"/api/banks/{id}")

    assert answer.status_code == 404
    assert answer.json()["code"] in ("unknown_bank", "not_found")


async def test_a_bank_that_was_sent_is_on_the_shelf_and_can_be_removed(teacher: httpx2.AsyncClient) -> None:
    answer = await teacher.post("/api/banks", json=DRAFT)

    assert answer.status_code == 201
    added = answer.json()
    assert (added["own"], added["questions"], added["unfinished"]) == (True, 2, 0)
    assert added["id"] in [bank["id"] for bank in (await teacher.get("/api/banks")).json()]

    assert (await teacher.delete(f"/api/banks/{added['id']}")).status_code == 204
    assert (await teacher.get(f"/api/banks/{added['id']}")).status_code == 404


async def test_a_bank_that_ships_cannot_be_removed(teacher: httpx2.AsyncClient) -> None:
    answer = await teacher.delete("/api/banks/capitals")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_bank")
    assert (await teacher.get("/api/banks/capitals")).status_code == 200


async def test_a_draft_over_four_mebibytes_is_refused_while_it_is_still_coming(teacher: httpx2.AsyncClient) -> None:
    body = Endless(256 * 1024)

    answer = await teacher.post("/api/banks", content=body, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_big")
    assert body.given_up


async def test_a_body_that_says_that_it_is_too_big_is_not_even_read(teacher: httpx2.AsyncClient) -> None:
    answer = await teacher.post("/api/banks", content=b"#", headers=JSON | {"content-length": "4194305"})

    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"title": {"xx": "a"}, "language": "kk", "languages": ["kk"]}'])
async def test_what_is_no_draft_is_not_kept(site: Site, teacher: httpx2.AsyncClient, body: bytes) -> None:
    answer = await teacher.post("/api/banks", content=body, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert [summary.id for summary in await site.services.library.list()] == ["capitals"]


async def test_a_bank_of_another_content_type_is_refused(teacher: httpx2.AsyncClient) -> None:
    answer = await teacher.post("/api/banks", content=BANK.encode(), headers={"content-type": "text/html"})

    assert (answer.status_code, answer.json()["code"]) == (415, "bad_request")


async def test_a_disk_that_takes_nothing_is_said_in_a_sentence(
    site: Site, teacher: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(draft: Draft) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(site.services.library.rows, "add", full)
    answer = await teacher.post("/api/banks", json=DRAFT)

    assert (answer.status_code, answer.json()["code"]) == (503, "not_saved")
    assert "No space left" in answer.json()["message"]


async def test_a_bank_is_arranged_for_paper_the_same_for_the_same_number(teacher: httpx2.AsyncClient) -> None:
    address = "/api/banks/capitals/paper?lang=kk&variants=3&seed=7&questions=1&options=1"

    page = (await teacher.get(address)).json()

    assert page["title"] == "Астаналар"
    assert [[line["n"] for line in sheet] for sheet in page["variants"]] == [[1, 0]] * 3
    for sheet in page["variants"]:
        options = sheet[0]["question"]["ask"]["options"]
        assert options["AB".index(sheet[0]["key"])] == "Астана қаласы"
        assert sheet[1]["key"] == ""
    assert (await teacher.get(address)).json() == page
    assert len((await teacher.get("/api/banks/capitals/paper")).json()["variants"]) == 1


@pytest.mark.parametrize("query", ["variants=9", "variants=x", "seed=1000000", "questions=2", "lang=de"])
async def test_paper_that_makes_no_sense_is_refused(teacher: httpx2.AsyncClient, query: str) -> None:
    answer = await teacher.get(f"/api/banks/capitals/paper?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_there_is_no_paper_of_a_bank_that_there_is_not(teacher: httpx2.AsyncClient) -> None:
    assert (await teacher.get("/api/banks/other/paper")).status_code == 404
