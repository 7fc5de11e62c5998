"""Who comes in when hardly any sockets are left: the newest, in place of the one that has stood there longest.

Owns the connections that are plain HTTP (still or for good) and knows no request: a program that opens sockets and says
nothing must not keep the teacher and the class out. WebSockets are limited where they are opened.
"""

from __future__ import annotations

import asyncio
from functools import partial

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from saual.web.usher import Usher

_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def porter(most: int, usher: Usher | None = None) -> type[H11Protocol]:
    """uvicorn's `http=` for a process that may have `most` connections, WebSockets included.

    `usher` shows who asks for a WebSocket to another worker, if there is one that has the room.
    """
    # Beyond `most` the oldest is closed for the newest; a browser whose idle connection was taken opens another.
    visitors: dict[Porter, None] = {}

    class Porter(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > most:
                self._make_room()
            visitors[self] = None

        def _make_room(self) -> None:
            oldest = next(iter(visitors), None)
            if oldest is not None:
                oldest.leave()
                oldest.transport.abort()
            else:
                self.transport.write(_FULL)
                self.transport.close()

        def leave(self) -> None:
            visitors.pop(self, None)
            self.connections.discard(self)

        def handle_websocket_upgrade(self, event: h11.Request) -> None:
            self.leave()
            serve = partial(super().handle_websocket_upgrade, event)
            if usher is None or not usher.show(event.target, self._request(event), self.transport, serve):
                serve()

        def _request(self, event: h11.Request) -> bytes:
            lines = [b" ".join((event.method, event.target, b"HTTP/1.1"))]
            return b"\r\n".join([*lines, *(b"%s: %s" % header for header in self.headers), b"", b""])

        def connection_lost(self, exc: Exception | None) -> None:
            self.leave()
            super().connection_lost(exc)

    return Porter
