"""One screen's connection: a bounded outbox, emptied once a turn of the loop, so that a slow phone delays nobody.

The transport behind it is anything that takes bytes without waiting (`Wire`). There is no task and no lock in here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct

from saual.game.views.edition import Viewer
from saual.protocol.codes import Code
from saual.protocol.player import Bye
from saual.rooms.counts import COUNTS
from saual.rooms.turn import Turn

POLICY_VIOLATION = 1008
INTERNAL_ERROR = 1011
_LOST = 1006
_MOST_FRAMES = 64
"""Frames that may wait for one phone. Beyond that they are all dropped, and the phone gets the whole picture when it
reads again; acknowledgements among them are not lost for good, since a phone repeats what was not acknowledged."""
_LONGEST_FULL_S = 20.0
"""A screen that is owed something and takes nothing for so long is given up."""

_encode = msgspec.json.Encoder().encode


class Wire(Protocol):
    """The transport seam. Nothing here waits; once the connection is gone, nothing here does anything."""

    @property
    def full(self) -> bool:
        """It has not got rid of what it was given. Who made the wire calls `Connection.flush` when it has."""
        ...

    def send(self, message: bytes) -> None:
        """One whole text message, a frame or a list of them. It is taken even when the wire is full."""
        ...

    def close(self, code: int) -> None:
        """Close after what was sent; the last word."""
        ...

    def abort(self) -> None:
        """Cut it, whatever was on its way."""
        ...


class Connection:
    """`whole` is asked for the complete picture when frames had to be dropped; None until the screen is in a room."""

    __slots__ = ("_close_code", "_dropped", "_due", "_frames", "_patience", "_turn", "_wire", "id", "viewer", "whole")

    def __init__(self, id: str, wire: Wire, turn: Turn) -> None:
        self.id = id
        self.viewer: Viewer | None = None
        self.whole: Callable[[Viewer], list[bytes]] | None = None
        self._wire: Wire | None = wire
        self._turn = turn
        self._frames: list[bytes] = []
        self._dropped = False
        self._due = False
        self._close_code: int | None = None
        self._patience: asyncio.TimerHandle | None = None

    @property
    def closing(self) -> bool:
        """It was said goodbye to, or is gone."""
        return self._close_code is not None

    def send(self, *frames: bytes) -> None:
        """Queue frames; they go out together at the end of this turn of the loop."""
        if not frames or self._close_code is not None or self._dropped:
            return
        if len(self._frames) + len(frames) > _MOST_FRAMES:
            self._frames.clear()
            self._dropped = True
            COUNTS.dropped += 1
        else:
            self._frames += frames
        if not self._due:
            self._flush_soon()

    def say(self, frame: Struct) -> None:
        """Queue one frame for this screen alone."""
        self.send(_encode(frame))

    def bye(self, code: Code, close_code: int = POLICY_VIOLATION) -> None:
        """Say why, then close. What is queued goes first; nothing after."""
        if self._close_code is None:
            self._dropped = False
            self._frames.append(_encode(Bye(code)))
            self.close(close_code)

    def close(self, close_code: int) -> None:
        """Close without a word: the screen is to come back."""
        if self._close_code is None:
            self._close_code = close_code
            if not self._due:
                self._flush_soon()

    def _flush_soon(self) -> None:
        self._due = True
        self._turn.at_end(self.flush)

    def flush(self) -> None:
        """Give the wire what is queued, unless it is full: then when it is not, but not after `_LONGEST_FULL_S`."""
        self._due = False
        wire = self._wire
        if wire is None:
            return
        if wire.full:
            owed = self._frames or self._dropped or self._close_code is not None
            if owed and self._patience is None:
                self._patience = asyncio.get_running_loop().call_later(_LONGEST_FULL_S, wire.abort)
            return
        if self._patience is not None:
            self._stop_waiting()
        if self._dropped:
            self._dropped = False
            self._frames = self.whole(self.viewer) if self.whole is not None and self.viewer is not None else []
        if self._frames:
            frames, self._frames = self._frames, []
            wire.send(frames[0] if len(frames) == 1 else b"[" + b",".join(frames) + b"]")
        if self._close_code is not None:
            self._wire = None
            wire.close(self._close_code)

    def lost(self) -> None:
        """The wire is gone: nothing goes out any more."""
        if self._patience is not None:
            self._stop_waiting()
        self._frames.clear()
        self._wire = None
        self._close_code = self._close_code or _LOST

    def _stop_waiting(self) -> None:
        assert self._patience is not None
        self._patience.cancel()
        self._patience = None
