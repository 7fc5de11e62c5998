"""One Chromium for all tests; one server with the real pages and one teacher for those of a module."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

import hatch_build
from tests.everything import BROWSER_SETTING, installed_browser
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import PATIENCE_MS, ROOT, House
from tests.helpers.quick import shipped
from tests.helpers.server import Server, Teacher, serving

HANGS_S = 600
"""Of a whole test. Each step in a page waits `PATIENCE_MS` at most and then says for what, so this ends only what
hangs elsewhere; what a test takes is no fact of the program."""

UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess")
"""Chromium keeps pages of its own ready beside each window, for an address line that no test has, and a process more
than there are pages: together as much work as the pages under test."""
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
"""What Playwright switches off itself: Chromium heeds the last list alone."""
WITHOUT = f"--disable-features={','.join(PLAYWRIGHTS + UNSEEN)}"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", WITHOUT]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(HANGS_S))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = installed_browser()
    if found is None:
        pytest.skip(f"there is no Chromium, nor does {BROWSER_SETTING} name one")
    # Pages older than their sources would prove nothing.
    hatch_build.build_web(ROOT)
    expect.set_options(timeout=PATIENCE_MS)
    return found


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(Path(tmp_path_factory.mktemp("saual"))) as running:
        yield running


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


@pytest.fixture(scope="module")
def tour(teacher: Teacher) -> str:
    """The id of a bank with the questions of the tour, none of which is over while a test looks at it."""
    return teacher.add_bank(shipped("tour"), "tour")


@pytest_asyncio.fixture(loop_scope="session")
async def house(browser: Browser, server: Server) -> AsyncIterator[House]:
    """Fails the test if any page had an error, broke the policy, or asked anybody but the server for anything."""
    everybody = House(browser, server)
    yield everybody
    await everybody.leave()
    assert not everybody.complaints(), "\n".join(everybody.complaints())


@pytest_asyncio.fixture(loop_scope="session")
async def inspection() -> AsyncIterator[Inspection]:
    """Fails the test if any screen that it looked at had a fault."""
    seen = Inspection()
    yield seen
    assert not seen.faults, "\n".join(seen.faults)
