"""Questions from students over real sockets: acknowledged when they are on disk, once; told to who may know."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.helpers.phones import Phone, lesson
from tests.helpers.server import Server, Teacher, serving
from tests.web.conftest import Stores


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stores: Stores) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("asking") / "data", env=stores.env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


async def ask(phone: Phone, text: str, id: str = "q", named: bool = False) -> str | None:
    return await phone.ack(await phone.command({"t": "question", "id": id, "text": text, "named": named}))


async def test_a_question_that_is_said_again_counts_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as made:
        phone = made.phones[0]
        frame = {"t": "question", "id": "once", "text": "Why?", "named": False}

        for _ in range(3):
            await phone.say(frame)
        await phone.until(lambda me: sum('"ack"' in heard for heard in me.heard) == 3)
        await phone.back()
        assert await phone.ack(await phone.command(frame)) is None

        await made.host.until(lambda host: host.asked)
        assert [one["text"] for one in made.host.asked.values()] == ["Why?"]
        assert phone.mine["own"] == [{"id": "once", "text": "Why?"}]


async def test_a_question_survives_a_crash(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as made:
        for client in made.all:
            client.keep_coming()
        asker, other = made.phones
        assert await ask(asker, "Неге?") is None
        assert await made.host.do("sort", no=1, to="open") is None
        await other.until(lambda me: me.asked)
        assert await other.ack(await other.command({"t": "second", "id": "s", "no": 1})) is None

        server.restart()
        other.asked = {}

        await other.until(lambda me: me.asked)
        assert other.asked == {1: {"no": 1, "text": "Неге?", "n": 1}}
        assert other.mine["too"] == [1]


async def test_nobody_but_the_teacher_hears_of_a_question_before_it_is_let_through(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as made:
        asker, other = made.phones
        assert await ask(asker, "A secret of mine?") is None
        await made.host.until(lambda host: host.asked)
        await other.ping()
        assert not any("secret" in heard for heard in other.heard)

        assert await made.host.do("show", no=1) is None

        await other.until(lambda me: me.asked)
        assert not any(f"Student {asker.seat}" in heard for heard in other.heard if "secret" in heard)


async def test_a_word_of_the_list_holds_a_question_even_without_moderation(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2, moderated=False) as made:
        assert await ask(made.phones[0], "Why so stupid?") is None
        assert await ask(made.phones[0], "Why so red?", "r") is None

        await made.phones[1].until(lambda me: me.asked)
        await made.host.until(lambda host: len(host.asked) == 2)
        assert [one["text"] for one in made.phones[1].asked.values()] == ["Why so red?"]
        assert made.host.asked[1]["held"] is True


async def test_a_class_that_joins_in_at_once_is_told_together(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=20) as made:
        asker, *others = made.phones
        assert await ask(asker, "Why?") is None
        assert await made.host.do("sort", no=1, to="open") is None
        await asyncio.gather(*(phone.until(lambda me: me.asked) for phone in others))
        before = sum('"asked"' in heard for heard in asker.heard)

        for phone in others:
            await phone.command({"t": "second", "id": "s", "no": 1})

        await asker.until(lambda me: me.asked[1].get("n") == len(others))
        assert sum('"asked"' in heard for heard in asker.heard) - before < len(others)


@pytest.mark.parametrize(
    "frame",
    [
        {"t": "question", "id": "x", "text": "Why?"},
        {"t": "second", "id": "x", "no": 1},
        {"t": "withdraw", "id": "x", "q": "q"},
    ],
)
async def test_who_has_no_seat_asks_nothing(server: Server, frame: dict[str, object]):
    stranger = await Phone(server.host, "Nobody").connect()
    assert await stranger.ack(await stranger.command(frame)) == "not_joined"
    await stranger.leave()


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"t": "question", "text": "x" * 301}, "question_long"),
        ({"t": "second", "no": 1}, "no_question"),
        ({"t": "withdraw", "q": "other"}, "no_question"),
    ],
)
async def test_a_refusal_says_why(server: Server, teacher: Teacher, frame: dict[str, object], code: str):
    async with lesson(server, teacher, phones=1) as made:
        phone = made.phones[0]
        assert await phone.ack(await phone.command({"id": "x", **frame})) == code


async def test_a_count_that_is_said_again_counts_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        frame = {"t": "spoken", "id": "tap", "what": "question", "seat": 1}
        for _ in range(2):
            await made.host.say(frame)
        await made.host.until(lambda host: sum('"id":"tap"}' in heard for heard in host.heard) == 2)
        await made.host.until(lambda host: host.seats[1].get("heard"))

        assert made.host.asking["question"] == 1


async def test_a_lesson_without_a_quiz_reaches_the_record(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2, bank=None) as made:
        assert await ask(made.phones[0], "Why?") is None
        frame = {"t": "spoken", "id": "tap", "what": "answer", "seat": made.phones[1].seat}
        assert await made.host.ack(await made.host.command(frame)) is None
        room = made.host.room
        await made.host.say({"t": "advance", "id": "end", "step": made.host.stage["step"]})
        assert await made.host.gone() == 1000

        report = teacher.report_when(f"{room}-1")

    assert report["game"]["title"] == "Questions from students"
    assert [(one["text"], one["name"]) for one in report["asked"]] == [("Why?", "")]
    counts = {one["seat"]: (one["questions"], one["aloud"]) for one in report["students"]}
    assert [counts[phone.seat] for phone in made.phones] == [(1, 0), (0, 1)]
