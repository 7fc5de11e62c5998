"""Facts of the layout that the last row and a cheap phone depend on, for every question that ships."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from playwright.async_api import Page, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import picture, sticks_out, too_small
from tests.helpers.pages import House
from tests.helpers.phones import StaffScreen
from tests.helpers.quick import shipped
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAMES = re.findall(
    r"\w+",
    """Әйгерім Нұрсұлтан Қарлығаш Оңдасын Мөлдір Ұлболсын Бибігүл Жасұлан Дінмұхаммед Айзере Ғалымжан Өркен Үміт
Іңкәр Темірлан Александра Константин Екатерина Алихан Мадина Данияр Аружан Томирис Ерасыл Сұңқар Ақбота Інжу Әлихан
Нұрай Батырхан Кәусар Абылайхан Раяна Мирас Жанерке""",
)
LONG = "Ұзақ жауап нұсқасы, оны телефон экранында бірнеше жолға бөліп жазуға тура келеді, бірақ бәрібір сыюы тиіс"
LONGEST = """
format = "saual-bank/1"
title = "Long"
language = "kk"
[[question]]
type = "single"
text = "Мына сөйлемдердің қайсысында шарттылық мағынасы бар және оның қай шақта тұрғанын қалай анықтауға болады?"
options = ["{long} 1", "{long} 2", "{long} 3", "{long} 4"]
right = "A"
time = 600
[[question]]
type = "single"
text = "Сөз?"
options = ["Көпмәдениеттілік", "жекешелендірілгендіктен", "қанағаттандырылмағандықтан", "a", "b", "c", "d", "e"]
right = "A"
time = 600
""".replace("{long}", LONG)

_PHONE = """() => ({
  scrolls: document.documentElement.scrollHeight > innerHeight + 1,
  wide: document.documentElement.scrollWidth > innerWidth,
  heights: [...document.querySelectorAll(".option")].map((one) => one.getBoundingClientRect().height),
})"""
_SCREEN = """() => {
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const heading = document.querySelector(".question h1");
  const texts = [...document.querySelectorAll(".question h1, .question .option, .question .slidebody p")];
  return {
    size: size(heading),
    lines: Math.round(heading.scrollHeight / parseFloat(getComputedStyle(heading).lineHeight)),
    option: Math.min(999, ...[...document.querySelectorAll(".tile .option")].map(size)),
    bottom: Math.max(...texts.map((one) => one.getBoundingClientRect().bottom)),
  };
}"""


async def shown(page: Page, n: int) -> None:
    """The projector shows question n, and its type has found its size."""
    await expect(page.locator(".where .chip b")).to_have_text(str(n))


class Walk:
    """Through a bank, question by question, as quickly as the screens can follow."""

    def __init__(self, host: StaffScreen) -> None:
        self.host = host

    async def next(self, question: int) -> str:
        """To the options of this question (from 0), or to the slide; the phase."""
        while self.host.stage["phase"] not in ("answering", "slide") or self.host.stage["q"]["i"] < question:
            step = self.host.stage["step"]
            what = "skip" if self.host.stage["phase"] == "answering" else "advance"
            assert await self.host.step(what) in (None, "stale")
            await self.host.until(lambda me, step=step: me.stage["step"] != step)
        return str(self.host.stage["phase"])


@pytest.mark.parametrize("bank", ["tour", "kazakhstan", "flipped-survey", "english-grade-9"])
async def test_every_shipped_question_fits_the_class_screen_and_the_phones(
    house: House, server: Server, teacher: Teacher, bank: str
) -> None:
    info = next(one for one in teacher.get("/api/banks") if one["id"] == bank)
    room = teacher.open_room(teacher.add_bank(shipped(bank)), "kk")
    host = await StaffScreen(server.host, teacher.token, room["room"], "projector").watch()
    langs = info["languages"]
    phones = {lang: await (await house.phone(lang, f"N {lang}")).join(room["pin"]) for lang in langs}
    screen = await house.projector(teacher.token, room["room"], "kk")
    walk, faults = Walk(host), []
    i, of = -1, info["questions"]
    while i + 1 < of:
        phase = await walk.next(i + 1)
        i, of = host.stage["q"]["i"], host.stage["q"]["n"]  # a brainstorm is two of them, and without ideas has no vote
        for lang in langs:
            if len(langs) > 1 or i == 0:
                await host.do("configure", lang=lang)
                await expect(screen.page.locator("html")).to_have_attribute("lang", lang)
            await host.until(lambda me, lang=lang: me.stage["settings"]["lang"] == lang)
            await expect(screen.page.locator(f".screen.at-{phase} h1")).to_have_text(host.stage["q"]["text"])
            await shown(screen.page, i + 1)
            found = await screen.page.evaluate(_SCREEN)
            where = f"{bank} {i + 1} {lang}"
            if found["size"] < 40 or found["lines"] > 3 or found["option"] < 28 or found["bottom"] > 630:
                faults.append(f"{where}: on the class screen {json.dumps(found)}")
                await picture(screen.page, f"fault-{where}", fault=True)
            faults += [f"{where}: {one}" for one in await sticks_out(screen.page)]
        if phase == "slide":
            continue
        for lang, phone in phones.items():
            page = phone.page
            await phone.asked(i + 1, of)
            found = await page.evaluate(_PHONE)
            few = len(found["heights"]) <= 4
            if found["wide"] or (found["scrolls"] and few) or any(height < 64 for height in found["heights"]):
                faults.append(f"{bank} {i + 1} {lang}: on the phone {json.dumps(found)}")
                await picture(page, f"fault-phone-{bank}-{i + 1}-{lang}", fault=True)
            faults += [f"{bank} {i + 1} {lang}: on the phone {one}" for one in await sticks_out(page)]
    await host.leave()
    assert not faults, "\n".join(faults)


async def test_thirty_five_names_stand_in_the_lobby_without_scrolling(
    house: House, server: Server, teacher: Teacher
) -> None:
    room = teacher.open_room("tour", "kk")
    screen = await house.projector(teacher.token, room["room"], "kk")
    students = [sockets.Phone(server.host, name, "kk") for name in NAMES]
    for student in students:
        await student.connect()
    await asyncio.gather(*(student.join(room["pin"]) for student in students))
    await screen.students(35)
    await expect(screen.page.locator(".names .name")).to_have_count(35)
    for size in ((1280, 720), (1920, 1080)):
        await screen.page.set_viewport_size({"width": size[0], "height": size[1]})
        boxes = await screen.page.locator(".names .name").evaluate_all(
            "all => all.map((one) => { const { top, bottom, left, right } = one.getBoundingClientRect();"
            " return { top, bottom, left, right, cut: one.scrollWidth > one.clientWidth + 1 } })"
        )
        bar = await screen.page.locator(".bar").bounding_box()
        assert bar is not None
        assert all(box["left"] >= 0 and box["right"] <= size[0] and box["bottom"] <= bar["y"] for box in boxes)
        assert not any(box["cut"] for box in boxes)
        assert not await screen.page.evaluate("() => document.documentElement.scrollHeight > innerHeight")
        assert await sticks_out(screen.page) == []
        await picture(screen.page, f"projector-{size[0]}-lobby-35")
    for student in students:
        await student.leave()


@pytest.fixture(scope="module")
def longest(teacher: Teacher) -> str:
    return teacher.add_bank(LONGEST)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_long_texts_fit_a_small_phone(
    house: House, server: Server, teacher: Teacher, longest: str, lang: str
) -> None:
    room = teacher.open_room(longest, "kk", leaderboard=5)
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    large = await (await house.phone(lang, "W" * 20)).join(room["pin"])
    small = await (await house.phone(lang, "Ң" * 20, size={"width": 320, "height": 568})).join(room["pin"])
    walk = Walk(host)
    await walk.next(0)
    for phone in (large, small):
        await phone.asked(1, 2)
        found = await phone.page.evaluate(_PHONE)
        await picture(phone.page, f"phone-long-{phone.page.viewport_size['width']}-{lang}")  # type: ignore[index]
        assert not found["wide"]
        assert min(found["heights"]) >= 64
        assert await sticks_out(phone.page) == []
        assert await too_small(phone.page) == []
    assert not (await large.page.evaluate(_PHONE))["scrolls"]
    await large.tap(0)
    await small.tap(1)
    for phone, how in ((large, "right"), (small, "wrong")):
        await phone.told(how)
        assert await sticks_out(phone.page) == []
    await walk.next(1)
    for phone in (large, small):
        await phone.asked(2, 2)
        await picture(phone.page, f"phone-long-8-{phone.page.viewport_size['width']}-{lang}")  # type: ignore[index]
        assert await sticks_out(phone.page) == []
    await large.tap(0)
    await small.tap(0)
    await large.told("right")
    await host.phase("reveal")
    assert await host.step() is None
    for phone in (large, small):
        await expect(phone.page.locator(".board")).to_be_visible()
        # As many points as a long game may bring.
        await phone.page.locator("p.score").evaluate(
            "(score) => (score.textContent = score.textContent.replace(/.*\\d/, '88\u202f888'))"
        )
        assert await sticks_out(phone.page) == []
        await picture(phone.page, f"phone-long-end-{phone.page.viewport_size['width']}-{lang}")  # type: ignore[index]
    await host.leave()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_no_page_is_wider_than_the_smallest_phone(
    house: House, server: Server, teacher: Teacher, lang: str
) -> None:
    room = teacher.open_room("tour", "ru")
    steps = [{"tool": tool, "bank": "tour"} for tool in ("quiz", "peer", "improvised", "talk", "ticket")]
    plan = teacher.browser.post("/api/plans", json={"title": "Plan", "lang": "kk", "steps": steps}).json()["id"]
    page = await house.page(lang, {"width": 320, "height": 568}, teacher.token, touch=True)
    addresses = [
        "/",
        f"/{room['pin']}",
        "/teacher",
        "/teacher/games",
        "/teacher/plans",
        f"/teacher/plans/{plan}",
        f"/remote#key={teacher.remote_key(room['room'])}",
    ]
    for address in addresses:
        await page.goto(server.url + address)
        await expect(page.locator("h1").first).to_be_visible()
        if address == "/teacher":
            await page.locator(".banks button.bank").first.click()
            await page.locator(".start details:not(.own-bank) summary").click()
        assert await page.evaluate("() => document.documentElement.scrollWidth") <= 320, address
