"""What must be so on every screen: nothing that axe-core finds, nothing sticking out, nothing too small for a finger.

Owns the checks and the screenshots they leave behind; knows no screen.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Page

from tests.everything import ONLY_FAULTS, PICTURES_SETTING
from tests.helpers.pages import ARTEFACTS, LOCALES, ROOT, Screen

_RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id}: ${target.join(" ")}: ${[...any, ...all, ...none].map((check) => check.message).join("; ")}`));
}"""
_OVERFLOW = """() => {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const hidden = element.clientWidth <= 1 || style.visibility === "hidden";
    const said = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (hidden || !said || element.matches(".skip, .unseen, .sr") || !element.checkVisibility()) continue;
    // A scroll bar is an answer to too much text; a cut is not.
    const cut = (over) => (over === "hidden" || over === "clip") && style.textOverflow !== "ellipsis";
    const overhang = 4 + 0.3 * parseFloat(style.fontSize); // Letters may reach over their line.
    const name = `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`;
    if (cut(style.overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(`cut at its side: ${name}`);
    if (cut(style.overflowY) && element.scrollHeight > element.clientHeight + overhang)
      found.push(`cut below: ${name}`);
    const box = element.getBoundingClientRect();
    const scrolls = element.closest(".scroll, dialog, main[tabindex]");
    if (!scrolls && (box.left < -1 || box.right > innerWidth + 1)) found.push(`outside of the page: ${name}`);
  }
  return found;
}"""
_SMALL = """() => [...document.querySelectorAll("button, input, select, summary, a[href]")]
  .filter((one) => one.checkVisibility() && !one.closest(".unseen, .sr") && !one.matches(".unseen, .sr, .skip"))
  .map((one) => [one, (one.type === "checkbox" || one.type === "radio") ? one.closest("label") ?? one : one])
  .map(([one, target]) => [one, target.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
  .map(([one, box]) => `${one.tagName} ${one.className} "${one.textContent || one.id}" ${box.width}×${box.height}`)"""


@functools.cache
def _axe() -> str:
    return (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


async def axe_finds(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA."""
    if not await page.evaluate("() => 'axe' in window"):
        # Evaluated from outside the page: its policy lets no script in.
        await page.evaluate(_axe())
    return list(await page.evaluate(_RUN))


async def sticks_out(page: Page) -> list[str]:
    """Texts that are cut or reach out of the page."""
    return list(await page.evaluate(_OVERFLOW))


async def too_small(page: Page) -> list[str]:
    """What a finger should press and is less than 44 px wide or high."""
    return list(await page.evaluate(_SMALL))


class Inspection:
    """Looks at screen after screen and says at the end all that was wrong, each with the name of its screenshot."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        ARTEFACTS.mkdir(parents=True, exist_ok=True)

    async def look(self, page: Page, name: str, axe: bool = True, touch: bool = False) -> None:
        checks: list[Any] = [sticks_out(page)]
        checks += [axe_finds(page)] if axe else []
        checks += [too_small(page)] if touch else []
        found = [f"{name}: {fault}" for check in checks for fault in await check]
        self.faults += found
        await picture(page, name, fault=bool(found))

    async def look_in_every_language(
        self, screen: Screen, name: str, touch: bool = False, speak: Callable[[str], Awaitable[object]] | None = None
    ) -> None:
        """As `look`; axe sees one, for the others differ in words alone. At the end it speaks as it did before.

        `speak`: how its language is changed, if not by the switch on it.
        """
        own = screen.lang
        for lang in [*(other for other in LOCALES if other != own), own]:
            if speak is not None:
                await speak(lang)
            else:  # the switch may lie beneath what is open
                await screen.page.locator(f".langs button[lang={lang}]").dispatch_event("click")
            await screen.spoken(lang)
            await self.look(screen.page, f"{name}-{lang}", axe=lang == own, touch=touch)


async def picture(page: Page, name: str, fault: bool = False) -> None:
    """Keep the screen for people to look at. Of hundreds that have no fault the whole suite keeps none."""
    if not fault and os.environ.get(PICTURES_SETTING) == ONLY_FAULTS:
        return
    await page.screenshot(path=ARTEFACTS / f"{name}.png", animations="disabled")
