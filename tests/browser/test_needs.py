"""A student who is given more time, larger letters and a voice: set on the class's page, met on one phone alone."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, word
from tests.helpers.quick import LONGEST_S, QUICK
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FIRST = 'text = "She ___ to school."'
BANK = QUICK.replace(FIRST, f"{FIRST}\ntime = {LONGEST_S}")
"""Of the first question the clocks are read, the second is soon over for who has no more time than the class."""
VOICES = """
const said = (window.said = []);
const voices = [{ lang: "ru-RU", localService: false }, { lang: "kk-KZ", localService: true }];
speechSynthesis.getVoices = () => voices;
speechSynthesis.speak = (one) => said.push([one.text, one.lang]);
Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {}, get: () => null });
"""
"""A device that has a voice for Kazakh, and for Russian one that would ask a server."""


def staff(key: str) -> str:
    return word("staff", "kk", key)


async def set_needs(house: House, teacher: Teacher, inspection: Inspection, group: str) -> None:
    desk: Page = await house.page("kk", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"http://{house.host}/teacher/classes/{group}")
    await desk.locator(".student summary", has_text="Алихан").click()
    given = desk.locator(".given")
    await given.locator("select").select_option(label=staff("needs.time.x2"))
    await expect(given.locator("select")).to_have_value("x2")
    for need in ("needs.large", "needs.aloud"):
        await given.get_by_label(staff(need)).click()
        await expect(given.get_by_label(staff(need))).to_be_checked()
    await inspection.look(desk, "needs-class", touch=True)
    await desk.set_viewport_size({"width": 320, "height": 640})
    await inspection.look(desk, "needs-class-320", axe=False, touch=True)
    await desk.reload()
    await desk.locator(".student summary", has_text="Алихан").click()
    await expect(given.locator("select")).to_have_value("x2")


async def test_what_is_given_before_the_page_has_heard_of_what_was_given_before_it_is_kept_with_it(
    house: House, teacher: Teacher
) -> None:
    group = teacher.browser.post("/api/classes", json={"name": "7 В"}).json()["id"]
    teacher.browser.post(f"/api/classes/{group}/students", json={"students": [{"name": "Алихан Серіков"}]})
    desk = await house.page("kk", token=teacher.token)
    await desk.goto(f"http://{house.host}/teacher/classes/{group}")
    await desk.locator(".student summary").click()
    given, heard = desk.locator(".given"), asyncio.Event()

    async def late(route: Route) -> None:
        if route.request.method == "GET":
            await heard.wait()
        await route.continue_()

    await desk.route("**/api/**", late)
    await given.locator("select").select_option(label=staff("needs.time.x2"))
    async with desk.expect_response(
        lambda answer: answer.request.method != "GET" and "aloud" in (answer.request.post_data or "")
    ):
        await given.get_by_label(staff("needs.large")).click()
        await given.get_by_label(staff("needs.aloud")).click()
    heard.set()
    await desk.unroute_all(behavior="wait")
    await desk.reload()
    await desk.locator(".student summary").click()

    await expect(given.locator("select")).to_have_value("x2")
    await expect(given.get_by_label(staff("needs.large"))).to_be_checked()
    await expect(given.get_by_label(staff("needs.aloud"))).to_be_checked()


async def come(house: House, lang: str, pin: str, name: str) -> PhonePage:
    phone = await house.phone(lang, name)
    await phone.page.add_init_script(VOICES)
    return await phone.pick(pin)


async def test_students_have_more_time_larger_letters_and_a_voice_and_nobody_else_sees_it(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    # Given a student with twice the time, large letters and a voice, one without a limit, and one without any of it
    group = teacher.browser.post("/api/classes", json={"name": "7 Б"}).json()["id"]
    names = [{"name": name} for name in ("Алихан Серіков", "Дарья Иванова", "Ерасыл Омар")]
    teacher.browser.post(f"/api/classes/{group}/students", json={"students": names})
    await set_needs(house, teacher, inspection, group)
    [third] = [one["id"] for one in teacher.get(f"/api/classes/{group}")["students"] if one["name"] == "Ерасыл Омар"]
    teacher.browser.patch(f"/api/students/{third}", json={"needs": {"time": "none"}}).raise_for_status()
    room = teacher.open_room(teacher.add_bank(BANK), "kk", class_id=group, by_name=True, reading_ms=0)
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]), "ru")
    alikhan = await come(house, "kk", room["pin"], "Алихан Серіков")
    darya = await come(house, "ru", room["pin"], "Дарья Иванова")
    erasyl = await come(house, "kk", room["pin"], "Ерасыл Омар")

    # When a question is open, each sees the own time, the own letters and the own buttons.
    await screen.go("answering", question=1)
    await screen.key("p")
    left = []
    for phone in (alikhan, darya):
        await phone.says("paused", "h1")
        left.append(int(await phone.page.locator(".secs").inner_text()))
    assert left[0] - left[1] == LONGEST_S
    await expect(erasyl.page.locator(".secs")).to_have_count(0)
    await screen.key("p")
    for phone in (alikhan, darya, erasyl):
        await phone.asked(1)
    letters = [
        await each.page.locator("h1").evaluate("h => h.getBoundingClientRect().height") for each in (alikhan, darya)
    ]
    assert letters[0] > 1.2 * letters[1]
    aloud = alikhan.page.locator(".aloud")
    await aloud.click()
    said = await alikhan.page.evaluate("said")
    assert said == [[text, "kk-KZ"] for text in ("She ___ to school.", "goes", "go", "going")]
    await expect(darya.page.locator(".aloud")).to_have_count(0)
    await inspection.look(alikhan.page, "needs-phone", touch=True)
    for phone in (alikhan, darya, erasyl):
        await phone.tap(0)
    await screen.at("reveal")
    await alikhan.told("right")
    await alikhan.page.set_viewport_size({"width": 320, "height": 640})
    await inspection.look(alikhan.page, "needs-phone-result-320", axe=False, touch=True)

    # When the class's time is over, nobody is told for whom it waits.
    await screen.go("leaderboard")
    await screen.go("answering", question=2)
    await darya.says("over", "h1")
    await screen.says("q.finishing", ".band")
    await remote.says("q.finishing", ".clock")
    await inspection.look(darya.page, "needs-phone-over", touch=True)
    await inspection.look(screen.page, "needs-finishing")
    await inspection.look(remote.page, "needs-remote-finishing", touch=True)

    # Then the answer of who has more time still counts, and was the last that was awaited.
    await erasyl.tap(1)
    await screen.at("reveal")
    await erasyl.told("right")
    await darya.told("none")
