"""From an accepted upgrade to a `Wire`: the one seam between WebSocket implementations and the endpoints.

Where picows has a wheel uvicorn is given `Upgrade`, which leaves the socket to picows (`direct`); elsewhere its own
protocol with a budget on bytes, and a wire over ASGI's `receive` and `send`. Endpoints and rooms see no difference.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any, Literal, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from saual.rooms.connection import Wire
from saual.web.bucket import Bucket

Transport = Literal["picows", "uvicorn"]

MOST_BYTES = 16 * 1024
"""Of one message. More is closed by 1009."""
PING_S, PONG_S = 11, 7
"""A phone that said nothing for so long is pinged, and given up so long after that: within the 20 s that we promise,
with room for a busy machine. A page that is awake says something every 10 s, which spares both sides these pings.
"""
BYTES_PER_S = 16 * 1024
BURST = 64 * 1024
"""A student sends some 100 bytes a question. The burst lets a frame in that is too large, so that it is told 1009."""
HAND_OVER = "saual.hand_over"
"""The ASGI extension by which an endpoint takes the socket for good: `Callable[[Open], None]`."""
NO_TEXT = 1007
_ABORT = "saual.abort"
_GOODBYE_S = 1.0
"""The last words may take so long to get out."""

_say = logging.getLogger(__name__)


class Receiver(Protocol):
    """The endpoint's end of a wire. Nothing in it waits or raises."""

    def received(self, message: str) -> None:
        """One whole text message; empty if it was a binary one."""
        ...

    def drained(self) -> None:
        """The wire was full, and is not any more."""
        ...

    def lost(self) -> None:
        """It has ended, by whomever. Called once, and nothing after."""
        ...


Open = Callable[[Wire], Receiver]


def protocol(transport: Transport) -> type[asyncio.Protocol]:
    """What uvicorn is to put behind a WebSocket's upgrade."""
    if transport == "picows":
        with contextlib.suppress(ImportError):  # no wheel for this machine
            from saual.web.upgrade import Upgrade

            return Upgrade
    return FrugalProtocol


async def connect(socket: WebSocket, open: Open) -> None:
    """Accept the upgrade and have the receiver that `open` makes served, until the connection has ended or beyond."""
    hand_over = socket.scope.get("extensions", {}).get(HAND_OVER)
    if hand_over is not None:
        hand_over(open)
    else:
        await _AsgiWire(socket).serve(open)


class FrugalProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, but it aborts the connection of who sends more than 16 KiB a second for long, and prints no
    traceback of a text that is no UTF-8: anybody may send one.

    Pings, pongs and empty fragments are answered inside, before any limit on messages; so bytes are counted.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._budget = Bucket(BYTES_PER_S, BURST, self.loop.time())

    def data_received(self, data: bytes) -> None:
        if self._budget.take(len(data), self.loop.time()):
            super().data_received(data)
        else:
            self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.close_sent:
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.frames = []
                self.conn.send_close(NO_TEXT)
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    async def run_asgi(self) -> None:
        self.scope["extensions"][_ABORT] = self.transport.abort  # type: ignore[assignment]
        await super().run_asgi()


class _AsgiWire:
    """A wire over ASGI: a reader and a writer task, and at most what is given while a message is on its way waits."""

    def __init__(self, socket: WebSocket) -> None:
        self.full = False
        self._socket = socket
        self._messages: list[bytes] = []  # bounded by `full`, which whoever sends looks at
        self._close_code: int | None = None
        self._wake = asyncio.Event()

    def send(self, message: bytes) -> None:
        self._messages.append(message)
        self.full = True
        self._wake.set()

    def close(self, code: int) -> None:
        self._close_code = code
        self._wake.set()

    def abort(self) -> None:
        self._socket.scope["extensions"][_ABORT]()

    async def serve(self, open: Open) -> None:
        await self._socket.accept()
        receiver = open(self)
        writer = asyncio.ensure_future(self._write(receiver))
        reader = asyncio.ensure_future(self._read(receiver))
        try:
            await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
            if self._close_code is not None:
                await asyncio.wait({writer}, timeout=_GOODBYE_S)
        finally:
            receiver.lost()
            for task in (writer, reader):
                task.cancel()
            for end in await asyncio.gather(writer, reader, return_exceptions=True):
                if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect | RuntimeError | OSError):
                    _say.error("A connection has failed; the others go on.", exc_info=end)

    async def _read(self, receiver: Receiver) -> None:
        while (message := await self._socket.receive())["type"] != "websocket.disconnect":
            receiver.received(message.get("text") or "")

    async def _write(self, receiver: Receiver) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._messages:
                await self._socket.send({"type": "websocket.send", "text": self._messages.pop(0).decode()})
            if self._close_code is not None:
                await self._socket.close(self._close_code)
                return
            self.full = False
            receiver.drained()
