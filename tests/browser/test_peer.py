"""Peer instruction as a class lives it: alone, in pairs, once more; then the report."""

from __future__ import annotations

import pytest
from playwright.async_api import ViewportSize, expect

from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW: ViewportSize = {"width": 320, "height": 568}
BANK = """
format = "saual-bank/1"
title = "Салмақ пен масса"
language = "kk"
[defaults]
time = 300
[[question]]
type = "single"
text = "Айда тұрған адамның массасы Жердегіден қандай болады?"
options = ["Алты есе аз", "Дәл сондай", "Алты есе көп", "Нөлге тең"]
right = "B"
explanation = "Масса – денедегі зат мөлшері, ол орынға байланысты емес; өзгеретіні – салмақ."
[[question]]
type = "truefalse"
text = "Вакуумда қауырсын мен тас бірдей жылдамдықпен түседі."
right = true
"""
RIGHT, WRONG = 1, 0


async def vote(phones: list[PhonePage], *answers: int, sure: int) -> None:
    """All but the last say how sure they are; the vote waits a moment for the last one, and ends without it."""
    for phone, answer in zip(phones, answers, strict=True):
        await phone.tap(answer)
        if phone is not phones[-1]:
            button = phone.page.locator(".sure button").nth(sure)
            await button.click()
            await expect(button).to_have_attribute("aria-pressed", "true")


async def test_a_question_is_answered_alone_talked_over_and_answered_again(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(BANK, "physics")
    peer = {"talk_ms": 600_000, "pairs": True, "sure": True}
    room = teacher.open_room("physics", "kk", reading_ms=0, twice=True, peer=peer)
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]))
    sizes: list[ViewportSize | None] = [None, None, NARROW, None]
    phones = [
        await (await house.phone(lang, name, **({"size": size} if size else {}))).join(room["pin"])
        for (lang, name), size in zip(
            (("kk", "Аружан"), ("ru", "Олег"), ("kk", "Қанағаттандырылмаған"), ("en", "Mary")), sizes, strict=True
        )
    ]
    await screen.students(4)

    # The first vote: each says how sure; nobody is told anything but the remote
    await screen.go("answering", question=1)
    await screen.says("peer.first")
    await inspection.look(screen.page, "peer-answering-screen")
    await phones[2].tap(WRONG)
    await phones[2].kept()
    await expect(phones[2].page.locator(".sure button").first).to_be_visible()
    await inspection.look(phones[2].page, "peer-sure-phone", touch=True)
    await phones[2].page.locator(".sure button").first.click()
    await vote([*phones[:2], phones[3]], RIGHT, WRONG, RIGHT, sure=0)
    await screen.at("voted", 1)
    await inspection.look_in_every_language(screen, "peer-voted-screen")
    assert "50" not in await screen.page.locator("body").inner_text(), "nothing tells how many were right"
    await remote.at("voted", 1)
    await expect(remote.next).to_contain_text(word("screen", "ru", "peer.percent", n=50))
    await expect(remote.next).to_contain_text(word("screen", "ru", "next.discuss"))
    await inspection.look(remote.page, "peer-voted-remote", touch=True)
    for phone in phones:
        await expect(phone.page.locator(".between h1")).to_be_visible()
    await inspection.look(phones[2].page, "peer-voted-phone", touch=True)

    # The talk: a large clock, and the names of partners
    await remote.press()
    await screen.at("discussion", 1)
    await expect(screen.page.locator(".between strong")).to_contain_text("9:")
    await inspection.look_in_every_language(screen, "peer-talk-screen")
    await expect(phones[0].page.locator(".between .me")).to_have_text("Олег")
    await expect(phones[1].page.locator(".between .me")).to_have_text("Аружан")
    await expect(phones[3].page.locator(".between .me")).to_have_text("Қанағаттандырылмаған")
    await phones[0].page.reload()
    await expect(phones[0].page.locator(".between .me")).to_have_text("Олег")
    for phone in phones:
        await inspection.look(phone.page, f"peer-talk-phone-{phone.name}", touch=True)
    await screen.key("p")
    await expect(screen.page.locator(".pausing")).to_be_visible()
    minutes, seconds = (await screen.page.locator(".between strong").inner_text()).split(":")
    await remote.page.locator(".tools button", has_text=word("screen", "ru", "do.more_talk")).click()
    await expect(screen.page.locator(".between strong")).to_have_text(f"{int(minutes) + 1}:{seconds}")
    await screen.key("p")
    await expect(screen.page.locator(".pausing")).to_have_count(0)
    await inspection.look(remote.page, "peer-talk-remote", touch=True)

    # The second vote, and what became of the first
    await screen.space()
    await screen.at("answering", 1)
    await screen.says("peer.second")
    for phone in phones:
        await phone.asked(1, 2)
        await phone.says("second", ".over")
    await vote(phones, RIGHT, RIGHT, RIGHT, WRONG, sure=1)
    await screen.at("reveal", 1)
    await expect(screen.page.locator(".turns figcaption")).to_contain_text("75 %")
    await inspection.look_in_every_language(screen, "peer-reveal-screen")
    await remote.at("reveal", 1)
    await inspection.look(remote.page, "peer-reveal-remote", touch=True)
    for phone, how in zip(phones, ("right", "right", "right", "wrong"), strict=True):
        await phone.told(how)
        await expect(phone.page.locator(".turn")).to_be_visible()
    await inspection.look(phones[1].page, "peer-reveal-phone", touch=True)

    # On the spot: the next one once after all, then twice, and by the host's own choice straight to the answer
    await screen.go("leaderboard")
    twice = remote.page.locator(".twice")
    await expect(twice).to_have_attribute("aria-pressed", "true")
    await twice.click()
    await expect(twice).to_have_attribute("aria-pressed", "false")
    await twice.click()
    await expect(twice).to_have_attribute("aria-pressed", "true")
    await screen.go("answering", question=2)
    await vote(phones, WRONG, WRONG, WRONG, WRONG, sure=2)
    await screen.at("voted", 2)
    await screen.key("r")
    await screen.at("reveal", 2)
    await screen.go("podium")

    # The report
    game = f"{room['room']}-1"
    teacher.report_when(game)
    desk = await house.page("en", token=teacher.token)
    await desk.goto(f"{server.url}/teacher/games/{game}")
    await expect(desk.locator("#item-1 .votes")).to_contain_text("2 of 4")
    await inspection.look(desk, "peer-report")
    assert teacher.browser.get(f"/api/games/{game}/questions.csv").text.count("\n") == 3
