"""Files of questions that nothing names any more: found once a day, and removed when that has been so for thirty days.

So long can a deleted bank be brought back; and what a teacher has given but not yet saved, or looked at in an import
and not kept, is safe meanwhile. Knows nothing of how files are kept.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable

from sqlalchemy import Connection, delete, insert, or_, select

from saual.log.base import LogFailed
from saual.media.store import MediaStore
from saual.questions.media import HASH_DIGITS, SUFFIXES
from saual.store.database import Database
from saual.store.schema import banks, games, items, media_unused
from saual.world import Clock

KEPT_MS = 30 * 24 * 3_600_000
_FIRST_S, _EVERY_S = 600, 24 * 3_600
_ROWS_AT_ONCE = 500
_NAME = re.compile(rf"\b[0-9a-f]{{{HASH_DIGITS}}}(?=\.[a-z0-9]{{3,4}}\b)")

_say = logging.getLogger(__name__)


class MediaSweep:
    """`waiting`: files of homework that was not opened yet, and so is in no record."""

    def __init__(
        self, files: MediaStore, database: Database, clock: Clock, waiting: Callable[[], Awaitable[list[str]]]
    ) -> None:
        self._files = files
        self._database = database
        self._clock = clock
        self._waiting = waiting

    async def run(self) -> None:
        """Every process does it, and it may be done twice."""
        await asyncio.sleep(_FIRST_S)
        while True:
            try:
                await self.sweep()
            except (OSError, LogFailed) as problem:
                _say.debug("Unused files are looked for later: %s", problem)
            await asyncio.sleep(_EVERY_S)

    async def sweep(self) -> None:
        """Raises OSError and LogFailed."""
        waiting = set(_NAME.findall("\n".join(await self._waiting())))
        kept = list(await self._files.names())
        now_ms = self._clock.now_ms()
        gone = await self._database.run(lambda db: _marked(db, kept, now_ms, waiting))
        if gone:
            await self._files.remove(gone)


def _marked(db: Connection, kept: Iterable[str], now_ms: int, waiting: set[str]) -> list[str]:
    """Which of these are to go; of the others is noted since when nothing has named them."""
    used = _used(db) | waiting
    unused = {name for name in kept if name.partition(".")[0] not in used}
    since = {row.name: row.since_ms for row in db.execute(select(media_unused))}
    gone = [name for name in unused if now_ms - since.get(name, now_ms) > KEPT_MS]
    over = (since.keys() - unused) | set(gone)
    if over:
        db.execute(delete(media_unused).where(media_unused.c.name.in_(over)))
    fresh = [{"name": name, "since_ms": now_ms} for name in unused - since.keys()]
    if fresh:
        db.execute(insert(media_unused), fresh)
    return gone


def _used(db: Connection) -> set[str]:
    """What is named by banks, deleted ones too, by the record of what was played, and by the material of homework."""
    named = or_(*(items.c.question.contains(f'"{key}":') for key in (*SUFFIXES, "pictures")))
    found: set[str] = set()
    material = select(games.c.homework).where(games.c.homework.contains('"media":"'))
    for query in (select(banks.c.content), select(items.c.question).where(named), material):
        for rows in db.scalars(query).partitions(_ROWS_AT_ONCE):
            for row in rows:
                found.update(_NAME.findall(row))
    return found
