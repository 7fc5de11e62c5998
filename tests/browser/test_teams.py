"""Who plays with whom, on the screens: one phone for three, a student without one, and two teams that are chosen."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, word
from tests.helpers.phones import Phone
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANK = """
format = "saual-bank/1"
title = "Planets"
language = "en"

[[question]]
type = "single"
text = "Which planet is the largest?"
options = ["Jupiter", "Mars", "Venus"]
right = "A"
time = 600

[[question]]
type = "number"
text = "How many planets are there?"
right = 8
time = 600
"""


async def bring(phone: PhonePage, *names: str) -> None:
    await phone.page.locator(".share").click()
    for name in names:
        await phone.page.locator("#mate").fill(name)
        await phone.page.locator(".crew .go").first.click()
        await expect(phone.page.locator(".mates")).to_contain_text(name)


async def test_three_share_a_phone_one_has_none_and_all_play_in_teams(
    house: House, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(BANK, "planets")
    room = teacher.open_room(
        "planets", lang="en", reading_ms=0, pass_phone=True, scoring="accuracy", teams={"n": 2, "by": "choice"}
    )
    projector = await house.projector(teacher.token, room["room"])
    remote = await house.remote(teacher.remote_key(room["room"]), "en")
    shared, own = await house.phone("ru", "Айгерим"), await house.phone("kk", "Nurlan")
    await shared.join(room["pin"])
    await own.join(room["pin"])

    # In the lobby: two more names on the phone, and a team.
    await bring(shared, "Дана", "Бекзат")
    await inspection.look(shared.page, "teams-names-ru", touch=True)
    await shared.page.set_viewport_size({"width": 320, "height": 640})
    await inspection.look(shared.page, "teams-names-320", axe=False, touch=True)
    await shared.page.set_viewport_size({"width": 360, "height": 640})
    await shared.page.locator(".crew .x").click()
    await shared.page.locator(".teams .o0").click()
    await expect(shared.page.locator(".team")).to_have_text(word("crew", "ru", "team.1"))
    await own.page.locator(".teams .o1").click()
    await inspection.look(shared.page, "teams-lobby-phone", touch=True)
    await expect(projector.page.locator(".team-columns section").first.locator("li")).to_have_count(3)
    await inspection.look(projector.page, "teams-lobby")

    # The host takes in a student without a phone, and names a team.
    await remote.page.locator(".tabs button").nth(2).click()
    await remote.page.get_by_role("button", name=remote.word("hand.add")).click()
    await remote.page.locator("dialog input").fill("Lena")
    await inspection.look(remote.page, "teams-remote-add", touch=True)
    await remote.page.get_by_role("button", name=remote.word("hand.add.go"), exact=True).click()
    await expect(remote.page.locator(".students")).to_contain_text("Lena")
    await inspection.look(remote.page, "teams-remote-students", touch=True)
    await projector.page.locator(".team-name").nth(1).click()
    await projector.page.locator("dialog input").fill("Eagles")
    await projector.page.locator("dialog .main").click()
    await expect(own.page.locator(".team")).to_have_text("Eagles")

    # The first question: the phone is handed to another one; the host enters for who has none.
    await projector.go("answering")
    await expect(shared.page.locator(".turn b")).to_have_text("Айгерим")
    await inspection.look(shared.page, "teams-turn", touch=True)
    await shared.page.locator(".pass").click()
    await inspection.look(shared.page, "teams-whose", axe=False, touch=True)
    await shared.page.locator(".mate").nth(2).click()
    await expect(shared.page.locator(".turn b")).to_have_text("Бекзат")
    await shared.tap(0)
    await shared.kept()
    await own.tap(1)
    await own.kept()
    await remote.page.locator(".tabs button").first.click()
    await remote.page.locator(".byhand .chips button").click()
    await remote.page.locator(".byhand .option").first.click()
    await expect(projector.page.locator(".screen.at-reveal")).to_be_visible()
    await shared.told("right")
    await inspection.look(shared.page, "teams-right", axe=False)

    await projector.go("leaderboard")
    await expect(projector.page.locator(".rank")).to_have_count(2)
    await expect(projector.page.locator(".rank.r1")).to_contain_text(word("crew", "en", "team.1"))
    await inspection.look(projector.page, "teams-board")
    await expect(shared.page.locator(".team.big")).to_contain_text("1 000")
    await inspection.look(shared.page, "teams-board-phone", touch=True)

    # The second: typed in for who has no phone; the turn is the next one's.
    await projector.go("answering", question=2)
    await expect(shared.page.locator(".turn b")).to_have_text("Айгерим")
    await remote.page.locator(".byhand .chips button").click()
    await inspection.look(remote.page, "teams-remote-enter", axe=False, touch=True)
    await remote.page.locator(".byhand #typed").fill("8")
    await remote.page.locator(".byhand .go").click()
    await shared.send("8")
    await own.send("9")
    await expect(projector.page.locator(".screen.at-reveal")).to_be_visible()
    await projector.go("podium")
    await expect(projector.page.locator(".stand.s1")).to_contain_text(word("crew", "en", "team.1"))
    await inspection.look(projector.page, "teams-podium")
    await inspection.look(remote.page, "teams-remote-podium", touch=True)
    await inspection.look(shared.page, "teams-podium-phone", touch=True)

    report = teacher.report_when(f"{room['room']}-1")
    told = {line["name"]: (line["answered"], line["entered"]) for line in report["students"]}
    assert told == {"Айгерим": (1, 0), "Дана": (0, 0), "Бекзат": (1, 0), "Nurlan": (2, 0), "Lena": (2, 2)}


async def test_thirty_five_names_in_teams_stand_in_the_lobby_without_scrolling(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    room = teacher.open_room(lang="kk", teams={"n": 4})
    projector = await house.projector(teacher.token, room["room"], "kk")
    students = [Phone(server.host, f"Айгерім-Нұрсұлу {n + 1}", "kk") for n in range(35)]
    for student in students:
        await (await student.connect()).join(room["pin"])
    await expect(projector.page.locator(".team-columns li")).to_have_count(35)
    box = projector.page.locator(".team-columns")
    assert await box.evaluate(
        "one => one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth + 1"
    )
    await inspection.look(projector.page, "teams-lobby-35")
    for student in students:
        await student.leave()
