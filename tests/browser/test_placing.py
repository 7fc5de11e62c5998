"""Questions in which something is put somewhere, from the phone's thumb, finger or keyboard to the report."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, reply
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW: ViewportSize = {"width": 320, "height": 568}
LONG = "Қанағаттандырылмағандықтан жекешелендірілген көпмәдениеттілік"
BANK = """
format = "saual-bank/1"
title = "Орналастыру"
language = "kk"
[defaults]
time = 300
[[question]]
type = "ordering"
text = "Мына сөздерді ұзындығына қарай ретімен қой: ең қысқасы – бірінші, ең ұзыны – соңғы."
items = ["ай", "көл", "тау", "қала", "далада", "{long}", "Қазақстан Республикасының Конституциясы", "сегіз"]
right = ["A", "B", "C", "D", "H", "E", "G", "F"]
[[question]]
type = "matching"
text = "Әр сөздің мағынасын тап."
items = ["Шаңырақ", "{long}", "Керуен-сарай", "Бәйтерек", "Дала", "Құрылтай", "Тұлпар", "Жұт"]
options = [
  "киіз үйдің төбесі", "ұзақ сөз, оны телефонда бірнеше жолға бөліп жазуға тура келеді", "жолаушылар үйі",
  "биік ағаш", "кең жазық жер", "үлкен жиын", "жүйрік ат", "мал қырылатын қыс",
]
[[question]]
type = "gaps"
text = "Абай Құнанбайұлы [1] жылы туған, оның шығармасы – «[2] сөздер», ал досы – [3]."
gaps = ["1845", "Қара | қара сөздер", "Ербол"]
typos = 1
[[question]]
type = "gaps"
text = "Қазақстанның ең үлкен көлі – [1], ал ең биік шыңы – [2]; ең ұзын сөзі – [3]."
gaps = ["Балқаш", "Хан Тәңірі", "{long}"]
bank = true
options = ["Зайсан", "Алакөл", "Белуха", "Талғар", "Марқакөл"]
[[question]]
type = "categorising"
text = "Сөздерді сөз таптарына бөл."
items = [
  "үлкен", "кітап", "жүгіру", "{long}", "бала", "әдемі", "оқу", "тау", "жазу", "биік", "өзен", "айту",
]
options = ["Зат есім", "Сын есім", "Етістік", "Қанағаттандырылмағандықтан"]
right = ["B", "A", "C", "D", "A", "B", "C", "A", "C", "B", "A", "C"]
[[question]]
type = "slider"
text = "Хан Тәңірінің биіктігі қанша?"
min = 0
max = 10000
step = 10
right = 7010
tolerance = 50
near = 500
unit = { kk = "метр", ru = "м", en = "m" }
""".replace("{long}", LONG)
KINDS = ["ordering", "matching", "gaps", "gaps", "categorising", "slider"]
TYPED = ["1845", "Кара", "Ербол"]


@pytest_asyncio.fixture(loop_scope="session")
async def inspection() -> AsyncIterator[Inspection]:
    seen = Inspection()
    yield seen
    assert not seen.faults, "\n".join(seen.faults)


def right(kind: str, ask: dict[str, Any], bank: dict[str, Any]) -> Any:
    """The right answer, as the phones were shown the question."""
    items, options = ask.get("items", []), ask.get("options", [])
    match kind:
        case "ordering":
            return [items.index(bank["items"]["ABCDEFGH".index(letter)]) for letter in bank["right"]]
        case "matching":
            return [options.index(option) for option in bank["options"]]
        case "gaps":
            return [options.index(gap) for gap in bank["gaps"]] if options else TYPED
        case "categorising":
            places = dict(zip(bank["items"], bank["right"], strict=True))
            return ["ABCD".index(places[item]) for item in items]
    return 701


async def by_keyboard(page: Page, kind: str, answer: Any) -> None:
    """What a student does who has no finger for it: Tab, arrows, Enter and letters alone."""
    if kind == "slider":
        await page.locator("input[type=range]").focus()
        await page.keyboard.press("End")
        for _ in range(3):
            await page.keyboard.press("ArrowLeft")
    elif kind == "ordering":
        await page.locator(".order button:enabled").first.focus()
        await page.keyboard.press("Enter")
    elif isinstance(answer[0], str):
        await page.locator(".gap input").first.focus()
        for text in answer:
            await page.keyboard.type(text)
            await page.keyboard.press("Tab")
    else:
        await page.locator(".slot").first.focus()
        for one in answer:
            # Chosen by the keys, the next item is open and has the focus.
            await expect(page.locator(".open .slot")).to_be_focused()
            for _ in range(one + 1):
                await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
    await page.locator(".go").focus()
    await page.keyboard.press("Enter")


async def drag_the_first_below_all(page: Page) -> None:
    grips = page.locator(".order .grip")
    first, last = await grips.first.bounding_box(), await page.locator(".order li").last.bounding_box()
    assert first is not None
    assert last is not None
    top = (await page.locator(".order .item").first.text_content()) or ""
    await page.mouse.move(first["x"] + 10, first["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(first["x"] + 10, last["y"] + last["height"] / 2, steps=5)
    await page.mouse.up()
    await expect(page.locator(".order .item").last).to_have_text(top)


async def test_a_lesson_in_which_things_are_put_in_their_places(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    bank = tomllib.loads(BANK)["question"]
    teacher.add_bank(BANK, "placing")
    room = teacher.open_room("placing", "kk", scoring="accuracy")
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]))
    thumb = await (await house.phone("kk", "Айша")).join(room["pin"])
    keys = await (await house.phone("ru", "Олег", size=NARROW)).join(room["pin"])
    mates = [sockets.Phone(server.host, f"Оқушы {n}", "kk") for n in range(1, 6)]
    for mate in mates:
        await mate.connect()
        await mate.join(room["pin"])
    await screen.students(7)

    for n, kind in enumerate(KINDS, 1):
        await screen.go("answering", question=n)
        ask = (await mates[0].phase("answering", i=n - 1))["ask"]
        answer = right(kind, ask, bank[n - 1])
        wrong = answer - 30 if kind == "slider" else ["?", *answer[1:]] if answer is TYPED else answer[::-1]
        for i, mate in enumerate(mates):
            await mate.phase("answering", i=n - 1)
            await mate.answered(wrong if i < 3 else answer)
        for phone in (thumb, keys):
            await phone.asked(n, len(KINDS))
            await inspection.look(phone.page, f"placing-{n}-{kind}-phone-{phone.lang}", touch=True)
        await inspection.look(screen.page, f"placing-{n}-{kind}-screen")
        await remote.at("answering", n)
        if kind == "ordering":
            await drag_the_first_below_all(thumb.page)
            await thumb.page.reload()  # nothing was sent: it begins anew
            await thumb.asked(n, len(KINDS))
        await reply(thumb, kind, answer)
        await thumb.kept()
        await inspection.look(thumb.page, f"placing-{n}-{kind}-kept", axe=False, touch=True)
        await by_keyboard(keys.page, kind, answer)
        await screen.at("reveal", n)
        await thumb.told("right")
        if kind not in ("ordering", "slider"):
            await keys.told("right")
        for phone in (thumb, keys):
            await inspection.look(phone.page, f"placing-{n}-{kind}-result-{phone.lang}", axe=phone is keys, touch=True)
        await inspection.look(screen.page, f"placing-{n}-{kind}-reveal")
        await remote.at("reveal", n)
        await inspection.look(remote.page, f"placing-{n}-{kind}-remote", touch=True)
        await screen.go("leaderboard" if n < len(KINDS) else "podium")

    # What stays: a figure for each question, and every answer as a person reads it
    game = f"{room['room']}-1"
    teacher.report_when(game)
    desk = await house.page("en", token=teacher.token)
    await desk.goto(f"{server.url}/teacher/games/{game}")
    await expect(desk.locator("#item-0 .bars li").first).to_contain_text("1. ай")
    await expect(desk.locator("#item-1")).to_contain_text("Шаңырақ → киіз үйдің төбесі")
    await expect(desk.locator("#item-5")).to_contain_text("7000–7990")
    await inspection.look(desk, "placing-report")
    table = teacher.browser.get(f"/api/games/{game}/responses.csv")
    assert "Шаңырақ → киіз үйдің төбесі" in table.text
    assert "1. 1845; 2. Кара; 3. Ербол" in table.text
