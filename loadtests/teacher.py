"""The teacher of all classes under load: opens their rooms on a real server, ends their games, reads the reports."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from typing import Any

from loadtests.classroom import Classroom
from loadtests.target import Target

BANK = "english-grade-9"
_WISH = {"bank": BANK, "lang": "kk", "reading_ms": 0, "leaderboard": 0, "shuffle_questions": True}
_RECORD_S = 30.0


class Teacher:
    """A browser that has used the one-time link. Raises CannotRun where the server refuses."""

    def __init__(self, target: Target) -> None:
        self._target = target
        _, self._cookie = target.ask("POST", "/api/claim", {"key": target.key})

    async def open(self, room: Classroom) -> None:
        """A new room for this class; returns when everybody is in."""
        line, _ = self._target.ask("POST", "/api/rooms", _WISH, self._cookie)
        await room.open_saual(line["room"], line["pin"], self._cookie)

    def _games(self) -> Iterator[Mapping[str, Any]]:
        """All, page by page."""
        after: str | None = ""
        while after is not None:
            page = self._target.ask("GET", f"/api/games?after={after}", cookie=self._cookie)[0]
            yield from page["games"]
            after = page.get("next") or None

    async def recorded(self, wanted: int) -> int:
        """Answers in all reports; asked again until they are all there, for games are written in their own time."""
        ends = time.monotonic() + _RECORD_S
        while True:
            total = 0
            for game in self._games():
                report = self._target.ask("GET", f"/api/games/{game['id']}?lang=kk", cookie=self._cookie)[0]
                total += sum(item["answered"] + item["late"] for item in report["items"])
            if total >= wanted or time.monotonic() > ends:
                return total
            await asyncio.sleep(0.5)
