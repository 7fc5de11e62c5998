"""Questions brought in from a file and taken away again, as a teacher does it: seen before they are kept, in three
languages, on screens of three sizes.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Download, Page, ViewportSize, expect

from saual.banks.formats.registry import known
from saual.banks.formats.table_template import examples
from saual.banks.formats.table_write import workbook
from tests.helpers.inspect_page import Inspection, picture
from tests.helpers.pages import BEAMER, PHONE, House, ProjectorPage, read_for_long, reply, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TABLET: ViewportSize = {"width": 768, "height": 1024}
FILES = Path(__file__).parents[1] / "banks" / "files"

MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="multichoice">
    <name><text>Столица</text></name>
    <questiontext format="html"><text><![CDATA[<p>Столица Казахстана?</p>]]></text></questiontext>
    <single>true</single>
    <answer fraction="0"><text>Алматы</text></answer>
    <answer fraction="100"><text>Астана</text></answer>
    <answer fraction="0"><text>Шымкент</text></answer>
    <generalfeedback><text>С 1997 года.</text></generalfeedback>
  </question>
  <question type="matching">
    <name><text>Установите соответствие между писателями и книгами</text></name>
    <questiontext format="html"><text>Соедините</text></questiontext>
  </question>
  <question type="calculated">
    <name><text>Путь</text></name>
    <questiontext format="html"><text>Какой путь пройден за {t} с?</text></questiontext>
  </question>
  <question type="multichoice">
    <name><text>Без ответа</text></name>
    <questiontext format="html"><text>Какое число чётное?</text></questiontext>
    <single>true</single>
    <answer fraction="0"><text>1</text></answer>
    <answer fraction="0"><text>3</text></answer>
  </question>
  <question type="truefalse">
    <name><text>Вода</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Вода кипит при 100 °C.</p><img src="kettle.png">]]></text>
    </questiontext>
    <answer fraction="100"><text>true</text></answer>
    <answer fraction="0"><text>false</text></answer>
  </question>
  <question type="shortanswer">
    <name><text>Автор</text></name>
    <questiontext format="html"><text>Кто написал «Слова назидания»?</text></questiontext>
    <answer fraction="100"><text>Абай</text></answer>
    <answer fraction="100"><text>Абай Кунанбаев</text></answer>
  </question>
</quiz>
"""

ROWS = [
    ["Сұрақ", "A нұсқасы", "B нұсқасы", "C нұсқасы", "Дұрыс жауап"],
    ["Қазақстанның астанасы қай қала?", "Алматы", "Астана", "Шымкент", "B"],
    ["Қай сан жұп?", "1", "2", "3", "E"],
    ["", "а", "б", "", "A"],
    ["Ең ұзын өзен қайсы?", "Ертіс", "Ертіс", "Іле", "A"],
    ["Қай сандар жай сан?", "2", "4", "5", "A, C"],
]


def payload(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


async def choose(page: Page, *files: Any) -> None:
    await page.locator(".drop input[type=file]").set_input_files(list(files))


def format_title(name: str, lang: Any) -> str:
    return next(one for one in known().formats if one.name == name).title[lang]


async def content(saved: Download) -> bytes:
    return await asyncio.to_thread((await saved.path()).read_bytes)


async def titles(page: Page) -> list[str]:
    return await page.locator(".incoming .question h3").all_inner_texts()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_a_file_is_seen_before_anything_is_kept(
    house: House, server: Server, teacher: Teacher, inspection: Inspection, lang: str
) -> None:
    before = len(teacher.get("/api/banks"))
    desk = await house.page(lang, BEAMER, teacher.token)
    held = await house.page(lang, TABLET, teacher.token, touch=True)
    for page, sizes in ((desk, {"desk": BEAMER}), (held, {"tablet": TABLET, "desk-360": PHONE})):

        async def look(what: str, page: Page = page, sizes: dict[str, ViewportSize] = sizes) -> None:
            for name, size in sizes.items():
                await page.set_viewport_size(size)
                await inspection.look(page, f"{name}-{what}-{lang}", axe=lang == "kk", touch=size is PHONE)

        await page.goto(f"{server.url}/teacher")
        await page.locator(".drop").scroll_into_view_if_needed()
        await look("drop")
        await choose(page, payload("Физика 8, 2-тоқсан.xml", MOODLE.encode()))
        await expect(page.locator(".incoming .question")).to_have_count(3)
        assert await titles(page) == [
            "Столица Казахстана?",
            "Вода кипит при 100 °C.",
            "Кто написал «Слова назидания»?",
        ]
        await expect(page.locator(".incoming .note.bad li")).to_have_count(3)
        await expect(page.locator(".incoming .question .note")).to_have_count(1)
        await expect(page.locator(".counts")).to_contain_text("Moodle (XML)")
        await look("incoming")
        for name, size in sizes.items():
            await page.set_viewport_size(size)
            await page.locator(".incoming .coming").scroll_into_view_if_needed()
            await inspection.look(page, f"{name}-incoming-below-{lang}", axe=False)
            await page.emulate_media(media="print")
            await expect(page.locator(".lists li:visible")).to_have_count(4)
            await expect(page.locator(".coming, .deeds, .masthead").locator("visible=true")).to_have_count(0)
            paper, listed = await page.locator(".incoming").bounding_box(), await page.locator(".lists").bounding_box()
            assert paper is not None
            assert listed is not None
            assert listed["width"] == paper["width"]
            await picture(page, f"{name}-incoming-print-{lang}")
            await page.emulate_media(media="screen")
        await page.get_by_role("button", name=word("staff", lang, "bring.cancel")).click()
        await expect(page.locator(".drop")).to_be_visible()
        assert len(teacher.get("/api/banks")) == before

        bank, opened = page.locator(".banks button.bank").first, page.locator(".start")
        await expect(bank).to_be_visible()
        if not await opened.count():
            await bank.click()
        if page is held:  # there a second tap closes it
            await bank.click()
            await expect(opened).to_have_count(0)
            await bank.click()
        await page.get_by_role("button", name=word("staff", lang, "take.open"), exact=True).click()
        await page.get_by_text(format_title("aiken", lang)).click()
        await expect(page.locator(".fit .button")).to_be_visible()
        await look("take")


async def test_questions_from_moodle_are_kept_and_played(house: House, server: Server, teacher: Teacher) -> None:
    desk = await house.page("ru", token=teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await choose(desk, payload("moodle.xml", MOODLE.encode()))
    await desk.get_by_label(word("staff", "ru", "own.title")).fill("Разное, 8 класс")
    await desk.get_by_role("button", name="Сохранить 3 вопроса").click()

    await expect(desk.locator(".note.good")).to_contain_text("Разное, 8 класс")
    await expect(desk.locator(".start h2")).to_have_text("Разное, 8 класс")
    [kept] = [bank["id"] for bank in teacher.get("/api/banks") if bank["title"] == {"ru": "Разное, 8 класс"}]
    teacher.unhurry(kept)
    await read_for_long(desk)
    await desk.get_by_role("button", name=word("staff", "ru", "start.go")).click()
    screen = await ProjectorPage(desk, "ru").at("lobby")
    pin = re.sub(r"\D", "", await desk.locator("p.pin").inner_text())
    phone = await (await house.phone("kk", "Әлия")).join(pin)
    await screen.by_space("reading", "answering", question=1)
    await phone.shows("Столица Казахстана?", "h1")
    await reply(phone, "single", 1)
    await phone.told("right")
    await phone.shows("С 1997 года.", ".why")


async def test_a_table_with_mistakes_is_mended_and_comes_again(house: House, server: Server, teacher: Teacher) -> None:
    page = await house.page("kk", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    await choose(page, payload("сұрақтар.xlsx", workbook(ROWS, 0, [])))
    await expect(page.locator(".incoming .note.bad li")).to_have_count(3)
    await expect(page.locator(".incoming .note.bad li").first).to_contain_text("E3")
    await expect(page.locator(".incoming .question")).to_have_count(2)
    async with page.expect_download() as saving:
        await page.get_by_role("button", name=word("staff", "kk", "bring.save_list")).click()
    saved = await saving.value
    assert "сұрақтар.xlsx" in saved.suggested_filename
    listed = (await content(saved)).decode("utf-8-sig")
    assert listed.count("- ") == 3
    assert "E3" in listed

    mended = [ROWS[0], *(row for row in ROWS[1:] if row[0] and row[-1] != "E" and row[1] != row[2])]
    async with page.expect_file_chooser() as choosing:
        await page.get_by_text(word("staff", "kk", "bring.mended")).click()
    await (await choosing.value).set_files([payload("сұрақтар.xlsx", workbook(mended, 0, []))])
    await expect(page.locator(".incoming .note.bad")).to_have_count(0)
    await expect(page.locator(".incoming .question")).to_have_count(2)
    await page.locator(".incoming .primary").click()
    await expect(page.locator(".note.good")).to_contain_text("сұрақтар")


async def test_files_come_one_after_another_and_the_language_is_chosen_where_a_file_does_not_say_it(
    house: House, server: Server, teacher: Teacher
) -> None:
    page = await house.page("en", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    await choose(
        page,
        payload("one.gift", b"::Sum:: 1 + 1 = ? {=2 ~3}\n"),
        payload("two.pdf", b"%PDF-1.7"),
        payload("three.csv", b"Question;Option A;Option B;Right answer\nSky?;blue;red;A\n"),
    )
    await expect(page.locator(".incoming .nth")).to_have_text("File 1 of 3")
    await page.get_by_role("radio", name=word("staff", "en", "lang.kk")).check()
    await expect(page.get_by_text(word("staff", "en", "bring.language_chosen"))).to_be_visible()
    await page.locator(".incoming .primary").click()
    await expect(page.locator(".incoming h1")).to_have_text("two.pdf")
    await expect(page.locator(".incoming .note.bad")).to_contain_text("PDF")
    await expect(page.locator(".incoming .primary")).to_have_count(0)
    await page.get_by_role("button", name=word("staff", "en", "bring.close")).click()
    await expect(page.locator(".incoming .nth")).to_have_text("File 3 of 3")
    await page.locator(".incoming .primary").click()

    await expect(page.locator(".note.good")).to_have_text("Kept: one, three")
    kept = {next(iter(bank["title"].values())): bank for bank in teacher.get("/api/banks")}
    assert (kept["one"]["language"], kept["three"]["language"]) == ("kk", "en")


async def test_a_dropped_file_is_looked_at_and_a_huge_one_is_not_even_sent(
    house: House, server: Server, teacher: Teacher
) -> None:
    page = await house.page("en", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    await expect(page.locator(".drop")).to_be_visible()
    drop = """([name, size]) => {
      const files = new DataTransfer();
      files.items.add(new File([size ? new Uint8Array(size) : "::Q:: Is it? {T}"], name));
      window.dispatchEvent(new DragEvent("dragover", { dataTransfer: files, cancelable: true }));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
    }"""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.evaluate(drop, ["big.xml", 21 * 1024 * 1024])
    await expect(page.locator(".incoming .note.bad")).to_have_text(word("staff", "en", "problem.file_too_big"))
    assert not any("/import" in url for url in asked)

    await page.evaluate(drop, ["q.gift", 0])
    await page.get_by_role("button", name=word("staff", "en", "bring.close")).click()
    await expect(page.locator(".incoming .question h3")).to_have_text("Is it?")


async def test_a_bank_goes_out_in_every_format_and_comes_in(house: House, server: Server, teacher: Teacher) -> None:
    page = await house.page("en", token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    tour = page.locator(".banks button.bank", has_text=next(
        bank["title"]["en"] for bank in teacher.get("/api/banks") if bank["id"] == "tour"
    ))  # fmt: skip
    for format in (one for one in known().formats if one.write):
        await tour.click()
        await page.get_by_role("button", name=word("staff", "en", "take.open"), exact=True).click()
        await page.get_by_text(format.title["en"], exact=True).click()
        async with page.expect_download() as saving:
            await page.locator(".fit .button").click()
        saved = await saving.value
        data = await content(saved)
        await page.get_by_role("button", name=word("staff", "en", "preview.back")).click()
        await choose(page, payload(saved.suggested_filename, data))
        await expect(page.locator(".counts")).to_contain_text(format.title["en"])
        assert len(await titles(page)) >= 2
        await page.get_by_role("button", name=word("staff", "en", "bring.cancel")).click()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_the_table_to_fill_in_comes_in_the_teachers_language(
    house: House, server: Server, teacher: Teacher, lang: str
) -> None:
    page = await house.page(lang, token=teacher.token)
    await page.goto(f"{server.url}/teacher")
    async with page.expect_download() as saving:
        await page.locator(".templates a").nth(1).click()
    saved = await saving.value

    data = await content(saved)
    heading = next(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"}[lang] in heading
    await choose(page, payload(saved.suggested_filename, data))
    await expect(page.locator(".incoming .question")).to_have_count(len(examples(lang)))
    await expect(page.locator(".incoming .note.bad")).to_have_count(0)
