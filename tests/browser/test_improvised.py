"""A question that the teacher asks aloud, put from the remote in two taps; then what was right, what was asked and a
photo of the board, and the quiz goes on."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.drawn import photo
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House
from tests.helpers.quick import quick
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_question_asked_aloud_is_answered_on_phones_and_put_down_afterwards(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(quick(), "quick")
    room = teacher.open_room("quick", "kk")
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]), "ru")
    kk = await house.phone("kk", "Бибігүл", size={"width": 320, "height": 568})
    ru, en = await house.phone("ru", "Дмитрий"), await house.phone("en", "Tomiris")
    for phone in (kk, ru, en):
        await phone.join(room["pin"])
    await screen.students(3)

    # Two taps in the lobby.
    ask = remote.page.get_by_role("button", name=remote.word("aloud.do"), exact=True)
    await ask.click()
    await inspection.look(remote.page, "aloud-remote-ask", touch=True)
    await remote.page.get_by_role("button", name=remote.word("aloud.form.letters")).click()
    await screen.at("answering", 1)
    await screen.says("aloud.now", "h1")
    await screen.shows(f"{room['pin'][:3]} {room['pin'][3:]}", ".late")
    await kk.asked(1)
    await inspection.look(screen.page, "aloud-projector-open")
    await inspection.look(kk.page, "aloud-phone-open", touch=True)

    # Another one has to wait while this one is open.
    await remote.page.get_by_role("button", name=remote.word("aloud.later"), exact=True).click()
    await remote.says("aloud.next", ".sheet")
    await remote.page.get_by_role("button", name=remote.word("set.seconds", n=60)).click()
    await remote.page.get_by_role("button", name=remote.word("aloud.form.number")).click()

    for phone, option in ((kk, 1), (ru, 1), (en, 2)):
        await phone.tap(option)
        if phone is not en:
            await phone.kept()
    await screen.at("reveal")  # all have answered
    await kk.told("thanks")

    # What was right, what was asked, and the board.
    down = remote.page.locator(".putdown")
    await down.locator(".rights .o1").click()
    await kk.told("right")
    await en.told("wrong")
    await expect(screen.page.locator(".tile.o1.right")).to_be_visible()
    await down.get_by_label(remote.word("aloud.asked")).fill("Алматы қай жерде орналасқан?")
    await down.locator("form button").last.click()
    await screen.shows("Алматы қай жерде", "h1")
    board = {"name": "board.jpg", "mimeType": "image/jpeg", "buffer": photo(orientation=6)}
    await down.locator("input[type=file]").set_input_files(board)
    await expect(down.locator("img")).to_be_visible()
    await expect(screen.page.locator(".exhibit img")).to_be_visible()
    await expect(en.page.locator(".pic img")).to_be_visible()
    await inspection.look(remote.page, "aloud-remote-down", touch=True)
    await inspection.look(screen.page, "aloud-projector-down")
    await inspection.look(en.page, "aloud-phone-down", touch=True)

    # The one that waited, with its time; the class screen can put down, too.
    await screen.press()
    await screen.at("leaderboard")
    await screen.press()
    await screen.at("answering", 2)
    await expect(screen.page.locator(".count, .ring, [role=timer]").first).to_be_visible()
    for phone in (kk, ru, en):
        await phone.asked(2)
        await phone.send("12,5")
    await screen.at("reveal")
    await screen.page.get_by_role("button", name=screen.word("aloud.title")).click()
    await inspection.look(screen.page, "aloud-projector-drawer")
    await screen.page.get_by_label(screen.word("aloud.right")).fill("12.5")
    await screen.page.locator(".putdown form button").first.click()
    await kk.told("right")
    await screen.page.keyboard.press("Escape")

    # And the quiz.
    await screen.press()
    await screen.at("leaderboard")
    await screen.press()
    await screen.at("answering", 3)
    await kk.asked(3)
