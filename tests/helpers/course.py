"""A whole lesson that plays itself: pupils who answer by themselves, and a host who presses "next"."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from tests.helpers.installation import Installation
from tests.helpers.ledger import together
from tests.helpers.phones import StaffScreen
from tests.helpers.pupil import Pupil, come_in, when
from tests.helpers.server import Teacher

_LONG_S = 30.0


class Course:
    def __init__(self, installation: Installation, host: StaffScreen, pupils: list[Pupil], pin: str) -> None:
        self.host = host
        self.pupils = pupils
        self.pin = pin
        self._installation = installation

    @property
    def acks(self) -> dict[str, str | None]:
        return together(pupil.acks for pupil in self.pupils)

    @property
    def game(self) -> str:
        """The id of its first game in the archive."""
        return f"{self.host.room}-1"

    async def more(self, pupils: int, *hosts: str) -> list[Pupil]:
        """So many more come in, all by these hosts."""
        came = [Pupil(hosts, self.pin, f"Pupil {len(self.pupils) + n + 1}") for n in range(pupils)]
        self.pupils += came
        await self.seated(came)
        return came

    async def seated(self, pupils: list[Pupil]) -> None:
        """Bring them in; returns when the host sees everybody."""
        await come_in(pupils)
        await self.host.everybody(len(self.pupils))

    async def asks(self, question: int) -> None:
        """`opens`, and everybody has it."""
        await self.opens(question)
        await when(lambda: all(pupil.asked == (1, question) for pupil in self.pupils))

    async def opens(self, question: int) -> None:
        """Press "next" until the window of this question is open."""
        await self.host.go("answering", i=question)

    async def play(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Press "next" as soon as there is anything to press, to the end of the game, or until it is enough."""
        while True:
            await self.host.until(lambda me: me.stage.get("phase") not in ("reading", "answering", None), _LONG_S)
            if self.host.stage["phase"] == "podium" or enough():
                return
            step = self.host.stage["step"]
            assert await self.host.step() in (None, "stale", "not_now")
            await self.host.until(lambda me, step=step: me.stage["step"] != step, _LONG_S)

    async def well_kept(self, teacher: Teacher) -> None:
        """No acknowledged answer is lost and none counts twice: not in the log, nor in the report of its last game."""
        ledger = await self._installation.ledger(self.host.room)
        ledger.vouches_for(self.acks)
        game = ledger.room.games
        line = f"{self.host.room}-{game}"
        report = await asyncio.to_thread(teacher.report_when, line, lambda report: report["game"]["finished"])
        room = ledger.room
        assert room.game is not None
        assert {line["i"]: line["answered"] for line in report["items"]} == {
            i: ledger.answered(game, i) for i in room.game.rounds
        }
        assert {line["seat"]: line["points"] for line in report["students"]} == {
            seat: standing.score for seat, standing in room.game.standings.items()
        }


@contextlib.asynccontextmanager
async def course(
    installation: Installation, teacher: Teacher, pupils: int, think_s: float | None = None, **room: Any
) -> AsyncIterator[Course]:
    """A new room with so many pupils in its lobby, spread over the hosts; all leave at the end."""
    line = teacher.open_room(**room)
    host = StaffScreen(installation.host, teacher.token, line["room"])
    host.hosts = installation.hosts
    turns = len(installation.hosts)
    made = Course(
        installation,
        host,
        [
            Pupil((*installation.hosts[n % turns :], *installation.hosts[: n % turns]), line["pin"], f"Pupil {n + 1}")
            for n in range(pupils)
        ],
        line["pin"],
    )
    for pupil in made.pupils:
        pupil.think_s = think_s
    try:
        await host.watch()
        host.keep_coming()
        await made.seated(made.pupils)
        yield made
    finally:
        for pupil in made.pupils:
            pupil.close()
        await host.leave()
