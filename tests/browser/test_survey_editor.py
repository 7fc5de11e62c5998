"""The forms of the types in which a class writes or rates several things, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.test_editor import draft, editing, say
from tests.helpers.inspect_page import picture, sticks_out
from tests.helpers.pages import House
from tests.helpers.server import Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_teacher_writes_what_the_class_shall_write_and_rate(house: House, teacher: Teacher) -> None:
    editor = await (await editing(house, teacher)).new()
    page = editor.page
    await editor.add("wordcloud", "Жақсы сабақ қандай болады?")
    await page.get_by_label(say("kk", "cloud.words")).select_option("2")
    await expect(page.locator(".handset .texts-answer input")).to_have_count(2)
    await editor.add("open", "Бүгін не таңғалдырды?")
    await page.get_by_label(say("kk", "open.names")).check()
    await editor.add("scale", "Осы апта туралы не дейсің?")
    lines = page.locator(".of-options textarea")
    await lines.nth(0).fill("Бейнесабақ түсінікті болды.")
    await lines.nth(1).fill("Сабаққа дайын келдім.")
    await lines.nth(2).fill("Топта талқылау көмектесті.")
    await lines.nth(2).press("Enter")
    await page.keyboard.type("Сұрақ қою оңай болды.")
    await page.get_by_role("button", name=say("kk", "list.up", name=say("kk", "scale.item", i=4)), exact=True).click()
    await expect(page.locator(".handset .statements-answer fieldset")).to_have_count(4)
    await picture(page, "editor-scale")
    assert not await sticks_out(page)
    await editor.add("nps", "Осы курсты досыңа ұсынар ма едің?")
    await editor.add("brainstorm", "Көктемде не істейміз?")
    await page.get_by_label(say("kk", "ideas.given")).check()
    await expect(page.locator(".form .here .todo").first).to_be_visible()
    for i, idea in enumerate(("Жорық", "Кино", "Футбол")):
        await page.locator(".of-options textarea").nth(i).fill(idea)
    await expect(page.locator(".handset .vote-answer [role=group] button")).to_have_count(3)
    await picture(page, "editor-brainstorm")
    await editor.saved()

    fields = {question["type"]: question["fields"] for question in draft(teacher, editor.bank)["questions"]}
    assert fields["wordcloud"]["words"] == 2
    assert fields["open"]["names"] is True
    assert [item["kk"] for item in fields["scale"]["items"]][2] == "Сұрақ қою оңай болды."
    assert len(fields["brainstorm"]["ideas"]) == 3
    [bank] = [one for one in teacher.get("/api/banks") if one["id"] == editor.bank]
    assert (bank["questions"], bank["unfinished"]) == (5, 0)
