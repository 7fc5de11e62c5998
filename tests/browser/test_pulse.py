"""How the lesson goes for the students and the ticket at its end, as people meet them: phones, remote, class screen."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, word
from tests.helpers.quick import quick
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 320, "height": 640}


def say(phone: PhonePage, key: str) -> str:
    return word("pulse", phone.lang, key)


async def feel(phone: PhonePage, mood: int) -> None:
    await phone.page.get_by_role("button", name=say(phone, f"pulse.mood.{mood}"), exact=True).click()
    await phone.shows(say(phone, "pulse.thanks"), ".mood")


async def test_the_mood_the_pace_and_the_ticket_go_from_phones_to_the_teacher(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(quick(), "quick")
    room = teacher.open_room("quick", "kk", mood=True)
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]), "ru")
    first, other = await house.phone("kk", "Аружан"), await house.phone("ru", "Данияр")
    await asyncio.gather(first.join(room["pin"]), other.join(room["pin"]))
    crowd = [await (await sockets.Phone(server.host, f"Guest {n}").connect()).join(room["pin"]) for n in range(3)]

    # Five faces in the lobby; figures from five students on.
    await inspection.look(first.page, "pulse-phone-mood", touch=True)
    await feel(first, 5)
    await feel(other, 2)
    await remote.shows(remote.word("pulse.so_far", n=2), ".pulse")
    for n, phone in enumerate(crowd):
        await phone.say({"t": "mood", "id": f"m{n}", "mood": 4})
    await expect(remote.page.locator(".pulse .faces b")).to_have_text(["0", "1", "0", "3", "1"])
    await inspection.look(remote.page, "pulse-remote-mood", touch=True)

    # The pace, at any time; the class sees it when the teacher shows it.
    await screen.go("answering", question=1)
    await first.page.locator(".ask").click()
    for key in ("pulse.slow", "pulse.fast"):  # the first one was a slip of the finger
        await first.page.get_by_role("button", name=say(first, key), exact=True).click()
    await expect(first.page.locator('.pace [aria-pressed="true"]')).to_have_text(say(first, "pulse.fast"))
    await first.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await inspection.look(first.page, "pulse-phone-pace-320", touch=True)
    await first.page.locator(".asking .x").click()
    await expect(remote.page.locator(".pulse .paces b")).to_have_text(["0", "0", "1"])
    await expect(screen.page.locator(".pulse-shown")).to_have_count(0)
    await remote.page.get_by_role("button", name=remote.word("pulse.show"), exact=True).click()
    await expect(screen.page.locator(".pulse-shown .paces b")).to_have_text(["0", "0", "1"])
    await inspection.look(screen.page, "pulse-projector")
    await inspection.look(remote.page, "pulse-remote-pace", touch=True)
    await remote.page.get_by_role("button", name=remote.word("pulse.hide"), exact=True).click()
    await expect(screen.page.locator(".pulse-shown")).to_have_count(0)

    # Two taps at the end.
    await screen.end()
    await feel(first, 4)
    await inspection.look(first.page, "pulse-phone-podium-320", touch=True)
    await screen.page.get_by_role("button", name=screen.word("ticket.do"), exact=True).click()
    await expect(screen.page.locator(".tickets li")).to_have_count(4)
    await inspection.look(screen.page, "ticket-choose")
    await screen.page.keyboard.press("Escape")
    await remote.page.get_by_role("button", name=remote.word("ticket.do"), exact=True).click()
    await expect(remote.page.locator(".tickets li")).to_have_count(4)
    await inspection.look(remote.page, "ticket-remote-choose", touch=True)
    tabs = remote.page.locator(".tabs button")
    await tabs.nth(2).click()
    await expect(remote.page.locator(".tickets")).to_have_count(0)
    await tabs.first.click()
    await expect(remote.page.locator(".tickets")).to_have_count(0)
    await remote.page.get_by_role("button", name=remote.word("ticket.do"), exact=True).click()
    await remote.page.locator(".tickets button", has_text="Понял").click()
    await screen.at("answering", question=1)
    await first.asked(1)
    await first.page.locator("textarea").fill("Бәрі түсінікті")
    await first.page.locator(".go").click()
    await first.kept()
    await inspection.look(screen.page, "ticket-asked")
    await screen.end()
    report = teacher.report_when(f"{room['room']}-2", lambda one: bool(one["items"]))
    assert report["items"][0]["bars"][0]["label"] == "Бәрі түсінікті"
    for phone in crowd:
        await phone.leave()
