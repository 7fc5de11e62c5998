"""uvicorn's WebSocket protocol with a budget: one socket cannot keep the server busy with frames that we never see.

Pings, pongs and empty fragments are answered inside the protocol, before our limit on messages; so bytes are counted too.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_BYTES_PER_S = 16 * 1024
_BURST = 64 * 1024
"""A student sends some 100 bytes a question. The burst lets a frame in that is too large, so that it is told so (1009)."""


class FrugalProtocol(WebSocketsSansIOProtocol):
    """Closes the connection of who sends more than 16 KiB a second for long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._budget = float(_BURST)
        self._counted = self.loop.time()

    def data_received(self, data: bytes) -> None:
        now = self.loop.time()
        self._budget = min(_BURST, self._budget + (now - self._counted) * _BYTES_PER_S) - len(data)
        self._counted = now
        if self._budget < 0:
            self.transport.abort()
        else:
            super().data_received(data)
