"""What a class writes and rates, in a real browser: a word cloud, open answers, a scale, NPS, a brainstorm.

The phones read three languages, the first is as small as phones are; texts are as long as Kazakh texts may be.
"""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.helpers import phones as sockets
from tests.helpers.inspect_page import Inspection
from tests.helpers.pages import House, PhonePage, ProjectorPage, RemotePage
from tests.helpers.server import Server, Teacher

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANK = """
format = "saual-bank/1"
title = "Сабақтан кейін"
language = "kk"
[[question]]
type = "wordcloud"
text = "Жақсы сабақ қандай болады? Бір-екі сөзбен жаз."
time = 300
[[question]]
type = "open"
text = "Осы тоқсанда ең көп қиналған тақырыбың қандай және оны қалай түсінуге не көмектесті?"
time = 300
[[question]]
type = "scale"
text = "Осы апта туралы не дейсің?"
items = [
  "Үйде көрген бейнесабақ түсінікті болды және конспект жазуға жеткілікті уақыт қалды.",
  "Сабаққа дайын келдім.",
  "Топта талқылау маған материалды тереңірек түсінуге көмектесті деп ойлаймын.",
  "Мұғалімнен сұрақ қою оңай болды.",
  "Келесі аптада да осылай оқығым келеді.",
]
steps = 7
low = "мүлде келіспеймін"
high = "толығымен келісемін"
time = 300
[[question]]
type = "nps"
text = "Осы курсты досыңа ұсынар ма едің?"
low = "мүлде ұсынбаймын"
high = "міндетті түрде ұсынамын"
time = 300
[[question]]
type = "brainstorm"
text = "Көктемде бүкіл сыныппен бірге не істеуге болады?"
each = 2
votes = 2
time = 300
"""
NAMES = ("Нұрсұлтан", "Қарлығаш", "Мөлдір", "Ұлболсын", "Жасұлан", "Айзере", "Ғалымжан", "Өркен", "Іңкәр", "Ерасыл")
WORDS = (
    *("достық", "еңбек", "қызықты", "түсінікті", "шығармашылық", "белсенділік", "жаңа білім", "ойын", "сұрақтар"),
    *("топтық жұмыс", "тәжірибе", "пікірталас", "жауапкершілік", "тыныштық", "күлкі", "мотивация"),
)
LONG = (
    "Квадраттық функцияның графигін салу қиын болды, бірақ параболаның төбесін табуды мысалдар арқылы қайталап шыққан "
    "соң бәрі орнына келді; бейнесабақты екі рет көргенім көмектесті, рақмет!"
)
ANSWERS = (LONG, "Бөлшектер", "бөлшектер.", "Тригонометрия: синус пен косинустың айырмашылығын шатастыра бердім.")
IDEAS = ("Таудағы жорық", "жорық", "Ағаш отырғызу", "Мұражайға бару", "Кино көру", "Футбол турнирі", "Пикник")


async def write(phone: PhonePage, *texts: str) -> None:
    for i, text in enumerate(texts):
        await phone.page.locator(f"#text-{i}").fill(text)
    await phone.page.locator(".go").click()
    await phone.kept()


async def rate(phone: PhonePage, *steps: int) -> None:
    rows = phone.page.locator(".statements-answer fieldset")
    for i, step in enumerate(steps):
        if step:
            await rows.nth(i).locator("input").nth(step - 1).check()
    await phone.page.locator(".go").click()
    await phone.kept()


def post(remote: RemotePage, text: str) -> Page:
    return remote.page.locator(".post").filter(has=remote.page.get_by_text(text, exact=True))  # type: ignore[return-value]


async def test_a_class_writes_rates_and_votes(
    house: House, server: Server, teacher: Teacher, inspection: Inspection
) -> None:
    teacher.add_bank(BANK, "survey")
    room = teacher.open_room("survey", "kk")
    screen = await house.projector(teacher.token, room["room"], "kk")
    remote = await house.remote(teacher.remote_key(room["room"]))
    kk = await house.phone("kk", "Бибігүл", size={"width": 320, "height": 568})
    ru, en = await house.phone("ru", "Дмитрий"), await house.phone("en", "Tomiris")
    for phone in (kk, ru, en):
        await phone.join(room["pin"])
    mates = [sockets.Phone(server.host, name, "kk") for name in NAMES]
    for mate in mates:
        await mate.connect()
        await mate.join(room["pin"])
    await screen.students(13)

    async def look(name: str, *phones: PhonePage, big: bool = True, small: bool = False) -> None:
        """At these phones, the class screen and the remote, as far as they show something new; axe sees one phone."""
        seen = [
            inspection.look(one.page, f"survey-{name}-{one.lang}", axe=one is phones[0], touch=True) for one in phones
        ]
        if big:
            seen.append(inspection.look(screen.page, f"survey-projector-{name}"))
        if small:
            seen.append(inspection.look(remote.page, f"survey-remote-{name}", touch=True))
        await asyncio.gather(*seen)

    async def begins(question: int) -> None:
        await screen.press()
        await screen.at("answering", question)
        for mate in mates:
            await mate.phase("answering", i=question - 1)
        await remote.at("answering", question)

    async def closes() -> None:
        await screen.press()
        await screen.at("reveal")
        await remote.at("reveal")

    # A word cloud: one word is of the school's list, and the teacher lets it through.
    await begins(1)
    await expect(kk.page.locator("#text-2")).to_be_visible()
    await look("cloud-asked", kk, ru)
    for i, mate in enumerate(mates):
        await mate.answered([WORDS[0], WORDS[i % 4], WORDS[i + 5]])
    await kk.page.locator("#text-0").fill("төрт сөз тым көп")
    await kk.page.locator(".go").click()
    await expect(kk.page.locator(".fault")).to_be_visible()
    await kk.page.locator("#text-0").fill("")
    await write(kk, "Достық", "ПІКІРТАЛАС")
    await write(ru, "дурак", "достық")
    await expect(remote.page.locator(".post")).to_have_count(15)
    await expect(screen.page.locator(".cloud")).to_have_count(0)
    await look("cloud-kept", kk, big=False, small=True)
    await closes()
    cloud = screen.page.locator(".cloud li")
    await expect(cloud).to_have_count(14)
    await expect(cloud.first).to_contain_text("достық")
    places = await places_of(screen)
    await post(remote, "дурак").get_by_role("button", name=remote.word("posts.show"), exact=True).click()
    await expect(cloud).to_have_count(15)
    assert (await places_of(screen)).items() >= places.items(), "no word moves for a new one"
    await post(remote, "дурак").get_by_role("button", name=remote.word("posts.hide"), exact=True).click()
    await expect(cloud).to_have_count(14)
    await look("cloud", en)

    # Open answers: the class sees what the teacher picks.
    await begins(2)
    await look("open-asked", kk, big=False)
    for i, mate in enumerate(mates):
        await mate.answered(ANSWERS[i % 4])
    await write(kk, LONG)
    await look("open-kept", kk, big=False)
    await closes()
    await expect(screen.page.locator(".cards")).to_have_count(0)
    await look("open-nothing")
    bars = post(remote, "Бөлшектер")
    await bars.get_by_role("button", name=remote.word("posts.show"), exact=True).click()
    await expect(screen.page.locator(".cards li")).to_have_count(1)
    await bars.get_by_role("button", name=remote.word("asked.star"), exact=True).click()
    await screen.page.reload()
    await expect(screen.page.locator(".cards .starred")).to_have_count(1)
    await remote.page.get_by_role("button", name=remote.word("posts.all", n=2), exact=True).click()
    await expect(screen.page.locator(".cards li")).to_have_count(3)
    await look("open", small=True)

    # Five statements on a scale of seven; by keyboard too.
    await begins(3)
    await look("scale-asked", kk)
    for i, mate in enumerate(mates):
        await mate.answered([1 + i % 7, 4 + i % 4, 7 - i % 3, 0 if i % 2 else 2, 6])
    await rate(kk, 7, 6, 5, 4, 3)
    await en.page.locator(".statements-answer input").first.focus()
    await en.page.keyboard.press("Space")
    await en.page.keyboard.press("ArrowRight")
    await rate(en)
    await look("scale-kept", kk, big=False)
    await closes()
    await expect(screen.page.locator(".statements .parts")).to_have_count(5)
    await look("scale", small=True)

    # NPS
    await begins(4)
    await look("nps-asked", kk)
    for i, mate in enumerate(mates):
        await mate.answered(10 - i % 6)
    await kk.page.locator(".nps-answer button").nth(10).click()
    await kk.kept()
    await closes()
    await expect(screen.page.locator(".npsscore .value b")).to_have_text("+27")
    await look("nps", small=True)

    # A brainstorm: two ideas are put together, one phone reloads, the class votes.
    await begins(5)
    await look("ideas-asked", kk, big=False)
    for i, mate in enumerate(mates):
        await mate.answered([IDEAS[i % 7], IDEAS[(i + 3) % 7]])
    await write(kk, "Бүкіл сыныппен Бурабайға екі күндік экскурсияға шығып, ұлттық ойындар ұйымдастыру")
    await closes()
    merge = remote.word("posts.merge")
    await post(remote, "жорық").get_by_role("button", name=merge, exact=True).click()
    await look("ideas-merging", big=False, small=True)
    await post(remote, "Таудағы жорық").get_by_role("button", name=remote.word("posts.here"), exact=True).click()
    await expect(screen.page.locator(".cards li")).to_have_count(7)
    await look("ideas")
    await expect(screen.next).to_contain_text(screen.word("next.vote"))
    await begins(6)
    await expect(kk.page.locator(".vote-answer [role=group] button")).to_have_count(7)
    await kk.page.reload()
    choices = kk.page.locator(".vote-answer [role=group] button")
    await choices.nth(1).click()
    await choices.nth(3).click()
    await choices.nth(5).dispatch_event("click")  # one too many: it says so, and does nothing
    await expect(kk.page.locator(".vote-answer [aria-pressed=true]")).to_have_count(2)
    await look("vote-asked", kk)
    await kk.page.locator(".go").click()
    await kk.kept()
    for i, mate in enumerate(mates):
        await mate.answered([i % 3, 3 + i % 2])
    await closes()
    await expect(screen.page.locator(".ranked li")).to_have_count(7)
    await look("vote", kk)
    await screen.press()
    await screen.at("podium")

    # The report has all of it.
    report = teacher.report_when(f"{room['room']}-1")
    assert [item["kind"] for item in report["items"]] == ["wordcloud", "open", "scale", "nps", *["brainstorm"] * 2]
    assert [item["score"] for item in report["items"][2:4]] == [4.8, 27.3]
    page = await house.page("kk", {"width": 1280, "height": 800}, teacher.token)
    await page.goto(f"http://{server.host}/teacher/games/{room['room']}-1")
    await expect(page.locator(".item")).to_have_count(6)
    await page.set_viewport_size({"width": 1280, "height": 4200})
    await inspection.look(page, "survey-report")


async def places_of(screen: ProjectorPage) -> dict[str, str]:
    """Where each word of the cloud stands, once the screen has found its sizes."""
    found: dict[str, str] = await screen.page.evaluate(
        """async () => {
          const read = () => Object.fromEntries([...document.querySelectorAll(".cloud li")].map((one) =>
            [one.firstChild.data, one.getAttribute("style").replace(/animation-delay[^;]*;?/, "").trim()]));
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          for (let last = ""; ; ) {
            const now = JSON.stringify(read());
            if (now === last) return read();
            last = now;
            for (let i = 0; i < 5; i++) await frame();
          }
        }"""
    )
    return found
