"""Who may do what over a socket: by cookie, for this room, asked for every command."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.phones import StaffScreen, lesson
from tests.helpers.server import Server, Teacher, serving
from tests.web.conftest import Stores


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stores: Stores) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("rights") / "data", env=stores.env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


def remote_of(server: Server, teacher: Teacher, room: str) -> Teacher:
    """The browser of a phone that has used the link of this room's remote."""
    browser = server.browser()
    browser.post("/api/claim", json={"key": teacher.remote_key(room)}).raise_for_status()
    return Teacher(browser)


@pytest.mark.parametrize("token", ["", "x" * 43])
async def test_a_staff_socket_without_a_true_cookie_sees_nothing(server: Server, teacher: Teacher, token: str):
    room = teacher.open_room()["room"]
    stranger = await StaffScreen(server.host, token, room).watch()

    assert await stranger.gone() == 1008
    assert stranger.bye == "not_host"
    assert len(stranger.heard) == 1


async def test_nobody_learns_which_rooms_there_are_without_a_cookie(server: Server):
    stranger = await StaffScreen(server.host, "", "no-such-room").watch()

    assert await stranger.gone() == 1008
    assert stranger.bye == "not_host"


async def test_the_remote_of_one_room_neither_sees_nor_steers_another(server: Server, teacher: Teacher):
    mine, other = teacher.open_room()["room"], teacher.open_room()["room"]
    token = remote_of(server, teacher, mine).token

    at_mine = await StaffScreen(server.host, token, mine).watch()
    at_other = await StaffScreen(server.host, token, other).watch()

    assert await at_mine.step() is None
    assert await at_other.gone() == 1008
    assert at_other.bye == "not_host"
    await at_mine.leave()


async def test_the_device_cookie_of_a_student_is_no_staff_cookie(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        student = await StaffScreen(server.host, made.phones[0].device, made.host.room).watch()

        assert await student.gone() == 1008
        assert student.bye == "not_host"


async def test_a_revoked_screen_stops_steering_at_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        remote = remote_of(server, teacher, made.host.room)
        screen = await StaffScreen(server.host, remote.token, made.host.room).watch()
        assert await screen.do("lock", on=True) is None

        teacher.browser.post("/api/revoke").raise_for_status()
        id = await screen.command({"t": "kick", "id": screen.new_id(), "seat": 1})

        assert await screen.gone() == 1008
        assert screen.bye == "not_host"
        assert id not in screen.acks
        assert await made.host.do("lock", on=False) is None
        assert 1 in made.host.seats


async def test_the_older_of_two_presses_of_one_button_is_stale(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        step = made.host.stage["step"]

        assert await made.host.do("advance", step=step) is None
        assert await made.host.do("advance", step=step) == "stale"


async def test_a_host_s_command_that_is_said_twice_counts_once(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        frame = {"t": "advance", "id": "once", "step": made.host.stage["step"]}

        await made.host.say(frame)
        await made.host.say(frame)
        await made.host.until(lambda host: sum('"ack"' in frame for frame in host.heard) == 2)

        assert {frame for frame in made.host.heard if '"ack"' in frame} == {'{"t":"ack","id":"once"}'}
        assert made.host.stage["step"] == 1


@pytest.mark.parametrize("kind", ["student", "projector", "host"])
async def test_a_closed_room_says_goodbye_and_frees_its_pin(server: Server, teacher: Teacher, kind: str):
    async with lesson(server, teacher, phones=1) as made:
        view = "projector" if kind == "projector" else "host"
        screen = await StaffScreen(server.host, teacher.token, made.host.room, view).watch()

        await made.host.say({"t": "close_room", "id": "bye"})

        client = made.phones[0] if kind == "student" else screen
        assert await client.gone() == 1000
        assert client.bye == "room_closed"
        phone = made.phones[0]
        await phone.back()
        assert phone.noes.pop() == "room_closed"
        await phone.look(made.pin)
        assert await phone.refusal() == "unknown_pin"
        late = await StaffScreen(server.host, teacher.token, made.host.room).watch()
        assert await late.gone() == 1000
        assert late.bye == "room_closed"
