"""A homework from end to end: given on the teacher's page, done on a phone without network, and a lesson from it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import NO_NETWORK, House, ViewportSize, word
from tests.helpers.proxy import Proxy
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOUR = 3_600_000
_LATER = """() => ["ask.kk", "board.kk", "review.kk", "ordering"].every((part) =>
  performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.includes(part) && responseEnd))"""
"""All parts of the page that come in the quiet after the first load are here."""
DESK: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 640}
BANK = """
[bank]
title = "Import"
language = "kk"
[[question]]
type = "single"
text = { kk = "1/2 + 1/4 = ?", ru = "1/2 + 1/4 = ?", en = "1/2 + 1/4 = ?" }
options = ["3/4", "2/6", "1/6"]
right = "A"
explanation = { kk = "Ортақ бөлімі 4.", ru = "Общий знаменатель 4.", en = "The common denominator is 4." }
[[question]]
type = "short"
text = { kk = "Бүтіннің жартысы?", ru = "Половина целого?", en = "Half of a whole?" }
accept = ["1/2", "0.5"]
[[question]]
type = "multiple"
text = { kk = "Қайсысы 1-ден кіші?", ru = "Что меньше 1?", en = "Which are less than 1?" }
options = ["1/3", "4/3", "2/5", "7/5"]
right = ["A", "C"]
"""


def home(lang: str, key: str, **params: object) -> str:
    return word("homework", lang, key, **params)


def pace(lang: str, key: str, **params: object) -> str:
    return word("pace", lang, key, **params)


async def test_a_homework_is_done_without_network_and_arrives_later(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    house.expected.append(NO_NETWORK)
    bank = teacher.add_bank(BANK, "fractions")
    now = server_now(teacher)
    plan = {
        "opens_ms": now - HOUR,
        "closes_ms": now + 24 * HOUR,
        "attempts": 2,
        "note": "Алдымен мәтінді оқы.",
        "material": [
            {"title": "Ереже", "text": "Бөлшектерді қосу үшін ортақ бөлім керек: $\\frac{1}{2}$."},
            {"title": "Сабақ", "link": "https://example.org/lesson"},
        ],
    }
    wish = {"lang": "kk", "bank": bank, "homework": plan, "shuffle_questions": False}
    given = teacher.browser.post("/api/homework", json=wish | {"shuffle_options": False})
    given.raise_for_status()
    pin = given.json()["pin"]
    proxy = await Proxy(server.port).open()
    phone = await house.phone("kk", "Аружан", host=proxy.host)
    page = phone.page

    # The way in, the material, the first question.
    await phone.look(pin)
    await page.locator("#name").fill("Аружан")
    await page.locator(".go").click()
    await expect(phone.heading).to_have_text("Import")
    await page.locator("summary").first.click()
    await expect(page.locator("details").first).to_contain_text(pace("kk", "pace.opened"))
    await expect(page.locator("math")).to_have_count(1)
    await inspection.look(page, "homework-phone-start-kk", touch=True)
    await page.locator(".go").click()
    await expect(page.locator(".over")).to_contain_text(phone.word("question", i=1, of=3))
    await page.set_viewport_size(NARROW)
    await inspection.look_in_every_language(phone, "homework-phone-question", touch=True)
    await phone.speak("kk")

    # Answered without network: kept, and said so; a reload of the answers is not needed.
    await page.wait_for_function(_LATER)
    proxy.cut()
    await page.locator(".option.o1").click()
    await expect(page.locator(".over")).to_contain_text(phone.word("question", i=2, of=3))
    await page.locator("#typed").fill("1/2")
    await page.locator("form .go").click()
    await expect(page.locator(".state")).to_have_text(pace("kk", "pace.kept", n=2))
    await inspection.look(page, "homework-phone-kept-kk", touch=True)
    await page.locator(".option.o0").click()
    await page.locator(".option.o2").click()
    await page.locator(".answering > .go").click()
    await expect(phone.heading).to_have_text(pace("kk", "pace.all"))
    await page.locator(".ways button").first.click()
    await page.get_by_role("button", name=pace("kk", "pace.change")).click()
    await page.locator(".option.o0").click()
    await expect(phone.heading).to_have_text(pace("kk", "pace.all"))
    proxy.mend()
    await expect(page.locator(".state")).to_have_text(pace("kk", "pace.saved"))

    # Handed in: how it went, and on another device the same.
    await page.locator(".go").click()
    await expect(page.locator(".tried")).to_contain_text(pace("kk", "pace.right", right=3, of=3))
    await inspection.look(page, "homework-phone-done-kk", touch=True)
    await page.get_by_role("button", name=pace("kk", "pace.again", n=2)).click()
    await page.locator(".option.o1").click()
    await page.reload()
    await page.get_by_role("button", name=pace("kk", "pace.continue")).click()
    await expect(page.locator(".over")).to_contain_text(phone.word("question", i=2, of=3))
    await proxy.close()

    # The teacher sees it, and begins a lesson with what is hard.
    desk = await house.page("ru", DESK, teacher.token)
    await desk.goto(f"http://{house.host}/teacher/homework")
    await expect(desk.get_by_role("link", name="Import")).to_be_visible()
    await inspection.look(desk, "homework-desk-list-ru")
    await desk.get_by_role("link", name="Import").click()
    await expect(desk.locator(".doers li")).to_contain_text(home("ru", "hw.right", right=3, of=3))
    await expect(desk.locator(".doers li")).to_contain_text(home("ru", "hw.opened", n=1, of=2))
    await inspection.look(desk, "homework-desk-page-ru")
    await desk.set_viewport_size(NARROW)
    await inspection.look(desk, "homework-desk-page-narrow-ru")
    await desk.set_viewport_size(DESK)
    await desk.get_by_role("link", name=home("ru", "hw.report")).click()
    await expect(desk.locator(".facts .tag")).to_have_text(word("staff", "ru", "games.homework"))
    await inspection.look(desk, "homework-desk-report-ru")
    await desk.go_back()
    await desk.locator(".items input").first.check()
    await desk.locator(".primary").click()
    await desk.wait_for_url("**/teacher/room/**")


async def test_a_bank_is_given_as_homework_from_its_panel(
    house: House, teacher: Teacher, inspection: Inspection
) -> None:
    bank = teacher.add_bank(BANK, "fractions")
    for lang in ("kk", "ru", "en"):
        desk = await house.page(lang, DESK, teacher.token)
        await desk.goto(f"http://{house.host}/teacher/homework/new?bank={bank}")
        await desk.get_by_role("button", name=home(lang, "hw.add_text")).click()
        await desk.get_by_role("button", name=home(lang, "hw.add_link")).click()
        await desk.locator(".pick select").nth(-2).select_option("3")
        await inspection.look(desk, f"homework-desk-give-{lang}")
        await desk.set_viewport_size(NARROW)
        await inspection.look(desk, f"homework-desk-give-narrow-{lang}")
    await desk.locator(".piece input").first.fill("A rule")
    await desk.locator(".piece textarea").fill("Read this")
    await desk.locator(".piece input").nth(1).fill("A film")
    await desk.locator(".piece input[type=url]").fill("https://example.org")
    await desk.locator(".primary").click()
    await desk.wait_for_url("**/teacher/homework/*h*")
    await expect(desk.locator(".way .pin")).to_have_text(desk_pin(teacher))
    await inspection.look(desk, "homework-desk-new-narrow-en")
    [line] = [one for one in teacher.get("/api/homework") if one["pin"] == desk_pin(teacher)]
    page = teacher.get(f"/api/homework/{line['room']}")
    assert [one["title"] for one in page["homework"]["material"]] == ["A rule", "A film"]
    assert page["homework"]["attempts"] == 3


def desk_pin(teacher: Teacher) -> str:
    """Of the newest homework."""
    return str(teacher.get("/api/homework")[0]["pin"])


def server_now(teacher: Teacher) -> int:
    """The server's clock, from a room of its own."""
    return int(teacher.open_room("tour")["opened_ms"])
