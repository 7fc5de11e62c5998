"""The pages in a real browser, as people use them: a student's phone, the class screen, the remote, the teacher's desk.

Owns how each page is opened and steered, the words it should show, and the watch over what no page may do: errors,
violations of the policy, requests to anybody else. Nothing here sleeps: it waits until the page shows something.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, ViewportSize, expect

from tests.helpers.server import Server

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
PHONE: ViewportSize = {"width": 360, "height": 640}
BEAMER: ViewportSize = {"width": 1280, "height": 720}
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
PATIENCE_MS = 45_000
"""Longer than anything takes that a page waits for, however busy the machine is: a file may take the server 30 s."""
NO_NETWORK = re.compile(r"WebSocket connection to|net::ERR_")
"""What Chromium itself writes into the console when a server is away; no page can prevent it."""
REFUSED = re.compile(r"the server responded with a status of 4\d\d")
_TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`POLICY ${violatedDirective} ${blockedURI}`));
"""


@functools.cache
def _words(page: str, lang: str) -> dict[str, str]:
    parts = ("student", "board") if page == "student" else (page,)  # what comes later with a part of the page
    files = [(ROOT / "web" / "locales" / f"{part}.{lang}.json").read_text("utf-8") for part in parts]
    return {key: text for file in files for key, text in json.loads(file).items()}


def word(page: str, lang: str, key: str, **params: object) -> str:
    """The words of `key` on a "student", "screen" or "staff" page in this language."""
    return re.sub(r"\{(\w+)\}", lambda found: str(params[found[1]]), _words(page, lang)[key])


class House:
    """Everybody's browsers, in front of one server. `troubles` has all that went wrong on any page."""

    def __init__(self, browser: Browser, server: Server, host: str = "") -> None:
        self.server = server
        self.host = host or server.host
        self.troubles: list[str] = []
        self.expected: list[re.Pattern[str]] = []
        """Troubles that this test makes on purpose."""
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    async def page(
        self, lang: str = "en", size: ViewportSize = BEAMER, token: str = "", touch: bool = False, calm: bool = True
    ) -> Page:
        """A page in a browser of its own. `token` makes it the teacher's; `calm` asks for reduced motion."""
        context = await self._browser.new_context(
            viewport=size,
            locale=LOCALES[lang],
            has_touch=touch,
            is_mobile=touch,
            device_scale_factor=2 if touch else 1,
            reduced_motion="reduce" if calm else "no-preference",
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(_TELL_VIOLATIONS)
        if token:
            await context.add_cookies([{"name": "saual_staff", "value": token, "url": f"http://{self.host}"}])
        page = await context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._look(request.frame.url, request.url))
        page.on("websocket", lambda line: self._look(page.url, line.url))
        page.on("dialog", lambda dialog: self.troubles.append(f"{page.url}: a dialog, {dialog.message}"))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.page.url if message.page else ''}: {message.type}: {message.text}")

    def _look(self, page: str, address: str) -> None:
        own, other = urlsplit(page).netloc, urlsplit(address.removeprefix("blob:")).netloc  # a page has made it
        if other != (own or other):  # A page that has just been opened is nowhere yet.
            self.troubles.append(f"{page}: a request to {address}")

    def complaints(self) -> list[str]:
        return [one for one in self.troubles if not any(pattern.search(one) for pattern in self.expected)]

    async def leave(self) -> None:
        """All pages are closed."""
        for context in self._contexts:
            await context.close()
        self._contexts.clear()

    # ── who comes ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def phone(
        self, lang: str, name: str, host: str = "", size: ViewportSize = PHONE, calm: bool = True
    ) -> PhonePage:
        return PhonePage(await self.page(lang, size, touch=True, calm=calm), lang, name, host or self.host)

    async def projector(
        self, token: str, room: str, lang: str = "en", host: str = "", size: ViewportSize = BEAMER, calm: bool = True
    ) -> ProjectorPage:
        """`lang` is the class's."""
        page = await self.page(lang, size, token, calm=calm)
        await page.goto(f"http://{host or self.host}/teacher/room/{room}")
        return await ProjectorPage(page, lang).at("")

    async def remote(self, key: str, lang: str = "ru", host: str = "", calm: bool = True) -> RemotePage:
        page = await self.page(lang, PHONE, touch=True, calm=calm)
        await page.goto(f"http://{host or self.host}/remote#key={key}")
        await expect(page.locator(".remote")).to_be_visible()
        return RemotePage(page, lang)


class Screen:
    """A page and the language it is read in."""

    words = "screen"

    def __init__(self, page: Page, lang: str) -> None:
        self.page = page
        self.lang = lang

    def word(self, key: str, **params: object) -> str:
        return word(self.words, self.lang, key, **params)

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    async def shows(self, text: str, where: str = "body") -> None:
        await expect(self.page.locator(where)).to_contain_text(text)

    async def says(self, key: str, where: str = "body", **params: object) -> None:
        """The words of `key`, in the language of this screen."""
        await self.shows(self.word(key, **params), where)

    async def speak(self, lang: str) -> None:
        """Press the language switch, and see its words come."""
        await self.page.locator(f".langs button[lang={lang}]").click()
        await self.spoken(lang)

    async def spoken(self, lang: str) -> None:
        """Wait for the words of this language."""
        await expect(self.page.locator("html")).to_have_attribute("lang", lang)
        self.lang = lang


class PhonePage(Screen):
    words = "student"

    def __init__(self, page: Page, lang: str, name: str, host: str) -> None:
        super().__init__(page, lang)
        self.name = name
        self.host = host

    async def look(self, pin: str = "") -> Self:
        """Open the page, with or without the PIN in its address."""
        await self.page.goto(f"http://{self.host}/{pin}")
        return self

    async def type_name(self) -> Self:
        await self.page.locator("#name").fill(self.name)
        await self.page.locator(".go").click()
        await self.says("in", "h1")
        return self

    async def join(self, pin: str) -> Self:
        return await (await self.look(pin)).type_name()

    async def pick(self, pin: str) -> Self:
        """Come in as the student of the class who is called so."""
        await self.look(pin)
        await self.page.get_by_role("button", name=self.name).click()
        await self.page.locator(".go").click()
        await self.says("in", "h1")
        return self

    async def asked(self, n: int, of: int | str = r"\d+") -> None:
        """Question `n` stands there with something to answer it by."""
        await expect(self.page.locator(".over")).to_contain_text(re.compile(self.word("question", i=n, of=of)))
        await expect(self.page.locator(".answering :is(button, input, textarea)").first).to_be_visible()

    async def tap(self, *options: int) -> None:
        for i in options:
            await self.page.locator(f".options .o{i}").click()

    async def send(self, text: str | None = None) -> None:
        if text is not None:
            await self.page.locator("#typed").fill(text)
        await self.page.locator(".go").click()

    async def rate(self, n: int) -> None:
        await self.page.locator(".rating button").nth(n - 1).click()

    async def put_in_order(self, order: list[int]) -> None:
        """By the buttons: each item goes up until it is in its place."""
        now = list(range(len(order)))
        for place, item in enumerate(order):
            for at in range(now.index(item), place, -1):
                await self.page.locator(".order li").nth(at).locator("button").first.click()
                now.insert(at - 1, now.pop(at))

    async def place(self, answer: list[int] | list[str] | int) -> None:
        """Items into their places, one opening after the other; words into gaps; a value on a scale."""
        if isinstance(answer, int):
            await self.page.locator("input[type=range]").fill(str(answer))
            return
        for i, one in enumerate(answer):
            if isinstance(one, int):
                await self.page.locator(".open .option").nth(one).click()
            else:
                await self.page.locator(".gap input").nth(i).fill(one)

    async def kept(self) -> None:
        await expect(self.heading).to_have_text(self.word("kept"))

    async def told(self, how: str) -> None:
        """The result: right, part, wrong, late, none, thanks or skipped."""
        await expect(self.heading).to_have_text(self.word(f"how.{how}"))


class Steering(Screen):
    """What the class screen and the remote have in common: one button that goes on."""

    button = ""

    @property
    def next(self) -> Locator:
        return self.page.locator(self.button)

    async def at(self, phase: str, question: int = 0) -> Self:
        raise NotImplementedError

    async def press(self) -> None:
        """The one button, as soon as it can be pressed."""
        await expect(self.next).to_be_enabled()
        await self.next.click()

    async def go(self, *phases: str, question: int = 0) -> None:
        """Press once for each of the phases."""
        for phase in phases:
            await self.press()
            await self.at(phase, question)


class ProjectorPage(Steering):
    button = ".bar .main"

    async def at(self, phase: str, question: int = 0) -> Self:
        """In this phase ("": any), of this question (0: any)."""
        screen = self.page.locator(f".screen.at-{phase}" if phase else ".screen")
        if question:
            screen = screen.filter(has=self.page.locator(".where .chip b").get_by_text(str(question), exact=True))
        await expect(screen).to_be_visible()
        return self

    async def key(self, key: str) -> None:
        """A key, as soon as the command before it is through."""
        await expect(self.next).to_be_enabled()
        await self.page.keyboard.press(key)

    async def space(self) -> None:
        await self.key("Space")

    async def by_space(self, *phases: str, question: int = 0) -> None:
        for phase in phases:
            await self.space()
            await self.at(phase, question)

    async def end(self) -> None:
        """The game, wherever it is."""
        await self.page.get_by_role("button", name=self.word("do.settings"), exact=True).click()
        await self.page.get_by_role("button", name=self.word("do.end")).click()
        await self.page.locator(".confirm .danger").click()
        await self.at("podium")

    async def students(self, n: int) -> None:
        await expect(self.page.locator(".lobby .count b")).to_have_text(str(n))


class RemotePage(Steering):
    button = "footer .go"

    async def at(self, phase: str, question: int = 0) -> Self:
        name = self.page.locator(".phase-name")
        await expect(name).to_contain_text(self.word(f"phase.{phase}"))
        if question:
            await expect(name).to_contain_text(f"· {question} /")
        return self


async def read_for_long(desk: Page) -> None:
    """On the panel that starts a lesson: as long to read each question as it offers."""
    await desk.locator(".start > details > summary").click()
    lengths = desk.locator(".start select").filter(has=desk.locator('option[value="30000"]'))
    await lengths.select_option(value="30000")
    await expect(lengths).to_have_value("30000")


async def reply(phone: PhonePage, kind: str, answer: Any) -> None:
    """Answer a question of any kind, and see it kept."""
    match kind:
        case "single" | "truefalse" | "poll":
            await phone.tap(answer)
        case "multiple":
            await phone.tap(*answer)
            await phone.send()
        case "short" | "number":
            await phone.send(answer)
        case "rating":
            await phone.rate(answer)
        case "ordering":
            await phone.put_in_order(answer)
            await phone.send()
        case "matching" | "categorising" | "gaps" | "slider":
            await phone.place(answer)
            await phone.send()
