"""Formulas where people meet them: drawn on phones and on the class screen, and a wrong one told in the editor."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.helpers.pages import House, reply
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

BANK = r"""
format = "saual-bank/1"
title = "Formulas"
language = "en"

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
