"""Banks that a teacher wrote: the edges of the format played through, and nothing in them ever more than text."""

from __future__ import annotations

import json
import re

import pytest
from playwright.async_api import Page, expect

from tests.helpers.pages import House, ProjectorPage, Screen, read_for_long, reply, word
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EDGES = """
format = "saual-bank/1"
title = { kk = "Шекаралар", ru = "Края", en = "Edges" }
language = "kk"

[[question]]
type = "single"
text = "1 + 1 = ?"
options = ["1", "2"]
right = "B"
points = 2000
time = 600

[[question]]
type = "multiple"
text = { kk = "Жұп сандар?", ru = "Чётные числа?", en = "Even numbers?" }
options = ["1", "2", "3", "4", "5", "6", "7", "8"]
right = ["B", "D", "F", "H"]
points = 0
time = 600

[[question]]
type = "short"
text = "Қазақстанның ең үлкен қаласы?"
accept = ["Алматы"]
typos = 1
time = 600

[[question]]
type = "number"
text = "1 ÷ 8 = ?"
right = 0.125
tolerance = 0.005
time = 600
"""


async def test_a_bank_of_ones_own_is_added_and_played(house: House, server: Server, teacher: Teacher) -> None:
    desk = await house.page("ru", token=teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await desk.locator("input[type=file]").set_input_files(
        {"name": "Шекаралар.toml", "mimeType": "application/toml", "buffer": EDGES.encode()}
    )
    await desk.locator(".incoming .primary").click()
    await expect(desk.locator(".note.good")).to_contain_text("Края")
    await desk.locator(".start > details > summary").click()
    reading = desk.locator(".start select").filter(has=desk.locator('option:text-is("3 секунды")'))
    await reading.select_option(label=word("staff", "ru", "start.reading_none"))
    await desk.get_by_role("button", name=word("staff", "ru", "start.go")).click()
    screen = await ProjectorPage(desk, "ru").at("lobby")
    pin = re.sub(r"\D", "", await desk.locator("p.pin").inner_text())
    kk = await (await house.phone("kk", "Әлия")).join(pin)
    ru = await (await house.phone("ru", "Борис")).join(pin)

    # No reading time: the options at once; double points.
    await screen.by_space("answering", question=1)
    await reply(kk, "single", 1)
    await reply(ru, "single", 0)
    await kk.told("right")
    points = int(re.sub(r"\D", "", await kk.page.locator(".plus").inner_text()))
    assert 1000 < points <= 2000

    # Eight options, several right, no points
    await screen.by_space("leaderboard")
    await screen.by_space("answering", question=2)
    await ru.shows("Чётные числа?", "h1")
    await reply(kk, "multiple", [1, 3, 5, 7])
    await reply(ru, "multiple", [0, 2, 4, 6])
    await kk.told("right")
    await expect(kk.page.locator(".plus")).to_have_count(0)
    await ru.told("wrong")

    # A slip, and a Latin letter that looks the same
    await screen.by_space("answering", question=3)  # nobody's place has changed
    await reply(kk, "short", "aлмaты")
    await reply(ru, "short", "Алмта")
    await kk.told("right")
    await ru.told("wrong")
    await screen.by_space("leaderboard")
    await screen.by_space("answering", question=4)
    await kk.send("восемь")
    await kk.says("e.bad_answer", ".fault")
    await reply(kk, "number", "0,125")
    await reply(ru, "number", ".12")
    await kk.told("right")
    await ru.told("right")


EVIL = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "</textarea></title></style><b>bold</b>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;i&gt;&#60;u&#62;",
]
NAMES = ["<img src=x>", "<b onclick=a()>", "'\"><svg onload=x>"]


def evil_bank() -> str:
    """Every text of every kind of question is an attack."""

    def text(i: int) -> str:
        return json.dumps(EVIL[i])

    options = ", ".join(text(i) for i in range(8))
    head = f'format = "saual-bank/1"\ntitle = {text(0)}\nabout = {text(1)}\nlanguage = "en"\nauthor = {text(2)}\n'
    head += "[defaults]\ntime = 600\n"
    asks = [
        f'type = "slide"\ntext = {text(0)}\nbody = {text(1)}',
        f'type = "single"\ntext = {text(1)}\noptions = [{options}]\nright = "A"',
        f'type = "multiple"\ntext = {text(2)}\noptions = [{options}]\nright = ["A"]',
        f'type = "short"\ntext = {text(3)}\naccept = [{text(0)}]',
        f'type = "number"\ntext = {text(4)}\nright = 1\nunit = "<b>m</b>"',
        f'type = "rating"\ntext = {text(5)}\nlow = {text(6)}\nhigh = {text(7)}',
    ]
    questions = [f"[[question]]\n{ask}\ntopic = {text(3)}\nexplanation = {text(6)}" for ask in asks]
    return "\n".join([head, *questions])


async def only_text(*screens: Screen | Page) -> None:
    """No element on them was made by what somebody wrote."""
    for screen in screens:
        page = screen.page if isinstance(screen, Screen) else screen
        made = "img, iframe, textarea, script:not([src]), svg[onload], b[onclick], title ~ title, [onerror]"
        await expect(page.locator(made)).to_have_count(0)


async def test_what_anybody_writes_is_only_ever_text(house: House, server: Server, teacher: Teacher) -> None:
    desk = await house.page("en", token=teacher.token)
    await desk.goto(f"{server.url}/teacher")
    await desk.locator("input[type=file]").set_input_files(
        {"name": "<img src=x onerror=alert(1)>.toml", "mimeType": "application/toml", "buffer": evil_bank().encode()}
    )
    await expect(desk.locator(".incoming .question h3").nth(1)).to_have_text(EVIL[1])
    await only_text(desk)
    await desk.locator(".incoming .primary").click()
    await expect(desk.locator(".note.good")).to_contain_text(EVIL[0])
    await expect(desk.locator(".start h2")).to_have_text(EVIL[0])
    await desk.get_by_role("button", name=word("staff", "en", "preview.open")).click()
    await expect(desk.locator(".preview .question h3").nth(1)).to_have_text(EVIL[1])
    await only_text(desk)
    await read_for_long(desk)
    await desk.get_by_role("button", name=word("staff", "en", "start.go")).click()
    screen = await ProjectorPage(desk, "en").at("lobby")
    room = desk.url.rpartition("/")[2]
    pin = re.sub(r"\D", "", await desk.locator("p.pin").inner_text())
    remote = await house.remote(teacher.remote_key(room), "en")
    phones = [await (await house.phone("en", name)).join(pin) for name in NAMES]
    crew: list[Screen] = [screen, remote, *phones]
    await screen.shows(NAMES[0], ".names")
    await only_text(*crew)

    await screen.by_space("slide")
    await screen.shows(EVIL[1], ".slidebody")
    await only_text(*crew)
    answers: list[tuple[str, object, str]] = [
        ("single", 0, EVIL[0]),
        ("multiple", [0, 1], EVIL[1]),
        ("short", EVIL[1], EVIL[1]),
        ("number", "1", "<b>m</b>"),
        ("rating", 5, EVIL[7]),
    ]
    for n, (kind, answer, shown) in enumerate(answers, start=2):
        await screen.by_space("reading", "answering", question=n)
        for phone in phones:
            await phone.asked(n, 6)
        await only_text(*crew)
        for phone in phones:
            await reply(phone, kind, answer)
        await screen.at("reveal", n)
        await screen.shows(shown)
        await phones[0].shows(EVIL[6], ".why")
        await remote.at("reveal", n)
        await only_text(*crew)
        if kind != "rating":
            await screen.by_space("leaderboard")
    await screen.by_space("podium")
    await phones[2].shows(NAMES[2], ".me")
    await screen.shows(NAMES[0], ".podium")
    await only_text(*crew)
    await screen.space()
    await desk.locator(".confirm .danger").click()
    await screen.at("closed")
    await desk.get_by_role("link", name=word("screen", "en", "do.report")).click()
    await expect(desk.locator(".report tbody")).to_contain_text(NAMES[1])
    await expect(desk.locator("#item-3")).to_contain_text(EVIL[1])
    await only_text(desk)
