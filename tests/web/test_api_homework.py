"""Homework over HTTP: given, watched, moved, ended, and the beginning of a lesson."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from saual.game import commands as c
from saual.rooms.live import LiveRoom
from saual.store.sessions import Scope
from tests.web.conftest import Site

HOUR = 3_600_000


def wish(site: Site, **plan: Any) -> dict[str, Any]:
    now = site.services.clock.now_ms()
    return {"lang": "kk", "bank": "capitals", "homework": {"opens_ms": now - 1, "closes_ms": now + HOUR} | plan}


async def give(site: Site, teacher: httpx2.AsyncClient, **more: Any) -> LiveRoom:
    answer = await teacher.post("/api/homework", json=wish(site) | more)
    assert answer.status_code == 201, answer.text
    live = await site.services.hall.get(answer.json()["room"])
    assert live is not None
    if live.room.place.phase == "lobby":
        await live.submit(c.TimeUp(0))
    return live


async def in_class(teacher: httpx2.AsyncClient) -> str:
    made = await teacher.post("/api/classes", json={"name": "7 B"})
    id: str = made.json()["id"]
    students = {"students": [{"name": "Сериков Алихан"}, {"name": "Иванова Дарья"}]}
    assert (await teacher.post(f"/api/classes/{id}/students", json=students)).status_code == 200
    return id


async def sit(live: LiveRoom, name: str = "Aru", **who: Any) -> int:
    fact = (await live.submit(c.Join(f"key {name}", name, name, **who)))[0]
    seat: int = fact.seat  # type: ignore[union-attr]
    return seat


async def test_the_teacher_sees_who_came_how_far_and_what_is_hard(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await give(site, teacher, shuffle_options=False)
    seat = await sit(live)
    await live.submit(c.BeginAttempt(seat, 1))
    wrong = 1 if live.room.game and live.room.game.steps[0].question.mark(0) else 0
    await live.submit(c.GiveAnswer(seat, 1, 0, wrong, "one", 0))
    await live.submit(c.FinishAttempt(seat, 1))
    await live.submit(c.AskQuestion(seat, "asked", "Неге?", named=True))

    page = (await teacher.get(f"/api/homework/{live.id}?lang=kk")).json()

    assert (page["line"]["state"], page["line"]["students"], page["line"]["done"]) == ("open", 1, 1)
    [doer] = page["doers"]
    assert (doer["name"], doer["attempts"], doer["answered"], doer.get("right", 0)) == ("Aru", 1, 1, 0)
    assert page["items"][0] | {"text": ""} == {"i": 0, "text": "", "kind": "single", "answered": 1, "credit": 0.0}
    assert [(one["text"], one["name"]) for one in page["questions"]] == [("Неге?", "Aru")]
    assert [line["room"] for line in (await teacher.get("/api/homework")).json()] == [live.id]
    assert (await teacher.get("/api/rooms")).json() == []


async def test_a_class_comes_in_by_its_list_and_who_is_missing_is_named(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    live = await give(site, teacher, class_id=await in_class(teacher), by_name=True)
    assert live.room.settings.entry == "roster"
    assert live.room.roster
    await sit(live, "", student=live.room.roster.students[0].id)

    page = (await teacher.get(f"/api/homework/{live.id}")).json()

    assert [bool(doer["seat"]) for doer in page["doers"]] == [True, False]
    assert page["line"]["of"] == 2
    assert page["doers"][1]["real"] in ("Сериков Алихан", "Иванова Дарья")


async def test_its_times_are_moved_and_it_is_ended(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await give(site, teacher)
    times = {"opens_ms": live.room.pace.plan.opens_ms, "closes_ms": live.room.pace.plan.closes_ms + HOUR}  # type: ignore[union-attr]
    moved = await teacher.patch(f"/api/homework/{live.id}", json=times)
    assert moved.json()["closes_ms"] == times["closes_ms"]
    refused = await teacher.patch(f"/api/homework/{live.id}", json=times | {"opens_ms": times["opens_ms"] + 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_now")
    assert (await teacher.delete(f"/api/homework/{live.id}")).status_code == 204
    assert (await teacher.get(f"/api/homework/{live.id}")).status_code == 404


async def test_it_opens_and_closes_now_by_the_clock_of_the_server(site: Site, teacher: httpx2.AsyncClient) -> None:
    now, day = site.services.clock.now_ms(), 24 * HOUR
    plan = {"opens_ms": now + day, "closes_ms": now + 2 * day}
    given = (await teacher.post("/api/homework", json=wish(site) | {"homework": plan})).json()
    path = f"/api/homework/{given['room']}"

    opened = (await teacher.patch(path, json=plan | {"now": "open"})).json()
    assert now <= opened["opens_ms"] <= site.services.clock.now_ms()
    assert opened["closes_ms"] == plan["closes_ms"]

    times = {"opens_ms": opened["opens_ms"], "closes_ms": opened["closes_ms"]}
    closed = (await teacher.patch(path, json=times | {"now": "close"})).json()
    assert opened["opens_ms"] < closed["closes_ms"] <= site.services.clock.now_ms() + 1


async def test_what_came_late_counts_when_the_teacher_says_so(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await give(site, teacher)
    seat = await sit(live)
    path = f"/api/homework/{live.id}/late"
    assert (await teacher.post(path, json={"seat": seat, "on": True})).status_code == 409
    await live.submit(c.BeginAttempt(seat, 1))
    assert (await teacher.post(path, json={"seat": seat, "on": True})).status_code == 200
    page = (await teacher.get(f"/api/homework/{live.id}")).json()
    assert page["doers"][0]["late_counts"]


async def test_a_name_is_freed_for_another_device_and_an_invented_one_is_removed(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    live = await give(site, teacher, class_id=await in_class(teacher), by_name=True, everybody=True)
    assert live.room.roster
    pupil = live.room.roster.students[0].id
    seat, guest = await sit(live, "", student=pupil), await sit(live, "Nobody")
    path = f"/api/homework/{live.id}/seat"
    assert (await teacher.post(path, json={"seat": seat, "to": "free"})).status_code == 200
    fact = (await live.submit(c.Join("another", "another", "", student=pupil)))[0]
    assert fact.seat == seat  # type: ignore[union-attr]
    assert (await teacher.post(path, json={"seat": guest, "to": "remove"})).status_code == 200
    assert live.room.seats.get(guest) is None
    assert (await teacher.post(path, json={"seat": guest, "to": "remove"})).status_code == 409


async def test_a_lesson_begins_with_the_worst_questions_and_with_what_was_asked(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    live = await give(site, teacher)
    seat = await sit(live)
    await live.submit(c.AskQuestion(seat, "asked", "Неге?"))

    answer = await teacher.post(f"/api/homework/{live.id}/lesson", json={"items": [1, 0]})

    assert answer.status_code == 201, answer.text
    lesson = await site.services.hall.get(answer.json()["room"])
    assert lesson is not None
    assert lesson.room.pace is None
    assert lesson.room.bank.questions == (live.room.bank.questions[1], live.room.bank.questions[0])
    assert [one.text for one in lesson.room.asking.questions.values()] == ["Неге?"]
    beyond = await teacher.post(f"/api/homework/{live.id}/lesson", json={"items": [999]})
    assert beyond.status_code == 400


@pytest.mark.parametrize(
    "plan",
    [
        {"closes_ms": 0},
        {"closes_ms": 10**14},
        {"attempts": 0},
        {"attempts": 21},
        {"feedback": "never"},
        {"counts": "mean"},
        {"limit_ms": -1},
        {"material": [{"title": "", "text": "x"}]},
        {"material": [{"title": "A link", "link": "javascript:alert(1)"}]},
        {"material": [{"title": "A file", "media": f"{'0' * 40}.jpg"}]},
        {"material": [{"title": "Too much"}] * 13},
    ],
)
async def test_what_makes_no_sense_is_refused(site: Site, teacher: httpx2.AsyncClient, plan: dict[str, Any]) -> None:
    assert (await teacher.post("/api/homework", json=wish(site, **plan))).status_code == 400
    assert (await teacher.get("/api/homework")).json() == []


async def test_only_the_teacher_may(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await give(site, teacher)
    async with site.holder(Scope(live.id)) as remote:
        for path in ("", f"/{live.id}"):
            assert (await remote.get(f"/api/homework{path}")).status_code == 401


async def test_the_report_of_an_open_homework_cannot_be_deleted(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await give(site, teacher)
    await site.services.hall.keeper.kept(live.id)
    refused = await teacher.delete(f"/api/games/{live.id}-1")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_lesson")
    assert (await teacher.delete(f"/api/homework/{live.id}")).status_code == 204
    await site.services.hall.keeper.kept(live.id)
    assert (await teacher.delete(f"/api/games/{live.id}-1")).status_code == 204
