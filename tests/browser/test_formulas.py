"""Formulas where people meet them: drawn on phones and on the class screen, and a wrong one told in the editor."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.pages import House, reply
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANK = r"""
format = "saual-bank/1"
title = "Formulas"
language = "en"
[defaults]
time = 600

[[question]]
type = "single"
text = 'Solve $\frac{x^2-1}{2} = \sqrt{y}$, for $5 or $10!'
options = ['$x = \frac{1}{2}$', 'none']
right = "A"
explanation = 'Because $x^2 \ge 0$.'
"""


async def test_formulas_are_drawn_where_a_question_is_asked_and_a_wrong_one_is_told(
    house: House, server: Server, teacher: Teacher
) -> None:
    bank = teacher.add_bank(BANK)
    room = teacher.open_room(bank, "en")
    screen = await house.projector(teacher.token, room["room"])
    phone = await (await house.phone("en", "Aliya")).join(room["pin"])
    await screen.by_space("answering", question=1)
    for page in (screen.page, phone.page):
        await expect(page.locator("h1 math mfrac")).to_have_count(1)
        await expect(page.locator("h1")).to_contain_text("for $5 or $10!")
        await expect(page.locator(".o0 math mfrac")).to_have_count(1)
    await reply(phone, "single", 0)
    await phone.told("right")
    for page in (screen.page, phone.page):
        await expect(page.locator(".why math msup")).to_have_count(1)

    desk = await house.page("en", {"width": 1280, "height": 800}, teacher.token)
    await desk.goto(f"{server.url}/teacher/banks/{bank}")
    await expect(desk.locator(".beamer math")).to_have_count(2)
    question = desk.locator(".form > .texts textarea").first
    await question.fill(r"What is $\foo{x}$?")
    await expect(desk.locator(".here .wrong").first).to_contain_text(r"\foo")
    await expect(desk.locator(".handset h1")).to_contain_text(r"What is $\foo{x}$?")


EVERYWHERE = r"""
format = "saual-bank/1"
title = "Formulas everywhere"
language = "en"
[defaults]
time = 600

[[question]]
type = "ordering"
text = "From small to large"
items = ['$x^1$', '$x^2$', '$x^3$']

[[question]]
type = "matching"
text = "What belongs together?"
items = ['$\frac{1}{2}$', '$\frac{1}{4}$']
options = ['$0{,}5$', '$0{,}25$']

[[question]]
type = "gaps"
text = "Half is [1]."
gaps = ['$\frac{1}{2}$']
bank = true
options = ['$\frac{1}{3}$']

[[question]]
type = "scale"
text = "How well do you know these?"
items = ['$\sin x$', '$\cos x$']
low = '$0$'
high = '$\infty$'

[[question]]
type = "brainstorm"
text = "Which is the most beautiful?"
ideas = ['$e^{i\pi}=-1$', '$a^2+b^2=c^2$']
"""
ANSWERS = {"ordering": [2, 0, 1], "matching": [0, 1], "gaps": [0]}
MATHS = {"ordering": 3, "matching": 4, "gaps": 2, "scale": 4, "brainstorm": 2}


async def test_formulas_are_drawn_in_items_statements_words_and_ideas_on_every_screen(
    house: House, server: Server, teacher: Teacher
) -> None:
    bank = teacher.add_bank(EVERYWHERE)
    room = teacher.open_room(bank, "en")
    screen = await house.projector(teacher.token, room["room"])
    phone = await (await house.phone("en", "Aliya")).join(room["pin"])
    remote = await house.remote(teacher.remote_key(room["room"]), "en")
    kinds = list(MATHS)
    for n, (kind, maths) in enumerate(MATHS.items(), 1):
        await screen.go("answering", question=n)
        await phone.asked(n, len(kinds))
        await expect(screen.page.locator(".body math")).to_have_count(maths)
        drawn = phone.page.locator(".answering math")
        await expect(drawn.first).to_be_visible()
        assert not await phone.page.locator(".answering").get_by_text("$").count()
        if kind in ANSWERS:
            await reply(phone, kind, ANSWERS[kind])
        elif kind == "scale":
            await phone.page.locator(".statements-answer input").first.check()
            await phone.send()
        else:
            await phone.page.locator(".answering [aria-pressed]").first.click()
            await phone.send()
        await screen.at("reveal")
        await expect(screen.page.locator(".body math").first).to_be_visible()
        await expect(remote.page.locator("section math").first).to_be_visible()
        for page in (screen.page, remote.page, phone.page):
            assert not await page.get_by_text("$").count()
        if kind in ANSWERS:
            await expect(phone.page.locator(".card math").first).to_be_visible()
        if n == len(kinds):
            await screen.go("podium")
        elif kind in ANSWERS:
            await screen.go("leaderboard")
    await phone.page.locator(".look-back").click()
    await expect(phone.page.locator(".review math").first).to_be_visible()
    assert not await phone.page.locator(".review").get_by_text("$").count()
    report = await house.page("en", {"width": 1280, "height": 800}, teacher.token)
    await report.goto(f"{server.url}/teacher/games/{room['room']}-1")
    await expect(report.locator(".bars math").first).to_be_visible()
    assert not await report.get_by_text("$").count()
