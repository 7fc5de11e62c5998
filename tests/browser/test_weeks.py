"""The reports over weeks, as a teacher walks through them, on an archive of a dozen lessons of one class."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import Connection, insert

from loadtests.term import FIRST_MS, term
from saual.config import RECORD_FILE
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, word
from tests.helpers.server import Server, Teacher, serving

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LESSONS, STUDENTS, QUESTIONS = 12, 14, 8


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One whose record has the lessons already."""
    data = Path(tmp_path_factory.mktemp("weeks"))
    asyncio.run(_prepare(data))
    with serving(data) as running:
        yield running


async def _prepare(data: Path) -> None:
    def write(db: Connection) -> None:
        db.execute(insert(schema.classes).values(id="9a", name="9 «Ә» сыныбы", created_at_ms=FIRST_MS, closed=False))
        db.execute(insert(schema.students), [_student(n) for n in range(1, STUDENTS + 1)])

    database = Database(f"sqlite:///{data / RECORD_FILE}")
    await database.run(write)
    for record in term(LESSONS, STUDENTS, QUESTIONS, class_id="9a", banks=2):
        await Archive(database).write(record)
    await database.close()


def _student(n: int) -> dict[str, object]:
    name = f"Әбдірахманова Қарлығаш {n:02}" if n % 5 == 0 else f"Student {n:02}"
    return {"id": f"9a-{n}", "class_id": "9a", "name": name, "number": str(n), "code_hash": None, "gone": False}


def says(lang: str, key: str) -> str:
    return word("weeks", lang, key)


async def follow(page: Page, link: str) -> None:
    await page.get_by_role("link", name=link, exact=True).first.click()
    await expect(page.locator("article.report h1")).to_be_visible()


async def test_a_teacher_walks_from_the_class_to_a_student_and_from_a_bank_to_a_question(
    house: House, server: Server, teacher: Teacher
) -> None:
    inspection = Inspection()
    desk = await house.page("en", token=teacher.token)
    await desk.goto(f"{server.url}/teacher/reports")
    await expect(desk.get_by_role("link", name="9 «Ә» сыныбы", exact=True).first).to_be_visible()
    await inspection.look(desk, "weeks-reports-en")

    # The class
    await follow(desk, "9 «Ә» сыныбы")
    games = desk.get_by_role("region", name=says("en", "weeks.each_game")).locator("tbody tr")
    await expect(games).to_have_count(10)
    await expect(games.first).to_contain_text(f"Lesson {LESSONS}")
    cells = desk.locator("table.map tbody tr").first.locator("td")
    await expect(cells).to_have_count(10)
    await expect(cells.first).to_contain_text(re.compile(r"\d+/\d+|–"))
    await desk.get_by_label(says("en", "weeks.show_all"), exact=True).check()
    await expect(games).to_have_count(LESSONS)
    await desk.get_by_label(says("en", "weeks.measure.answered"), exact=True).check()
    await expect(desk.locator("table.map td", has_text=f"/{QUESTIONS}").first).to_be_visible()
    await inspection.look(desk, "weeks-class-en")
    for lang in ("kk", "ru"):
        await desk.locator(f".langs button[lang={lang}]").click()
        await expect(desk.locator("h2#map-title")).to_have_text(says(lang, "weeks.map"))
        await inspection.look(desk, f"weeks-class-{lang}")

    # A student
    await follow(desk, "Student 03")
    await expect(desk.locator(".again li").first).to_be_visible()
    await inspection.look(desk, "weeks-student-ru")

    # A bank, its weakest question first, and that one
    await desk.locator(".langs button[lang=en]").click()
    await desk.get_by_role("link", name=word("staff", "en", "nav.reports"), exact=True).click()
    await follow(desk, f"Lesson {LESSONS}")
    questions = desk.get_by_role("region", name=word("staff", "en", "report.items")).locator("tbody tr")
    await expect(questions).to_have_count(QUESTIONS)
    await expect(desk.locator("#whole-title + p")).to_contain_text("α")
    await desk.get_by_label(says("en", "weeks.order.hardest"), exact=True).check()
    shares = [
        int(text.partition("%")[0]) for text in await questions.locator("td:nth-child(2) strong").all_inner_texts()
    ]
    assert shares == sorted(shares)
    await inspection.look(desk, "weeks-bank-en")
    await follow(desk, await questions.first.get_by_role("link").inner_text())
    await expect(desk.locator(".right-mark")).to_have_count(1)
    await inspection.look(desk, "weeks-question-en")
    phone = await house.page("kk", {"width": 360, "height": 640}, token=teacher.token, touch=True)
    await phone.goto(desk.url)
    await expect(phone.locator("article.report h1")).to_be_visible()
    await inspection.look(phone, "weeks-question-kk-phone")
    assert not inspection.faults, "\n".join(inspection.faults)


async def test_past_games_are_found_by_their_titles_and_say_what_the_teacher_used(
    house: House, server: Server, teacher: Teacher
) -> None:
    desk = await house.page("ru", token=teacher.token)
    await desk.goto(f"{server.url}/teacher/games")
    await expect(desk.locator(".game")).to_have_count(LESSONS)
    await desk.get_by_role("searchbox").fill("урок 3")
    await expect(desk.locator(".game")).to_have_count(1)
    await desk.get_by_role("link", name="Урок 3").click()
    used = desk.get_by_role("region", name=says("ru", "weeks.uses")).locator(".uses")
    await expect(used).to_contain_text(says("ru", "weeks.use.leaderboards"))
    await desk.get_by_role("link", name=says("ru", "weeks.all_games")).click()
    await expect(desk.locator("article.report h1")).to_have_text(f"Урок {LESSONS - 1}")


async def test_a_token_is_shown_once_reads_and_is_revoked(house: House, server: Server, teacher: Teacher) -> None:
    desk = await house.page("en", token=teacher.token)
    await desk.goto(f"{server.url}/teacher/reports")
    await desk.get_by_label(says("en", "weeks.token_name")).fill("Journal")
    await desk.get_by_role("button", name=says("en", "weeks.make_token")).click()
    secret = await desk.locator(".secret").inner_text()
    authorised = {"Authorization": f"Bearer {secret}"}
    with server.browser() as program:
        assert program.get("/api/v1/classes/9a", headers=authorised).json()["name"] == "9 «Ә» сыныбы"

        await desk.reload()
        await expect(desk.locator(".rows", has_text="Journal")).to_be_visible()
        await expect(desk.locator(".secret")).to_have_count(0)
        await desk.get_by_role("button", name=says("en", "weeks.revoke"), exact=True).click()
        await desk.get_by_role("button", name=says("en", "weeks.revoke_yes")).click()
        await expect(desk.locator(".rows", has_text="Journal")).to_have_count(0)

        assert program.get("/api/v1/classes/9a", headers=authorised).status_code == 401
