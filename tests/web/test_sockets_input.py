"""Whatever comes in on a socket: it gets a stable code, ends at most its own connection, and nobody else notices."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.client import Client
from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.server import Server, Teacher, serving

KEY = "k" * 32


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, transport: str) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("input") / "data", transport) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


@pytest.fixture
async def bystanders(server: Server, teacher: Teacher) -> AsyncIterator[Lesson]:
    """Another room, which is to see nothing at all."""
    async with lesson(server, teacher, phones=1) as made:
        await made.host.until(lambda host: host.seats)
        heard = [list(client.heard) for client in made.all]
        yield made
        for client, before in zip(made.all, heard, strict=True):
            await client.ping()
            assert [frame for frame in client.heard if '"pong"' not in frame] == before


@pytest.fixture
async def phone(server: Server) -> AsyncIterator[Phone]:
    phone = await Phone(server.host, "Aru").connect()
    yield phone
    await phone.leave()


NONSENSE = {
    "nothing": "",
    "a word": "hello",
    "half a frame": '{"t": "ping"',
    "two frames": '{"t":"ping","c":1}{"t":"ping","c":2}',
    "null": "null",
    "a list": "[]",
    "no kind": '{"pin": "123456"}',
    "an unknown kind": '{"t": "open"}',
    "a kind that is no word": '{"t": 7}',
    "a missing field": '{"t": "look", "pin": "123456"}',
    "a field too many": '{"t": "look", "pin": "123456", "lang": "kk", "host": true}',
    "a wrong type": '{"t": "look", "pin": 123456, "lang": "kk"}',
    "a PIN of five digits": '{"t": "look", "pin": "12345", "lang": "kk"}',
    "a PIN of other digits": '{"t": "look", "pin": "१२३४५६", "lang": "kk"}',
    "a key that is too short": json.dumps({"t": "back", "room": "r", "key": "k" * 21, "lang": "en"}),
    "a language that we do not speak": json.dumps({"t": "lang", "lang": "fr"}),
    "NaN": '{"t": "ping", "c": NaN}',
    "infinity": '{"t": "ping", "c": 1e999}',
    "a negative time": '{"t": "ping", "c": -1}',
    "a stamp that is no whole number": '{"t": "echo", "s": 1.5}',
    "a huge number": '{"t": "echo", "s": ' + "9" * 4000 + "}",
    "an answer out of range": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": -1}),
    "an answer of a wrong type": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": {"right": True}}),
    "an answer that is true": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": True}),
    "an answer with 25 parts": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": list(range(25))}),
    "an answer with a long part": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": ["x" * 101]}),
    "an answer with a list in a list": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": [[1]]}),
    "an answer as long as a book": json.dumps({"t": "answer", "id": "a", "g": 1, "q": 0, "a": "x" * 201}),
    "a command without a name": json.dumps({"t": "answer", "id": "", "g": 1, "q": 0, "a": 1}),
    "a name as long as a book": json.dumps({"t": "join", "pin": "123456", "key": KEY, "name": "x" * 201, "lang": "en"}),
    "half a letter": '{"t": "join", "pin": "123456", "key": "' + KEY + '", "name": "\\ud800", "lang": "en"}',
    "deep nesting": '{"t":"answer","id":"a","g":1,"q":0,"a":' + "[" * 8000 + "]" * 8000 + "}",
    "deep nesting of what is unknown": '{"t":"ping","c":1,"x":' + '{"x":' * 2500 + "1" + "}" * 2500 + "}",
    "binary rubbish": b"\xff\xfe\x00\x01",
    "binary that stops within a letter": b'{"t":"lang","lang":"\xd0',
}


@pytest.mark.parametrize("frame", NONSENSE.values(), ids=NONSENSE.keys())
async def test_nonsense_gets_a_stable_code_and_the_connection_lives_on(
    phone: Phone, bystanders: Lesson, frame: str | bytes
):
    await phone.send(frame)

    assert await phone.refusal() == "bad_frame"
    assert await phone.ping() < 5


HOST_COMMANDS = {
    "watch": {"room": "r", "view": "host", "lang": "en"},
    "advance": {"id": "1", "step": 0},
    "skip": {"id": "1", "step": 0},
    "pause": {"id": "1", "step": 0, "on": True},
    "more_time": {"id": "1", "step": 0},
    "end": {"id": "1", "step": 0},
    "again": {"id": "1", "step": 0},
    "close_room": {"id": "1"},
    "lock": {"id": "1", "on": True},
    "kick": {"id": "1", "seat": 1},
    "rename": {"id": "1", "seat": 1, "name": "Boss"},
    "configure": {"id": "1", "signs": True},
}


@pytest.mark.parametrize("name", HOST_COMMANDS)
async def test_a_host_s_command_from_a_phone_in_the_room_is_no_frame_at_all(
    server: Server, bystanders: Lesson, name: str
):
    phone = bystanders.phones[0]

    await phone.say({"t": name, **HOST_COMMANDS[name]})

    assert await phone.refusal() == "bad_frame"
    phone.heard.pop()


async def test_after_twenty_senseless_frames_the_connection_is_closed(phone: Phone, bystanders: Lesson):
    for _ in range(20):
        await phone.send("?")

    assert await phone.gone() == 1008
    assert phone.noes == ["bad_frame"] * 20
    assert phone.bye == "bad_frame"


async def test_a_frame_of_more_than_16_kib_closes_its_connection_alone(phone: Phone, bystanders: Lesson):
    await phone.send('{"t": "ping", "c": 1, "x": "' + "x" * 16 * 1024 + '"}')

    assert await phone.gone() == 1009


async def test_a_frame_of_16_kib_is_read(phone: Phone):
    frame = '{"t": "look", "pin": "'
    await phone.send(frame + "x" * (16 * 1024 - len(frame) - 2) + '"}')

    assert await phone.refusal() == "bad_frame"


async def test_text_that_is_no_utf_8_closes_its_connection_alone(phone: Phone, bystanders: Lesson):
    await phone.socket.send(b'{"t":"\xff"}', text=True)

    assert await phone.gone() == 1007


async def test_a_staff_socket_refuses_the_frames_of_a_phone(server: Server, teacher: Teacher, bystanders: Lesson):
    screen = await StaffScreen(server.host, teacher.token, "").connect()

    for frame in ({"t": "look", "pin": "123456", "lang": "en"}, {"t": "answer", "id": "a", "g": 1, "q": 0, "a": 1}):
        await screen.say(frame)
        assert await screen.refusal() == "bad_frame"

    await screen.leave()


async def test_a_staff_screen_that_watches_no_room_steers_none(server: Server, teacher: Teacher):
    screen = await StaffScreen(server.host, teacher.token, "").connect()

    assert await screen.do("close_room") == "not_joined"

    await screen.leave()


async def test_a_phone_without_a_seat_cannot_answer(phone: Phone):
    assert await phone.ack(await phone.answer(1, question=0)) == "not_joined"


@pytest.mark.parametrize("path", ["/ws/", "/ws/other", "/ws/staff/x/y", "/api/rooms", "/"])
async def test_there_is_no_socket_at_any_other_address(server: Server, path: str):
    from websockets.exceptions import InvalidStatus

    with pytest.raises(InvalidStatus) as refused:
        await Client(server.host, path).connect()
    assert refused.value.response.status_code in (403, 404, 307)


async def test_a_phone_may_name_its_room_in_the_path_for_a_load_balancer(server: Server):
    client = await Client(server.host, "/ws/123456").connect()

    await client.say({"t": "ping", "c": 1.0})

    await client.until(lambda client: client.pongs)
    await client.leave()


_FRAME = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=10,
    ).map(lambda value: json.dumps({"t": "answer", "id": "a", "g": 1, "q": 1, "a": value})),
    st.fixed_dictionaries(
        {"t": st.sampled_from(["look", "join", "back", "answer", "lang", "ping", "echo", "watch", "kick"])},
        optional={
            name: st.none() | st.integers() | st.text(max_size=30) | st.lists(st.integers(), max_size=3)
            for name in ("pin", "key", "name", "lang", "room", "id", "g", "q", "a", "c", "s", "seat")
        },
    ).map(json.dumps),
)


async def test_no_frames_that_anybody_can_think_of_end_the_server_or_reach_another_room(
    server: Server, bystanders: Lesson
):
    pid = server.pid

    def storm(frames: list[str | bytes]) -> None:
        async def send() -> None:
            for path in ("/ws", "/ws/staff"):
                client = await Client(server.host, path).connect()
                for frame in frames:
                    await client.send(frame)
                await client.leave()

        asyncio.run(send())

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(_FRAME, min_size=1, max_size=12))
    def hammer(frames: list[str | bytes]) -> None:
        storm(frames)

    await asyncio.to_thread(hammer)

    assert server.running
    assert server.pid == pid
    assert "Exception in ASGI application" not in server.output


async def test_no_bytes_at_all_end_the_server_or_reach_another_room(server: Server, bystanders: Lesson):
    head = (
        f"GET /ws HTTP/1.1\r\nHost: {server.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    ).encode()

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from([b"", head, head + b"\r\n"]), st.binary(max_size=200))
    def throw(start: bytes, rest: bytes) -> None:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as wire, contextlib.suppress(OSError):
            wire.sendall(start + rest)
            wire.shutdown(socket.SHUT_WR)
            if start.endswith(b"\r\n\r\n"):
                wire.recv(4096)

    await asyncio.to_thread(throw)

    assert server.running
