"""What a socket may send below the level of messages: pings and empty fragments are bytes too."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import pytest

from tests.helpers.phones import Phone
from tests.helpers.server import Server, serving

EMPTY_PING = b"\x89\x80\x00\x00\x00\x00"
EMPTY_START = b"\x01\x80\x00\x00\x00\x00"
EMPTY_MIDDLE = b"\x00\x80\x00\x00\x00\x00"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("transport") / "data") as server:
        yield server


@pytest.mark.parametrize(
    "flood", [EMPTY_PING * 50_000, EMPTY_START + EMPTY_MIDDLE * 50_000], ids=["pings", "fragments"]
)
async def test_a_flood_of_frames_that_carry_nothing_ends_its_own_connection_and_delays_no_other(
    server: Server, flood: bytes
):
    other = await Phone(server.host, "Aru").connect()
    try:
        assert await asyncio.to_thread(answer_to, server.host, flood) < 1_000_000, "most of it is never answered"
        assert await other.ping() < 5
    finally:
        await other.leave()


def answer_to(host: str, flood: bytes) -> int:
    """Upgrade, send it all, read until the server has hung up; how many bytes came."""
    name, port = host.split(":")
    came = 0
    with socket.create_connection((name, int(port)), timeout=20) as line:
        line.sendall(
            f"GET /ws HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b"101" in line.recv(4096)
        with contextlib.suppress(ConnectionError):
            line.sendall(flood)
            while part := line.recv(65_536):
                came += len(part)
    return came
