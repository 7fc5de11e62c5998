"""The editor in a real browser: a bank of every type from nothing, and nothing lost whatever happens meanwhile."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import BEAMER, NO_NETWORK, PHONE, REFUSED, House, ProjectorPage, read_for_long, reply, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK: ViewportSize = {"width": 1280, "height": 800}
TABLET: ViewportSize = {"width": 768, "height": 1024}
AXE = re.compile("Applying inline style violates|POLICY style-src-elem inline")
"""What axe-core does to look into a shadow tree."""


def say(lang: str, key: str, **params: object) -> str:
    return word("editor", lang, key, **params)


class Editing:
    """One page of the editor."""

    def __init__(self, page: Page, url: str, lang: str = "kk") -> None:
        self.page = page
        self.url = url
        self.lang = lang

    async def new(self) -> Editing:
        await self.page.goto(f"{self.url}/teacher")
        await self.page.get_by_role("button", name=word("staff", self.lang, "banks.new"), exact=True).click()
        await expect(self.page.locator(".types")).to_be_visible()
        return self

    async def open(self, bank: str) -> Editing:
        await self.page.goto(f"{self.url}/teacher/banks/{bank}")
        await expect(self.page.locator(".editor")).to_be_visible()
        return self

    @property
    def bank(self) -> str:
        return self.page.url.partition("/banks/")[2].partition("#")[0]

    async def add(self, kind: str, text: str) -> None:
        if await self.page.locator(".form").count():
            await self.page.locator(".side > .button").click()
        await self.page.locator(f"[data-kind={kind}]").click()
        # The cursor stands in the question already.
        await expect(self.page.locator(".form > .texts textarea").first).to_be_focused()
        await self.page.keyboard.type(text)

    async def options(self, *texts: str) -> None:
        for i, text in enumerate(texts):
            await self.page.locator(".of-options textarea").nth(i).fill(text)

    async def right(self, *which: int) -> None:
        for i in which:
            await self.page.locator(".of-options .tick input").nth(i).check()

    async def saved(self) -> None:
        await expect(self.page.locator(".save")).to_have_class(re.compile(r"\bsaved\b"))

    async def texts(self, *texts: str) -> None:
        await expect(self.page.locator(".entry-text > span")).to_have_text(list(texts))


async def editing(house: House, teacher: Teacher, lang: str = "kk", size: ViewportSize = DESK) -> Editing:
    return Editing(await house.page(lang, size, teacher.token), house.server.url, lang)


def draft(teacher: Teacher, bank: str) -> dict[str, Any]:
    found: dict[str, Any] = teacher.get(f"/api/banks/{bank}/draft")["draft"]
    return found


async def test_a_bank_of_every_type_is_made_from_nothing_and_a_lesson_started_with_it(
    house: House, teacher: Teacher
) -> None:
    edit = await editing(house, teacher)
    page = edit.page
    await page.goto(f"{edit.url}/teacher")
    await page.locator(".banks button.bank").first.click()
    await read_for_long(page)
    await edit.new()
    await page.get_by_label(say("kk", "bank.title")).fill("Менің жинағым")
    await edit.add("single", "Астана қайсы?")
    await edit.options("Алматы", "Астана", "Шымкент")
    await expect(page.locator(".here .todo").first).to_be_visible()  # nothing is marked right yet
    await edit.right(1)
    await expect(page.locator(".here")).to_have_count(0)
    await edit.add("multiple", "Жұп сандар?")
    await edit.options("1", "2", "3", "4")
    await edit.right(1, 3)
    await edit.saved()

    # In the middle of it all the page is loaded again.
    await page.reload()
    await edit.texts("Астана қайсы?", "Жұп сандар?")
    await page.locator(".entry-face").nth(1).click()

    await edit.add("truefalse", "Күн – жұлдыз")
    await page.locator(".of-truth input").first.check()
    await edit.add("short", "H2O қазақша?")
    await page.locator(".of-spellings input").first.fill("су")
    await page.keyboard.press("Enter")
    await page.keyboard.type("вода")
    await page.get_by_label(say("kk", "typos.title")).select_option("1")
    await edit.add("number", "π неше?")
    await page.get_by_label(say("kk", "number.right")).fill("үш")
    await expect(page.locator(".here .wrong")).to_contain_text("үш")
    await page.get_by_label(say("kk", "number.right")).fill("3,14")
    await page.get_by_label(say("kk", "number.tolerance")).fill("0,01")
    await edit.add("poll", "Қай пән ұнайды?")
    await edit.options("Физика", "Химия")
    await edit.add("rating", "Сабақ қалай?")
    await edit.add("slide", "Рақмет!")
    await page.get_by_label(say("kk", "slide.body")).fill("Келесі сабаққа дейін")
    await page.locator(".more summary").click()
    await page.get_by_label(say("kk", "form.topic")).fill("соңы")
    await edit.saved()
    await expect(page.locator(".unready")).to_have_count(0)
    found = draft(teacher, edit.bank)
    assert [question["type"] for question in found["questions"]] == [
        *("single", "multiple", "truefalse", "short", "number", "poll", "rating", "slide")
    ]
    assert found["title"] == {"kk": "Менің жинағым"}
    assert found["questions"][1]["fields"]["right"] == ["B", "D"]
    assert found["questions"][3]["fields"]["accept"] == ["су", "вода"]

    # A lesson from the second question on, as long to read as was chosen before
    teacher.unhurry(edit.bank)
    await page.locator(".entry-face").nth(1).click()
    await page.get_by_role("button", name=say("kk", "edit.start_here")).click()
    screen = await ProjectorPage(page, "kk").at("lobby")
    pin = re.sub(r"\D", "", await page.locator("p.pin").inner_text())
    phone = await (await house.phone("kk", "Әлия")).join(pin)
    await screen.by_space("reading", "answering", question=1)
    await phone.shows("Жұп сандар?", "h1")
    await reply(phone, "multiple", [1, 3])
    await phone.told("right")


async def test_undo_and_redo_go_through_text_types_order_and_deletion(house: House, teacher: Teacher) -> None:
    edit = await (await editing(house, teacher, "ru")).new()
    page = edit.page
    await edit.add("single", "один")
    await edit.options("а", "б")
    await edit.right(0)
    await page.get_by_label(say("ru", "options.several")).check()
    await expect(page.locator(".of-options input[type=checkbox]").first).to_be_checked()
    await page.get_by_label(say("ru", "options.several")).uncheck()
    await expect(page.locator(".of-options input[type=radio]").first).to_be_checked()
    await edit.add("slide", "два")
    await edit.texts("один", "два")
    await page.get_by_role("button", name=say("ru", "edit.up")).click()
    await edit.texts("два", "один")
    await page.get_by_role("button", name=say("ru", "edit.remove")).click()
    await edit.texts("один")
    await page.locator(".said button").click()  # the undo beside the message
    await edit.texts("два", "один")
    await page.keyboard.press("Control+z")
    await edit.texts("один", "два")
    for _ in range(3):
        await page.keyboard.press("Control+z")
    await edit.texts("один")
    for _ in range(4):
        await page.keyboard.press("Control+Shift+z")
    await edit.texts("два", "один")
    await edit.saved()
    assert [question["fields"]["text"]["ru"] for question in draft(teacher, edit.bank)["questions"]] == ["два", "один"]


async def test_questions_are_rearranged_by_the_keyboard_alone_and_by_dragging(house: House, teacher: Teacher) -> None:
    edit = await (await editing(house, teacher, "en")).new()
    page = edit.page
    for text in ("a", "b", "c"):
        await edit.add("slide", text)
    await page.locator(".entry-face").nth(2).focus()
    await page.keyboard.press("Alt+ArrowUp")
    await edit.texts("a", "c", "b")
    await expect(page.locator(".said")).to_contain_text(say("en", "list.moved", i=2, of=3))
    await page.keyboard.press("Alt+ArrowUp")
    await edit.texts("c", "a", "b")
    await expect(page.locator(".entry-face").first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator(".entry-face").nth(1)).to_be_focused()
    await expect(page.locator(".form > .texts textarea").first).to_have_value("a")

    await edit.saved()  # nothing is still to come that would move the list under the pointer
    handle = page.locator(".handle").first
    await handle.hover()
    await page.mouse.down()
    box = await page.locator(".entry").nth(2).bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 10, box["y"] + 20, steps=4)
    await page.mouse.move(box["x"] + 10, box["y"] + 40)
    await page.mouse.up()
    await edit.texts("a", "b", "c")
    await edit.saved()


async def test_without_a_network_nothing_is_lost_and_it_is_sent_when_it_is_back(house: House, teacher: Teacher) -> None:
    house.expected.append(NO_NETWORK)
    edit = await (await editing(house, teacher)).new()
    page = edit.page
    await edit.add("slide", "Бірінші")
    await edit.saved()
    await page.context.set_offline(True)
    await page.locator(".form textarea").first.fill("Желісіз жазылды")
    await expect(page.locator(".save.kept")).to_be_visible()
    # The page is closed; the network is back; the bank is opened again.
    bank = edit.bank
    context = page.context
    await page.close()
    await context.set_offline(False)
    again = await Editing(await context.new_page(), edit.url).open(bank)
    await again.texts("Желісіз жазылды")
    await again.saved()
    assert draft(teacher, bank)["questions"][0]["fields"]["text"] == {"kk": "Желісіз жазылды"}


async def test_two_tabs_see_each_others_changes_and_keep_both_of_the_same_question(
    house: House, teacher: Teacher
) -> None:
    house.expected.append(REFUSED)
    one = await (await editing(house, teacher)).new()
    await one.add("slide", "а")
    await one.add("slide", "б")
    await one.saved()
    two = await Editing(await one.page.context.new_page(), one.url).open(one.bank)
    await two.page.locator(".entry-face").nth(1).click()
    await two.page.locator(".form textarea").first.fill("екінші бет")
    await two.saved()
    await one.texts("а", "екінші бет")

    # Both change the same while the first cannot save.
    await one.page.route("**/edits*", lambda route: route.abort())
    house.expected.append(NO_NETWORK)
    await one.page.locator(".entry-face").first.click()
    await one.page.locator(".form textarea").first.fill("менікі")
    await expect(one.page.locator(".save.kept")).to_be_visible()
    await two.page.locator(".entry-face").first.click()
    await two.page.locator(".form textarea").first.fill("олардікі")
    await two.saved()
    await one.page.unroute("**/edits*")
    await expect(one.page.locator(".conflict")).to_be_visible()
    await one.saved()
    await one.texts("олардікі", "менікі", "екінші бет")
    await one.page.get_by_role("button", name=say("kk", "conflict.mine")).click()
    await one.texts("менікі", "екінші бет")
    await two.texts("менікі", "екінші бет")


async def test_what_is_not_translated_is_marked_and_counted(house: House, teacher: Teacher) -> None:
    edit = await (await editing(house, teacher)).new()
    page = edit.page
    await edit.add("poll", "Қалай?")
    await edit.options("Жақсы", "Жаман")
    await page.locator(".bank-head summary").click()
    await page.get_by_label(word("staff", "kk", "lang.ru")).check()
    await expect(page.locator(".entry .missing")).to_contain_text("РУС")
    await expect(page.locator(".untranslated")).to_have_count(4)  # the title, the question and two options
    await page.locator(".form > .texts textarea").nth(1).fill("Как дела?")
    for i, text in ((1, "Хорошо"), (3, "Плохо")):
        await page.locator(".of-options textarea").nth(i).fill(text)
    await expect(page.locator(".entry .missing")).to_have_count(0)
    await edit.saved()
    assert draft(teacher, edit.bank)["questions"][0]["fields"]["options"][:2] == [
        {"kk": "Жақсы", "ru": "Хорошо"},
        {"kk": "Жаман", "ru": "Плохо"},
    ]


async def test_a_bank_that_ships_is_copied_filed_deleted_and_brought_back(house: House, teacher: Teacher) -> None:
    page = await house.page("ru", BEAMER, teacher.token)
    await page.goto(f"{house.server.url}/teacher")
    await page.locator(".bank", has_text="Знаешь ли ты Казахстан?").last.click()
    await page.get_by_role("button", name=word("staff", "ru", "own.copy_to_edit")).click()
    await expect(page.locator(".entry")).to_have_count(30)
    await expect(page.locator(".unready")).to_have_count(0)
    await page.goto(f"{house.server.url}/teacher")
    own = page.locator(".bank", has=page.locator(".tag.own"), has_text="Знаешь ли ты Казахстан?")
    await own.click()
    await page.locator(".own-bank summary").click()
    await page.get_by_label(word("staff", "ru", "own.folder"), exact=True).fill("9 класс")
    await page.get_by_label(word("staff", "ru", "own.tags")).fill("четверть, #контрольная")
    await page.get_by_role("button", name=word("staff", "ru", "own.save"), exact=True).click()
    await page.locator(".chips button", has_text="9 класс").click()
    await expect(page.locator(".banks .bank")).to_have_count(1)
    await expect(own).to_contain_text("#контрольная")
    await page.get_by_role("button", name=word("staff", "ru", "remove.ask"), exact=True).click()
    await expect(own).to_have_count(0)
    await page.get_by_role("button", name=word("staff", "ru", "remove.undo")).click()
    await expect(own).to_have_count(1)


async def test_five_hundred_questions_stay_smooth(house: House, server: Server, teacher: Teacher) -> None:
    head = 'format = "saual-bank/1"\ntitle = "Көп"\nlanguage = "kk"\n'
    asked = [
        f'[[question]]\ntype = "single"\ntext = "Сұрақ {i}"\noptions = ["а", "б", "в"]\nright = "A"\n'
        for i in range(500)
    ]
    bank = teacher.add_bank(head + "".join(asked))
    edit = await (await editing(house, teacher)).open(bank)
    page = edit.page
    await expect(page.locator(".entry")).to_have_count(500)
    await expect(page.locator(".side > .button")).to_be_disabled()
    await page.locator(".entry-face").nth(400).click()
    field = page.locator(".form > .texts textarea").first
    await field.focus()
    # A letter is drawn well within what a person feels as at once; the middle one, for other programs run, too.
    usual = await page.evaluate(
        """async () => {
          const field = document.querySelector(".form > .texts textarea");
          const took = [];
          for (let i = 0; i < 20; i++) {
            const start = performance.now();
            field.value += "x";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            took.push(performance.now() - start);
          }
          return took.sort((a, b) => a - b)[10];
        }"""
    )
    assert usual < 250
    await edit.saved()
    text = draft(teacher, bank)["questions"][400]["fields"]["text"]["kk"]
    assert text == "Сұрақ 400" + "x" * 20


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_every_form_of_the_editor_is_sound(
    house: House, server: Server, teacher: Teacher, inspection: Inspection, lang: str
) -> None:
    house.expected.append(AXE)
    bank = teacher.browser.post("/api/banks/tour/copy", json={}).json()["id"]
    edit = await (await editing(house, teacher, lang)).new()
    await inspection.look(edit.page, f"editor-empty-{lang}", axe=lang == "kk")
    for name, size in {"desk": DESK, "tablet": TABLET, "phone": PHONE}.items():
        await edit.page.set_viewport_size(size)
        await edit.open(bank)
        count = await edit.page.locator(".entry").count()
        for i in range(count if name == "desk" else 3):
            await edit.page.locator(".entry-face").nth(i).click()
            await expect(edit.page.locator(".form")).to_be_visible()
            await expect(edit.page.locator(".previews")).to_be_visible()
            await inspection.look(
                edit.page, f"editor-{name}-{i}-{lang}", axe=lang == "kk" and i < 6, touch=name != "desk"
            )
        await edit.page.locator(".bank-head summary").click()
        await edit.page.locator(".form .more summary").click()
        await edit.page.locator(".side > .button").click()
        await inspection.look(edit.page, f"editor-{name}-add-{lang}", axe=lang == "kk", touch=name != "desk")
