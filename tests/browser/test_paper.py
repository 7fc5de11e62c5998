"""A bank on paper: the page of wishes, what the printer gets, and that nothing of it is cut."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from saual.questions.bank import KINDS
from tests.helpers.drawn import photo, tone
from tests.helpers.inspect_page import Inspection, sticks_out
from tests.helpers.pages import ARTEFACTS, House, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
OWN = """
format = "saual-bank/1"
title = "Физика"
language = "ru"

[[question]]
type = "single"
text = "Чему равно $\\\\frac{{1}}{{2}} + \\\\frac{{1}}{{3}}$?"
options = ["$\\\\frac{{5}}{{6}}$", "$\\\\frac{{2}}{{5}}$", "<b>1</b>"]
right = "A"
explanation = "Общий знаменатель: $6$."
picture = "{picture}"
alt = "Две доли"

[[question]]
type = "hotspot"
text = "Где солнце?"
picture = "{picture}"
alt = "Степь под солнцем"
regions = ["rectangle 500 100 200 200"]

[[question]]
type = "single"
text = "Что светит?"
options = ["степь", "солнце", "ничего"]
pictures = ["", "{picture}"]
right = "B"

[[question]]
type = "short"
text = "Что звучит?"
accept = ["колокол $x^2$"]
sound = "{sound}"
"""
PAPER = {"width": 688, "height": 1024}
"""A4 less its margins, in CSS pixels."""
_TOO_HIGH = """(most) => [...document.querySelectorAll(".task, .key li")]
  .filter((one) => one.getBoundingClientRect().height > most || getComputedStyle(one).breakInside !== "avoid")
  .map((one) => one.textContent.slice(0, 60))"""


async def pages_of(page: Page, name: str) -> int:
    await page.emulate_media(media="print")
    sheet = await page.pdf(prefer_css_page_size=True, path=str(ARTEFACTS / f"paper-{name}.pdf"))
    await page.emulate_media(media="screen")
    assert set(re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", sheet)) <= {
        b"0 0 594.95996 841.91998",
        b"0 0 595.91998 842.88",
    }
    return len(re.findall(rb"/Type\s*/Page\b", sheet))


async def fits(page: Page) -> None:
    """As the printer lays it out: nothing beyond the sides, nothing that no page holds, no question on two pages."""
    await page.emulate_media(media="print")
    await page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    assert await sticks_out(page) == []
    assert await page.evaluate(_TOO_HIGH, PAPER["height"]) == []
    await page.emulate_media(media="screen")
    await page.set_viewport_size(DESK)  # type: ignore[arg-type]


async def test_a_bank_becomes_sheets_and_keys(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    page = await house.page("kk", DESK, teacher.token)  # type: ignore[arg-type]
    await page.goto(f"{server.url}/teacher")
    await page.locator(".banks button.bank", has_text="Сұрақтың барлық түріне шолу").click()
    await page.get_by_role("button", name=word("staff", "kk", "take.open"), exact=True).click()
    await page.get_by_role("link", name=word("staff", "kk", "take.paper")).click()

    tasks, leaves = page.locator(".task"), page.locator(".leaf")
    await expect(tasks).to_have_count(21)
    kinds = {str(kind).split()[-1] for kind in await tasks.evaluate_all("(all) => all.map((one) => one.className)")}
    assert kinds == set(KINDS) - {"hotspot"}  # no bank that ships has pictures
    await inspection.look(page, "paper-kk", touch=True)
    assert await pages_of(page, "one") == 4
    await fits(page)

    # Three variants in Russian, each with its key, on fewer pages
    await page.locator(".wishes select").select_option("3")
    await page.get_by_label(word("staff", "kk", "lang.ru")).check(force=True)
    await page.get_by_label("2", exact=True).check(force=True)
    await page.get_by_label(word("paper", "kk", "paper.small")).check(force=True)
    await page.get_by_label(word("paper", "kk", "paper.explanations")).check()
    await expect(leaves).to_have_count(4)
    await expect(leaves.nth(2).locator(".which")).to_contain_text("Вариант 3")
    firsts = [await leaves.nth(i).locator(".task:not(.slide) .text").first.inner_text() for i in range(3)]
    assert len(set(firsts)) > 1
    await expect(leaves.nth(3).locator(".of-variant")).to_have_count(3)
    assert 3 * 2 <= await pages_of(page, "three") <= 3 * 2 + 3
    await fits(page)
    shown = await leaves.all_inner_texts()

    # The same again, then others
    await page.reload()
    await expect(leaves).to_have_count(4)
    assert await leaves.all_inner_texts() == shown
    await page.get_by_role("button", name=word("paper", "kk", "paper.again")).click()
    await expect(leaves.nth(0).locator(".which")).to_contain_text("№ 2")
    assert await leaves.all_inner_texts() != shown

    # Sheets alone; and on a phone
    await page.get_by_label(word("paper", "kk", "paper.key"), exact=True).uncheck()
    await expect(page.locator(".keys")).to_have_count(0)
    assert not await page.locator(".paper strong", has_text="8849").count()
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await inspection.look(page, "paper-ru-320", axe=False, touch=True)


async def test_pictures_and_formulas_are_printed_and_a_sound_is_for_the_teacher(
    house: House, server: Server, teacher: Teacher
) -> None:
    names = {}
    for kind, data in (("picture", photo()), ("sound", tone())):
        kept = teacher.browser.post("/api/media", content=data, headers={"content-type": "application/octet-stream"})
        names[kind] = kept.json()["name"]
    bank = teacher.add_bank(OWN.format(**names))
    page = await house.page("ru", DESK, teacher.token)  # type: ignore[arg-type]
    await page.goto(f"{server.url}/teacher/banks/{bank}/paper?explanations=1")

    await expect(page.locator(".task .text math mfrac")).to_have_count(2)
    await expect(page.locator(".task .options math mfrac")).to_have_count(2)
    await expect(page.locator(".task .options").first).to_contain_text("<b>1</b>")
    await expect(page.locator(".key math")).to_have_count(2)
    drawn = "() => [...document.querySelectorAll('.task img')].filter((img) => img.naturalWidth > 0).length === 3"
    await page.wait_for_function(drawn)
    await expect(page.locator(".hotspot .squared .across")).to_have_text("ABCDEF")
    await expect(page.locator(".key li").nth(1)).to_contain_text(re.compile("[A-F][1-6]"))
    await expect(page.locator(".task .of-option")).to_have_attribute("alt", "солнце")
    await expect(page.locator(".single .options").last).not_to_contain_text("солнце")
    await expect(page.locator(".task .hint").last).to_have_text("♪ Учитель включит звук.")
    await expect(page.locator(".wishes .note")).to_contain_text(": 1.")
    await fits(page)
    assert await pages_of(page, "physics") == 3
