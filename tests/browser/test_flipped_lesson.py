"""A whole lesson by its plan: a warm-up, a question talked over, one on the spot, an exit ticket; one phone for two."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANK = """
format = "saual-bank/1"
title = "Slopes"
language = "en"
[defaults]
time = 300
[[question]]
type = "single"
text = "Which line is steeper?"
options = ["y = 2x", "y = 3x"]
right = "B"
[[question]]
type = "single"
text = "Two lines have the same slope. They are"
options = ["parallel", "at right angles"]
right = "A"
[[question]]
type = "poll"
text = "How sure do you feel now?"
options = ["sure", "not yet"]
"""


async def answer(phones: list[PhonePage], *options: int) -> None:
    for phone, option in zip(phones, options, strict=True):
        await phone.tap(option)


async def test_a_planned_lesson_goes_from_the_warm_up_to_the_ticket_and_everybody_stands_in_its_report(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    # Given a plan, four phones, one of which two students share, a class screen and a remote
    bank = teacher.add_bank(BANK)
    keys = [one["key"] for one in teacher.get(f"/api/banks/{bank}?lang=en")["questions"]]
    steps = [{"tool": tool, "bank": bank, "questions": [keys[i]]} for i, tool in enumerate(("quiz", "peer", "ticket"))]
    steps.insert(2, {"tool": "improvised", "form": "yesno"})
    plan = teacher.browser.post("/api/plans", json={"title": "Slopes", "lang": "en", "steps": steps}).json()["id"]
    room = teacher.browser.post("/api/rooms", json={"plan": plan, "lang": "en", "reading_ms": 0, "pass_phone": True})
    pin, id = room.json()["pin"], room.json()["room"]
    screen = await house.projector(teacher.token, id)
    remote = await house.remote(teacher.remote_key(id), "en")
    names = (("kk", "Аружан"), ("ru", "Олег"), ("en", "Mary"), ("kk", "Нұрлан"))
    phones = [await (await house.phone(lang, name)).join(pin) for lang, name in names]
    shared = phones[0]
    await shared.page.locator(".share").click()
    await shared.page.locator("#mate").fill("Дана")
    await shared.page.locator(".crew .go").first.click()
    await expect(shared.page.locator(".mates")).to_contain_text("Дана")
    await shared.page.locator(".crew .x").click()

    # The warm-up is asked once
    await screen.go("answering", question=1)
    await expect(shared.page.locator(".turn b")).to_have_text("Аружан")
    await answer(phones, 1, 1, 0, 1)
    await screen.at("reveal", 1)
    await screen.go("leaderboard")

    # The second question is voted on, talked over and voted on again; the phone stays with whose turn it is
    await screen.go("answering", question=2)
    await expect(shared.page.locator(".turn b")).to_have_text("Дана")
    await answer(phones, 0, 0, 1, 1)
    await screen.at("voted", 2)
    await expect(remote.next).to_contain_text(word("screen", "en", "next.discuss"))
    await remote.press()
    await screen.at("discussion", 2)
    await screen.go("answering", question=2)
    for phone in phones:
        await phone.says("second", ".over")
    await expect(shared.page.locator(".turn b")).to_have_text("Дана")
    await answer(phones, 0, 0, 0, 1)
    await screen.at("reveal", 2)
    await expect(screen.page.locator(".turns figcaption")).to_contain_text("75 %")
    await inspection.look(screen.page, "flipped-reveal", axe=False)
    await screen.go("leaderboard")

    # One on the spot: what was right is said afterwards
    await screen.go("answering")
    await expect(shared.page.locator(".turn b")).to_have_text("Аружан")
    await answer(phones, 0, 0, 1, 0)
    await screen.at("reveal")
    await remote.page.locator(".rights .o0").click()
    for phone, how in zip(phones, ("right", "right", "wrong", "right"), strict=True):
        await phone.told(how)

    # The ticket, and the end
    await screen.go("leaderboard")
    await screen.press()
    await expect(screen.heading).to_have_text("How sure do you feel now?")
    await answer(phones, 0, 0, 1, 0)
    await screen.at("reveal")
    await screen.go("podium")
    await inspection.look(shared.page, "flipped-podium-phone", axe=False, touch=True)

    # Everything stands in one report: the plan, the tools, both who shared the phone
    report = teacher.report_when(f"{id}-1")
    assert {one["tool"]: one["n"] for one in report["tools"]} == {"classic": 1, "peer": 1, "improvised": 1, "ticket": 1}
    assert [one["tool"] for one in report["plan"]] == ["quiz", "peer", "improvised", "ticket"]
    assert {one["name"] for one in report["students"]} == {name for _, name in names} | {"Дана"}
    assert 0 < report["gain"] < 1
    desk = await house.page("kk", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"{server.url}/teacher/games/{id}-1")
    await expect(desk.locator(".plan-went tbody tr")).to_have_count(4)
    await inspection.look(desk, "flipped-report", axe=False)
    await asyncio.gather(*(phone.page.close() for phone in phones))
