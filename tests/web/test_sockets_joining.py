"""Coming into a room: names, PINs that are guessed, doors that are locked, and students who were sent out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.helpers.phones import Lesson, Phone, lesson
from tests.helpers.server import Server, Teacher, serving
from tests.web.conftest import Stores


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stores: Stores) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("joining") / "data", env=stores.env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


@pytest.fixture
async def room(server: Server, teacher: Teacher) -> AsyncIterator[Lesson]:
    """A room with one student, whose name is Student 1."""
    async with lesson(server, teacher, phones=1) as made:
        yield made


async def refused(server: Server, name: str, pin: str, device: str = "") -> str:
    phone = await Phone(server.host, name, device=device).connect()
    await phone.ask_to_join(pin)
    await phone.until(lambda me: me.noes or me.seat)
    await phone.leave()
    return phone.noes[0] if phone.noes else "in"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_empty"),
        (" \t\u3000\u200b", "name_empty"),
        ("\u2800\u3164", "name_empty"),
        ("x" * 21, "name_long"),
        ("Ә" * 21, "name_long"),
        ("Student 1", "name_taken"),
        ("STUDENT  1", "name_taken"),
        ("Ѕtudеnt 1", "name_taken"),
        ("student\u200b1", "name_taken"),
        ("a" + "\u0301" * 8, "name_bad"),
        ("a\ue000", "name_bad"),
    ],
)
async def test_a_bad_name_gets_its_reason(server: Server, room: Lesson, name: str, code: str):
    assert await refused(server, name, room.pin) == code


@pytest.mark.parametrize("name", ["Әлия Қ.", "👩 Aru", "O'Brien", "<b>Aru</b>", "x" * 20, "Ғ" * 20, "=1+1", "12"])
async def test_a_good_name_is_shown_as_it_is(server: Server, room: Lesson, name: str):
    phone = await Phone(server.host, name).connect()

    await phone.join(room.pin)

    assert phone.called == name
    await room.host.until(lambda host: any(seat["name"] == name for seat in host.seats.values()))
    await phone.leave()


async def test_a_join_whose_answer_was_lost_is_said_again_and_takes_one_seat(server: Server, room: Lesson):
    phone = await Phone(server.host, "Aru").connect()
    await phone.ask_to_join(room.pin)
    phone.cut()
    await phone.gone()

    await phone.connect()
    await phone.join(room.pin)

    await room.host.until(lambda host: 2 in host.seats)
    assert phone.seat == 2
    assert len(room.host.seats) == 2
    await phone.leave()


async def test_a_locked_room_takes_nobody_new_but_everybody_back(server: Server, room: Lesson):
    assert await room.host.do("lock", on=True) is None

    assert await refused(server, "Late", room.pin) == "room_locked"
    student = room.phones[0]
    student.cut()
    await student.gone()
    await student.back()
    assert student.noes == []

    assert await room.host.do("lock", on=False) is None
    assert await refused(server, "Late", room.pin) == "in"


async def test_a_student_who_was_sent_out_stays_out(server: Server, room: Lesson):
    sent_out = room.phones[0]

    assert await room.host.do("kick", seat=1) is None

    assert await sent_out.gone() == 1008
    assert sent_out.bye == "kicked"
    await sent_out.back()
    assert sent_out.noes == ["kicked"]
    assert await refused(server, "Somebody else", room.pin, device=sent_out.device) == "kicked"
    assert await refused(server, "Student 1", room.pin) == "in"  # the name is free for its owner


async def test_a_renamed_student_sees_the_new_name(server: Server, room: Lesson):
    assert await room.host.do("rename", seat=1, name="Арман") is None

    await room.phones[0].until(lambda me: me.called == "Арман")
    assert await room.host.do("rename", seat=1, name="") == "name_empty"


async def test_a_seat_of_another_room_is_no_seat_here(server: Server, teacher: Teacher, room: Lesson):
    async with lesson(server, teacher, phones=1) as other:
        stranger = other.phones[0]
        stranger.room = room.host.room

        await stranger.back()

        assert stranger.noes == ["unknown_seat"]


async def test_one_connection_can_move_from_room_to_room(server: Server, teacher: Teacher, room: Lesson):
    async with lesson(server, teacher, phones=0) as other:
        phone = room.phones[0]

        await phone.join(other.pin)

        await other.host.everybody(1)
        await room.host.everybody(0)


async def test_after_twenty_misses_a_device_is_not_believed_even_the_right_pin(server: Server, room: Lesson):
    guesser = await Phone(server.host, "Guesser").connect()
    for number in range(20):
        if number == 10:
            await guesser.leave()
            await guesser.connect()
        await guesser.look(f"{100000 + number}" if f"{100000 + number}" != room.pin else "999999")
        assert await guesser.refusal() == "unknown_pin"

    await guesser.leave()
    await guesser.connect()
    await guesser.look(room.pin)
    assert await guesser.refusal() == "too_many_misses"
    await guesser.ask_to_join(room.pin)
    assert await guesser.refusal() == "too_many_misses"
    await guesser.leave()

    assert await refused(server, "Neighbour", room.pin) == "in"


async def test_a_student_in_the_room_who_guesses_other_rooms_keeps_the_seat(server: Server, room: Lesson):
    student = room.phones[0]
    for number in range(20):
        await student.look(f"{200000 + number}" if f"{200000 + number}" != room.pin else "999999")
        await student.refusal()

    await student.leave()
    await student.back()

    assert student.noes == []


async def test_a_whole_class_comes_in_within_5_s_while_somebody_guesses_from_the_same_address(
    server: Server, teacher: Teacher
):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    async def come_in(room: Lesson, phone: Phone) -> None:
        await phone.connect()
        await phone.look(room.pin)
        await phone.join(room.pin)

    async def class_comes_in(room: Lesson) -> float:
        since = loop.time()
        room.phones += [Phone(server.host, f"Student {i}") for i in range(35)]
        await asyncio.gather(*(come_in(room, phone) for phone in room.phones))
        return loop.time() - since

    async with lesson(server, teacher, phones=0) as in_peace, lesson(server, teacher, phones=0) as room:
        usual_s = await class_comes_in(in_peace)

        async def guess() -> None:
            while not stop.is_set():
                guesser = await Phone(server.host, "Guesser").connect()  # each time a fresh device
                for number in range(15):
                    await guesser.look(str(300000 + number))
                await guesser.leave()

        guessers = [asyncio.ensure_future(guess()) for _ in range(3)]
        took_s = await class_comes_in(room)
        stop.set()
        await asyncio.gather(*guessers)

        assert took_s < max(5, 5 * usual_s)  # on a slow machine, which plays all of them
        await room.host.everybody(35)
