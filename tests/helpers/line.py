"""The pages' own line to the server, rule for rule: what a real phone does when its socket closes or falls silent.

Owns one WebSocket at a time, and when to connect again; knows no frame but ping, pong, echo and bye. The periods are
read from the page's source, so that the two cannot drift apart. Cheap enough for hundreds in one process.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import random
import re
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from loadtests.client import Socket

_SOURCE = Path(__file__).parents[2] / "web" / "shared" / "line.ts"
_S = {
    name: int(ms.replace("_", "")) / 1000
    for name, ms in re.findall(r"^const (\w+_MS) = ([\d_]+);", _SOURCE.read_text(encoding="utf-8"), re.MULTILINE)
}
_PING_S, _SILENCE_S, _UNKNOWN_RTT_S = _S["PING_MS"], _S["SILENCE_MS"], _S["UNKNOWN_RTT_MS"]
_FIRST_RETRY_S, _LAST_RETRY_S, _CONNECT_S = _S["FIRST_RETRY_MS"], _S["LAST_RETRY_MS"], _S["CONNECT_MS"]

_encode = msgspec.json.encode
_decode = msgspec.json.decode


class _Socket(Socket):
    """Says when it is lost."""

    def __init__(self, request: bytes, take: Callable[[bytes], None], lost: Callable[[_Socket], None]) -> None:
        super().__init__(request, take)
        self._lost = lost

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.opened.done():
            self.opened.exception()  # whoever waits for it has heard; nobody else has to
        self._lost(self)

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def deafen(self) -> None:
        if self._transport is not None:
            self._transport.pause_reading()


class Line:
    """`hosts`: where to connect, by turns; an installation of several processes has several."""

    def __init__(self, hosts: Sequence[str], path: str, cookie: str) -> None:
        self.codes: list[int] = []
        """With which its connections were closed, by others than itself."""
        self.up_at = 0.0
        """When the last socket opened, by the loop's clock."""
        self.lost_at = 0.0
        """When the last socket was lost, by the loop's clock."""
        self.pongs = 0
        self.host = ""
        """Where it is connected, or tries to be."""
        self._hosts = itertools.cycle(hosts)
        self._path = path
        self._cookie = cookie
        self._loop = asyncio.get_running_loop()
        self._socket: _Socket | None = None
        self._wanted = False
        self._tries = 0
        self._rtt_s: float | None = None
        self._chance = random.Random()  # its own: hypothesis has its hand on everybody's
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._connecting: set[asyncio.Task[None]] = set()

    def greet(self) -> dict[str, Any] | None:
        """The first frame on every new socket."""
        raise NotImplementedError

    def hear(self, frame: dict[str, Any]) -> None:
        raise NotImplementedError

    def open(self) -> None:
        self._wanted, self._tries = True, 0
        self._connect()

    def close(self) -> None:
        self._wanted = False
        self._drop()

    def cut(self) -> None:
        """The network takes the connection away; both ends see it."""
        if self._socket is not None:
            self._socket.abort()

    def sleep(self) -> None:
        """The page stands still: no timer runs, nothing is read."""
        for name in list(self._timers):
            self._cancel(name)
        if self._socket is not None:
            self._socket.deafen()

    def wake(self) -> None:
        """Somebody looks at the page again, after longer than a socket is believed in."""
        self._connect()

    def send(self, frame: dict[str, Any]) -> bool:
        if self._socket is None or self._socket.closed is not None or not self._socket.opened.done():
            return False
        self._socket.send(_encode(frame))
        return True

    # ── as in web/shared/line.ts ────────────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        self._drop()
        # A network that swallows packets answers nothing at all.
        self._after("silence", _CONNECT_S, self._again)
        self.host = next(self._hosts)
        task = self._loop.create_task(self._dial(self.host))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    async def _dial(self, host: str) -> None:
        name, _, port = host.partition(":")
        request = (
            f"GET {self._path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {self._cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(secrets.token_bytes(16)).decode()}\r\n\r\n"
        ).encode()
        socket = self._socket = _Socket(request, self._message, self._lost)
        socket.opened.add_done_callback(lambda opened: self._opened(socket, opened))
        try:
            await self._loop.create_connection(lambda: socket, name, int(port))
        except OSError:
            if socket is self._socket:
                self._again()

    def _opened(self, socket: _Socket, opened: asyncio.Future[None]) -> None:
        if opened.exception() is not None or socket is not self._socket:
            return
        self._quiet()
        self._rtt_s = None
        self.up_at = self._loop.time()
        frame = self.greet()
        if frame:
            self.send(frame)
        self._beat()

    def _beat(self) -> None:
        self.ping()
        self._after("beat", _PING_S, self._beat)

    def ping(self) -> None:
        self.send({"t": "ping", "c": round(self._loop.time() * 1000)})
        if "silence" not in self._timers:
            self._after("silence", _SILENCE_S + 2 * (self._rtt_s or _UNKNOWN_RTT_S), self._connect)

    def _message(self, text: bytes) -> None:
        self._quiet()
        self._tries = 0
        message = _decode(text)
        for frame in message if isinstance(message, list) else [message]:
            if frame["t"] == "pong":
                self.pongs += 1
                self.send({"t": "echo", "s": frame["s"]})
                rtt_s = self._loop.time() - frame["c"] / 1000
                self._rtt_s = min(rtt_s, self._rtt_s or rtt_s)
                continue
            if frame["t"] == "bye":
                self.close()
            self.hear(frame)

    def _lost(self, socket: _Socket) -> None:
        if socket is self._socket:
            assert socket.closed is not None
            self.codes.append(socket.closed)
            self.lost_at = self._loop.time()
            self._again()

    def _again(self) -> None:
        self._drop()
        if self._wanted:
            most = min(_LAST_RETRY_S, _FIRST_RETRY_S * 2**self._tries)
            self._tries += 1
            self._after("retry", most * (0.4 + 0.6 * self._chance.random()), self._connect)

    def _quiet(self) -> None:
        self._cancel("silence")

    def _drop(self) -> None:
        for name in ("silence", "retry", "beat"):
            self._cancel(name)
        socket, self._socket = self._socket, None
        for task in self._connecting:
            task.cancel()
        if socket is not None:
            socket.close()

    # ── timers ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, name: str, seconds: float, do: Callable[[], None]) -> None:
        def ring() -> None:
            del self._timers[name]
            do()

        self._cancel(name)
        self._timers[name] = self._loop.call_later(seconds, ring)

    def _cancel(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
