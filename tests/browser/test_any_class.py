"""A game as it is in a school: plain http to an address, little data, no mouse, no wish for motion."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, Request, async_playwright, expect

from tests.browser.conftest import ARGUMENTS
from tests.helpers.pages import House, PhonePage, ProjectorPage, Screen, read_for_long, reply, word
from tests.helpers.quick import LONGEST_READING_MS, shipped
from tests.helpers.server import Server, Teacher
from tests.web_build.test_budget import FIRST_FLIGHT, fetched_later, linked, needed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LAN = "192.168.50.7"

_MOVING = """() => document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect.getComputedTiming().activeDuration > 1)
  .map((one) => `${one.animationName ?? one.transitionProperty} of ${one.effect.target.className}`)"""


@pytest_asyncio.fixture(loop_scope="session")
async def school(chromium: str, server: Server) -> AsyncIterator[House]:
    """Browsers for which the server is at an address in the school's network, which no browser holds to be secure."""
    async with async_playwright() as playwright:
        rules = f"--host-resolver-rules=MAP {LAN} 127.0.0.1"
        browser = await playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, rules])
        house = House(browser, server, f"{LAN}:{server.port}")
        yield house
        await house.leave()
        await browser.close()
        assert not house.complaints(), "\n".join(house.complaints())


async def test_a_whole_game_over_plain_http_in_the_schools_network(
    school: House, server: Server, teacher: Teacher, tour: str
) -> None:
    room = teacher.open_room(tour, "ru", reading_ms=0)
    screen = await school.projector(teacher.token, room["room"], "ru")
    remote = await school.remote(teacher.remote_key(room["room"]))
    kk = await (await school.phone("kk", "Айша")).join(room["pin"])
    ru = await (await school.phone("ru", "Олег")).join(room["pin"])
    for one in (screen, remote, kk, ru):
        assert await one.page.evaluate("() => isSecureContext") is False
        assert await one.page.evaluate("() => location.hostname") == LAN
    await screen.students(2)
    await screen.by_space("slide")
    answers: list[tuple[int, str, Any]] = [
        (2, "single", 2),
        (3, "multiple", [0, 2]),
        (4, "truefalse", 1),
        (5, "short", "су"),
        (6, "number", "8849"),
        (7, "single", 4),
        (8, "rating", 5),
        (9, "poll", 1),
    ]
    for n, kind, answer in answers:
        await (screen.by_space if n % 2 else remote.go)("answering", question=n)
        for phone in (kk, ru):
            await phone.asked(n)
            await reply(phone, kind, answer)
        await kk.told("right" if n < 8 else "thanks")
        await ru.told("right" if n < 8 else "thanks")
        await screen.at("reveal", n)
        if n < 8:
            await screen.by_space("leaderboard")
    await screen.end()
    await expect(kk.page.locator(".podium")).to_be_visible()
    await screen.page.goto(f"http://{LAN}:{server.port}/teacher")
    await expect(screen.page.locator(".banks .bank").first).to_be_visible()


async def test_a_phone_downloads_little_more_than_it_needs(house: House, server: Server, teacher: Teacher) -> None:
    # given a phone that gets nothing of what may come later
    room = teacher.open_room(teacher.add_bank(shipped("kazakhstan")), "kk")
    phone = await house.phone("kk", "Айша")
    house.expected.append(re.compile("net::ERR_|dynamically imported module"))
    came: list[Request] = []
    phone.page.on("requestfinished", lambda request: came.append(request))  # noqa: PLW0108
    first = needed(linked("student"))
    enough = first | {name for name in fetched_later(first) if name.startswith("student.kk-")}
    later = re.compile(rf"/assets/(?!(?:{'|'.join(map(re.escape, enough))})$)")
    await phone.page.route(later, lambda route: route.abort())
    # when it joins and plays a choice to its result
    await phone.join(room["pin"])
    screen = await house.projector(teacher.token, room["room"], "kk")
    await screen.go("answering", question=1)
    await phone.tap(0)
    await expect(phone.page.locator(".result")).to_be_visible()
    # then
    files = [one for one in came if not one.url.endswith(".svg")]
    weight = sum([(await one.sizes())["responseBodySize"] for one in files])
    assert 0 < weight <= FIRST_FLIGHT
    assert len(files) == len({one.url for one in files})


async def test_nothing_moves_for_those_who_asked_for_calm(
    house: House, server: Server, teacher: Teacher, tour: str
) -> None:
    room = teacher.open_room(tour, "en", reading_ms=LONGEST_READING_MS)
    screen = await house.projector(teacher.token, room["room"], "en")
    phone = await (await house.phone("en", "Calm")).join(room["pin"])
    remote = await house.remote(teacher.remote_key(room["room"]), "en")

    async def still() -> None:
        for one in (screen, phone, remote):
            assert await one.page.evaluate(_MOVING) == [], one.page.url

    await screen.students(1)
    await still()
    for phase in ("slide", "reading", "answering"):
        await screen.go(phase)
        await still()
    await phone.tap(2)
    await phone.told("right")
    await screen.at("reveal")
    await still()
    await screen.go("leaderboard")
    await still()
    await screen.end()
    # The podium is there at once, whole.
    assert await screen.page.locator(".stand.s1.come").count() == 1
    assert await screen.page.locator(".ring.come").count() == 1
    assert await screen.page.locator(".ring b").inner_text() == "100%"
    await still()


async def focused(page: Page) -> bool:
    """The focus is on something, and shows."""
    return bool(
        await page.evaluate(
            """() => {
              const one = document.activeElement;
              if (!one || one === document.body || !one.matches(":focus-visible")) return false;
              const marked = (it) => {
                const style = getComputedStyle(it);
                const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return outlined || style.boxShadow !== "none";
              };
              return marked(one) || [...one.parentElement.children].some((it) => it !== one && marked(it));
            }"""
        )
    )


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the control of this name; on the way it must always be seen."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        assert await focused(page), await page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        if await page.evaluate("() => document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"no way by Tab to {name}")


async def test_a_lesson_goes_by_the_keyboard_alone(house: House, server: Server, teacher: Teacher, tour: str) -> None:
    page = await house.page("en", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    await page.locator(".bank", has=page.locator(".tag.own")).first.click()
    await read_for_long(page)
    await tab_to(page, word("staff", "en", "start.go"))
    await page.keyboard.press("Enter")
    screen = await ProjectorPage(page, "en").at("lobby")
    pin = re.sub(r"\D", "", await page.locator("p.pin").inner_text())
    phone = await house.phone("en", "Keys")
    await phone.look()
    # The student's own keyboard, too: the field has the focus from the start.
    await expect(phone.page.locator("#pin")).to_be_focused()
    await phone.page.keyboard.type(pin)
    await expect(phone.page.locator("#name")).to_be_focused()
    await phone.page.keyboard.type("Keys")
    await phone.page.keyboard.press("Enter")
    await phone.says("in", "h1")
    await screen.students(1)
    await screen.key("?")
    await expect(page.locator("dialog")).to_be_visible()
    assert await focused(page)
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await screen.by_space("reading", "answering", question=1)
    await phone_tabs(phone)
    await expect(phone.page.locator(".result")).to_be_visible()
    # Without a leaderboard the next press leads on to the next question.
    await screen.key("l")
    await expect(screen.next).to_contain_text(screen.word("next.question"))
    await screen.by_space("reading", question=2)


async def phone_tabs(phone: PhonePage) -> None:
    await phone.page.keyboard.press("Tab")
    assert await focused(phone.page)
    await expect(phone.page.locator(".options .o0")).to_be_focused()
    await phone.page.keyboard.press("Enter")


async def test_a_screen_that_is_not_the_teachers_says_so(house: House, server: Server) -> None:
    # The page hears that it is a stranger's while its socket is still on the way, and hangs up.
    house.expected += [re.compile("status of 40[13]"), re.compile("/teacher/room/x: .*WebSocket is closed before")]
    stranger = await house.page("kk")
    for path in ("/teacher", "/teacher/games", "/teacher/room/x", "/remote"):
        await stranger.goto(server.url + path)
        await Screen(stranger, "kk").says("stranger.remote" if path == "/remote" else "stranger.text")
