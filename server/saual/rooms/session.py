"""One screen's frames, taken one after another: most at once, and those that have to wait in a task of their own.

Knows no frames and no rooms; `PlayerSession` and `StaffSession` know what is asked.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from saual.rooms.connection import INTERNAL_ERROR, Connection

Frame = TypeVar("Frame")

_MOST_WAITING = 64
"""Frames that may wait for the one before them. Beyond that the connection is closed as a flood."""

_say = logging.getLogger(__name__)


class Session(ABC, Generic[Frame]):
    """`take` is called for every frame, `gone` once at the end. Neither waits or raises, whatever a screen sends."""

    __slots__ = ("_connection", "_task", "_waiting")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[Frame] = []
        self._task: asyncio.Task[None] | None = None

    def take(self, frame: Frame) -> None:
        """Do what the frame asks, after all that was asked before."""
        if self._task is None:
            try:
                if not self._do(frame):
                    self._task = asyncio.ensure_future(self._in_turn(frame))
            except Exception:
                self._fail()
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append(frame)
        else:
            self._connection.bye("flood")

    def gone(self) -> None:
        """The connection has ended."""
        if self._task is not None:
            self._task.cancel()
        self._leave()

    async def _in_turn(self, frame: Frame) -> None:
        try:
            await self._do_later(frame)
            while self._waiting and not self._connection.closing:
                frame = self._waiting.pop(0)
                if not self._do(frame):
                    await self._do_later(frame)
        except Exception:
            self._fail()
        finally:
            self._waiting.clear()
            self._task = None

    def _fail(self) -> None:
        _say.exception("A connection has failed; the others go on.")
        self._connection.close(INTERNAL_ERROR)

    @abstractmethod
    def _do(self, frame: Frame) -> bool:
        """Do it now, if that needs no waiting. False: it does, and nothing was done."""

    @abstractmethod
    async def _do_later(self, frame: Frame) -> None:
        """Do what `_do` left."""

    @abstractmethod
    def _leave(self) -> None:
        """Let go of the room."""
