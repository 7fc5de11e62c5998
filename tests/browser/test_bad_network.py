"""The network goes, the server dies, pages are reloaded: every screen comes back to where the class is."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import axe_finds, picture
from tests.helpers.pages import NO_NETWORK, House, PhonePage, ProjectorPage
from tests.helpers.proxy import Proxy
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DAY_S = 86_400
LONG_MS = 5_000
AT_ONCE_MS = 0
SILENCE_MS = 1_600
"""Most of its own time that a page that wakes up waits for a pong before it gives a silent connection up."""
QUESTION = """
[[question]]
type = "single"
text = "{n}?"
options = ["a", "b", "c"]
right = "B"
time = 600
"""
BANK = 'format = "saual-bank/1"\ntitle = "Six"\nlanguage = "en"\n' + "".join(QUESTION.format(n=n) for n in range(1, 7))


@pytest_asyncio.fixture(loop_scope="session")
async def proxy(server: Server) -> AsyncIterator[Proxy]:
    between = await Proxy(server.port).open()
    yield between
    await between.close()


class Lesson:
    """A class of two: a phone behind the bad network, and one without it, of which no page is needed."""

    def __init__(self, room: dict[str, str], screen: ProjectorPage, bad: PhonePage, good: sockets.Phone) -> None:
        self.id = room["room"]
        self.pin = room["pin"]
        self.screen = screen
        self.bad = bad
        self.good = good

    async def good_answers(self, option: int, question: int = 1) -> None:
        await self.good.phase("answering", i=question - 1)
        assert await self.good.answered(option) is None

    async def to_the_board(self, late: PhonePage) -> None:
        """After the first question, which all have answered, who came late too."""
        await self.screen.go("answering", question=1)
        await self.bad.tap(1)
        await self.good_answers(1)
        await late.tap(0)
        await self.screen.at("reveal", 1)
        await self.screen.go("leaderboard")


@pytest.fixture(scope="module")
def six(teacher: Teacher) -> str:
    return teacher.add_bank(BANK)


@pytest_asyncio.fixture(loop_scope="session")
async def lesson(house: House, server: Server, teacher: Teacher, six: str, proxy: Proxy) -> AsyncIterator[Lesson]:
    house.expected.append(NO_NETWORK)
    room = teacher.open_room(six, "en")
    screen = await house.projector(teacher.token, room["room"])
    bad = await (await house.phone("en", "Bad", host=proxy.host)).join(room["pin"])
    good = await (await sockets.Phone(server.host, "Good").connect()).join(room["pin"])
    good.keep_coming()
    await screen.students(2)
    yield Lesson(room, screen, bad, good)
    await good.leave()


async def test_an_answer_given_without_a_network_is_kept_sent_on_return_and_counted_once(
    lesson: Lesson, proxy: Proxy, teacher: Teacher
) -> None:
    await lesson.screen.go("answering", question=1)
    await lesson.bad.asked(1, 6)
    proxy.cut()
    await lesson.bad.says("lost", ".lost")
    await lesson.bad.tap(1)
    await lesson.bad.says("kept.here", "h1")
    await lesson.bad.says("lost.kept", ".lost")
    proxy.mend()
    await lesson.bad.kept()
    await expect(lesson.bad.page.locator(".lost")).to_have_count(0)
    await expect(lesson.screen.page.locator(".tally b")).to_have_text("1")
    await lesson.good_answers(0)
    await lesson.bad.told("right")
    await lesson.screen.shows("1 / 2", ".result")


async def test_an_answer_that_returns_after_the_close_is_recorded_as_late(
    lesson: Lesson, proxy: Proxy, teacher: Teacher
) -> None:
    await lesson.screen.go("answering", question=1)
    await lesson.bad.asked(1, 6)
    proxy.cut()
    await lesson.bad.says("lost", ".lost")
    await lesson.bad.tap(1)
    await lesson.bad.says("kept.here", "h1")
    await lesson.good_answers(1)
    await lesson.screen.press()
    await lesson.screen.at("reveal", 1)
    proxy.mend()
    await lesson.bad.told("late")
    await lesson.bad.says("late.text")
    await lesson.screen.press()
    await lesson.screen.at("leaderboard")
    await lesson.screen.end()
    report = teacher.report_when(f"{lesson.id}-1", lambda found: any(s["late"] for s in found["students"]))
    late = {student["name"]: (student["late"], student["points"]) for student in report["students"]}
    assert late["Bad"] == (1, 0)
    assert late["Good"][0] == 0


_LINES = """{
  const lines = (window.lines = []);
  window.WebSocket = class extends WebSocket {
    constructor(...way) {
      super(...way);
      lines.push(this);
    }
  };
}"""
"""All sockets that the page has opened."""


@pytest.mark.parametrize(("how", "passes_ms"), [("clean", AT_ONCE_MS), ("half-open", SILENCE_MS)])
async def test_five_times_asleep_and_awake_end_on_the_right_screen(
    lesson: Lesson, proxy: Proxy, how: str, passes_ms: int
) -> None:
    bad = lesson.bad
    await bad.page.clock.install(time=0)
    await bad.page.clock.pause_at(DAY_S)  # from here on its time is in the test's hand
    await bad.page.add_init_script(_LINES)
    await bad.page.reload()
    await bad.says("in", "h1")
    for n in range(1, 6):
        # given a phone that falls asleep before the question and wakes up in it
        if how == "clean":
            proxy.cut()
        else:
            proxy.silence()
        await lesson.screen.go("answering", question=n)
        if how == "clean":
            await bad.page.clock.run_for(LONG_MS)  # it tries, in vain
            await bad.page.wait_for_function("() => lines.every((line) => line.readyState === WebSocket.CLOSED)")
        proxy.mend()
        # when the network is back, the browser says so, and no more than this of the page's own time passes
        await bad.page.evaluate("dispatchEvent(new Event('online'))")
        await bad.page.clock.run_for(passes_ms)
        # then
        await bad.asked(n, 6)
        await bad.shows(f"{n}?", "h1")
        await bad.tap(1)
        await bad.kept()
        await lesson.good_answers(0, n)
        await bad.told("right")
        await lesson.screen.go("leaderboard")


async def test_a_part_whose_words_were_lost_on_the_way_comes_once_the_network_is_back(
    house: House, lesson: Lesson, teacher: Teacher
) -> None:
    # given a phone that got the board itself, but not its words
    late = await house.phone("en", "Late")
    words = re.compile(r"/assets/board\.en-")
    await late.page.route(words, lambda route: route.abort())
    async with late.page.expect_event("requestfailed", lambda request: bool(words.search(request.url))):
        await late.join(lesson.pin)
    # when the board is on the screen, and the words can be had again
    await lesson.to_the_board(late)
    await late.says("wait", "h1")
    await late.page.unroute(words)
    # then
    await late.says("board", "h1")


async def test_a_part_whose_styles_were_lost_on_the_way_is_dressed_once_the_network_is_back(
    house: House, lesson: Lesson, teacher: Teacher
) -> None:
    # given a phone on which the board stands without its styles
    late = await house.phone("en", "Late")
    styles = re.compile(r"/assets/board-[^/]*\.css")
    await late.page.route(styles, lambda route: route.abort())
    await late.join(lesson.pin)
    await lesson.to_the_board(late)
    await late.says("board", "h1")
    here = "() => [...document.styleSheets].some(({ href }) => href?.includes('/assets/board-'))"
    assert await late.page.evaluate(here) is False
    # when they can be had again
    await late.page.unroute(styles)
    # then
    await late.page.wait_for_function(here)


async def test_every_screen_reloads_into_the_phase_that_the_class_is_in(
    house: House, lesson: Lesson, teacher: Teacher
) -> None:
    screen, bad = lesson.screen, lesson.bad
    remote = await house.remote(teacher.remote_key(lesson.id), "ru")

    async def reloaded(phase: str, question: int = 0) -> None:
        await screen.page.reload()
        await screen.at(phase, question)
        await remote.page.reload()
        await remote.at(phase, question)
        await bad.page.reload()

    await reloaded("lobby")
    await bad.says("in", "h1")
    await screen.students(2)
    await screen.go("answering", question=1)
    await reloaded("answering", 1)
    await bad.asked(1, 6)
    await bad.tap(1)
    await bad.kept()
    await bad.page.reload()
    await bad.kept()
    await bad.shows("b", ".tile")
    await screen.key("p")
    await bad.says("paused", "h1")
    await reloaded("answering", 1)
    await expect(screen.page.locator(".pausing")).to_be_visible()
    await bad.says("paused", "h1")
    await screen.key("p")
    await bad.kept()
    await lesson.good_answers(1)
    await bad.told("right")
    await reloaded("reveal", 1)
    await bad.told("right")
    points = await bad.page.locator(".who span").inner_text()
    await screen.go("leaderboard")
    await reloaded("leaderboard")
    await expect(bad.page.locator(".who span")).to_have_text(points)
    # The remote has gone on meanwhile, and the projector takes up where it is.
    await remote.go("answering", question=2)
    await screen.at("answering", 2)
    await reloaded("answering", 2)


async def test_a_killed_server_comes_back_and_all_screens_go_on_by_themselves(
    house: House, lesson: Lesson, server: Server, teacher: Teacher
) -> None:
    screen, bad, good = lesson.screen, lesson.bad, lesson.good
    remote = await house.remote(teacher.remote_key(lesson.id), "kk")
    await screen.go("answering", question=1)
    await bad.asked(1, 6)
    await lesson.good_answers(1)
    server.kill()
    await screen.says("line.lost", ".lost")
    assert await axe_finds(screen.page) == []
    await picture(screen.page, "projector-lost-en")
    await bad.says("lost", ".lost")
    await bad.tap(0)
    await bad.says("kept.here", "h1")
    server.start()
    # The kept answer goes out by itself; that was the last one, so the question closes.
    await bad.told("wrong")
    await good.given(verdict="right")
    await screen.at("reveal", 1)
    await screen.shows("1 / 2", ".result")
    await remote.at("reveal", 1)
    await expect(screen.page.locator(".lost")).to_have_count(0)
    await screen.by_space("leaderboard")
    await remote.go("answering", question=2)
    await good.phase("answering", i=1)


async def test_of_three_screens_of_one_browser_the_oldest_says_so_and_takes_its_place_back(
    house: House, lesson: Lesson, teacher: Teacher
) -> None:
    oldest = await house.projector(teacher.token, lesson.id)
    second = await house.projector(teacher.token, lesson.id)
    third = await house.projector(teacher.token, lesson.id)
    await oldest.says("elsewhere.title", "h1")
    assert await axe_finds(oldest.page) == []
    await oldest.page.get_by_role("button", name=oldest.word("elsewhere.here")).click()
    await oldest.at("")
    await second.says("elsewhere.title", "h1")
    await third.at("")
