"""What one process tells the others: short, and it may get lost. Nobody relies on hearing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Bulletin(Protocol):
    """Both are called in the event loop and return at once; neither fails."""

    def tell(self, topic: str, body: bytes) -> None:
        """Every other process may hear it soon; whether this one does too makes no difference to anybody."""
        ...

    def listen(self, topic: str, callback: Callable[[bytes], None]) -> None:
        """Call back in the event loop with every body that is told under this topic, until the end."""
        ...


class Alone:
    """The only process: there is nobody to tell."""

    def tell(self, topic: str, body: bytes) -> None:
        pass

    def listen(self, topic: str, callback: Callable[[bytes], None]) -> None:
        pass
