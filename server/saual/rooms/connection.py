"""One screen's connection: a bounded outbox with a writer of its own, so that a slow phone delays nobody.

The transport behind it is anything that can send bytes and close (`Wire`).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct

from saual.game.views.edition import Viewer
from saual.protocol.codes import Code
from saual.protocol.player import Bye

POLICY_VIOLATION = 1008
_MOST_FRAMES = 64
"""Frames that may wait for one phone. Beyond that they are all dropped, and the phone gets the whole picture when it
reads again; acknowledgements among them are not lost for good, since a phone repeats what was not acknowledged."""
_LONGEST_SEND_S = 20.0
"""A screen that takes no frame for so long is given up: the transport would wait for it to read before it closes."""

_encode = msgspec.json.Encoder().encode


class Wire(Protocol):
    """The transport seam."""

    async def send(self, message: bytes) -> None:
        """Returns when the transport has taken the message, one frame or a list; ConnectionError once it is closed."""
        ...

    async def close(self, code: int) -> None: ...


class Connection:
    """`whole` is asked for the complete picture when frames had to be dropped; None until the screen is in a room."""

    def __init__(self, id: str, wire: Wire) -> None:
        self.id = id
        self.viewer: Viewer | None = None
        self.whole: Callable[[], list[bytes]] | None = None
        self._wire = wire
        self._frames: deque[bytes] = deque()
        self._dropped = False
        self._close_code: int | None = None
        self._wake = asyncio.Event()

    @property
    def closing(self) -> bool:
        """It was said goodbye to."""
        return self._close_code is not None

    def send(self, *frames: bytes) -> None:
        """Queue frames; never waits."""
        if not frames or self._close_code is not None or self._dropped:
            return
        if len(self._frames) + len(frames) > _MOST_FRAMES:
            self._frames.clear()
            self._dropped = True
        else:
            self._frames.extend(frames)
        self._wake.set()

    def say(self, frame: Struct) -> None:
        """Queue one frame for this screen alone."""
        self.send(_encode(frame))

    def bye(self, code: Code, close_code: int = POLICY_VIOLATION) -> None:
        """Say why, then close. What is queued goes first; nothing after."""
        if self._close_code is None:
            self._dropped = False
            self._frames.append(_encode(Bye(code)))
            self._close_code = close_code
            self._wake.set()

    def close(self, close_code: int) -> None:
        """Close without a word: the screen is to come back."""
        if self._close_code is None:
            self._close_code = close_code
            self._wake.set()

    async def write(self) -> None:
        """The writer: runs until the screen is gone (ConnectionError) or was said goodbye to."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._dropped:
                self._dropped = False
                self._frames.extend(self.whole() if self.whole else [])
            while self._frames:
                frames = list(self._frames)
                self._frames.clear()
                await self._send(frames[0] if len(frames) == 1 else b"[" + b",".join(frames) + b"]")
            if self._close_code is not None:
                await self._wire.close(self._close_code)
                return

    async def _send(self, message: bytes) -> None:
        try:
            async with asyncio.timeout(_LONGEST_SEND_S):
                await self._wire.send(message)
        except TimeoutError as stalled:
            raise ConnectionError from stalled
