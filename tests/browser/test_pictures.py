"""A picture and a sound on their whole way: from the editor into a lesson, onto phones in time, into the report."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.helpers.drawn import patch, photo, tone
from tests.helpers.pages import BEAMER, House, reply, word
from tests.helpers.quick import LONGEST_READING_MS
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

_DRAWN = "img => img.complete && img.naturalWidth > 0"
_PASTE = """bytes => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], "pasted.jpg", { type: "image/jpeg" }));
  window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer }));
}"""


async def see(page: Page, where: str) -> None:
    """The picture there is really drawn."""
    picture = page.locator(where).first
    await expect(picture).to_be_visible()
    await page.wait_for_function(f"where => (({_DRAWN})(document.querySelector(where)))", arg=where)


async def test_a_picture_and_a_sound_go_from_the_editor_to_the_phones_and_into_the_report(
    house: House, server: Server, teacher: Teacher
) -> None:
    # The teacher writes two questions: one with a pasted photo that was held on its side, one with a sound.
    desk = await house.page("en", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await desk.get_by_role("button", name=word("staff", "en", "banks.new"), exact=True).click()
    for text in ("Where is this?", "What do you hear?"):
        if await desk.locator(".form").count():
            await desk.locator(".side > .button").click()
        await desk.locator("[data-kind=single]").click()
        await expect(desk.locator(".form > .texts textarea").first).to_be_focused()
        await desk.keyboard.type(text)
        for i, option in enumerate(("In the steppe", "In the mountains", "By the sea", "In the city")):
            await desk.locator(".of-options textarea").nth(i).fill(option)
        await desk.locator(".of-options .tick input").first.check()
        if text.startswith("Where"):
            await desk.evaluate(_PASTE, list(photo(orientation=6)))
            await see(desk, ".attached img")
            await desk.get_by_label(word("editor", "en", "media.alt")).fill("A wide plain under the sun")
        else:
            sound = {"name": "bird.wav", "mimeType": "audio/wav", "buffer": tone()}
            await desk.locator(".attach input[type=file]").set_input_files(sound)
            await expect(desk.locator(".attached audio")).to_be_visible()
            await desk.get_by_label(word("editor", "en", "media.where")).select_option("phones")
            await desk.get_by_label(word("editor", "en", "media.plays")).select_option("2")
    house.expected.append(re.compile("status of 422"))
    svg = {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    await desk.locator(".attach input[type=file]").set_input_files(svg)
    await expect(desk.locator(".attach .note")).to_have_text(re.compile("SVG"))
    await expect(desk.locator(".save")).to_have_class(re.compile(r"\bsaved\b"))
    bank = desk.url.partition("/banks/")[2].partition("#")[0]
    teacher.unhurry(bank)

    # In the lobby phones fetch the first picture, and the class screen tells how many have it.
    room = teacher.open_room(bank, "en", reading_ms=LONGEST_READING_MS)
    screen = await house.projector(teacher.token, room["room"])
    one = await (await house.phone("ru", "Aliya")).join(room["pin"])
    other = await (await house.phone("en", "Boris")).join(room["pin"])
    await expect(screen.page.locator(".fetched")).to_have_text(word("screen", "en", "media.ready", n=2, of=2))

    await screen.by_space("reading", question=1)
    await see(screen.page, ".exhibit img")
    await see(one.page, ".pic img")
    await screen.by_space("answering")
    await see(screen.page, ".exhibit img")
    for phone in (one, other):
        await see(phone.page, ".pic img")
        # Everything is in sight without scrolling, as without a picture.
        assert await phone.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    await one.page.locator(".pic").click()
    await expect(one.page.locator(".pic.large")).to_be_visible()
    await one.page.keyboard.press("Escape")
    await expect(one.page.locator(".pic.large")).to_have_count(0)
    await reply(one, "single", 0)
    await reply(other, "single", 1)
    await screen.at("reveal")
    await see(screen.page, ".exhibit img")

    # The sound is on each phone, twice.
    await screen.by_space("leaderboard", "reading", "answering")
    listen = one.page.locator(".play")
    for left in (1, 0):
        await expect(listen).to_be_enabled()
        await listen.click()
        await expect(one.page.locator(".play small")).to_have_text(re.compile(rf"\b{left}\b"))
    await expect(listen).to_be_disabled()
    await screen.go("reveal")

    await screen.by_space("podium")
    report = await house.page("en", BEAMER, teacher.token)
    await report.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await see(report, ".item .pictures img")


_DROP = """(row, bytes) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
  row.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""
ANIMALS = ("a horse", "a camel", "a sheep", "a cow")


async def test_options_that_are_pictures_are_chosen_by_their_pictures_and_stay_with_their_words(
    house: House, server: Server, teacher: Teacher
) -> None:
    desk = await house.page("en", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await desk.get_by_role("button", name=word("staff", "en", "banks.new"), exact=True).click()
    await desk.locator("[data-kind=single]").click()
    await desk.keyboard.type("Which one gives shubat?")
    rows = desk.locator(".of-options > ol > li")
    for i in range(4):
        if i == 1:
            await rows.nth(i).evaluate(_DROP, list(patch(i)))
        else:
            file = {"name": "animal.png", "mimeType": "image/png", "buffer": patch(i)}
            await rows.nth(i).locator("input[type=file]").set_input_files(file)
        await expect(rows.nth(i).locator("img")).to_be_visible()
    assert await desk.locator(".attached").count() == 0
    # The picture of an option has to be put into words.
    await expect(rows.nth(0).locator(".here")).to_contain_text("The picture needs a description.")
    for i, words in enumerate(ANIMALS):
        await rows.nth(i).locator("textarea").fill(words)
    await rows.nth(1).locator("input[type=radio]").check()
    await expect(desk.locator(".of-options .here")).to_have_count(0)
    await rows.nth(1).get_by_role("button", name=word("editor", "en", "options.up", letter="B")).click()
    await expect(desk.locator(".save")).to_have_class(re.compile(r"\bsaved\b"))
    bank = desk.url.partition("/banks/")[2].partition("#")[0]
    teacher.unhurry(bank)

    room = teacher.open_room(bank, "en", reading_ms=LONGEST_READING_MS)
    screen = await house.projector(teacher.token, room["room"])
    one = await (await house.phone("ru", "Aliya")).join(room["pin"])
    small = await (await house.phone("kk", "Boris", size={"width": 320, "height": 568})).join(room["pin"])
    await expect(screen.page.locator(".fetched")).to_have_text(word("screen", "en", "media.ready", n=2, of=2))
    await screen.by_space("reading", "answering")
    await see(screen.page, ".tiles .tile:nth-child(4) img")
    for phone in (one, small):
        await see(phone.page, ".options .o3 img")
        assert await phone.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        boxes = [await button.bounding_box() for button in await phone.page.locator(".option").all()]
        assert all(box and box["height"] >= 72 and box["width"] >= 120 for box in boxes)
    # What a picture shows is heard.
    await expect(one.page.get_by_role("button", name="a camel A")).to_be_visible()
    await reply(one, "single", 0)
    await see(one.page, ".tile.o0 img")
    await reply(small, "single", 2)
    await screen.at("reveal")
    await expect(screen.page.locator(".tile.right")).to_have_count(1)
    await see(small.page, ".card .tile img")

    # Before the end it is not told; then a phone that has nothing any more gets it all again.
    await screen.by_space("podium")
    await one.page.reload()
    await one.page.locator(".look-back").click()
    await see(one.page, ".review .tile img")
    report = await house.page("en", BEAMER, teacher.token)
    await report.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await see(report, ".bars .thumb")


async def test_a_place_is_drawn_in_the_editor_tapped_or_named_and_every_tap_is_shown_after_the_close(
    house: House, server: Server, teacher: Teacher
) -> None:
    desk = await house.page("en", {"width": 1280, "height": 900}, teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await desk.get_by_role("button", name=word("staff", "en", "banks.new"), exact=True).click()
    await desk.locator("[data-kind=hotspot]").click()
    await desk.keyboard.type("Where is the sun?")
    picture = {"name": "plain.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    await desk.locator(".attach input[type=file]").set_input_files(picture)
    await see(desk, ".drawing img")
    await expect(desk.locator(".of-spot .here")).to_contain_text("No right answer is marked.")
    await desk.get_by_label(word("editor", "en", "media.alt")).fill("A plain under the sun")
    # A region is drawn by dragging over the sun, and another one by the button, moved with the keyboard and taken off.
    # Nothing is still to come that would move the page under the pointer.
    await expect(desk.locator(".save")).to_have_class(re.compile(r"\bsaved\b"))
    await desk.locator(".drawing").scroll_into_view_if_needed()
    box = await desk.locator(".drawing img").bounding_box()
    assert box is not None
    await desk.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.1 * box["height"])
    await desk.mouse.down()
    await desk.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.3 * box["height"], steps=3)
    await desk.mouse.move(box["x"] + 0.68 * box["width"], box["y"] + 0.4 * box["height"], steps=3)
    await desk.mouse.up()
    await expect(desk.locator(".area")).to_have_count(1)
    await desk.get_by_role("button", name=word("editor", "en", "spot.add")).click()
    second = desk.locator(".area").nth(1)
    await second.focus()
    before = await second.get_attribute("style")
    await desk.keyboard.press("ArrowRight")
    await desk.keyboard.press("Shift+ArrowDown")
    assert await second.get_attribute("style") != before
    await desk.keyboard.press("Delete")
    await expect(desk.locator(".area")).to_have_count(1)
    await expect(desk.locator(".save")).to_have_class(re.compile(r"\bsaved\b"))
    bank = desk.url.partition("/banks/")[2].partition("#")[0]
    teacher.unhurry(bank)

    room = teacher.open_room(bank, "en", reading_ms=LONGEST_READING_MS)
    screen = await house.projector(teacher.token, room["room"])
    tapping = await (await house.phone("ru", "Aliya")).join(room["pin"])
    by_key = await (await house.phone("kk", "Boris", size={"width": 320, "height": 568})).join(room["pin"])
    naming = await (await house.phone("en", "Dana")).join(room["pin"])
    await expect(screen.page.locator(".fetched")).to_have_text(word("screen", "en", "media.ready", n=3, of=3))
    await screen.by_space("reading", "answering")
    await see(screen.page, ".spot img")
    await see(tapping.page, ".spot img")
    assert await screen.page.locator(".region *").count() == 0

    box = await tapping.page.locator(".spot img").bounding_box()
    assert box is not None
    await tapping.page.touchscreen.tap(box["x"] + 0.59 * box["width"], box["y"] + 0.25 * box["height"])
    await tapping.send()
    await tapping.kept()
    canvas = by_key.page.locator(".canvas")
    await canvas.focus()
    for key in ("ArrowDown", "Shift+ArrowDown", "ArrowLeft", "Enter"):
        await by_key.page.keyboard.press(key)
    await by_key.kept()
    await naming.page.locator(".place .second").click()
    await naming.page.get_by_role("button", name="D2", exact=True).click()
    await naming.send()
    await screen.at("reveal")
    await expect(screen.page.locator(".region rect")).to_have_count(1)
    await expect(screen.page.locator(".dot.hit")).to_have_count(2)
    await expect(screen.page.locator(".dot.miss")).to_have_count(1)
    await tapping.told("right")
    await by_key.told("wrong")
    await expect(by_key.page.locator(".card .region rect")).to_have_count(1)
    await naming.told("right")

    await screen.by_space("podium")
    await by_key.page.locator(".look-back").click()
    await see(by_key.page, ".review .spot img")
    report = await house.page("en", BEAMER, teacher.token)
    await report.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await expect(report.locator(".item .dot")).to_have_count(3)
