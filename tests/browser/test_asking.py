"""Questions from students, as people ask, see and answer them: phones, remote, class screen and report."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import PHONE, House, PhonePage, ProjectorPage, RemotePage, word
from tests.helpers.phones import StaffScreen
from tests.helpers.proxy import Proxy
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

QUESTION = {
    "kk": "Неліктен шарттың бірінші түрінде will сөзі if-тен кейін қолданылмайды?",
    "ru": "Почему в условном предложении первого типа после if не ставится will?",
    "en": "Why do we not say will after if in the first conditional?",
}
SECOND = "Артикль деген не? Что такое артикль?"
LONGEST = "Неге " + "қарапайымдылықтарыңыздан " * 11 + "жоқ?"
FULL_HD = {"width": 1920, "height": 1080}


@pytest_asyncio.fixture(loop_scope="module")
async def inspection() -> AsyncIterator[Inspection]:
    seen = Inspection()
    yield seen
    assert not seen.faults, "\n".join(seen.faults)


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


@pytest.mark.timeout(120)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_a_question_goes_from_a_phone_over_the_remote_to_the_class(
    house: House, server: Server, teacher: Teacher, inspection: Inspection, lang: str
) -> None:
    room = teacher.open_room("tour", lang)
    screen = await house.projector(teacher.token, room["room"], lang)
    large = await house.projector(teacher.token, room["room"], lang, size=FULL_HD)  # type: ignore[arg-type]
    remote = await house.remote(teacher.remote_key(room["room"]), lang)
    asker, other = await house.phone(lang, "Аружан"), await house.phone(lang, "Данияр")
    for phone in (asker, other):
        await phone.join(room["pin"])
    text = QUESTION[lang]

    # It is asked without a name, and only the teacher has it.
    await inspection.look(asker.page, f"asking-phone-lobby-{lang}", touch=True)
    await open_panel(asker)
    await inspection.look(asker.page, f"asking-phone-empty-{lang}", touch=True)
    await put(asker, text)
    await expect(asker.page.locator(".asking li")).to_contain_text(ask(lang, "ask.waiting"))
    await to_questions(remote)
    await expect(card(remote, text)).to_contain_text(remote.word("asked.unnamed"))
    await inspection.look(remote.page, f"asking-remote-waiting-{lang}", touch=True)
    await open_panel(other)
    await expect(other.page.locator(".asking li")).to_have_count(0)
    await screen.key("q")
    await screen.says("asked.waiting", "dialog", n=1)
    await inspection.look(screen.page, f"asking-projector-drawer-waiting-{lang}")
    await expect(screen.page.locator("dialog .asked-list li")).to_have_count(0)
    await screen.page.keyboard.press("Escape")

    # Let through, another asks the same.
    await press(remote, text, "asked.let")
    await other.shows(text, ".asking")
    await other.page.locator(".same").click()
    await expect(other.page.locator(".same b")).to_have_text("1")
    await expect(other.page.locator(".same")).to_have_attribute("aria-pressed", "true")
    await inspection.look(other.page, f"asking-phone-others-{lang}", touch=True)
    await put(other, SECOND, by_name=True)
    await expect(card(remote, SECOND)).to_contain_text("Данияр")

    # On the class screen: large, without a name.
    await press(remote, text, "asked.show")
    for one in (screen, large):
        await one.shows(text, ".asked")
        await one.shows("1", ".asked footer")
    await inspection.look(screen.page, f"asking-projector-{lang}")
    await inspection.look(large.page, f"asking-projector-1920-{lang}", axe=False)
    size = await screen.page.locator(".asked .bubble > p").evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    assert size >= 40
    for page in (screen.page, other.page):
        assert "Аружан" not in await page.locator(".asked, .asking").first.inner_text()
    await inspection.look(remote.page, f"asking-remote-shown-{lang}", touch=True)
    await press(remote, text, "asked.answered")
    await expect(screen.page.locator(".asked")).to_have_count(0)
    await expect(asker.page.locator(".asking li")).to_contain_text(ask(lang, "ask.answered"))
    await inspection.look(asker.page, f"asking-phone-answered-{lang}", touch=True)

    # Spoken ones are counted with one tap, by name with another.
    aloud = remote.page.locator(".aloud")
    await aloud.get_by_role("button", name=remote.word("spoken.question")).click()
    await expect(aloud.locator(".chips button")).to_have_count(2)
    await inspection.look(remote.page, f"asking-remote-spoken-{lang}", touch=True)
    await aloud.locator(".chips button", has_text="Данияр").click()
    await expect(aloud.locator(".soft")).to_contain_text("Данияр")
    await expect(aloud.locator(".three b").first).to_have_text("1")
    await remote.page.locator(".tabs button").nth(2).click()
    await expect(remote.page.locator(".silent")).to_have_count(0)

    # And in the report.
    await screen.go("slide")
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    assert await host.step("end") is None
    await host.phase("podium")
    await host.leave()
    teacher.report_when(f"{room['room']}-1")
    page = await house.page(lang, token=teacher.token)
    await page.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await expect(page.locator(".asked li")).to_have_count(2)
    await page.locator(".asked").scroll_into_view_if_needed()
    await inspection.look(page, f"asking-report-{lang}")
    first = await page.locator(".asked li").first.inner_text()
    assert word("staff", lang, "report.asked.unnamed") in first
    assert "Аружан" not in first


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_asking_is_never_in_the_way_of_answering(
    house: House, server: Server, teacher: Teacher, inspection: Inspection, lang: str
) -> None:
    room = teacher.open_room("tour", lang)
    screen = await house.projector(teacher.token, room["room"], lang)
    phone = await (await house.phone(lang, "Бибігүл Қ.")).join(room["pin"])
    mate = await (await sockets.Phone(server.host, "Күтеді").connect()).join(room["pin"])
    await screen.go("slide")
    await open_panel(phone)
    await phone.page.locator(".asking textarea").fill("Жарты сұрақ")

    await screen.go("answering", question=2)

    await phone.asked(2, 10)
    await expect(phone.page.locator(".asking")).to_have_count(0)
    await inspection.look(phone.page, f"asking-phone-answering-{lang}", touch=True)
    assert not await phone.page.evaluate("document.documentElement.scrollHeight > innerHeight + 1")
    await open_panel(phone)
    await expect(phone.page.locator(".asking textarea")).to_have_value("Жарты сұрақ")
    await put(phone, "Толық сұрақ")
    await expect(phone.page.locator(".asking li")).to_have_count(1)
    await phone.page.keyboard.press("Escape")
    await phone.tap(2)
    await phone.kept()
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    assert await host.do("show", no=1) is None
    await screen.shows("Толық сұрақ", ".asked-line")
    await inspection.look(screen.page, f"asking-projector-line-{lang}")

    await screen.press()

    await screen.at("reveal", 2)
    await expect(screen.page.locator(".asked, .asked-line")).to_have_count(0)
    await host.leave()
    await mate.leave()


async def test_a_question_written_without_a_network_is_sent_once_when_it_is_back(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    house.expected.append(re.compile("WebSocket connection to"))
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
