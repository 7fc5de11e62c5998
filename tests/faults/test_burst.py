"""Everything at once, and one phone that reads nothing: no answer is lost and nobody waits for anybody."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.server import Server, Teacher, saual, serving

TURNS, EACH = 20, 15
"""So many screens, one after another, ask for so many questions each: one screen alone may not say so much."""
OPTIONS = ", ".join(f'"{number} {"ұзақ сөз " * 10}"' for number in range(8))
QUESTION = f"""
[[question]]
type = "single"
text = "Қайсысы?"
time = 600
options = [{OPTIONS}]
right = "A"
"""
LONG = 'format = "saual-bank/1"\ntitle = "Long"\nlanguage = "kk"\n' + QUESTION * (TURNS * EACH + 1)
"""Questions that are about as big as they can be."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("burst") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    teacher = server.teacher()
    teacher.add_bank(LONG, "long")
    return teacher


async def test_35_answers_released_at_once_are_35_rows_and_35_acks(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=35) as room:
        await room.host.go("answering", i=1)
        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))

        await asyncio.to_thread(server.freeze)  # as behind a stalled link: all of them are on their way
        ids = [await phone.answer(n % 4) for n, phone in enumerate(room.phones)]
        server.thaw()

        acks = [await phone.ack(id) for phone, id in zip(room.phones, ids, strict=True)]
        assert acks == [None] * 35
        await room.host.phase("reveal")
        await room.host.until(lambda host: host.tally == {"t": "tally", "n": 35, "of": 35})
        assert "35 answers" in saual("replay", "--data", server.data, "--", room.host.room).stdout


async def test_35_joins_at_once_are_35_seats(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=0) as room:
        room.phones += [Phone(server.host, f"Student {n}") for n in range(35)]
        await asyncio.gather(*(phone.connect() for phone in room.phones))

        await asyncio.to_thread(server.freeze)
        await asyncio.gather(*(phone.ask_to_join(room.pin) for phone in room.phones))
        server.thaw()

        await room.host.everybody(35)
        await asyncio.gather(*(phone.until(lambda me: me.seat) for phone in room.phones))
        assert sorted(phone.seat for phone in room.phones) == list(range(1, 36))


def narrow_line(host: str) -> socket.socket:
    """A connection that holds as little as the system allows before the server feels that nobody reads."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    name, _, port = host.partition(":")
    line.connect((name, int(port)))
    line.setblocking(False)
    return line


async def put_to_sleep(room: Lesson) -> Phone:
    """One more phone in the room, which reads nothing from now on."""
    phone = Phone(room.host.host, "Asleep", lang="kk")
    await phone.connect(narrow_line(phone.host))
    await phone.join(room.pin)
    await phone.abandon()
    return phone


async def tell_much(room: Lesson, teacher: Teacher) -> AsyncIterator[int]:
    """Show every phone more questions than any line holds; how many, from time to time."""
    for turn in range(TURNS):
        screen = await StaffScreen(room.host.host, teacher.token, room.host.room).watch()
        for _ in range(EACH):
            step = screen.stage["step"]
            assert await screen.step("skip") is None
            await screen.until(lambda me, step=step: me.stage["step"] != step)
        yield EACH * (turn + 1)
        await screen.leave()


async def test_a_phone_that_reads_nothing_delays_nobody_and_then_gets_a_fresh_picture(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=3, bank="long", reading_ms=0) as room:
        await room.host.go("answering", i=0)
        asleep = await put_to_sleep(room)
        heard = len(asleep.heard)

        slowest, told = 0.0, 0
        async for told in tell_much(room, teacher):
            slowest = max(slowest, await room.phones[told // EACH % 3].ping())
        assert slowest < 1
        assert await room.host.do("configure", signs=True) is None

        asleep.wake()
        await asleep.until(lambda me: me.stage.get("signs"))
        await asleep.ping()
        frames = [json.loads(frame)["t"] for frame in asleep.heard[heard:]]
        assert frames.count("q") < told
        assert frames[-6:] == ["stage", "q", "ask", "name", "me", "pong"]
        await asleep.leave()


async def test_a_phone_that_reads_nothing_does_not_hold_up_the_stop(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher = server.teacher()
        teacher.add_bank(LONG, "long")
        async with lesson(server, teacher, phones=1, bank="long", reading_ms=0) as room:
            await room.host.go("answering", i=0)
            asleep = await put_to_sleep(room)
            async for _ in tell_much(room, teacher):
                pass
            since = time.monotonic()

            code = await asyncio.to_thread(server.terminate)

            assert code == 0
            assert time.monotonic() - since < 6
            assert await room.phones[0].gone() == 1012
            await asleep.leave()
