"""A lesson plan: written on the staff page, begun, followed and changed on the remote, told in the report."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, ProjectorPage, _words
from tests.helpers.quick import quick
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_lesson_is_planned_held_and_looked_back_at(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(quick(), "quick")
    kk = _words("plans", "kk") | _words("screen", "kk") | _words("staff", "kk") | _words("weeks", "kk")
    desk = await house.page("kk", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"{server.url}/teacher/plans")
    await desk.get_by_role("button", name=kk["plans.new"]).click()
    await desk.get_by_label(kk["plans.name"]).fill("Present Simple: тұрақты әрекеттер")
    await desk.get_by_label(kk["plans.level"]).fill("7 «Б»")
    await desk.get_by_label(kk["plans.aim"]).fill("Оқушы үшінші жақтағы етістікті дұрыс қояды")
    for tool in ("quiz", "talk", "improvised", "ticket"):
        await desk.get_by_role("button", name=f"+ {kk[f'plan.tool.{tool}']}").click()
    steps = desk.locator(".step")
    quiz, talk = steps.nth(0), steps.nth(1)
    await quiz.get_by_label(kk["plans.bank"]).select_option(label="Quick")
    await quiz.locator("summary").click()
    await quiz.locator(".questions input").nth(1).uncheck()
    await quiz.locator(".questions input").nth(2).uncheck()
    await expect(quiz.locator("summary")).to_have_text(kk["plans.some"].replace("{n}", "1").replace("{of}", "3"))
    await talk.get_by_label(kk["plans.step_name"]).fill("Жаңа тақырып")
    await talk.get_by_label(kk["plans.step_aim"]).fill("Ережені мысалдармен түсіндіру")
    await talk.get_by_label(kk["plans.time"]).fill("12")
    await steps.nth(3).get_by_label(kk["plans.bank"]).select_option(label="Quick")
    await expect(desk.locator(".state")).to_contain_text(kk["plans.saved"])
    await inspection.look(desk, "plan-desk")
    text = desk.locator(".paper")
    await expect(text).to_contain_text("2. Жаңа тақырып (Телефонсыз), 12 мин.")
    await desk.get_by_role("button", name=kk["plans.copy"]).click()
    await expect(desk.locator(".told [role=status]")).not_to_be_empty()
    await desk.emulate_media(media="print")
    await inspection.look(desk, "plan-print", axe=False)
    await desk.emulate_media(media="screen")
    await desk.reload()
    await expect(desk.get_by_label(kk["plans.name"])).to_have_value(re.compile("Present Simple"))

    # The lesson.
    await desk.get_by_role("button", name=kk["start.go"], exact=True).click()
    await desk.wait_for_url(re.compile("/teacher/room/"))
    room = desk.url.rpartition("/")[2]
    screen = await ProjectorPage(desk, "kk").at("lobby")
    remote = await house.remote(teacher.remote_key(room), "ru")
    phone = await house.phone("kk", "Бибігүл")
    await phone.join(room[:6])
    plan = remote.page.locator(".plan")
    await expect(plan).to_contain_text(remote.word("plan.before", n=4))
    await screen.students(1)
    await screen.press()
    await expect(plan).to_contain_text(
        remote.word("plan.where", n=1, of=4, name=remote.word("plan.tool.quiz"), minutes=5)
    )
    await plan.locator("summary").click()
    await inspection.look(remote.page, "plan-remote", touch=True)

    # A question of a bank comes next.
    await remote.page.get_by_role("button", name=remote.word("aloud.later"), exact=True).click()
    await remote.page.locator(".improvise summary").click()
    await remote.page.get_by_label(remote.word("aloud.bank.which")).select_option(label="Quick")
    await inspection.look(remote.page, "plan-remote-bank", touch=True)
    await remote.page.get_by_role("button", name="Again?").click()
    await expect(remote.page.locator(".upcoming")).to_contain_text("Again?")

    # The ticket comes before the question on the spot, which is taken out; the rest of the quiz is left.
    await plan.locator("li").nth(3).get_by_role("button", name=remote.word("plan.up")).click()
    await expect(plan.locator("li").nth(2)).to_contain_text(remote.word("plan.tool.ticket"))
    await plan.locator("li").nth(3).get_by_role("button", name=remote.word("plan.out")).click()
    await expect(plan.locator("li").nth(3)).to_have_class("left")
    await plan.get_by_role("button", name=remote.word("plan.leave")).click()
    await screen.at("slide")
    await screen.shows("Ережені мысалдармен түсіндіру")
    await expect(plan).to_contain_text(remote.word("plan.where", n=2, of=3, name="Жаңа тақырып", minutes=12))
    await plan.get_by_role("button", name=remote.word("plan.leave")).click()
    await expect(plan.locator("li.now")).to_contain_text(remote.word("plan.tool.ticket"))
    await plan.get_by_role("button", name=remote.word("plan.leave")).click()
    await screen.at("podium")

    await desk.goto(f"{server.url}/teacher/games/{room}-1")
    await expect(desk.locator(".plan-went tbody tr")).to_have_count(3)
    await expect(desk.locator(".plan-went")).to_contain_text("Жаңа тақырып")
    await inspection.look(desk, "plan-report")
