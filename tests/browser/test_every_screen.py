"""Every screen there is, in the languages, looked at by axe-core and kept as a picture."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import ViewportSize, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import (
    BEAMER,
    NO_NETWORK,
    PHONE,
    REFUSED,
    House,
    PhonePage,
    ProjectorPage,
    RemotePage,
    Screen,
    reply,
)
from tests.helpers.proxy import Proxy
from tests.helpers.quick import LONGEST_READING_MS
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CLASS = ["Әйгерім", "Нұрсұлтан", "Қарлығаш", "Оңдасын", "Мөлдір", "Инна", "Сергей К.", "Alua", "Ұлболсын"]
KINDS = ["slide", "single", "multiple", "truefalse", "short", "number", "single", "rating", "poll", "slide"]
RIGHT: dict[int, Any] = {2: 2, 3: [0, 2], 4: 1, 5: "су", 6: "8849", 7: 4, 8: 5, 9: 0}
OTHER: dict[int, Any] = {2: 0, 3: [0], 4: 0, 5: "вода!", 6: "10 000", 7: 5, 8: 3, 9: 3}
LARGE = {"lobby", "reading", "7-single-answering", "2-single-reveal", "7-single-reveal", "7-leaderboard", "podium"}
"""What is also looked at on a projector of 1920×1080."""


class Class:
    """The whole class of the tour: a projector in two sizes, the remote, three phones and some classmates."""

    def __init__(self, inspection: Inspection, screen: ProjectorPage, large: ProjectorPage, remote: RemotePage) -> None:
        self.inspection = inspection
        self.screen = screen
        self.large = large
        self.remote = remote
        self.phones: list[PhonePage] = []

    async def look(self, name: str, *phones: PhonePage) -> None:
        """At the named screen of all; axe sees one phone, for the others differ in words alone."""
        seen, who = self.inspection, phones or tuple(self.phones)
        looks = [seen.look(one.page, f"phone-{name}-{one.lang}", axe=one is who[0], touch=True) for one in who]
        looks.append(seen.look(self.screen.page, f"projector-{name}-{self.screen.lang}"))
        looks.append(seen.look(self.remote.page, f"remote-{name}-{self.remote.lang}", touch=True))
        if name in LARGE:
            looks.append(seen.look(self.large.page, f"projector-1920-{name}-{self.large.lang}", axe=False))
        await asyncio.gather(*looks)


async def test_every_screen_of_a_game(
    house: House, server: Server, teacher: Teacher, tour: str, inspection: Inspection
) -> None:
    room = teacher.open_room(tour, "kk", reading_ms=LONGEST_READING_MS)
    screen = await house.projector(teacher.token, room["room"], "kk")
    large = await house.projector(teacher.token, room["room"], "kk", size={"width": 1920, "height": 1080})
    remote = await house.remote(teacher.remote_key(room["room"]))
    house.expected.append(NO_NETWORK)
    proxy = await Proxy(server.port).open()
    kk, ru, en = phones = [
        await house.phone("kk", "Бибігүл Қ."),
        await house.phone("ru", "Дмитрий", host=proxy.host),
        await house.phone("en", "Tomiris-Alexandra B."),
    ]
    crew = Class(inspection, screen, large, remote)
    crew.phones = phones
    look = crew.look

    # The way in
    await inspection.look(screen.page, "projector-lobby-empty-kk")
    for phone in phones:
        await phone.look()
        await expect(phone.page.locator("#pin")).to_be_visible()
    await look("pin")
    await kk.page.locator("#pin").fill("000000" if room["pin"] != "000000" else "111111")
    await kk.says("e.unknown_pin", ".fault")
    await inspection.look(kk.page, "phone-pin-wrong-kk", touch=True)
    for phone in phones:
        await phone.page.locator("#pin").fill(room["pin"])
        await expect(phone.page.locator("#name")).to_be_visible()
    await look("name")
    for phone in phones:
        await phone.type_name()
    twin = await house.phone("ru", "дмитpий")  # with a Latin p
    await twin.look(room["pin"])
    await twin.page.locator("#name").fill(twin.name)
    await twin.page.locator(".go").click()
    await twin.says("e.name_taken", ".fault")
    await inspection.look(twin.page, "phone-name-taken-ru", touch=True)
    mates = [sockets.Phone(server.host, name, "kk") for name in CLASS]
    for mate in mates:
        await mate.connect()
        await mate.join(room["pin"])
    await screen.students(12)
    await look("lobby")

    # Panels of the class screen and of the remote
    for panel, opener in {"settings": "do.settings", "remote-code": "do.remote", "help": "do.help"}.items():
        button = screen.page.get_by_role("button", name=screen.word(opener), exact=True)
        await button.click()
        await expect(screen.page.locator("dialog")).to_be_visible()
        if panel == "remote-code":
            await expect(screen.page.locator("dialog svg.qr")).to_be_visible()
        await inspection.look(screen.page, f"projector-{panel}-kk")
        await screen.page.keyboard.press("Escape")
        await expect(screen.page.locator("dialog")).to_have_count(0)
    await screen.page.locator(".scan").click()
    await inspection.look(screen.page, "projector-qr-kk")
    await screen.page.keyboard.press("Escape")
    await screen.page.locator(".names .name", has_text="Сергей К.").click()
    await inspection.look(screen.page, "projector-student-kk")
    await screen.page.keyboard.press("Escape")
    students = remote.page.locator(".tabs button").last
    await students.click()
    await inspection.look(remote.page, "remote-students-ru", touch=True)
    await remote.page.locator(".students button").first.click()
    await inspection.look(remote.page, "remote-student-ru", touch=True)
    await remote.page.keyboard.press("Escape")
    await remote.page.locator(".tabs button").first.click()

    async def others(n: int) -> None:
        for i, mate in enumerate(mates):
            await mate.phase("answering", i=n - 1)
            await mate.answered(RIGHT[n] if i % 3 else OTHER[n])

    # The questions
    await screen.go("slide")
    await look("slide")
    for n in range(2, 10):
        kind = KINDS[n - 1]
        name = f"{n}-{kind}"
        await screen.go("reading", question=n)
        if n == 2:
            await kk.says("ready")
            await look("reading")
        await screen.go("answering", question=n)
        for phone in phones:
            await phone.asked(n)
        await remote.at("answering", n)
        await others(n)
        await look(f"{name}-answering")
        if n == 2:
            await screen.key("p")
            await kk.says("paused", "h1")
            await look("paused")
            await screen.key("s")
            await inspection.look(screen.page, "projector-skip-sure-kk")
            await screen.page.keyboard.press("Escape")
            await screen.key("p")
            await kk.asked(n)
            proxy.cut()
            await ru.says("lost", ".lost")
            await inspection.look(ru.page, "phone-lost-ru", touch=True)
            await ru.tap(0)
            await ru.says("kept.here", "h1")
            await inspection.look(ru.page, "phone-kept-here-ru", touch=True)
            await reply(kk, kind, RIGHT[n])
            await kk.kept()
            await look("kept", kk)
            await screen.press()
            await screen.at("reveal", n)
            proxy.mend()
            await ru.told("late")
            await en.told("none")
        else:
            await reply(kk, kind, RIGHT[n])
            await reply(ru, kind, "вода" if n == 5 else OTHER[n])
            await reply(en, kind, "ice" if n == 5 else OTHER[n])
            await screen.at("reveal", n)
        if n < 8:
            await kk.told("right")
        await remote.at("reveal", n)
        await look(f"{name}-reveal")
        if n < 8:
            await screen.go("leaderboard")
            await kk.says("board", "h1")
            if n in (2, 7):
                await look(f"{n}-leaderboard")
    await screen.end()
    await expect(kk.page.locator(".podium")).to_be_visible()
    await look("podium")

    # The end
    await screen.press()
    await inspection.look(screen.page, "projector-finish-sure-kk")
    await screen.page.locator(".confirm .danger").click()
    await screen.at("closed")
    await kk.says("e.room_closed", "h1")
    await expect(remote.heading).to_have_text(remote.word("closed.title"))
    await look("closed")
    for mate in mates:
        await mate.leave()
    await proxy.close()


async def test_a_phone_that_is_sent_away_or_opened_twice(
    house: House, teacher: Teacher, inspection: Inspection
) -> None:
    room = teacher.open_room("tour", "ru")
    screen = await house.projector(teacher.token, room["room"], "ru")
    phone = await (await house.phone("ru", "Дана")).join(room["pin"])
    again = PhonePage(await phone.page.context.new_page(), "ru", "Дана", phone.host)
    await again.look(room["pin"])
    await again.says("in", "h1")
    await phone.says("e.replaced", "h1")
    await inspection.look(phone.page, "phone-replaced-ru", touch=True)
    await phone.page.locator(".go").click()
    await phone.says("in", "h1")
    await again.says("e.replaced", "h1")

    await screen.page.locator(".names .name").click()
    await screen.page.locator("dialog .actions .quiet").click()
    await screen.page.locator("dialog .actions .danger").click()
    await phone.says("e.kicked", "h1")
    await inspection.look(phone.page, "phone-kicked-ru", touch=True)
    await screen.page.locator(".bar .square[aria-pressed]").click()
    await screen.says("lobby.locked")
    await inspection.look(screen.page, "projector-locked-ru")
    late = await house.phone("kk", "Кеш")
    await late.look(room["pin"])
    await late.says("e.room_locked", ".fault")
    await inspection.look(late.page, "phone-locked-kk", touch=True)


FAULTY = """
format = "saual-bank/1"
title = "Түстер мен заттар"
language = "kz"
[[question]]
type = "single"
text = "Colour?"
options = ["a", "b"]
right = "D"
"""


@pytest.mark.parametrize(("where", "size"), [("desk", BEAMER), ("desk-360", PHONE)])
async def test_the_teachers_desk(
    house: House, server: Server, teacher: Teacher, inspection: Inspection, where: str, size: ViewportSize
) -> None:
    touch = size is PHONE
    desk = Screen(await house.page("kk", size, teacher.token, touch=touch), "kk")
    page = desk.page
    for lang in ("ru", "en", "kk"):
        axe = lang == "kk"  # The others differ in words alone.
        await page.goto(f"{server.url}/teacher")
        await expect(page.locator(".banks .bank").nth(3)).to_be_visible()
        await desk.speak(lang)
        await inspection.look(page, f"{where}-home-{lang}", axe=axe, touch=touch)
        await page.locator("input[type=file]").set_input_files(
            {"name": "түстер.toml", "mimeType": "application/toml", "buffer": FAULTY.encode()}
        )
        await expect(page.locator(".incoming .note.bad")).to_be_visible()
        await inspection.look(page, f"{where}-faults-{lang}", axe=axe)
        await page.locator(".incoming .deeds .quiet").click()
        await expect(page.locator(".banks .bank").first).to_be_visible()
        if not await page.locator(".start").count():  # on a phone a bank is opened first; it stays so
            await page.locator(".banks button.bank").first.click()
        await page.locator(".start details:not(.own-bank) summary").click()
        await page.locator(".start").scroll_into_view_if_needed()
        await inspection.look(page, f"{where}-settings-{lang}", axe=axe)
        await page.locator(".start .beside button").first.click()
        await expect(page.locator(".preview .question").first).to_be_visible()
        await inspection.look(page, f"{where}-preview-{lang}", axe=axe)
        await page.goto(f"{server.url}/teacher/games")
        await expect(page.locator("main h1")).to_be_visible()
        await inspection.look(page, f"{where}-games-{lang}", axe=axe)


async def test_a_stranger_s_screen(house: House, server: Server, inspection: Inspection) -> None:
    house.expected.append(REFUSED)
    stranger = Screen(await house.page("kk"), "kk")
    for name, address in (("stranger", "/teacher"), ("stranger-remote", "/remote")):
        await stranger.page.goto(f"{server.url}{address}")
        await expect(stranger.heading).to_be_visible()
        await inspection.look_in_every_language(stranger, name)
