"""What one connection, one seat and one staff token may take of the server, and that the others do not pay for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from statistics import median

import pytest

from loadtests.client import framed
from tests.helpers.phones import Phone, StaffScreen, lesson
from tests.helpers.server import Server, Teacher, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, transport: str) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("limits") / "data", transport) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


async def test_the_21st_message_in_a_second_is_one_too_many(server: Server):
    phone = await Phone(server.host, "Aru").connect()

    phone.socket.transport.write(b"".join(framed(b'{"t":"ping","c":%d}' % number) for number in range(21)))

    assert await phone.gone() == 1008
    assert phone.bye == "flood"
    assert len(phone.pongs) <= 20


async def test_twenty_messages_at_once_are_answered(server: Server):
    phone = await Phone(server.host, "Aru").connect()

    for number in range(20):
        await phone.send(f'{{"t": "lang", "lang": "{("kk", "ru", "en")[number % 3]}"}}')

    await phone.leave()
    assert phone.bye is None


async def test_a_flood_on_one_connection_slows_nobody_else(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=3) as room:
        flooding = await Phone(server.host, "Flood").connect()
        for number in range(2000):
            await flooding.say({"t": "ping", "c": number})

        pings = [await phone.ping() for phone in room.phones for _ in range(5)]

        assert median(pings) < 1
        assert await flooding.gone() == 1008
        assert flooding.bye == "flood"


async def test_the_newest_socket_of_a_seat_wins_at_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as room:
        older = room.phones[0]
        newer = Phone(server.host, older.name, device=older.device)
        newer.key, newer.room = older.key, older.room

        await newer.back()

        assert newer.called == older.name
        assert await older.gone() == 1008
        assert older.bye == "replaced"
        await newer.leave()


async def test_the_end_of_an_older_socket_never_unbinds_the_newer_one(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as room:
        phone = room.phones[0]
        for _ in range(5):
            await phone.back()
        await phone.leave()  # every older one has ended before this
        await room.host.until(lambda host: not host.seats[1].get("on"))
        last = await phone.back()
        await room.host.until(lambda host: host.seats[1].get("on"))
        heard = len(room.host.heard)

        await last.ping()
        assert await room.host.do("lock", on=True) is None
        assert [frame for frame in room.host.heard[heard:] if '"seats"' in frame] == []
        assert room.host.seats[1]["on"]


async def test_of_three_screens_with_one_token_the_oldest_goes(server: Server, teacher: Teacher):
    room = teacher.open_room()["room"]
    first, second, third = (StaffScreen(server.host, teacher.token, room) for _ in range(3))
    await first.watch()
    await second.watch()

    await third.watch()

    assert await first.gone() == 1008
    assert first.bye == "replaced"
    assert await second.do("lock", on=True) is None
    assert await third.do("lock", on=False) is None
    await second.leave()
    await third.leave()


async def test_fifty_answers_of_one_student_at_once_count_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as room:
        await room.host.go("answering", i=1)
        phone = room.phones[0]
        await phone.phase("answering")
        sent = []
        for burst in range(3):
            if burst:
                await phone.abandon()
                await phone.back()
            for number in range(17):
                id = f"{burst}-{number}"
                await phone.say({"t": "answer", "id": id, "g": 1, "q": 1, "a": number % 4})
                sent.append(id)
        assert len(sent) > 50

        await phone.until(lambda me: all(f"2-{n}" in me.acks for n in range(17)))
        codes = [phone.acks[id] for id in sent if id in phone.acks]
        assert codes.count(None) <= 1
        assert set(codes) <= {None, "already_answered"}
        await room.host.until(lambda host: host.tally.get("n") == 1)
        assert phone.kept or await phone.back()
        assert phone.kept["a"] == 0


async def test_fifty_copies_of_one_answer_are_all_acknowledged_and_count_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as room:
        await room.host.go("answering", i=1)
        phone = room.phones[0]
        await phone.phase("answering")
        heard = len(phone.heard)

        for burst in range(3):
            if burst:
                await phone.back()
            before = len(phone.heard)
            for _ in range(17):
                await phone.answer(2, id="the-one", question=1)
            await phone.until(lambda me, before=before: any('"the-one"' in frame for frame in me.heard[before:]))
        await phone.ping()

        acks = [frame for frame in phone.heard[heard:] if '"ack"' in frame]
        assert set(acks) == {'{"t":"ack","id":"the-one"}'}
        await room.host.until(lambda host: host.tally.get("n") == 1)


async def test_many_idle_connections_hinder_nobody(server: Server, teacher: Teacher):
    idle = await asyncio.gather(*(Phone(server.host, "Idle").connect() for _ in range(150)))
    async with lesson(server, teacher, phones=5) as room:
        assert median([await phone.ping() for phone in room.phones]) < 1
    await asyncio.gather(*(phone.leave() for phone in idle))
