"""uvicorn as this server wants it: its settings, when it is told that it answers, whom other workers send.

Owns no part of the application and no socket that listens.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Generator
from typing import Any

import uvicorn

from saual.app import application
from saual.config import Config
from saual.listening import open_files
from saual.web.porter import porter
from saual.web.services import Services
from saual.web.transport import MOST_BYTES, PING_S, PONG_S, protocol
from saual.web.usher import Usher

_OWN_FILES = 64
"""Kept for the databases, and for a burst of newcomers before room is made for it."""

Started = Callable[[Services], Awaitable[None]]
"""Called once the server answers."""


class Answering(uvicorn.Server):
    """`usher`: between this worker and the others, if there are any."""

    def __init__(self, config: Config, parts: Services, started: Started, usher: Usher | None) -> None:
        super().__init__(
            uvicorn.Config(
                application(parts, config),
                http=porter(open_files() - _OWN_FILES, usher),
                ws=protocol(config.transport),
                ws_max_size=MOST_BYTES,
                ws_per_message_deflate=False,  # 26 KB a socket instead of 68
                ws_ping_interval=PING_S,
                ws_ping_timeout=PONG_S,
                timeout_graceful_shutdown=4,  # without it one stalled phone would block the shutdown for ever
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="off",
            )
        )
        self._parts = parts
        self._started = started
        self._usher = usher
        self._phones = config.phones

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._usher is not None:
            self._usher.begin(self._admit, self._full)
        await self._started(self._parts)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._usher is not None:
            self._usher.end()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """As uvicorn's, but a signal that was heeded is not raised again: that would end the process before the log
        is closed, and with an exit code that says failure."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    # ── sent by other workers ───────────────────────────────────────────────────────────────────────────────────────

    def _full(self) -> bool:
        return self.should_exit or len(self.server_state.connections) >= self._phones

    def _admit(self, sent: socket.socket, request: bytes) -> None:
        arriving = asyncio.get_running_loop().create_task(self._serve_sent(sent, request))
        self.server_state.tasks.add(arriving)
        arriving.add_done_callback(self.server_state.tasks.discard)

    async def _serve_sent(self, sent: socket.socket, request: bytes) -> None:
        """As uvicorn goes on with a request for an upgrade that came in here."""
        sent.setblocking(False)
        # What a phone says before it is answered is lost, as it is with uvicorn.
        transport, _ = await asyncio.get_running_loop().connect_accepted_socket(asyncio.Protocol, sent)
        if transport.is_closing():
            return
        protocol: Any = self.config.ws_protocol_class(  # type: ignore[misc, call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        protocol.connection_made(transport)
        protocol.data_received(request)
        transport.set_protocol(protocol)
