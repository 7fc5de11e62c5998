"""The end of a turn of the event loop, when all that was queued during it goes out. Knows not what that is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

_say = logging.getLogger(__name__)


class Turn:
    """One for all connections: a class of phones costs the loop one callback, not one for each."""

    __slots__ = ("_due",)

    def __init__(self) -> None:
        self._due: list[Callable[[], None]] = []  # bounded: a connection is in it once

    def at_end(self, do: Callable[[], None]) -> None:
        """Call `do` once all that this turn has to do is done; what fails there is logged, and the rest goes on."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._end)
        self._due.append(do)

    def _end(self) -> None:
        due, self._due = self._due, []
        for do in due:
            try:
                do()
            except Exception:
                _say.exception("A connection has failed; the others go on.")
