"""picows at the other end of an upgraded socket: the wire of a phone without a task, a queue or a lock of its own.

picows frames and unframes. What it leaves to its user is here: whole messages, the closing handshake, who is dead, who
sends too much, and what uvicorn wants of a connection (it counts them, and closes them by 1012 when it goes down).
"""

from __future__ import annotations

import asyncio
import logging
import math
from typing import Any

from picows import WSFrame, WSListener, WSMsgType, WSTransport
from picows.picows import WSProtocol  # type: ignore[attr-defined]

from saual.web.bucket import Bucket
from saual.web.transport import BURST, BYTES_PER_S, MOST_BYTES, NO_TEXT, PING_S, PONG_S, Open, Receiver

_PROTOCOL_ERROR, _TOO_BIG, _SERVICE_RESTART = 1002, 1009, 1012
_CLOSING_S = 5.0
"""The other side may take so long to answer our goodbye, and the system to send it."""
_GOING_DOWN_S = 1.0
"""The same when the server goes down: nobody waits for one stalled phone."""
_CONTROL_BYTES = 200
"""What a control frame or a fragment costs of the budget, beside its bytes: each is work, however small."""
_READ_BUFFER = 2048
_LOOK_S = 0.25
"""Silent phones are looked for so often, all at once: to wake the processor for each costs more than the look."""

_TEXT, _BINARY, _MORE = WSMsgType.TEXT, WSMsgType.BINARY, WSMsgType.CONTINUATION
_PING, _PONG, _CLOSE = WSMsgType.PING, WSMsgType.PONG, WSMsgType.CLOSE


def _together(at_s: float) -> float:
    """The next time at or after this one when phones are looked at."""
    return math.ceil(at_s / _LOOK_S) * _LOOK_S


class _Log(logging.LoggerAdapter[logging.Logger]):
    """What a stranger's frames are like is no error of ours. (picows makes a logger a connection of a plain one.)"""

    def error(self, msg: object, *args: object, **kwargs: Any) -> None:
        self.debug(msg, *args, **kwargs)


_log = _Log(logging.getLogger(__name__))


def take_over(transport: asyncio.Transport, key: str, connections: set[Any], open: Open) -> None:
    """Answer the upgrade whose key this is, and serve the receiver that `open` makes until the connection has ended.

    `connections` is uvicorn's: the connection is in it as long as it lives.
    """
    line = _Line()
    protocol = _Protocol(line, connections)
    protocol.connection_made(transport)
    transport.set_protocol(protocol)
    protocol.shake_hands(key)
    line.open(open)
    transport.resume_reading()


class _Protocol(WSProtocol):  # type: ignore[misc]
    """Counts every byte that comes in, and tells uvicorn that it is there."""

    __slots__ = ("_connections", "_now")

    def __init__(self, line: _Line, connections: set[Any]) -> None:
        super().__init__(
            host_port=None,
            ws_path=None,
            is_client_side=False,
            ws_listener_factory=lambda _: line,
            logger=_log,
            disconnect_on_exception=True,
            websocket_handshake_timeout=None,
            enable_auto_ping=False,
            auto_ping_idle_timeout=0,
            auto_ping_reply_timeout=0,
            auto_ping_strategy=1,
            enable_auto_pong=False,
            max_frame_size=MOST_BYTES,
            extra_headers=None,
            read_buffer_init_size=_READ_BUFFER,
        )
        self._connections = connections

    def connection_made(self, transport: asyncio.Transport) -> None:
        self._connections.add(self)
        super().connection_made(transport)

    def shake_hands(self, key: str) -> None:
        """picows wants the request. It gets one that is sure to please it: the true one was looked at by others."""
        request = (
            "GET / HTTP/1.1\r\nHost: -\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
        ).encode()
        self.get_buffer(-1)[: len(request)] = request
        super().buffer_updated(len(request))

    def buffer_updated(self, nbytes: int) -> None:
        if self.listener.may_send(nbytes):
            super().buffer_updated(nbytes)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """uvicorn goes down."""
        self.listener.shut_down()


class _Line(WSListener):
    """The `Wire` (see `rooms.connection`) of one phone."""

    __slots__ = ("_budget", "_heard_s", "_loop", "_parts", "_parts_kind", "_receiver", "_timer", "_ws", "full")

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._budget = Bucket(BYTES_PER_S, BURST, self._loop.time())
        self._receiver: Receiver | None = None
        self._parts: bytearray | None = None
        self._parts_kind = _TEXT
        self._heard_s = 0.0
        self.full = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._ws = transport
        self._heard_s = self._loop.time()
        self._timer = self._loop.call_at(_together(self._heard_s + PING_S), self._beat)

    def open(self, open: Open) -> None:
        self._receiver = open(self)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def send(self, message: bytes) -> None:
        self._ws.send(_TEXT, message)

    def close(self, code: int) -> None:
        """The other side answers by a close frame of its own and the connection ends, or it is cut."""
        if not self._ws.is_close_frame_sent:
            self._ws.send_close(code)  # type: ignore[arg-type]
            self._cut_in(_CLOSING_S)

    def abort(self) -> None:
        self._ws.disconnect(False)

    def shut_down(self) -> None:
        self.close(_SERVICE_RESTART)
        self._ws.disconnect()
        self._cut_in(_GOING_DOWN_S)

    def _cut_in(self, seconds: float) -> None:
        self._timer.cancel()
        self._timer = self._loop.call_later(seconds, self.abort)

    def pause_writing(self) -> None:
        self.full = True

    def resume_writing(self) -> None:
        self.full = False
        if self._receiver is not None:
            self._receiver.drained()

    # ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def may_send(self, nbytes: int) -> bool:
        """False: the other side has sent far too much, and is cut."""
        within = self._budget.take(nbytes, self._loop.time())
        if not within:
            self.abort()
        return within

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        self._heard_s = self._loop.time()
        kind = frame.msg_type
        if kind is _CLOSE:
            self._answer_close(frame)
        elif transport.is_close_frame_sent or self._receiver is None:
            pass  # picows goes on reading after its own no
        elif frame.rsv1 or frame.rsv2 or frame.rsv3:
            self.close(_PROTOCOL_ERROR)
        elif kind is _TEXT and frame.fin and self._parts is None:
            self._deliver(frame.get_payload_as_bytes(), self._receiver)
        elif self.may_send(_CONTROL_BYTES):
            if kind is _PING:
                self._ws.send_pong(frame.get_payload_as_bytes())
            elif kind is not _PONG:
                self._gather(frame, self._receiver)

    def _gather(self, frame: WSFrame, receiver: Receiver) -> None:
        """A binary message, or part of one."""
        if (frame.msg_type is _MORE) is (self._parts is None):
            self.close(_PROTOCOL_ERROR)  # goes on without a start, or starts in the middle of another
            return
        if self._parts is None:
            self._parts, self._parts_kind = bytearray(), frame.msg_type
        self._parts += frame.get_payload_as_memoryview()
        if len(self._parts) > MOST_BYTES:
            self._parts = None
            self.close(_TOO_BIG)
        elif frame.fin:
            message, self._parts = bytes(self._parts), None
            self._deliver(b"" if self._parts_kind is _BINARY else message, receiver)

    def _deliver(self, message: bytes, receiver: Receiver) -> None:
        try:
            text = message.decode()
        except UnicodeDecodeError:
            self.close(NO_TEXT)
        else:
            receiver.received(text)

    def _answer_close(self, frame: WSFrame) -> None:
        self.close(int(frame.get_close_code()) or 1000)  # type: ignore[call-overload]
        self._ws.disconnect()

    def _beat(self) -> None:
        """Again and again: is anybody there? Only who was silent is asked."""
        ask_s = self._heard_s + PING_S
        if ask_s > self._loop.time():
            self._timer = self._loop.call_at(_together(ask_s), self._beat)
        else:
            self._ws.send_ping()
            self._timer = self._loop.call_at(_together(self._loop.time() + PONG_S), self._give_up, self._heard_s)

    def _give_up(self, heard_s: float) -> None:
        """If nothing was heard since then."""
        if self._heard_s == heard_s:
            self.abort()
        else:
            self._beat()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._timer.cancel()
        receiver, self._receiver = self._receiver, None
        if receiver is not None:
            receiver.lost()
