"""A class, from the pasted list to the report: cards, names that are picked, newcomers who wait for the teacher."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import PHONE, House, PhonePage, Screen, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LIST = "1. Серікова Айгерім\n2. Иванов Пётр\n3. Назарбекқызы-Сейітжанова Аружан\n17\nАхметов Данияр\n"
DESK = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}


async def look_twice(inspection: Inspection, page: Page, name: str, axe: bool = True) -> None:
    """Looks at the page as it is, and in Russian on the narrowest phone; leaves it in Kazakh."""
    await inspection.look(page, f"{name}-kk", axe=axe, touch=True)
    size = page.viewport_size
    assert size is not None
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for lang in ("ru", "kk"):
        await page.locator(f".langs button[lang={lang}]").click()
        await expect(page.locator("html")).to_have_attribute("lang", lang)
        if lang == "ru":
            await inspection.look(page, f"{name}-ru-320", axe=False, touch=True)
    await page.set_viewport_size(size)


def staff(key: str, **params: object) -> str:
    return word("staff", "kk", key, **params)


async def make_class(house: House, teacher: Teacher, inspection: Inspection) -> tuple[Page, dict[str, str]]:
    """Paste the list, look, keep; then the codes on the sheet of cards, by name."""
    page = await house.page("kk", DESK, teacher.token)  # type: ignore[arg-type]
    await page.goto(f"http://{house.host}/teacher/classes")
    await page.locator(".new input").fill("7 Б")
    await look_twice(inspection, page, "classes-empty", axe=False)
    await page.get_by_role("button", name=staff("classes.make")).click()
    await expect(page.locator("h1")).to_have_text("7 Б")
    await page.locator("textarea").fill(LIST)
    await page.get_by_role("button", name=staff("add.look")).click()
    await expect(page.locator(".note.bad")).to_contain_text("4-жол: Бұл жолда есім жоқ.")
    await look_twice(inspection, page, "classes-seen")
    await page.get_by_role("button", name=staff("add.keep.other", n=4)).click()
    await expect(page.locator(".student")).to_have_count(4)
    await page.locator(".student summary").first.click()
    await look_twice(inspection, page, "classes-class")

    await page.get_by_role("button", name=staff("cards.make.other", n=4)).click()
    cards = page.locator(".id-card")
    await expect(cards).to_have_count(4)
    await look_twice(inspection, page, "classes-cards", axe=False)
    codes = {}
    for card in await cards.all():
        name = (await card.locator(".who").inner_text()).strip()
        codes[name] = re.sub(r"\D", "", await card.locator(".code").inner_text())
    await page.emulate_media(media="print")
    sheet = await page.pdf(format="A4", path="tests/artefacts/classes-cards.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1, "four cards are one sheet"
    await page.emulate_media(media="screen")
    return page, codes


async def test_a_class_comes_in_by_name_by_card_and_by_consent_and_the_report_has_the_real_names(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    desk, codes = await make_class(house, teacher, inspection)
    assert all(len(code) == 9 for code in codes.values())

    # The lesson is started for the class: names may be picked, newcomers are asked about.
    await desk.goto(f"http://{house.host}/teacher")
    await desk.locator(".for-class select").select_option(label="7 Б")
    await desk.get_by_label(staff("forclass.by_name")).check()
    await desk.get_by_label(staff("entry.approve"), exact=True).check()
    await look_twice(inspection, desk, "classes-start")
    await desk.get_by_label(staff("lang.kk"), exact=True).check()
    await desk.get_by_role("button", name=staff("start.go"), exact=True).click()
    await expect(desk.locator(".lobby")).to_be_visible()
    screen = Screen(desk, "kk")
    room = desk.url.rpartition("/")[2]
    pin = re.sub(r"\D", "", await desk.locator(".lobby .pin").inner_text())

    # One picks the own name, and nobody else can.
    aigerim = await house.phone("kk", "")
    await aigerim.look(pin)
    await look_twice(inspection, aigerim.page, "classes-phone-names")
    await aigerim.page.get_by_role("button", name="Серікова Айгерім").click()
    await expect(aigerim.page.locator("#called")).to_have_value("Айгерім")
    await aigerim.page.locator("#called").fill("Жолбарыс")
    await look_twice(inspection, aigerim.page, "classes-phone-called", axe=False)
    await aigerim.page.locator(".go").click()
    await aigerim.says("in", "h1")
    await expect(desk.locator(".names")).to_have_text("Жолбарыс")

    other = await house.phone("kk", "")
    await other.look(pin)
    await expect(other.page.get_by_role("button", name="Серікова Айгерім")).to_be_disabled()
    await inspection.look(other.page, "classes-phone-taken", axe=False, touch=True)

    # Another has a card, typed in; a third one's QR code leads here by itself.
    await other.page.get_by_role("button", name=word("class", "kk", "class.to.card")).click()
    await look_twice(inspection, other.page, "classes-phone-card")
    await other.page.locator("#code").fill("123456789")
    await other.page.locator(".go").click()
    await expect(other.page.locator("#fault")).to_have_text(word("class", "kk", "e.unknown_code"))
    await other.page.locator("#code").fill(codes["Иванов Пётр"])
    await other.page.locator(".go").click()
    await other.says("in", "h1")
    scanned = await house.phone("kk", "")
    await scanned.page.goto(f"http://{house.host}/#card={codes['Ахметов Данияр']}")
    await scanned.says("in", "h1")
    for name in ("Пётр", "Данияр"):
        await expect(desk.locator(".names")).to_contain_text(name)

    # A newcomer waits; the class screen says how many, the remote who.
    guest = await house.phone("kk", "Қонақ")
    await guest.look(pin)
    await guest.page.get_by_role("button", name=word("class", "kk", "class.to.nickname")).click()
    await guest.page.locator("#name").fill("Қонақ")
    await guest.page.locator(".go").click()
    await guest.shows(word("class", "kk", "class.wait"), "h1")
    await inspection.look(guest.page, "classes-phone-waits", touch=True)
    await screen.says("wait.n", ".waiting", n=1)
    await expect(desk.locator(".people")).not_to_contain_text("Қонақ")
    await inspection.look(desk, "classes-lobby-waits")
    remote = await house.remote(teacher.remote_key(room), "kk")
    await remote.page.locator(".tabs button").nth(2).click()
    await expect(remote.page.locator(".students")).to_contain_text("Серікова Айгерім")
    await inspection.look(remote.page, "classes-remote-waits", touch=True)
    await remote.page.locator(".waiters").get_by_role("button", name=remote.word("wait.in"), exact=True).click()
    await guest.says("in", "h1")

    # The phone of one breaks: the teacher frees the name, and another phone goes on in that seat.
    await remote.page.locator(".students button", has_text="Серікова Айгерім").click()
    await inspection.look(remote.page, "classes-remote-seat", axe=False, touch=True)
    await remote.page.get_by_role("button", name=remote.word("seat.free"), exact=True).click()
    await expect(aigerim.page.locator("#fault")).to_have_text(word("class", "kk", "e.name_freed"))
    again = PhonePage(await house.page("kk", PHONE, touch=True), "kk", "", house.host)
    await again.look(pin)
    await again.page.get_by_role("button", name="Серікова Айгерім").click()
    await again.page.locator(".go").click()
    await again.says("in", "h1")
    await expect(desk.locator(".lobby .count b")).to_have_text("4")

    # The lesson is over: who was there stands in the report under the real name.
    await remote.page.get_by_role("button", name=remote.word("do.close")).click()
    await remote.page.locator(".confirm .danger").click()
    report = teacher.report_when(f"{room}-1")
    assert [(one["name"], one["student"]) for one in report["students"]] == [
        ("Жолбарыс", "Серікова Айгерім"),
        ("Пётр", "Иванов Пётр"),
        ("Данияр", "Ахметов Данияр"),
        ("Қонақ", ""),
    ]
    await desk.goto(f"http://{house.host}/teacher/games/{room}-1")
    await expect(desk.locator("tbody")).to_contain_text("Ахметов Данияр")
    await inspection.look(desk, "classes-report")
