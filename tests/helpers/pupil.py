"""Students' pages that play by themselves, as a class does: they answer, come back, say again what was not acked.

Owns what each has answered and what was acknowledged. A scripted phone is in `phones`; of these there may be hundreds.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from tests.helpers.line import Line
from tests.helpers.screens import fold

_RESEND_S = 3.0  # as in web/student/game.ts
_LOOK_S = 0.01


class Pupil(Line):
    """Answers every question of its own accord once `think_s` is set, after a random part of it."""

    def __init__(self, hosts: Sequence[str], pin: str, name: str) -> None:
        super().__init__(hosts, f"/ws/{pin}", f"saual_device={secrets.token_urlsafe(32)}")
        self.name = name
        self.seat = 0
        self.seated_at = 0.0
        """When the last connection had its seat and the whole picture, by the loop's clock; 0 while it has not."""
        self.picture: dict[str, Any] = {}
        self.think_s: float | None = None
        self.given: dict[str, tuple[int, int, Any]] = {}
        """(game, question, answer) by the id of the command."""
        self.acks: dict[str, str | None] = {}
        """Final ones; `not_saved` and the like are not."""
        self.codes_of_acks: list[str | None] = []
        """Of all acks as they came."""
        self.waits_s: list[float] = []
        """From each answer to its final ack."""
        self.noes: list[str] = []
        self.on_ack: Callable[[str], None] = lambda _: None
        self._hello: dict[str, Any] = {
            "pin": pin,
            "key": secrets.token_urlsafe(24),
            "lang": self._chance.choice(["kk", "ru"]),
        }
        self._room = ""
        self._seated = False
        self._gave_at = 0.0
        self._mine: dict[str, Any] | None = None
        """The answer that is not acknowledged yet; a newer one takes its place."""
        self._asked: tuple[int, int] | None = None

    def greet(self) -> dict[str, Any]:
        self._seated, self.picture = False, {}
        if self._room:
            return {"t": "back", "room": self._room, "key": self._hello["key"], "lang": self._hello["lang"]}
        return {"t": "join", "name": self.name, **self._hello}

    def hear(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "you":
                self._seated = True
                self._room, self.seat = frame["room"], frame["seat"]
                self._submit()
            case "ack":
                self._acked(frame["id"], frame.get("code"))
            case "no":
                self._refused(frame["code"])
            case _:
                fold(self.picture, frame)
                if self._seated and not self.seated_at and "me" in self.picture:
                    self.seated_at = self._loop.time()
                self._look()

    @property
    def phase(self) -> str:
        return str(self.picture.get("stage", {}).get("phase", ""))

    @property
    def asked(self) -> tuple[int, int] | None:
        """(game, question) that may be answered now."""
        if self.phase != "answering" or "ask" not in self.picture or self.picture["stage"].get("paused"):
            return None
        return self.picture["q"].get("g", 1), self.picture["q"]["i"]

    def give(self, answer: Any) -> str:
        """Answer the question on the stage; the id of the command, which is nobody else's."""
        id = secrets.token_urlsafe(12)
        assert self.asked is not None
        game, question = self.asked
        self.given[id] = (game, question, answer)
        self._gave_at = self._loop.time()
        self._mine = {"t": "answer", "id": id, "g": game, "q": question, "a": answer}
        self._submit()
        return id

    def _look(self) -> None:
        if self.think_s is None or self.asked is None:
            return
        asked = self.asked
        if asked != self._asked:
            self._asked = asked
            options = len(self.picture["ask"]["options"])
            self._after("think", self._chance.random() * self.think_s, lambda: self._answer(asked, options))

    def _answer(self, asked: tuple[int, int], options: int) -> None:
        if asked == self.asked:
            self.give(self.seat % options)
        else:  # away just now: it looks again when it is back
            self._asked = None

    def _submit(self) -> None:
        if self._mine is not None and self._seated:
            self.send(self._mine)
            self._after("resend", _RESEND_S, self._submit)

    def _acked(self, id: str, code: str | None) -> None:
        self.codes_of_acks.append(code)
        if code in ("not_saved", "busy", "flood", "not_joined"):
            return  # not lost: it is said again
        self.acks[id] = code
        self.on_ack(id)
        if self._mine is not None and self._mine["id"] == id:
            self.waits_s.append(self._loop.time() - self._gave_at)
            self._mine = None
            self._cancel("resend")

    def _refused(self, code: str) -> None:
        self.noes.append(code)
        if code in ("not_joined", "busy", "flood"):
            self._after("resend", _RESEND_S, lambda: self.send(self.greet()))

    def _drop(self) -> None:
        super()._drop()
        self.seated_at = 0.0

    def close(self) -> None:
        super().close()
        for name in ("think", "resend"):
            self._cancel(name)


async def come_in(pupils: Sequence[Pupil], at_once: int = 40) -> None:
    """All sit down, some at a time."""
    for start in range(0, len(pupils), at_once):
        some = pupils[start : start + at_once]
        for pupil in some:
            pupil.open()
        await when(lambda some=some: all(pupil.seated_at for pupil in some))


async def when(true: Callable[[], object], within_s: float = 60.0) -> None:
    """Look again and again until it is so."""
    async with asyncio.timeout(within_s):
        while not true():  # noqa: ASYNC110  (what is looked at is many things, and some are files)
            await asyncio.sleep(_LOOK_S)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that so great a part of them does not exceed."""
    return sorted(values)[max(0, round(part * len(values) + 0.5) - 1)]
