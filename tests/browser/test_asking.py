"""Questions from students, as people ask, see and answer them: phones, remote, class screen and report."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, ViewportSize, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import BEAMER, NO_NETWORK, PHONE, House, PhonePage, ProjectorPage, RemotePage, Screen, word
from tests.helpers.phones import StaffScreen
from tests.helpers.proxy import Proxy
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TEXT = "Неліктен шарттың бірінші түрінде will сөзі if-тен кейін қолданылмайды?"
SECOND = "Артикль деген не? Что такое артикль?"
LONGEST = "Неге " + "қарапайымдылықтарыңыздан " * 11 + "жоқ?"
FULL_HD: ViewportSize = {"width": 1920, "height": 1080}


def ask(lang: str, key: str) -> str:
    return word("ask", lang, key)


async def open_panel(phone: PhonePage) -> None:
    await phone.page.locator(".ask").click()
    await expect(phone.page.locator(".asking")).to_be_visible()


async def put(phone: PhonePage, text: str, by_name: bool = False) -> None:
    """Write a question in the open panel and send it."""
    await phone.page.locator(".asking textarea").fill(text)
    await phone.page.locator(".who2 button").nth(int(by_name)).click()
    await phone.page.locator(".asking .go").click()


def card(remote: RemotePage, text: str) -> Page:
    return remote.page.locator(".question", has_text=text)


async def press(remote: RemotePage, text: str, what: str) -> None:
    """One tap on the remote, on the question that has this text."""
    await card(remote, text).get_by_role("button", name=remote.word(what), exact=True).click()


async def to_questions(remote: RemotePage) -> None:
    await remote.page.locator(".tabs button").nth(1).click()


async def test_a_question_goes_from_a_phone_over_the_remote_to_the_class(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    room = teacher.open_room("tour", "kk")
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]), "ru")
    asker, other = await house.phone("kk", "Аружан"), await house.phone("ru", "Данияр")
    for phone in (asker, other):
        await phone.join(room["pin"])
    look = inspection.look_in_every_language

    async def look_up(name: str) -> None:
        """At the class screen."""
        await look(screen, name, speak=lambda lang: host.do("configure", lang=lang))

    # It is asked without a name, and only the teacher has it.
    await look(asker, "asking-phone-lobby", touch=True)
    await open_panel(asker)
    await look(asker, "asking-phone-empty", touch=True)
    await put(asker, TEXT)
    await expect(asker.page.locator(".asking li")).to_contain_text(ask("kk", "ask.waiting"))
    await to_questions(remote)
    await expect(card(remote, TEXT)).to_contain_text(remote.word("asked.unnamed"))
    await look(remote, "asking-remote-waiting", touch=True)
    await open_panel(other)
    await expect(other.page.locator(".asking li")).to_have_count(0)
    await screen.key("q")
    await screen.says("asked.waiting", "dialog", n=1)
    await look_up("asking-projector-drawer-waiting")
    await expect(screen.page.locator("dialog .asked-list li")).to_have_count(0)
    await screen.page.keyboard.press("Escape")

    # Let through, another asks the same.
    await press(remote, TEXT, "asked.let")
    await other.shows(TEXT, ".asking")
    await other.page.locator(".same").click()
    await expect(other.page.locator(".same b")).to_have_text("1")
    await expect(other.page.locator(".same")).to_have_attribute("aria-pressed", "true")
    await look(other, "asking-phone-others", touch=True)
    await put(other, SECOND, by_name=True)
    await expect(card(remote, SECOND)).to_contain_text("Данияр")

    # On the class screen: large, without a name.
    await press(remote, TEXT, "asked.show")
    await screen.shows(TEXT, ".asked")
    await screen.shows("1", ".asked footer")
    await screen.page.set_viewport_size(FULL_HD)
    await look_up("asking-projector-1920")
    await screen.page.set_viewport_size(BEAMER)
    await look_up("asking-projector")
    size = await screen.page.locator(".asked .bubble > p").evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    assert size >= 40
    for page in (screen.page, other.page):
        assert "Аружан" not in await page.locator(".asked, .asking").first.inner_text()
    await look(remote, "asking-remote-shown", touch=True)
    await press(remote, TEXT, "asked.answered")
    await expect(screen.page.locator(".asked")).to_have_count(0)
    await expect(asker.page.locator(".asking li")).to_contain_text(ask("kk", "ask.answered"))
    await look(asker, "asking-phone-answered", touch=True)

    # Spoken ones are counted with one tap, by name with another.
    aloud = remote.page.locator(".aloud")
    await aloud.get_by_role("button", name=remote.word("spoken.question")).click()
    await expect(aloud.locator(".chips button")).to_have_count(2)
    await look(remote, "asking-remote-spoken", touch=True)
    await aloud.locator(".chips button", has_text="Данияр").click()
    await expect(aloud.locator(".soft")).to_contain_text("Данияр")
    await expect(aloud.locator(".three b").first).to_have_text("1")
    await remote.page.locator(".tabs button").nth(2).click()
    await expect(remote.page.locator(".silent")).to_have_count(0)

    # And in the report.
    await screen.go("slide")
    await host.phase("slide")
    assert await host.step("end") is None
    await host.phase("podium")
    await host.leave()
    teacher.report_when(f"{room['room']}-1")
    report = Screen(screen.page, "kk")
    await report.page.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await expect(report.page.locator(".asked li")).to_have_count(2)
    first = report.page.locator(".asked li").first
    await first.scroll_into_view_if_needed()
    await look(report, "asking-report")
    await expect(first).to_contain_text(word("staff", "kk", "report.asked.unnamed"))
    assert "Аружан" not in await first.inner_text()


async def test_a_part_of_the_page_that_comes_late_takes_nobody_s_pen_away(
    house: House, server: Server, teacher: Teacher
) -> None:
    room = teacher.open_room("tour", "ru")
    phone = await house.phone("kk", "Бибігүл Қ.")
    asked_for, come = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        asked_for.set()
        await come.wait()
        await route.continue_()

    await phone.page.route(re.compile(r"/crew\.kk"), late)
    await phone.join(room["pin"])
    await asked_for.wait()
    await open_panel(phone)
    field = phone.page.locator(".asking textarea")
    await field.fill("Жарты")

    come.set()

    await expect(phone.page.locator(".above > *").first).to_be_attached()
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Жарты")


async def test_asking_is_never_in_the_way_of_answering(
    house: House, server: Server, teacher: Teacher, tour: str, inspection: Inspection
) -> None:
    room = teacher.open_room(tour, "ru")
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    screen = await house.projector(teacher.token, room["room"], "ru")
    phone = await (await house.phone("kk", "Бибігүл Қ.")).join(room["pin"])
    mate = await (await sockets.Phone(server.host, "Күтеді").connect()).join(room["pin"])
    await screen.go("slide")
    await open_panel(phone)
    await phone.page.locator(".asking textarea").fill("Жарты сұрақ")

    await screen.go("answering", question=2)

    await phone.asked(2)
    await expect(phone.page.locator(".asking")).to_have_count(0)
    for lang in ("ru", "en", "kk"):
        await phone.speak(lang)
        await inspection.look(phone.page, f"asking-phone-answering-{lang}", axe=lang == "kk", touch=True)
        assert not await phone.page.evaluate("document.documentElement.scrollHeight > innerHeight + 1")
    await open_panel(phone)
    await expect(phone.page.locator(".asking textarea")).to_have_value("Жарты сұрақ")
    await put(phone, "Толық сұрақ")
    await expect(phone.page.locator(".asking li")).to_have_count(1)
    await phone.page.keyboard.press("Escape")
    await phone.tap(2)
    await phone.kept()
    assert await host.do("show", no=1) is None
    await screen.shows("Толық сұрақ", ".asked-line")
    await inspection.look_in_every_language(
        screen, "asking-projector-line", speak=lambda lang: host.do("configure", lang=lang)
    )

    await screen.press()

    await screen.at("reveal", 2)
    await expect(screen.page.locator(".asked, .asked-line")).to_have_count(0)
    await host.leave()
    await mate.leave()


async def test_a_question_written_without_a_network_is_sent_once_when_it_is_back(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    house.expected.append(NO_NETWORK)
    room = teacher.open_room("tour", "ru")
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    proxy = await Proxy(server.port).open()
    phone = await (await house.phone("ru", "Сергей", host=proxy.host)).join(room["pin"])
    await open_panel(phone)
    proxy.cut()
    await phone.says("lost", ".lost")
    await put(phone, "Что такое герундий?")
    await expect(phone.page.locator(".asking li")).to_contain_text(ask("ru", "ask.kept"))
    await inspection.look(phone.page, "asking-phone-kept-ru", touch=True)

    proxy.mend()

    await expect(phone.page.locator(".asking li")).to_contain_text(ask("ru", "ask.waiting"))
    await expect(phone.page.locator(".asking li")).to_have_count(1)
    await host.until(lambda me: me.asked)
    assert [one["text"] for one in host.asked.values()] == ["Что такое герундий?"]
    await phone.page.get_by_role("button", name=ask("ru", "ask.withdraw")).click()
    await expect(phone.page.locator(".asking li")).to_have_count(0)
    await host.until(lambda me: not me.asked)
    for no in range(1, 4):
        await put(phone, f"Вопрос {no}?")
    await expect(phone.page.locator(".asking .fault")).to_have_text(ask("ru", "e.asked_often"))
    await inspection.look(phone.page, "asking-phone-often-ru", touch=True)
    await expect(phone.page.locator(".asking textarea")).to_have_value("Вопрос 3?")
    await host.leave()
    await proxy.close()


async def test_a_lesson_without_a_quiz(house: House, server: Server, teacher: Teacher, inspection: Inspection) -> None:
    page = await house.page("kk", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    await page.locator(".no-quiz").scroll_into_view_if_needed()
    await inspection.look(page, "asking-desk-kk")
    await page.locator(".no-quiz button").click()
    screen = await ProjectorPage(page, "kk").at("lobby")
    room = page.url.rpartition("/")[2]
    host = await StaffScreen(server.host, teacher.token, room).watch()
    phone = await sockets.Phone(server.host, "Дана").connect()
    await phone.join(host.stage["pin"])
    await screen.says("next.finish", ".bar .main")
    assert await phone.ack(await phone.command({"t": "question", "id": "a", "text": LONGEST, "named": True})) is None
    assert await host.do("show", no=1) is None
    await screen.shows("Дана", ".asked")
    await inspection.look(page, "asking-projector-longest-kk")
    await screen.page.locator(".asked header button").click()
    await expect(screen.page.locator(".asked")).to_have_count(0)
    await screen.key("q")
    await inspection.look(page, "asking-projector-drawer-kk")
    await screen.page.keyboard.press("Escape")
    await screen.press()
    await screen.page.locator(".confirm .danger").click()
    await screen.at("closed")
    report = teacher.report_when(f"{room}-1")
    assert [one["text"] for one in report["asked"]] == [LONGEST]
    await page.goto(f"{server.url}/teacher/games/{room}-1")
    await expect(page.locator(".asked li")).to_have_count(1)
    await inspection.look(page, "asking-report-only-kk")
    phone_page = await house.page("kk", PHONE, teacher.token, touch=True)
    await phone_page.goto(f"{server.url}/teacher")
    await phone_page.locator(".no-quiz").scroll_into_view_if_needed()
    await inspection.look(phone_page, "asking-desk-360-kk", touch=True)
    await host.leave()
    await phone.leave()
