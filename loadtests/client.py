"""A WebSocket client that costs far less than any server: whole text frames, no extensions, no fragments.

Owns one connection and its framing. Must not know what the messages say.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping
from typing import cast

_HANDSHAKE_S = 30.0
_TEXT, _CLOSE, _PING = 0x81, 0x88, 0x89
# A mask of noughts is a valid mask: the server unmasks as ever, and the client is spared the work.
_MASK = bytes(4)


class Refused(Exception):
    """The server did not open the WebSocket."""


def framed(text: bytes, head: int = _TEXT) -> bytes:
    """One whole frame as a client must send it."""
    size = len(text)
    if size < 126:
        return bytes((head, 0x80 | size)) + _MASK + text
    return bytes((head, 0x80 | 126)) + size.to_bytes(2, "big") + _MASK + text


class Socket(asyncio.Protocol):
    """Made by `connect`. `closed` tells the code of the close, None while it is open, 1006 after a plain cut."""

    def __init__(self, request: bytes, take: Callable[[bytes], None]) -> None:
        self.closed: int | None = None
        self._request = request
        self._take = take
        self._rest = b""
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    def send(self, text: bytes) -> None:
        assert self._transport is not None
        self._transport.write(framed(text))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    # ── asyncio.Protocol ────────────────────────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.closed is None:
            self.closed = 1006
        if not self.opened.done():
            self.opened.set_exception(Refused("the connection was cut"))

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
            self._rest = b""
        at, end = 0, len(data)
        if not self._open:
            at = self._after_handshake(data)
            if not self._open:
                self._rest = data
                return
        while end - at >= 2:
            head, size, start = data[at], data[at + 1], at + 2
            if size == 126:
                if end - at < 4:
                    break
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                if end - at < 10:
                    break
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            at = start + size
            self._frame(head, data[start:at])
        self._rest = data[at:]

    def _after_handshake(self, data: bytes) -> int:
        """Where the first frame begins, once the answer is whole."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return 0
        self._open = True
        if not self.opened.done():
            if data.startswith(b"HTTP/1.1 101"):
                self.opened.set_result(None)
            else:
                self.opened.set_exception(Refused(data[: data.find(b"\r\n")].decode("latin-1")))
        return end + 4

    def _frame(self, head: int, text: bytes) -> None:
        if head == _TEXT:
            self._take(text)
        elif head == _PING:
            assert self._transport is not None
            self._transport.write(framed(text, 0x8A))
        elif head == _CLOSE:
            self.closed = int.from_bytes(text[:2], "big") if text else 1005
            self.close()


async def connect(
    host: str,
    port: int,
    path: str,
    take: Callable[[bytes], None],
    headers: Mapping[str, str] | None = None,
    source: str = "",
) -> Socket:
    """Opens a WebSocket; `take` is given every text message. `source`: the address that it comes from, if not any.

    Raises Refused or OSError.
    """
    lines = {
        "Host": f"{host}:{port}",
        "Origin": f"http://{host}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
        "Sec-WebSocket-Version": "13",
        **(headers or {}),
    }
    head = f"GET {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    _, socket = await asyncio.get_running_loop().create_connection(
        lambda: Socket(head.encode(), take), host, port, local_addr=(source, 0) if source else None
    )
    async with asyncio.timeout(_HANDSHAKE_S):
        await socket.opened
    return socket
