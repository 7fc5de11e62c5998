"""A bank edited over HTTP: made, copied, filed, changed edit by edit; who is too late is told what there is now."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from tests.web.conftest import Site

TRUE = {"type": "truefalse", "fields": {"text": {"kk": "Күн шықты ма?"}, "right": True}}


async def new(teacher: httpx2.AsyncClient, **more: str) -> str:
    answer = await teacher.post("/api/banks/new", json={"title": "Жаңа", "language": "kk", **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def draft(teacher: httpx2.AsyncClient, id: str, lang: str = "kk") -> dict[str, Any]:
    answer = await teacher.get(f"/api/banks/{id}/draft?lang={lang}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def save(teacher: httpx2.AsyncClient, id: str, version: int, lang: str = "kk", **edit: Any) -> httpx2.Response:
    return await teacher.post(f"/api/banks/{id}/edits?lang={lang}", json={"version": version, "edit": edit})


async def line(teacher: httpx2.AsyncClient, id: str) -> dict[str, Any]:
    return next(bank for bank in (await teacher.get("/api/banks")).json() if bank["id"] == id)


async def test_a_bank_made_from_nothing_is_played_as_soon_as_a_question_is_ready(teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher, folder="9-сынып")
    page = await draft(teacher, id)
    assert (page["version"], page["draft"]["questions"], page["draft"]["languages"]) == (1, [], ["kk"])

    first = await save(teacher, id, 1, put=[{"id": "a", "type": "truefalse", "fields": {"text": {"kk": "Күн"}}}])
    assert first.json()["version"] == 2
    [fault] = first.json()["faults"]["a"]
    assert (fault["field"], fault["code"]) == ("right", "no_right")
    assert (await line(teacher, id))["unfinished"] == 1
    refused = await teacher.post("/api/rooms", json={"bank": id, "lang": "kk"})
    assert (refused.status_code, refused.json()["code"]) == (422, "bank_unfinished")

    second = await save(teacher, id, 2, put=[{"id": "b", **TRUE}], order=["b", "a"])
    assert second.json() == {"version": 3, "faults": {"": [], "b": []}}
    found = await line(teacher, id)
    assert (found["questions"], found["unfinished"], found["kinds"], found["folder"]) == (
        1,
        1,
        {"truefalse": 1},
        "9-сынып",
    )
    assert (await teacher.post("/api/rooms", json={"bank": id, "lang": "kk"})).status_code == 201


@pytest.mark.parametrize(("lang", "word"), [("kk", "Мәтін"), ("ru", "Текст"), ("en", "text")])
async def test_faults_are_said_in_the_teachers_language(teacher: httpx2.AsyncClient, lang: str, word: str) -> None:
    id = await new(teacher)
    saved = await save(teacher, id, 1, lang, put=[{"id": "a", "type": "slide", "fields": {}}])
    [fault] = saved.json()["faults"]["a"]
    assert (fault["field"], fault["code"]) == ("text", "empty")
    assert word.lower() in fault["problem"].lower()
    assert (await draft(teacher, id, lang))["faults"]["a"] == [fault]


async def test_who_saves_on_an_older_version_is_given_the_newer_one_and_changes_nothing(
    teacher: httpx2.AsyncClient,
) -> None:
    id = await new(teacher)
    await save(teacher, id, 1, put=[{"id": "a", **TRUE}])

    late = await save(teacher, id, 1, put=[{"id": "b", **TRUE}])

    assert (late.status_code, late.json()["code"]) == (409, "stale_bank")
    page = late.json()["page"]
    assert (page["version"], [question["id"] for question in page["draft"]["questions"]]) == (2, ["a"])
    assert page == await draft(teacher, id)
    assert (await save(teacher, id, 2, put=[{"id": "b", **TRUE}])).status_code == 200


async def test_of_two_who_save_at_once_one_is_too_late(teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher)
    answers = await asyncio.gather(*(save(teacher, id, 1, put=[{"id": f"q{n}", **TRUE}]) for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_what_is_no_edit_is_refused_and_changes_nothing(teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher)
    many = [{"id": f"q{n}", **TRUE} for n in range(501)]
    bad: list[dict[str, Any]] = [
        {"put": [{"id": "A B", **TRUE}]},
        {"put": [{"id": "a", "type": "slide", "fields": {"text": {"de": "Hallo"}}}]},
        {"put": [{"id": "a", "type": "slide", "fields": {"text": "x" * 2001}}]},
        {"put": [{"id": "a", "type": "slide", "fields": {"deep": [[["x"]]]}}]},
        {"put": [{"id": "a", "type": "slide", "fields": {}, "more": 1}]},
        {"put": many},
        {"order": ["a"]},
        {"head": {"title": {}, "language": "kk", "languages": []}},
    ]
    for edit in bad:
        answer = await save(teacher, id, 1, **edit)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), edit
    assert (await draft(teacher, id))["version"] == 1


async def test_a_body_or_a_bank_that_is_too_big_is_refused(
    teacher: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await new(teacher)
    monkeypatch.setattr("saual.store.bank_rows.MOST_BYTES", 600)
    big = {"id": "a", "type": "slide", "fields": {"text": "я" * 400}}
    assert (await save(teacher, id, 1, put=[big])).status_code == 413
    body = b'{"version": 1, "edit": {' + b" " * (1024 * 1024)
    answer = await teacher.post(f"/api/banks/{id}/edits", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert (await draft(teacher, id))["version"] == 1


async def test_a_bank_that_ships_is_not_edited_but_its_copy_is(teacher: httpx2.AsyncClient) -> None:
    for path in ("draft", "edits", "restore"):
        ask = teacher.get if path == "draft" else teacher.post
        more = {} if path == "draft" else {"json": {"version": 1, "edit": {}}}
        answer = await ask(f"/api/banks/capitals/{path}", **more)  # type: ignore[operator]
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_bank")

    copy = (await teacher.post("/api/banks/capitals/copy", json={})).json()

    assert (copy["own"], copy["questions"], copy["unfinished"], copy["title"]["en"]) == (True, 2, 0, "Capitals")
    page = await draft(teacher, copy["id"])
    [first, _] = page["draft"]["questions"]
    assert first["fields"]["options"] == ["Almaty", {"en": "Astana", "kk": "Астана қаласы"}]
    assert first["fields"]["explanation"] == {"en": "Since 1997."}
    assert page["faults"] == {"": []} or page["faults"] == {}
    assert (await teacher.get("/api/banks/capitals")).json()["bank"]["own"] is False


async def test_copies_of_an_own_bank_are_numbered(teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher, folder="Қалта")
    titles = []
    for _ in range(2):
        copy = (await teacher.post(f"/api/banks/{id}/copy", json={})).json()
        titles.append((copy["title"]["kk"], copy["folder"]))
    again = (await teacher.post(f"/api/banks/{copy['id']}/copy", json={})).json()
    assert titles == [("Жаңа (2)", "Қалта"), ("Жаңа (3)", "Қалта")]
    assert again["title"]["kk"] == "Жаңа (4)"


async def test_a_bank_is_filed_and_renamed(teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher)
    place = {"folder": " 9-сынып  Б ", "tags": ["тоқсан"], "title": "Аты", "language": "kk"}
    found = (await teacher.patch(f"/api/banks/{id}", json=place)).json()
    assert (found["folder"], found["tags"], found["title"]) == ("9-сынып Б", ["тоқсан"], {"kk": "Аты"})
    for bad in ({"folder": "x" * 61, "tags": []}, {"folder": "", "tags": ["x"] * 21}, {"folder": ""}):
        assert (await teacher.patch(f"/api/banks/{id}", json=bad)).status_code == 400
    assert (await teacher.patch("/api/banks/capitals", json={"folder": "", "tags": []})).status_code == 404


async def test_a_deleted_bank_can_be_brought_back(site: Site, teacher: httpx2.AsyncClient) -> None:
    id = await new(teacher)
    await save(teacher, id, 1, put=[{"id": "a", **TRUE}])
    assert (await teacher.delete(f"/api/banks/{id}")).status_code == 204
    assert (await teacher.get(f"/api/banks/{id}/draft")).status_code == 404
    assert (await save(teacher, id, 2, drop=["a"])).status_code == 404

    back = await teacher.post(f"/api/banks/{id}/restore", json={})

    assert (back.status_code, back.json()["questions"]) == (200, 1)
    assert (await draft(teacher, id))["version"] == 2


async def test_a_lesson_begins_at_the_question_asked_for(site: Site, teacher: httpx2.AsyncClient) -> None:
    opened = await teacher.post("/api/rooms", json={"bank": "capitals", "lang": "en", "first": 1})
    room = await site.services.hall.get(opened.json()["room"])
    assert room is not None
    assert [question.kind for question in room.room.bank.questions] == ["slide"]
    beyond = await teacher.post("/api/rooms", json={"bank": "capitals", "lang": "en", "first": 2})
    assert (beyond.status_code, beyond.json()["code"]) == (400, "bad_request")
