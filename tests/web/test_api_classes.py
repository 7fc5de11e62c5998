"""Classes over HTTP: lists come in, cards go out, students are changed, handed out and erased; lessons for a class."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import httpx2
import pytest

from saual.game import commands as c
from saual.protocol.merits import Merits, Together
from saual.rooms.hidden import hidden
from saual.store.people import hashed
from tests.web.conftest import Site

LIST = "Фамилия;Имя;Индивидуальный номер;Почта\nСерікова;Айгерім;S-1;a@school.kz\n=cmd;|calc;S-2;\nИванов;Пётр;;\n17;;;"


async def a_class(teacher: httpx2.AsyncClient, *names: str) -> tuple[str, list[dict[str, Any]]]:
    made = (await teacher.post("/api/classes", json={"name": " 7  Б "})).json()
    wish = {"students": [{"name": name} for name in names]}
    page = await teacher.post(f"/api/classes/{made['id']}/students", json=wish)
    assert page.status_code == 200, page.text
    return made["id"], page.json()["students"]


async def test_a_pasted_list_is_shown_first_and_kept_when_the_teacher_says_so(teacher: httpx2.AsyncClient) -> None:
    seen = await teacher.post(
        "/api/classes/read?name=list.csv&lang=ru",
        content=LIST.encode(),
        headers={"content-type": "application/octet-stream"},
    )
    page = seen.json()
    assert [one["name"] for one in page["students"]] == ["Серікова Айгерім", "=cmd |calc", "Иванов Пётр"]
    assert page["problems"][0]["place"] == "строка 5"
    assert "a@school.kz" not in seen.text
    assert (await teacher.get("/api/classes")).json() == []

    id, _ = await a_class(teacher, "Z")
    kept = await teacher.post(f"/api/classes/{id}/students", json={"students": page["students"]})
    assert kept.json()["line"] | {"created_at_ms": 0} == {
        "id": id,
        "name": "7 Б",
        "students": 4,
        "cards": 0,
        "closed": False,
        "created_at_ms": 0,
        "last_ms": None,
        "goal": 0,
        "streaks": False,
        "badges": False,
    }
    numbers = {one["name"]: one["number"] for one in kept.json()["students"]}
    assert numbers == {"Z": "", "Серікова Айгерім": "S-1", "=cmd |calc": "S-2", "Иванов Пётр": ""}


@pytest.mark.parametrize("name", [" ", "x" * 61, "a\ue000"])
async def test_a_name_that_cannot_be_shown_is_refused(teacher: httpx2.AsyncClient, name: str) -> None:
    id, _ = await a_class(teacher, "Aida")
    for answer in (
        await teacher.post("/api/classes", json={"name": name}),
        await teacher.post(f"/api/classes/{id}/students", json={"students": [{"name": name}]}),
    ):
        assert answer.status_code == 422
        assert answer.json()["code"].startswith("name_")


async def test_a_student_is_renamed_moved_and_taken_off_the_list(teacher: httpx2.AsyncClient) -> None:
    one, (aida, _) = await a_class(teacher, "Aida", "Bolat")
    other, _ = await a_class(teacher, "Zarina")
    changed = await teacher.patch(f"/api/students/{aida['id']}", json={"name": "Аида", "number": "5"})
    assert changed.json() == {"id": aida["id"], "name": "Аида", "number": "5", "card": False, "needs": {}}
    await teacher.patch(f"/api/students/{aida['id']}", json={"class_id": other})
    names = [each["name"] for each in (await teacher.get(f"/api/classes/{other}")).json()["students"]]
    assert names == ["Zarina", "Аида"]
    await teacher.patch(f"/api/students/{aida['id']}", json={"gone": True})
    assert len((await teacher.get(f"/api/classes/{other}")).json()["students"]) == 1
    assert (await teacher.patch(f"/api/classes/{one}", json={"name": "8 Б", "closed": True})).json()["line"]["closed"]


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("GET", "/api/classes/x", None, "unknown_class"),
        ("PATCH", "/api/classes/x", {"name": "A"}, "unknown_class"),
        ("DELETE", "/api/classes/x", None, "unknown_class"),
        ("POST", "/api/classes/x/students", {"students": [{"name": "A"}]}, "unknown_class"),
        ("POST", "/api/classes/x/cards", {}, "unknown_class"),
        ("GET", "/api/classes/x/attendance.csv", None, "unknown_class"),
        ("GET", "/api/classes/x/attendance.doc", None, "not_found"),
        ("GET", "/api/classes/x/attendance.csv?east=1e3", None, "bad_request"),
        ("PATCH", "/api/students/x", {"name": "A"}, "unknown_student"),
        ("DELETE", "/api/students/x", None, "unknown_student"),
        ("GET", "/api/students/x/all.zip", None, "unknown_student"),
        ("POST", "/api/rooms", {"bank": "capitals", "lang": "en", "class_id": "x"}, "unknown_class"),
        ("POST", "/api/rooms", {"bank": "capitals", "lang": "en", "by_name": True}, "bad_request"),
        ("POST", "/api/rooms", {"bank": "capitals", "lang": "en", "entry": "roster"}, "bad_request"),
    ],
)
async def test_what_is_not_there_is_said(
    teacher: httpx2.AsyncClient, method: str, path: str, body: object, code: str
) -> None:
    answer = await teacher.request(method, path, json=body)
    assert (answer.status_code // 100, answer.json()["code"]) == (4, code)


async def test_cards_are_told_once_and_a_lesson_knows_them_by_their_hashes(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    id, (aida, bolat) = await a_class(teacher, "Aida", "Bolat")
    made = (await teacher.post(f"/api/classes/{id}/cards", json={"students": [aida["id"]]})).json()
    (card,) = made["cards"]
    assert (card["student"], card["name"], len(card["code"]), made["url"]) == (
        *(aida["id"], "Aida", 9),
        "192.168.1.7:8080",
    )
    page = (await teacher.get(f"/api/classes/{id}")).json()
    assert [one["card"] for one in page["students"]] == [True, False]

    wish = {"bank": "capitals", "lang": "en", "class_id": id, "entry": "roster"}
    room = (await teacher.post("/api/rooms", json=wish)).json()["room"]
    live = await site.services.hall.get(room)
    assert live is not None
    assert live.room.roster is not None
    assert live.room.roster.students[0].card == hidden(room, hashed(card["code"]))
    assert live.room.roster.students[1].card == ""
    assert bolat["id"] == live.room.roster.students[1].id


async def a_lesson(site: Site, teacher: httpx2.AsyncClient, id: str, *students: str) -> str:
    """Played and closed; the room."""
    wish = {"bank": "capitals", "lang": "en", "class_id": id, "by_name": True, "reading_ms": 0}
    room = (await teacher.post("/api/rooms", json=wish)).json()["room"]
    live = await site.services.hall.get(room)
    assert live is not None
    for n, student in enumerate(students, 1):
        await live.submit(c.Join(f"key {n}", f"device {n}", f"nick {n}", student))
        await live.submit(c.Arrive(n, f"conn {n}"))
    await live.submit(c.Advance(live.room.step))
    await live.submit(c.SubmitAnswer(1, 1, 0, 1, "a"))
    await live.submit(c.AskQuestion(1, "q", "Why of nick 1?"))
    await live.submit(c.CloseRoom())
    await closed(site, room)
    return room


async def closed(site: Site, room: str) -> None:
    await site.services.hall.keeper.kept(room)
    while any(line.room == room and line.pin for line in await site.log.rooms()):
        pass


async def test_the_report_and_its_tables_carry_the_real_names(site: Site, teacher: httpx2.AsyncClient) -> None:
    id, (aida, bolat) = await a_class(teacher, "Aida Real", "Bolat Real")
    room = await a_lesson(site, teacher, id, bolat["id"], aida["id"])

    report = (await teacher.get(f"/api/games/{room}-1?lang=en")).json()
    assert [(one["name"], one["student"]) for one in report["students"]] == [
        ("nick 1", "Bolat Real"),
        ("nick 2", "Aida Real"),
    ]
    for table in ("students", "responses"):
        text = (await teacher.get(f"/api/games/{room}-1/{table}.csv?lang=kk")).content.decode("utf-8-sig")
        assert next(csv.DictReader(io.StringIO(text), delimiter=";"))["student"] == "Bolat Real"


async def test_attendance_has_a_row_for_each_student_and_a_column_for_each_lesson(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    id, (aida, _) = await a_class(teacher, "=Aida", "Bolat")
    await a_lesson(site, teacher, id, aida["id"])
    answer = await teacher.get(f"/api/classes/{id}/attendance.csv?lang=ru&east=300")
    heading, first, second = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert (heading[:2], heading[3:]) == (["student", "number"], ["lessons_present", "lessons", "minutes"])
    assert first == ["'=Aida", "", "1", "1", "1", "1"]
    assert second == ["Bolat", "", "0", "0", "1", "0"]
    book = await teacher.get(f"/api/classes/{id}/attendance.xlsx")
    assert book.content.startswith(b"PK")


NEEDS = {"time": "x1.5", "large": True}


async def test_what_a_student_is_given_comes_into_the_lesson_and_stands_on_the_class_page_alone(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    id, (aida, bolat) = await a_class(teacher, "Aida", "Bolat")
    changed = await teacher.patch(f"/api/students/{aida['id']}", json={"needs": NEEDS})
    assert changed.json()["needs"] == NEEDS
    assert [one["needs"] for one in (await teacher.get(f"/api/classes/{id}")).json()["students"]] == [NEEDS, {}]

    room = await a_lesson(site, teacher, id, aida["id"], bolat["id"])

    first = (await site.log.read(room))[0]
    assert b'"needs":{"time":"x1.5","large":true}' in first.command, "the lesson knows it"
    for address in (
        f"/api/games/{room}-1?lang=en",
        f"/api/classes/{id}/attendance.csv",
        f"/api/classes/{id}/report?lang=en",
    ):
        answer = await teacher.get(address)
        assert answer.status_code == 200
        assert "x1.5" not in answer.text
    for table in ("students", "responses"):
        assert "x1.5" not in (await teacher.get(f"/api/games/{room}-1/{table}.csv")).text


async def test_what_a_class_does_together_is_off_until_it_is_turned_on_and_comes_into_the_lesson(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    id, (aida, _) = await a_class(teacher, "Aida", "Bolat")
    line = (await teacher.get(f"/api/classes/{id}")).json()["line"]
    assert (line["goal"], line["streaks"], line["badges"]) == (0, False, False)
    await a_lesson(site, teacher, id, aida["id"])

    changed = await teacher.patch(f"/api/classes/{id}", json={"goal": 50, "badges": True})
    assert (changed.json()["line"]["goal"], changed.json()["line"]["badges"]) == (50, True)
    wish = {"bank": "capitals", "lang": "en", "class_id": id}
    live = await site.services.hall.get((await teacher.post("/api/rooms", json=wish)).json()["room"])
    assert live is not None
    assert live.room.roster is not None
    assert live.room.roster.together == Together(goal=50, right=1, badges=True)
    assert [pupil.merits for pupil in live.room.roster.students] == [Merits(asked=1), Merits()]
    assert (await teacher.patch(f"/api/classes/{id}", json={"goal": 0})).json()["line"]["goal"] == 0
    assert (await teacher.patch(f"/api/classes/{id}", json={"goal": -1})).status_code == 400


async def test_what_a_student_is_given_may_be_taken_back_and_nothing_unknown_is_kept(
    teacher: httpx2.AsyncClient,
) -> None:
    _, (aida,) = await a_class(teacher, "Aida")
    address = f"/api/students/{aida['id']}"
    await teacher.patch(address, json={"needs": NEEDS})
    assert (await teacher.patch(address, json={"number": "4"})).json()["needs"] == NEEDS
    assert (await teacher.patch(address, json={"needs": {}})).json()["needs"] == {}
    assert (await teacher.patch(address, json={"needs": {"time": "x9"}})).status_code == 400
    assert (await teacher.patch(address, json={"needs": {"why": "dyslexia"}})).status_code == 400


async def test_all_of_one_student_is_handed_out_and_nothing_of_another(site: Site, teacher: httpx2.AsyncClient) -> None:
    id, (aida, bolat) = await a_class(teacher, "Aida", "Bolat")
    await a_lesson(site, teacher, id, aida["id"], bolat["id"])
    await teacher.patch(f"/api/students/{aida['id']}", json={"needs": NEEDS})
    answer = await teacher.get(f"/api/students/{aida['id']}/all.zip?lang=en")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(packed.namelist()) == {"student.json", "students.csv", "responses.csv", "asked.csv"}
    told = json.loads(packed.read("student.json"))
    assert (told["name"], told["class"], len(told["responses"]), told["asked"][0]["text"]) == (
        *("Aida", "7 Б"),
        *(1, "Why of nick 1?"),
    )
    assert told["needs"] == NEEDS
    assert not any("nick 2" in packed.read(name).decode() for name in packed.namelist())


async def test_of_an_erased_student_neither_record_nor_log_knows_anything(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    id, (aida, bolat) = await a_class(teacher, "Unforgettable Aida", "Bolat")
    room = await a_lesson(site, teacher, id, aida["id"], bolat["id"])
    wish = {"bank": "capitals", "lang": "en", "class_id": id}
    live = (await teacher.post("/api/rooms", json=wish)).json()["room"]

    refused = await teacher.delete(f"/api/students/{aida['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_lesson")
    opened = await site.services.hall.get(live)
    assert opened is not None
    await opened.submit(c.CloseRoom())
    await closed(site, live)

    assert (await teacher.delete(f"/api/students/{aida['id']}")).status_code == 204

    report = await teacher.get(f"/api/games/{room}-1?lang=en")
    assert [one["name"] for one in report.json()["students"]] == ["nick 2"]
    assert "nick 1" not in report.text
    assert await site.log.read(room) == []
    assert await site.log.read(live) == []
    assert (await teacher.get(f"/api/students/{aida['id']}/all.zip")).status_code == 404
    assert (await teacher.delete(f"/api/classes/{id}")).status_code == 204
    assert (await teacher.get("/api/classes")).json() == []
    assert (await teacher.get(f"/api/games/{room}-1?lang=en")).json()["students"] == []


async def test_with_the_last_game_of_a_closed_room_its_log_is_deleted(site: Site, teacher: httpx2.AsyncClient) -> None:
    id, (aida,) = await a_class(teacher, "Aida")
    room = await a_lesson(site, teacher, id, aida["id"])
    assert await site.log.read(room)
    assert (await teacher.delete(f"/api/games/{room}-1")).status_code == 204
    assert await site.log.read(room) == []


async def test_what_is_too_old_goes_by_itself_with_its_log(site: Site, teacher: httpx2.AsyncClient) -> None:
    id, (aida,) = await a_class(teacher, "Aida")
    room = await a_lesson(site, teacher, id, aida["id"])
    keeping = site.services.keeping
    await keeping.sweep(site.services.clock.now_ms())
    assert len((await teacher.get("/api/games")).json()["games"]) == 1

    late = site.services.clock.now_ms() + (keeping.days + 1) * 24 * 3_600_000
    await keeping.sweep(late)

    assert (await teacher.get("/api/games")).json()["games"] == []
    assert await site.log.read(room) == []
    assert (await teacher.get("/api/classes")).json() == []
