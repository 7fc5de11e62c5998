"""A follower of a log as something to iterate over: batch by batch, each when the test asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from saual.log.base import Entry, Log


async def following(log: Log, room: str, after: int = 0) -> AsyncGenerator[list[Entry], None]:
    """Begins with the first batch that is asked for. Raises what `follow` raises, and ends when it does."""
    batches: asyncio.Queue[list[Entry] | None] = asyncio.Queue()

    def take(entries: list[Entry]) -> bool:
        batches.put_nowait(entries)
        return True

    task = asyncio.ensure_future(log.follow(room, after, take))
    task.add_done_callback(lambda _: batches.put_nowait(None))
    try:
        while (batch := await batches.get()) is not None:
            yield batch
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
