"""The processes that share rooms: which of them this one is, which are gone, which rooms the others look after."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from saual.world import new_process


class Peers(Protocol):
    me: str
    """The name of this process; no other ever has it again."""
    alone: bool
    """There are no others, nor will there be: whatever is live is in this process."""

    def gone(self, process: str) -> bool:
        """That process has ended, as far as can be known: a name that was not heard of for long is one that ended."""
        ...

    def living(self) -> int:
        """How many there are, this one included, as far as is known."""
        ...

    async def share(self, rooms: Collection[str]) -> set[str]:
        """Tell the others which rooms this process has; those that they said they have. Raises LogFailed."""
        ...


class Alone:
    """The only process: any other that a log names was one before it, and is gone."""

    alone = True

    def __init__(self) -> None:
        self.me = new_process()

    def gone(self, process: str) -> bool:
        return process != self.me

    def living(self) -> int:
        return 1

    async def share(self, rooms: Collection[str]) -> set[str]:
        return set()


def process_of(connection: str) -> str:
    """The process that has (or had) the connection: its id begins with the name."""
    return connection.rpartition("-")[0]
