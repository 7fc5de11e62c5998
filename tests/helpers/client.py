"""What all screens on real sockets have in common, as the pages behave.

It keeps the latest picture, answers pongs by echo, and says again what was not acknowledged. Owns sockets; knows no
seats and no process. Nothing here sleeps but the pause before a reconnection, which is the clients' own.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import secrets
import socket
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.protocol import State

PATIENCE_S = 60.0
_RETRY_S = 0.1


class Client:
    """One screen. `host` is "127.0.0.1:8080"; `cookie` goes with every connection."""

    def __init__(self, host: str, path: str, cookie: str = "") -> None:
        self.host = host
        self.hosts: tuple[str, ...] = (host,)
        """Where to come back to, by turns."""
        self.heard: list[str] = []
        """Every frame, as it came."""
        self.stage: dict[str, Any] = {}
        self.acks: dict[str, str | None] = {}
        self.noes: list[str] = []
        self.pongs: list[dict[str, Any]] = []
        self.bye: str | None = None
        self.closed: int | None = None
        """The code with which the last connection was closed."""
        self.path = path
        self._cookie = cookie
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()
        self._waiting: dict[str, dict[str, Any]] = {}
        self._ids = itertools.count(1)
        self._name = secrets.token_hex(3)
        self._wanted = False
        self._opened: list[tuple[ClientConnection, asyncio.Task[None]]] = []

    # ── the line ────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def socket(self) -> ClientConnection:
        assert self._socket is not None
        return self._socket

    async def connect(self, sock: socket.socket | None = None, **more: Any) -> Self:
        """A new connection; the one before is left as it is. Says nothing yet."""
        headers = {"Cookie": self._cookie} if self._cookie else {}
        self._socket = await connect(
            f"ws://{self.host}{self.path}",
            additional_headers=headers,
            compression=None,
            proxy=None,
            ping_interval=None,
            close_timeout=1,
            sock=sock,
            **{"open_timeout": PATIENCE_S} | more,
        )
        self.bye = self.closed = None
        self._reader = asyncio.ensure_future(self._read(self._socket))
        self._opened.append((self._socket, self._reader))
        return self

    async def _read(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for text in socket:
                assert isinstance(text, str)
                message = json.loads(text)
                frames = message if isinstance(message, list) else [message]
                async with self._news:
                    for frame in frames:
                        self.heard.append(json.dumps(frame, ensure_ascii=False, separators=(",", ":")))
                        self._take(frame)
                    self._news.notify_all()
                for frame in frames:
                    if frame["t"] == "pong" and socket.state is State.OPEN:
                        await self.say({"t": "echo", "s": frame["s"]})
        async with self._news:
            if socket is self._socket:
                self.closed = socket.close_code
            self._news.notify_all()
        if socket is self._socket and self._wanted and self.bye is None:
            await self._come_back()

    async def _come_back(self) -> None:
        while True:
            try:
                await self.connect()
                await self.greet()
                return
            except (OSError, InvalidHandshake, ConnectionClosed):
                self.host = self.hosts[(self.hosts.index(self.host) + 1) % len(self.hosts)]
                await asyncio.sleep(_RETRY_S)

    def keep_coming(self) -> Self:
        """From now on it reconnects by itself, as the pages do."""
        self._wanted = True
        return self

    async def greet(self) -> None:
        """The first frame on a new connection, and what was not acknowledged on an old one."""
        for command in list(self._waiting.values()):
            await self.say(command)

    async def say(self, frame: dict[str, Any]) -> None:
        await self.send(json.dumps(frame))

    async def send(self, raw: str | bytes) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self.socket.send(raw)

    async def leave(self) -> None:
        """Close as a page does. What was left open before is dropped."""
        self._wanted = False
        if self._socket is not None:
            await self._socket.close()
        for opened, reader in self._opened:
            opened.transport.abort()
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
        self._opened = []

    def cut(self) -> None:
        """The connection is gone, and the server sees it at once."""
        self.socket.transport.abort()

    async def abandon(self) -> None:
        """Half-open: nothing more is read or said, and nobody tells the server."""
        self.socket.transport.pause_reading()
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    def wake(self) -> None:
        """Read again on the connection that was abandoned."""
        self.socket.transport.resume_reading()
        self._reader = asyncio.ensure_future(self._read(self.socket))
        self._opened.append((self.socket, self._reader))

    # ── what it hears ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "stage":
                self.stage = frame
            case "ack":
                self.acks[frame["id"]] = frame.get("code")
                if frame.get("code") != "not_saved":
                    self._waiting.pop(frame["id"], None)
            case "no":
                self.noes.append(frame["code"])
            case "pong":
                self.pongs.append(frame)
            case "bye":
                self.bye = frame["code"]

    async def until(self, true: Callable[[Self], object], within_s: float = PATIENCE_S) -> None:
        """Wait for what it hears to make this true."""
        async with self._news:
            try:
                async with asyncio.timeout(within_s):
                    await self._news.wait_for(lambda: true(self))
            except TimeoutError:
                last = "\n".join(self.heard[-5:])
                raise AssertionError(f"it never came true; closed: {self.closed}, heard last:\n{last}") from None

    async def phase(self, name: str, within_s: float = PATIENCE_S, i: int | None = None) -> dict[str, Any]:
        """The stage, once it is in this phase (of question `i`)."""
        await self.until(
            lambda me: me.stage.get("phase") == name and (i is None or me.stage.get("q", {}).get("i") == i), within_s
        )
        return self.stage

    async def gone(self, within_s: float = PATIENCE_S) -> int | None:
        """Wait for the close of the connection; its code."""
        await self.until(lambda me: me.closed is not None, within_s)
        return self.closed

    async def refusal(self) -> str:
        """The next `no` after those that were taken already."""
        await self.until(lambda me: me.noes)
        return self.noes.pop(0)

    async def ping(self) -> float:
        """Seconds from the ping to its pong."""
        number, loop = next(self._ids), asyncio.get_running_loop()
        since = loop.time()
        await self.say({"t": "ping", "c": number})
        await self.until(lambda me: any(pong["c"] == number for pong in me.pongs))
        return loop.time() - since

    # ── commands ────────────────────────────────────────────────────────────────────────────────────────────────────

    def new_id(self) -> str:
        return f"{self._name}-{next(self._ids)}"

    async def command(self, frame: dict[str, Any]) -> str:
        """Say it, now and on every new connection, until it is acknowledged. Its id."""
        self._waiting[frame["id"]] = frame
        await self.say(frame)
        return str(frame["id"])

    async def ack(self, id: str, within_s: float = PATIENCE_S) -> str | None:
        await self.until(lambda me: id in me.acks, within_s)
        return self.acks[id]
