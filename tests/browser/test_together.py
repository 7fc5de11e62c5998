"""What a class does together: set on its page, shown to all as one figure, and to each student on the own phone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, word
from tests.helpers.quick import quick
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 320, "height": 640}


async def test_a_goal_is_the_classs_and_what_one_is_given_credit_for_is_ones_own(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    group = teacher.browser.post("/api/classes", json={"name": "7 Б"}).json()["id"]
    names = [{"name": name} for name in ("Алихан Серіков", "Дарья Иванова")]
    teacher.browser.post(f"/api/classes/{group}/students", json={"students": names})
    desk = await house.page("kk", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"http://{house.host}/teacher/classes/{group}")
    section = desk.locator("section", has=desk.locator("#together-title"))
    await section.locator("input[inputmode]").fill("2")
    await section.locator("button").click()
    await section.get_by_label(word("staff", "kk", "together.badges")).click()
    await expect(section.get_by_label(word("staff", "kk", "together.badges"))).to_be_checked()
    await section.scroll_into_view_if_needed()
    await inspection.look(desk, "together-class", touch=True)
    await desk.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await inspection.look(desk, "together-class-320", axe=False, touch=True)

    teacher.add_bank(quick(), "quick")
    room = teacher.open_room("quick", "kk", class_id=group, by_name=True)
    screen = await house.projector(teacher.token, room["room"], "kk")
    alikhan = await (await house.phone("kk", "Алихан Серіков")).pick(room["pin"])
    darya = await (await house.phone("ru", "Дарья Иванова")).pick(room["pin"])
    await expect(screen.page.locator(".goal b")).to_have_text("0 / 2")
    await inspection.look(screen.page, "together-lobby")

    await alikhan.page.locator(".ask").click()
    await alikhan.page.locator(".asking textarea").fill("Неге?")
    await alikhan.page.locator(".asking .go").click()
    await expect(alikhan.page.locator(".asking section li")).to_contain_text("Неге?")
    await alikhan.page.locator(".asking .x").click()
    await screen.go("answering", question=1)
    await alikhan.tap(0)
    await darya.tap(0)
    await screen.at("reveal")
    await screen.end()
    await expect(screen.page.locator(".goal.reached b")).to_have_text("2 / 2")
    await inspection.look(screen.page, "together-podium")
    await expect(alikhan.page.locator(".merits li")).to_contain_text(word("review", "kk", "merit.asked"))
    await expect(darya.page.locator(".look-back")).to_be_visible()
    await expect(darya.page.locator(".merits")).to_have_count(0)
    await alikhan.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await inspection.look(alikhan.page, "together-phone-320", touch=True)
