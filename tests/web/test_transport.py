"""The wire of both transports: what comes in whole, what is refused and by which code, and how a connection ends.

A real uvicorn on a real socket; at one end a receiver that only notes, at the other bytes written by hand.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from saual.rooms.connection import Wire
from saual.web import direct
from saual.web import transport as module
from saual.web.transport import MOST_BYTES, Transport, connect, protocol

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
PATIENCE_S = 30
MASK = b"\x01\x02\x03\x04"


class Noting:
    """The endpoint's end."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.heard: list[str] = []
        self.drains = 0
        self.losses = 0

    def received(self, message: str) -> None:
        self.heard.append(message)

    def drained(self) -> None:
        self.drains += 1

    def lost(self) -> None:
        self.losses += 1


class Site:
    """uvicorn, and whoever came."""

    def __init__(self, server: uvicorn.Server, address: tuple[Any, ...], came: list[Noting]) -> None:
        self.server = server
        self.address = address
        self.came = came

    @property
    def connected(self) -> int:
        return len(self.server.server_state.connections)


class Peer:
    """The phone's end, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, end: Noting) -> None:
        self.reader = reader
        self.writer = writer
        self.end = end

    def send(
        self, kind: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True, reserved: int = 0
    ) -> None:
        head = bytes([(fin << 7) | reserved | kind])
        size = len(payload)
        flag = masked << 7
        head += bytes([flag | size]) if size < 126 else bytes([flag | 126]) + struct.pack("!H", size)
        body = bytes(byte ^ MASK[i % 4] for i, byte in enumerate(payload))
        self.writer.write(head + (MASK + body if masked else payload))

    async def read(self) -> tuple[int, bytes]:
        """The next frame. EOFError when there is none."""
        async with asyncio.timeout(PATIENCE_S):
            first, size = await self.reader.readexactly(2)
            if size == 126:
                (size,) = struct.unpack("!H", await self.reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
            return first & 15, await self.reader.readexactly(size)

    async def closed(self) -> int:
        """The code of the close frame that comes, whatever comes before it."""
        kind, payload = await self.read()
        while kind != CLOSE:
            kind, payload = await self.read()
        return int.from_bytes(payload[:2], "big") if payload else 1005

    async def ended(self) -> None:
        """The socket has ended, whatever comes before."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while await self.reader.read(65_536):
                    pass
        except ConnectionError:
            pass


@asynccontextmanager
async def running(transport: Transport, address: str = "127.0.0.1", **settings: Any) -> AsyncIterator[Site]:
    came: list[Noting] = []

    def open(wire: Wire) -> Noting:
        came.append(Noting(wire))
        return came[-1]

    async def endpoint(ws: WebSocket) -> None:
        await connect(ws, open)

    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.bind((address, 0))
    listener.listen()
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=[WebSocketRoute("/ws", endpoint)]),
            ws=protocol(transport),
            ws_max_size=MOST_BYTES,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=5,
            log_level="critical",
            lifespan="off",
            **settings,
        )
    )
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    try:
        yield Site(server, listener.getsockname(), came)
    finally:
        server.should_exit = True
        await serving


async def upgraded(site: Site, **socket_options: int) -> Peer:
    plain = socket.socket(socket.AF_INET6 if ":" in site.address[0] else socket.AF_INET)
    for size in socket_options.values():
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, site.address)
    reader, writer = await asyncio.open_connection(sock=plain)
    writer.write(
        b"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    answer = await reader.readuntil(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 101 "), answer
    assert b"s3pplmbitxaq9kygzzhzrbk+xoo=" in answer.lower()
    await until(lambda: site.came)
    return Peer(reader, writer, site.came[-1])


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110  (whatever it waits for tells nobody)
            await asyncio.sleep(0.001)


@pytest.fixture
async def site(transport: Transport) -> AsyncIterator[Site]:
    async with running(transport) as site:
        yield site


@pytest.fixture
async def peer(site: Site) -> AsyncIterator[Peer]:
    peer = await upgraded(site)
    yield peer
    peer.writer.close()


# ── messages ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_comes_in_and_one_goes_out(peer: Peer) -> None:
    peer.send(TEXT, "Сәлем".encode())
    await until(lambda: peer.end.heard)

    peer.end.wire.send("Жақсы".encode())

    assert peer.end.heard == ["Сәлем"]
    assert await peer.read() == (TEXT, "Жақсы".encode())


async def test_messages_that_come_in_one_piece_are_told_apart(peer: Peer) -> None:
    for number in range(50):
        peer.send(TEXT, b"%d" % number)

    await until(lambda: len(peer.end.heard) == 50)
    assert peer.end.heard == [str(number) for number in range(50)]


async def test_a_message_in_fragments_is_one_also_with_a_ping_between(peer: Peer) -> None:
    peer.send(TEXT, "Сә".encode()[:3], fin=False)
    peer.send(PING, b"there?")
    peer.send(CONTINUATION, "Сә".encode()[3:], fin=False)
    peer.send(CONTINUATION, b"!")

    assert await peer.read() == (PONG, b"there?")
    await until(lambda: peer.end.heard)
    assert peer.end.heard == ["Сә!"]


async def test_a_message_that_comes_byte_by_byte_is_whole(peer: Peer) -> None:
    before = peer.writer.write
    pieces: list[bytes] = []
    peer.writer.write = pieces.append  # type: ignore[method-assign,assignment]
    peer.send(TEXT, b"x" * 300)
    for byte in b"".join(pieces):
        before(bytes([byte]))
        await peer.writer.drain()
        await asyncio.sleep(0)

    await until(lambda: peer.end.heard)
    assert peer.end.heard == ["x" * 300]


async def test_the_longest_message_comes_in(peer: Peer) -> None:
    peer.send(TEXT, b"x" * MOST_BYTES)

    await until(lambda: peer.end.heard)
    assert peer.end.heard == ["x" * MOST_BYTES]


async def test_a_binary_message_is_an_empty_one(peer: Peer) -> None:
    peer.send(BINARY, b"\x00\xff")

    await until(lambda: peer.end.heard)
    assert peer.end.heard == [""]


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────────


def too_long(peer: Peer) -> None:
    peer.send(TEXT, b"x" * (MOST_BYTES + 1))


def too_long_in_fragments(peer: Peer) -> None:
    peer.send(TEXT, b"x" * MOST_BYTES, fin=False)
    peer.send(CONTINUATION, b"x")


def no_utf_8(peer: Peer) -> None:
    peer.send(TEXT, b"\xff")


def goes_on_without_a_start(peer: Peer) -> None:
    peer.send(CONTINUATION, b"x")


def starts_in_another(peer: Peer) -> None:
    peer.send(TEXT, b"x", fin=False)
    peer.send(TEXT, b"x")


def unmasked(peer: Peer) -> None:
    peer.send(TEXT, b"x", masked=False)


def reserved_bit(peer: Peer) -> None:
    peer.send(TEXT, b"x", reserved=0x40)


def unknown_kind(peer: Peer) -> None:
    peer.send(3)


def long_ping(peer: Peer) -> None:
    peer.send(PING, b"x" * 126)


@pytest.mark.parametrize(
    ("misbehave", "code"),
    [
        (too_long, 1009),
        (too_long_in_fragments, 1009),
        (no_utf_8, 1007),
        (goes_on_without_a_start, 1002),
        (starts_in_another, 1002),
        (unmasked, 1002),
        (reserved_bit, 1002),
        (unknown_kind, 1002),
        (long_ping, 1002),
    ],
)
async def test_what_is_against_the_rules_ends_the_connection(
    site: Site, peer: Peer, misbehave: Callable[[Peer], None], code: int
) -> None:
    misbehave(peer)

    assert await peer.closed() == code
    peer.send(CLOSE, code.to_bytes(2, "big"))
    await peer.ended()
    await until(lambda: peer.end.losses)
    assert peer.end.heard == []
    assert site.connected == 0


@pytest.mark.parametrize("kind", [PING, CONTINUATION], ids=["pings", "empty fragments"])
async def test_a_flood_of_frames_that_carry_nothing_ends_its_own_connection(site: Site, peer: Peer, kind: int) -> None:
    other = await upgraded(site)
    peer.send(TEXT, fin=False)
    for _ in range(20_000):
        peer.send(kind, fin=kind == PING)

    await peer.ended()
    await until(lambda: peer.end.losses)
    other.send(PING, b"1")
    assert await other.read() == (PONG, b"1")
    other.writer.close()


async def test_more_bytes_than_the_budget_end_the_connection(peer: Peer) -> None:
    for _ in range(8):
        peer.send(TEXT, b"x" * MOST_BYTES)

    await peer.ended()
    await until(lambda: peer.end.losses)
    assert len(peer.end.heard) < 8


# ── how it ends ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [None, 1000, 1001, 4000])
async def test_a_goodbye_is_answered_and_the_connection_ends(site: Site, peer: Peer, code: int | None) -> None:
    peer.send(CLOSE, code.to_bytes(2, "big") if code else b"")

    assert await peer.closed() == (code or 1000) or code is None
    await peer.ended()
    await until(lambda: peer.end.losses)
    assert site.connected == 0


async def test_what_was_sent_goes_out_before_our_goodbye(site: Site, peer: Peer) -> None:
    peer.end.wire.send(b"last")
    peer.end.wire.close(1008)
    peer.send(TEXT, b"too late")

    assert await peer.read() == (TEXT, b"last")
    assert await peer.closed() == 1008
    peer.send(CLOSE, (1008).to_bytes(2, "big"))
    await peer.ended()
    await until(lambda: peer.end.losses)
    assert site.connected == 0


async def test_who_does_not_answer_our_goodbye_is_cut(
    site: Site, peer: Peer, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    if transport == "uvicorn":
        next(iter(site.server.server_state.connections)).close_timeout = 0.05  # type: ignore[union-attr]
    monkeypatch.setattr(direct, "_CLOSING_S", 0.05)

    peer.end.wire.close(1008)

    await peer.ended()
    await until(lambda: site.connected == 0)
    assert peer.end.losses == 1


async def test_who_is_aborted_is_gone_at_once(site: Site, peer: Peer) -> None:
    peer.end.wire.abort()

    await peer.ended()
    await until(lambda: peer.end.losses)
    assert site.connected == 0


async def test_a_reset_is_a_loss(site: Site, peer: Peer) -> None:
    plain = peer.writer.get_extra_info("socket")
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.writer.transport.abort()

    await until(lambda: peer.end.losses)
    await until(lambda: site.connected == 0)


async def test_a_half_closed_socket_is_gone(site: Site, peer: Peer) -> None:
    peer.send(TEXT, b"before")
    peer.writer.write_eof()

    await peer.ended()
    await until(lambda: peer.end.losses)
    assert peer.end.heard == ["before"]
    assert site.connected == 0


async def test_nothing_is_sent_to_who_is_gone(site: Site, peer: Peer) -> None:
    peer.end.wire.abort()
    await until(lambda: peer.end.losses)

    peer.end.wire.send(b"hello?")
    peer.end.wire.close(1008)
    peer.end.wire.abort()

    assert peer.end.losses == 1


async def test_who_answers_pings_stays_and_who_does_not_is_given_up(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, "PING_S", 0.1)
    monkeypatch.setattr(direct, "PONG_S", 1.0)
    async with running(transport, ws_ping_interval=0.1, ws_ping_timeout=1.0) as site:
        peer = await upgraded(site)
        for _ in range(3):
            kind, payload = await peer.read()
            assert kind == PING
            peer.send(PONG, payload)
        assert peer.end.losses == 0

        await until(lambda: peer.end.losses)

        await peer.ended()
        await until(lambda: site.connected == 0)
        peer.writer.close()


@pytest.mark.parametrize("transport", ["picows"])  # uvicorn's own pings everybody
async def test_who_says_something_is_not_asked_whether_it_is_there(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, "PING_S", 1.5)
    async with running(transport) as site:
        silent, talking = await upgraded(site), await upgraded(site)
        asked = asyncio.ensure_future(silent.read())
        while not asked.done():
            talking.send(TEXT, b"here")
            await asyncio.wait({asked}, timeout=0.05)
        talking.end.wire.send(b"said first")

        assert (await asked)[0] == PING
        assert await talking.read() == (TEXT, b"said first")
        for peer in (silent, talking):
            peer.writer.close()


async def test_a_phone_that_does_not_read_makes_the_wire_full_until_it_does(transport: Transport) -> None:
    async with running(transport) as site:
        peer = await upgraded(site, receive=4096)
        sent = 0
        while not (peer.end.wire.full and sent > 200):
            peer.end.wire.send(b"x" * 60_000)
            sent += 1
            await asyncio.sleep(0)
        drains = peer.end.drains

        for _ in range(sent):
            assert (await peer.read())[1] == b"x" * 60_000

        await until(lambda: peer.end.drains > drains)
        assert not peer.end.wire.full
        peer.writer.close()


# ── uvicorn ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_every_connection_is_counted_and_told_when_the_server_goes_down(transport: Transport) -> None:
    async with running(transport) as site:
        peers = [await upgraded(site) for _ in range(3)]
        assert site.connected == 3
        site.server.should_exit = True

        for peer in peers:
            assert await peer.closed() == 1012
            await peer.ended()
            peer.writer.close()

        await until(lambda: all(end.losses == 1 for end in site.came))


@pytest.mark.parametrize("transport", ["picows"])  # uvicorn's own waits for as long as uvicorn does at its end
async def test_who_does_not_read_does_not_hold_up_the_end_of_the_server(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, "_GOING_DOWN_S", 0.1)
    async with running(transport) as site:
        peer = await upgraded(site, receive=4096)
        while not peer.end.wire.full:
            peer.end.wire.send(b"x" * 60_000)
            await asyncio.sleep(0)
        site.server.should_exit = True

        await until(lambda: site.connected == 0)
        assert peer.end.losses == 1
        peer.writer.close()


async def test_a_phone_may_come_by_ipv6(transport: Transport) -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    async with running(transport, "::1") as site:
        peer = await upgraded(site)
        peer.send(TEXT, b"six")
        await until(lambda: peer.end.heard == ["six"])
        peer.writer.close()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/ws", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n", 400),
        ("/ws", "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 400),
        ("/elsewhere", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 403),
    ],
    ids=["no key", "another version", "no such address"],
)
async def test_what_is_no_upgrade_of_ours_is_answered_in_http(site: Site, path: str, headers: str, status: int) -> None:
    reader, writer = await asyncio.open_connection(*site.address)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{headers}\r\n".encode()
    )

    answer = await reader.read()

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert site.connected == 0
    writer.close()


def test_uvicorn_s_own_is_used_where_picows_has_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "saual.web.upgrade", None)

    assert protocol("picows") is module.FrugalProtocol
