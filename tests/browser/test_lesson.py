"""A whole lesson as a class has it: the teacher's link, three phones in three languages, the remote, the report."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.async_api import expect

from tests.helpers.pages import ARTEFACTS, House, PhonePage, ProjectorPage, read_for_long, reply, word
from tests.helpers.quick import shipped
from tests.helpers.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def three_phones(house: House, pin: str) -> tuple[PhonePage, PhonePage, PhonePage]:
    """One types the PIN, the others come by the QR code's address."""
    kk = await house.phone("kk", "Әлия", calm=False)
    ru = await house.phone("ru", "Борис", calm=False)
    en = await house.phone("en", "Chloe", calm=False)
    await kk.look()
    await kk.says("pin", "label")
    await kk.page.locator("#pin").press_sequentially(pin)  # The sixth digit is enough.
    await kk.says("name", "label")
    await kk.type_name()
    await ru.join(pin)
    await en.join(pin)
    return kk, ru, en


async def test_a_first_lesson(house: House, server: Server) -> None:
    # The one-time link makes this browser the teacher's and leaves the address bar.
    desk = await house.page("en", calm=False)
    await desk.goto(f"http://localhost:{server.port}/teacher#key={server.key}")
    await expect(desk).to_have_url(f"http://localhost:{server.port}/teacher")
    await desk.locator("input[type=file]").set_input_files(
        {"name": "tour.toml", "mimeType": "application/toml", "buffer": shipped("tour").encode()}
    )
    await desk.locator(".incoming .primary").click()
    await expect(desk.locator(".start h2")).to_have_text("Tour of all question types")
    await desk.get_by_label(word("staff", "en", "lang.kk"), exact=True).check()
    await read_for_long(desk)
    await desk.get_by_role("button", name=word("staff", "en", "start.go")).click()
    screen = await ProjectorPage(desk, "kk").at("lobby")
    await screen.says("lobby.empty")
    pin = re.sub(r"\D", "", await desk.locator("p.pin").inner_text())
    assert len(pin) == 6

    kk, ru, en = await three_phones(house, pin)
    await screen.students(3)
    for phone in (kk, ru, en):
        await expect(desk.get_by_role("button", name=phone.name)).to_be_visible()

    # The remote comes by the code that the class screen shows.
    await desk.get_by_role("button", name=screen.word("do.remote"), exact=True).click()
    code = await desk.locator("dialog svg.qr").get_attribute("aria-label")
    assert code is not None
    remote = await house.remote(code.partition("#key=")[2], "ru", calm=False)
    await desk.keyboard.press("Escape")

    # A stretch by the space key alone
    await screen.by_space("slide")
    await en.shows("Welcome!")
    await ru.shows("Добро пожаловать!")
    await screen.by_space("reading", question=2)
    await expect(kk.page.locator(".option")).to_have_count(0)
    await screen.by_space("answering", question=2)
    await kk.shows("Жылқы", ".options")
    await ru.shows("Лошадь", ".options")
    await en.shows("Horse", ".options")
    await screen.shows("Жылқы", ".tiles")
    await kk.tap(2)
    await kk.kept()
    await ru.tap(0)
    await ru.kept()
    await expect(desk.locator(".tally b")).to_have_text("2")
    await screen.by_space("reveal", question=2)
    await kk.told("right")
    await ru.told("wrong")
    await ru.shows("Гепард", ".card")
    await ru.shows("На короткой дистанции гепард", ".why")
    await en.told("none")
    await screen.shows("1 / 2", ".result")
    await screen.by_space("leaderboard")
    await expect(desk.locator(".rank .who")).to_have_text(["Әлия", "Борис", "Chloe"])
    await kk.says("rank", ".rank", rank=1, of=3)

    # A stretch by the remote
    await remote.go("reading", "answering", question=3)
    await expect(remote.page.locator(".row.right .option")).to_have_text(["Беркут", "Лебедь"])
    await expect(remote.page.locator(".chips li")).to_have_text(["Әлия", "Борис", "Chloe"], use_inner_text=True)
    await reply(kk, "multiple", [0, 2])
    await expect(remote.page.locator(".chips li")).to_have_text(["Борис", "Chloe"])
    await reply(ru, "multiple", [0])
    await reply(en, "multiple", [1])
    await kk.told("right")  # All have answered: it closes by itself.
    await ru.told("part")
    await en.told("wrong")
    await kk.shows(kk.word("streak.other", n=2))
    await remote.go("leaderboard")
    await remote.go("reading", "answering", question=4)
    for phone, option in ((kk, 1), (ru, 1), (en, 0)):
        await reply(phone, "truefalse", option)
    await en.told("wrong")
    await remote.go("leaderboard")
    await remote.go("reading", "answering", question=5)
    await reply(kk, "short", "  СУ ")
    await reply(ru, "short", "Вода.")
    await reply(en, "short", "ice")
    await kk.told("right")
    await ru.told("right")
    await en.told("wrong")
    await en.shows("water", ".card")
    await remote.go("leaderboard")

    # Languages on the spot
    await remote.go("reading", "answering", question=6)
    await ru.speak("en")
    await ru.shows("Roughly how many metres", "h1")
    await screen.speak("ru")
    await screen.shows("Какова примерно высота", "h1")
    await remote.speak("kk")
    await remote.shows("Эверест шыңының биіктігі", "h1")
    await reply(kk, "number", "8849")
    await reply(ru, "number", "8 800,5")
    await reply(en, "number", "10")
    await ru.told("right")
    await screen.at("reveal", 6)
    await screen.by_space("leaderboard")

    # Pause, more time, skip
    await screen.by_space("reading", question=7)
    await screen.by_space("answering", question=7)
    await screen.key("p")
    await kk.says("paused", "h1")
    left = int(await kk.page.locator(".secs").inner_text())
    await screen.key("t")
    await expect(kk.page.locator(".secs")).to_have_text(str(left + 10))
    await screen.key("p")
    await kk.asked(7)
    await screen.key("s")
    await expect(desk.locator(".confirm .danger")).to_be_focused()
    await desk.keyboard.press("Enter")
    await screen.at("reading", 8)

    # No points, no right answer
    await screen.by_space("answering", question=8)
    for phone in (kk, ru, en):
        await reply(phone, "rating", 4)
    await kk.told("thanks")
    await screen.at("reveal", 8)  # A phone may hear of it first.
    await screen.by_space("reading", "answering", question=9)
    for phone in (kk, ru, en):
        await reply(phone, "poll", 3)
    await kk.told("thanks")
    await screen.end()
    await kk.says("end.1", "h1")
    await ru.says("end.2", "h1")
    await expect(desk.locator(".stand.s1.come")).to_contain_text("Әлия")
    await expect(desk.locator(".stand.s1.come")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    await expect(desk.locator(".stand.s2.come")).to_contain_text("Борис")

    # What each one looks back at, also after a reload
    await en.page.reload()
    for phone in (kk, en):
        await phone.page.get_by_role("button", name=word("review", phone.lang, "review"), exact=True).click()
        await expect(phone.page.locator(".review ol > li")).to_have_count(7)
    await expect(kk.page.locator(".review li.right")).to_have_count(5)
    cheetah = en.page.locator(".review li", has_text="Cheetah")
    await expect(cheetah).to_contain_text(en.word("how.none"))
    await expect(cheetah).to_contain_text(en.word("solution"))
    await en.page.screenshot(path=ARTEFACTS / "review-en.png", full_page=True)
    await kk.page.screenshot(path=ARTEFACTS / "review-kk.png")
    await en.page.keyboard.press("Escape")
    await en.says("end.3", "h1")

    # Again, with the same students, from nought
    await desk.get_by_role("button", name=screen.word("do.again")).click()
    await screen.at("lobby")
    await screen.students(3)
    await kk.says("in", "h1")
    await screen.by_space("slide")
    await expect(kk.page.locator("header .who span")).to_have_text("0")
    await screen.end()
    await screen.space()
    await desk.locator(".confirm .danger").click()
    await screen.at("closed")
    await kk.says("e.room_closed", "h1")
    await en.says("e.room_closed", "h1")

    # What stays
    await desk.goto(f"http://localhost:{server.port}/teacher/games")
    await desk.locator(".games a, main li a").last.click()
    await expect(desk.locator(".report h1")).to_have_text("Tour of all question types")
    table = desk.locator(".report tbody tr")
    await expect(table).to_have_count(3)
    await expect(table.first).to_contain_text("Әлия")
    await expect(desk.locator("#item-1")).to_contain_text("Cheetah")
    await expect(desk.locator("#item-1 .right-mark")).to_be_visible()
    await expect(desk.locator("#item-6")).to_contain_text(word("staff", "en", "item.skipped"))
    for name in ("students", "questions", "responses"):
        async with desk.expect_download() as download:
            await desk.get_by_role("link", name=word("staff", "en", f"csv.{name}"), exact=True).click()
        text = (await (await download.value).path()).read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
        assert len(rows) > 3
        assert len({len(row) for row in rows}) == 1
        if name != "questions":
            assert "Әлия" in text
