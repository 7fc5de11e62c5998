"""What people see when a store does not answer: their answer is not saved yet, and the link is still good."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from saual.config import LOG_FILE
from tests.helpers.cluster import Cluster, two_processes
from tests.helpers.held import held
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import LOCALES, PHONE, House, Screen, word
from tests.helpers.quick import quick
from tests.helpers.server import Server, Teacher, serving

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANK = quick()
OUT_OF_ORDER = re.compile("the server responded with a status of 503")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with two_processes(Path(tmp_path_factory.mktemp("saual")) / "data") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def teacher(cluster: Cluster) -> Teacher:
    teacher = cluster.teacher()
    teacher.add_bank(BANK, "slow")
    return teacher


@pytest_asyncio.fixture(loop_scope="session")
async def house(browser: Browser, cluster: Cluster) -> AsyncIterator[House]:
    everybody = House(browser, cluster.servers[0])
    yield everybody
    await everybody.leave()
    assert not everybody.complaints(), "\n".join(everybody.complaints())


async def test_while_redis_stands_still_answers_are_being_saved_the_teacher_is_told_and_then_they_are_kept(
    house: House, cluster: Cluster, teacher: Teacher, inspection: Inspection
) -> None:
    room = teacher.open_room("slow", "kk")
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]), "ru")
    phones = [
        await (await house.phone(lang, name, host=cluster.hosts[n % 2])).join(room["pin"])
        for n, (lang, name) in enumerate([("kk", "Әйгерім"), ("ru", "Инна"), ("en", "Alua")])
    ]
    await screen.students(3)
    await screen.go("answering", question=1)
    for phone in phones:
        await phone.asked(1, 3)

    cluster.redis.freeze()
    for n, phone in enumerate(phones):
        await phone.tap(n)
        await expect(phone.heading).to_have_text(phone.word("saving"))
    await screen.says("notice.not_saved", ".unsaved")
    await remote.says("notice.not_saved", ".note.bad")
    for phone in phones:
        await expect(phone.heading).to_have_text(phone.word("saving"))
        await inspection.look(phone.page, f"phone-saving-{phone.lang}", touch=True)
    await expect(screen.page.locator(".tally b")).to_have_text("0")
    await inspection.look(screen.page, f"projector-unsaved-{screen.lang}")
    await inspection.look(remote.page, f"remote-unsaved-{remote.lang}", touch=True)
    cluster.redis.thaw()

    for n, phone in enumerate(phones):  # all have answered: the question closes
        await phone.told("right" if n == 0 else "wrong")
    await screen.at("reveal", 1)
    await expect(screen.page.locator(".unsaved")).to_have_count(0)
    await expect(remote.page.locator(".note.bad")).to_have_count(0)
    await screen.shows("1 / 3", ".result")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(Path(tmp_path_factory.mktemp("saual")) / "data") as server:
        yield server


async def test_while_the_log_takes_nothing_phones_say_that_it_is_not_saved_the_teacher_is_told_and_then_it_is_kept(
    browser: Browser, alone: Server, inspection: Inspection
) -> None:
    house, teacher = House(browser, alone), alone.teacher()
    teacher.add_bank(BANK, "slow")
    room = teacher.open_room("slow", "kk")
    screen = await house.projector(teacher.token, room["room"], "kk")
    phones = [await (await house.phone(lang, f"Alua {lang}")).join(room["pin"]) for lang in LOCALES]
    await screen.students(len(phones))
    await screen.go("answering", question=1)
    for phone in phones:
        await phone.asked(1, 3)

    with held(alone.data / LOG_FILE):
        for n, phone in enumerate(phones):
            await phone.tap(n)
        for phone in phones:
            await phone.shows(word("board", phone.lang, "e.not_saved"), ".kept")
            await expect(phone.heading).to_have_text(phone.word("saving"))
            await inspection.look(phone.page, f"phone-not-saved-{phone.lang}", touch=True)
        await screen.says("notice.not_saved", ".unsaved")

    for n, phone in enumerate(phones):  # all have answered: the question closes
        await phone.told("right" if n == 0 else "wrong")
    await screen.at("reveal", 1)
    await expect(screen.page.locator(".unsaved")).to_have_count(0)
    await house.leave()
    assert not house.complaints(), "\n".join(house.complaints())


async def load_once(page: Page, then: asyncio.Event) -> None:
    """The page, which loads itself again and again, stays as it is until `then`."""
    loads = itertools.count()

    async def load(route: Route) -> None:
        if next(loads):
            await then.wait()
        await route.continue_()

    await page.route(re.compile("/remote(#|$)"), load)


async def test_a_one_time_link_waits_for_the_database(
    house: House, cluster: Cluster, teacher: Teacher, inspection: Inspection
) -> None:
    house.expected.append(OUT_OF_ORDER)
    room = teacher.open_room("slow")["room"]
    keys = {lang: teacher.remote_key(room) for lang in LOCALES}
    back = asyncio.Event()
    remotes = [Screen(await house.page(lang, PHONE, touch=True), lang) for lang in LOCALES]
    await asyncio.to_thread(cluster.postgres.kill)

    for remote in remotes:
        await load_once(remote.page, back)
        await remote.page.goto(f"http://{house.host}/remote#key={keys[remote.lang]}")
        await remote.says("unready.title", "h1")
        await remote.says("unready.text")
        await inspection.look(remote.page, f"remote-unready-{remote.lang}")
    await asyncio.to_thread(cluster.postgres.start)
    back.set()

    for remote in remotes:
        await expect(remote.page.locator(".remote")).to_be_visible()  # by itself
