"""Lesson plans over HTTP: kept with a version, opened as a lesson, told as it went."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from saual.game import commands as c
from saual.reports.record import record_of
from saual.store.scope import Scope
from tests.web.conftest import Site


def step(tool: str, **more: Any) -> dict[str, Any]:
    return {"tool": tool} | more


async def made(teacher: httpx2.AsyncClient, *steps: dict[str, Any]) -> dict[str, Any]:
    plan = {"title": "Linear functions", "lang": "en", "level": "8 B", "steps": steps}
    answer = await teacher.post("/api/plans", json=plan)
    assert answer.status_code == 201
    page: dict[str, Any] = answer.json()
    return page


async def test_a_plan_is_kept_listed_changed_and_removed(teacher: httpx2.AsyncClient) -> None:
    page = await made(teacher, step("talk", title="Why", minutes=10), step("improvised", minutes=5))
    (line,) = (await teacher.get("/api/plans")).json()
    assert (line["title"], line["level"], line["steps"], line["minutes"]) == ("Linear functions", "8 B", 2, 15)

    changed = page["plan"] | {"title": "Slopes"}
    saved = await teacher.put(f"/api/plans/{page['id']}", json={"version": 1, "plan": changed})
    late = await teacher.put(f"/api/plans/{page['id']}", json={"version": 1, "plan": page["plan"]})

    assert (saved.json()["version"], (await teacher.get(f"/api/plans/{page['id']}")).json()) == (2, saved.json())
    assert (late.status_code, late.json()["now"]["plan"]["title"]) == (409, "Slopes")
    assert (await teacher.delete(f"/api/plans/{page['id']}")).status_code == 204
    assert (await teacher.get(f"/api/plans/{page['id']}")).status_code == 404


async def test_a_lesson_opened_from_a_plan_has_its_questions_and_ways_in_order(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    bank = (await teacher.get("/api/banks/capitals?lang=en")).json()
    keys = [question["key"] for question in bank["questions"]]
    page = await made(
        teacher,
        step("talk", title="Good morning", aim="Wake up"),
        step("peer", bank="capitals", questions=keys[:1], aim="Argue"),
        step("improvised", form="number"),
        step("ticket", bank="capitals"),
    )
    opened = (await teacher.post("/api/rooms", json={"lang": "en", "plan": page["id"]})).json()
    live = await site.services.hall.get(opened["room"])
    assert live is not None

    steps = live.room.steps
    assert opened["title"] == "Linear functions"
    assert [one.question.kind for one in steps[:3]] == ["slide", bank["questions"][0]["kind"], "number"]
    assert [one.part for one in steps] == [0, 1, 2, *[3] * len(keys)]
    assert [one.flow for one in steps[1:4]] == ["peer", "improvised", "ticket"]

    await live.submit(c.Advance(live.room.step))
    await live.submit(c.EndGame(live.room.step))
    assert live.room.game is not None
    record = record_of(live.id, live.room, live.room.game, True)
    assert [(row.tool, row.began_ms is not None) for row in record.plan] == [
        ("talk", True),
        ("peer", False),
        ("improvised", False),
        ("ticket", False),
    ]
    await site.services.archive.write(record)
    report = (await teacher.get(f"/api/games/{record.id}?lang=en")).json()
    assert [one["title"] for one in report["plan"]] == ["Good morning", "", "", ""]
    assert [one["tool"] for one in report["tools"]] == ["slide"]
    assert await site.services.archive.get(record.id) == record
    table = (await teacher.get(f"/api/games/{record.id}/plan.csv?lang=en")).text.splitlines()
    assert [row.split(",")[2:4] for row in table[1:3]] == [["1", "talk"], ["2", "peer"]]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "plan_empty"),
        ([step("quiz", bank="gone")], "plan_bank"),
        ([step("quiz", bank="capitals", questions=["0" * 16])], "plan_question"),
    ],
)
async def test_what_cannot_be_held_is_said_with_its_step(
    teacher: httpx2.AsyncClient, steps: list[dict[str, Any]], code: str
) -> None:
    page = await made(teacher, *steps)
    answer = await teacher.post("/api/rooms", json={"lang": "en", "plan": page["id"]})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_a_question_of_any_bank_can_be_put_into_a_lesson_from_the_remote(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    opened = (await teacher.post("/api/rooms", json={"lang": "en", "bank": "capitals"})).json()
    live = await site.services.hall.get(opened["room"])
    assert live is not None
    async with site.holder(Scope(live.id)) as remote, site.holder(Scope("another")) as stranger:
        titles = (await remote.get(f"/api/rooms/{live.id}/banks?lang=kk")).json()
        questions = (await remote.get(f"/api/rooms/{live.id}/banks/capitals?lang=kk")).json()
        wish = {"bank": "capitals", "key": questions[0]["key"], "twice": True}
        put = await remote.post(f"/api/rooms/{live.id}/questions", json=wish)
        gone = await remote.post(f"/api/rooms/{live.id}/questions", json=wish | {"key": "0" * 16})
        other = await stranger.get(f"/api/rooms/{live.id}/banks")

    assert "capitals" in [one["id"] for one in titles]
    assert set(questions[0]) == {"key", "text", "kind", "twice"}
    assert (put.status_code, gone.status_code, other.status_code) == (204, 404, 404)
    assert live.room.steps[0].flow == "peer"
