"""uvicorn's `ws=`: asks the application about an upgrade, as ASGI says, and leaves the socket to `direct` if it may.

So the way in is the same as everybody's (Host, Origin, routes, cookies), and what made it is gone when it is over: no
scope, no headers, no task stay with a phone.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast
from urllib.parse import unquote

from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

from saual.web.direct import take_over
from saual.web.transport import HAND_OVER, Open

_say = logging.getLogger(__name__)


class Upgrade(asyncio.Protocol):
    """From the request to the answer. Reads nothing more from the socket meanwhile: it waits in the system's buffer."""

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any]) -> None:
        self._app = config.loaded_app
        self._root = config.root_path
        self._state = server_state
        self._app_state = app_state
        self._http = ServerProtocol()
        self._asked = False
        self._answered = False

    # ── what uvicorn calls ──────────────────────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by their class
        self._state.connections.add(self)  # type: ignore[arg-type]
        self._transport.pause_reading()

    def data_received(self, data: bytes) -> None:
        """Called by uvicorn, once, with the whole request."""
        self._http.receive_data(data)
        (request,) = self._http.events_received()
        assert isinstance(request, Request)
        response = self._http.accept(request)
        if response.status_code != 101:
            self._respond(response)
            return
        task = asyncio.get_running_loop().create_task(self._ask(request))
        self._state.tasks.add(task)
        task.add_done_callback(self._state.tasks.discard)

    def connection_lost(self, exc: Exception | None) -> None:
        self._answered = True
        self._state.connections.discard(self)

    def shutdown(self) -> None:
        self._refuse(503, "The server is going down.")

    # ── what the application sees ───────────────────────────────────────────────────────────────────────────────────

    async def _ask(self, request: Request) -> None:
        try:
            await self._app(self._scope(request), self._receive, self._send)
        except Exception:
            _say.exception("An upgrade has failed.")
        self._refuse(500, "Internal Server Error")  # unless it was answered

    def _scope(self, request: Request) -> dict[str, Any]:
        path, _, query = request.path.partition("?")
        get = self._transport.get_extra_info
        return {
            "type": "websocket",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": "wss" if get("sslcontext") else "ws",
            "server": get("sockname"),
            "client": get("peername"),
            "root_path": self._root,
            "path": self._root + unquote(path),
            "raw_path": (self._root + path).encode("ascii"),
            "query_string": query.encode("ascii"),
            "headers": [
                (name.lower().encode(), value.encode("latin-1")) for name, value in request.headers.raw_items()
            ],
            "subprotocols": [],
            "state": self._app_state.copy(),
            "extensions": {HAND_OVER: lambda opening: self._hand_over(request, opening)},
        }

    async def _receive(self) -> dict[str, Any]:
        if self._asked:
            return {"type": "websocket.disconnect", "code": 1006}
        self._asked = True
        return {"type": "websocket.connect"}

    async def _send(self, message: dict[str, Any]) -> None:
        """The application says no; yes is said by taking the socket."""
        if message["type"] != "websocket.close":
            raise RuntimeError(f"{message['type']}: an endpoint takes the socket here (see web/transport.py)")
        self._refuse(403, "Forbidden")

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _hand_over(self, request: Request, open: Open) -> None:
        if self._answered or self._transport.is_closing():
            return
        self._answered = True
        self._state.connections.discard(self)
        take_over(self._transport, request.headers["Sec-WebSocket-Key"], self._state.connections, open)

    def _refuse(self, status: int, why: str) -> None:
        if not self._answered:
            self._respond(self._http.reject(status, why))

    def _respond(self, response: Response) -> None:
        self._answered = True
        self._http.send_response(response)
        self._transport.write(b"".join(self._http.data_to_send()))
        self._transport.close()
