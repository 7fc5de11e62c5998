"""A table to play at: a room with a clock that only tests move, and the screens around it.

table = Table(single(), poll(), students=3, reading_ms=0)
table.advance()                      # the host's next
table.wait(2_000)
table.answer(1, 0)                   # seat 1 chooses A
table.close()                        # time passes until the answers are closed
"""

from __future__ import annotations

from typing import Any

from saual.game import commands as c
from saual.game.commands import AnyCommand, OpenRoom
from saual.game.commands.opening import Carried, Programme
from saual.game.course import Part
from saual.game.facts import Fact, Refused, SeatFreed, SeatTaken
from saual.game.game import Game, Standing
from saual.game.room import Room
from saual.game.roster import Roster
from saual.game.round import Response, Round
from saual.game.settings import Settings
from saual.game.views.edition import Changes, Viewer
from saual.protocol.codes import Code
from saual.protocol.common import Flow
from saual.protocol.homework import Homework
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.base import RawAnswer
from saual.questions.text import Lang
from tests.helpers import banks
from tests.helpers.screens import Screen

START_MS = 1_000_000
PIN = "428571"


class Table:
    """Questions (or a whole bank), `students` already seated with their phones on, and any of the settings."""

    def __init__(
        self,
        *questions: AnyQuestion,
        bank: Bank | None = None,
        students: int = 0,
        seed: int = 7,
        screens: bool = True,
        roster: Roster | None = None,
        flows: dict[int, Flow] | None = None,
        homework: Homework | None = None,
        carried: tuple[Carried, ...] = (),
        plan: tuple[Part, ...] = (),
        **settings: Any,
    ) -> None:
        self.now_ms = START_MS
        chosen = Settings(**{"lang": "en"} | settings)
        played = bank or banks.bank(*(questions or (banks.single(),)))
        programme = Programme(flows or {}, homework, carried, plan)
        self.opened = OpenRoom(PIN, played, chosen, seed, roster, programme=programme)
        self.room = Room(self.opened, self.now_ms)
        self.log: list[tuple[bytes, int]] = []
        self.phones: dict[int, Screen] = {}
        self.staff: dict[str, Screen] = {}
        self._ids = 0
        if screens:
            self.staff = {
                "projector": Screen(Viewer("projector", chosen.lang), self.room),
                "host": Screen(Viewer("host", "en"), self.room),
            }
        self._screens = screens
        for no in range(1, students + 1):
            self.join(f"Student {no:02}", lang="kk" if no % 2 else "ru")

    # ── commands ────────────────────────────────────────────────────────────────────────────────────────────────

    def do(self, command: AnyCommand) -> list[Fact]:
        """Log the command as it is and fold it; tell every screen what came of it."""
        line = c.encode(command)
        self.log.append((line, self.now_ms))
        facts = self.room.apply(c.decode(line), self.now_ms)
        changes = Changes()
        changes.take(facts)
        if isinstance(command, c.SubmitAnswer) and command.seat in self.phones:
            self.phones[command.seat].acked(self.room, command, facts[0])
        for screen in [*self.phones.values(), *self.staff.values()]:
            screen.told(self.room, changes)
        freed = {fact.seat for fact in facts if isinstance(fact, SeatFreed)}
        for seat in list(self.phones):
            if self.room.seats.get(seat) is None or seat in freed:
                del self.phones[seat]
        return facts

    def refusal(self, command: AnyCommand) -> Code | None:
        """Do it; the code if it was refused."""
        first = self.do(command)[0]
        return first.code if isinstance(first, Refused) else None

    def advance(self) -> list[Fact]:
        return self.do(c.Advance(self.room.step))

    def time_up(self) -> list[Fact]:
        return self.do(c.TimeUp(self.room.step))

    def answer(
        self,
        seat: int,
        raw: RawAnswer,
        *,
        question: int | None = None,
        game: int | None = None,
        id: str | None = None,
        rtt_ms: int = 0,
    ) -> Fact:
        """The seat's answer to the question on the stage (or another); what came of it."""
        self._ids += 1
        command = c.SubmitAnswer(
            seat,
            self.room.games if game is None else game,
            self.room.place.index if question is None else question,
            raw,
            id or f"a{self._ids}",
            rtt_ms,
        )
        return self.do(command)[0]

    def join(self, name: str, *, key: str | None = None, device: str | None = None, lang: Lang = "kk") -> int:
        """A student comes in by name, and the phone connects. The seat's number."""
        key = key or f"key of {name}"
        fact = self.do(c.Join(key, device or f"device of {name}", name))[0]
        assert isinstance(fact, SeatTaken), fact
        self.arrive(fact.seat, lang=lang)
        return fact.seat

    def arrive(self, seat: int, conn: str | None = None, lang: Lang = "kk") -> list[Fact]:
        self._ids += 1
        if self._screens and self.room.seats.get(seat) is not None:
            self.phones[seat] = Screen(Viewer("player", lang, seat), self.room)
        return self.do(c.Arrive(seat, conn or f"c{self._ids}"))

    def depart(self, seat: int) -> list[Fact]:
        self.phones.pop(seat, None)
        return self.do(c.Depart(seat, self.room.seat(seat).conn or ""))

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────

    def wait(self, ms: int) -> None:
        """Time passes, and nobody says anything."""
        self.now_ms += ms

    def due_ms(self) -> int:
        """When the running countdown is over, from now."""
        due = self.room.due()
        assert due is not None
        return due.at_ms - self.now_ms

    def time_out(self) -> list[Fact]:
        """Time passes until the countdown is over, and somebody says so."""
        self.wait(max(0, self.due_ms()))
        return self.time_up()

    def open(self) -> None:
        """Go on until a window is open."""
        while self.room.place.phase != "answering":
            self.time_out() if self.room.due() else self.advance()

    def close(self) -> None:
        """The open window closes on time."""
        assert self.room.place.phase == "answering"
        self.time_out()

    def to(self, phase: str, index: int | None = None) -> None:
        """Go on, every window closing on time, until this phase (of this question)."""
        for _ in range(10_000):
            if self.room.place.phase == phase and index in (None, self.room.place.index):
                return
            self.time_out() if self.room.due() else self.advance()
        raise AssertionError(f"there is no {phase} of question {index}")

    # ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def phase(self) -> str:
        return self.room.place.phase

    @property
    def game(self) -> Game:
        assert self.room.game is not None
        return self.room.game

    @property
    def asked(self) -> Round:
        """The question on the stage."""
        assert self.room.round is not None
        return self.room.round

    @property
    def projector(self) -> Screen:
        return self.staff["projector"]

    @property
    def host(self) -> Screen:
        return self.staff["host"]

    def given(self, seat: int, question: int | None = None) -> Response:
        """The recorded answer."""
        response = self.game.rounds[self.room.place.index if question is None else question].of(seat)
        assert response is not None
        return response

    def standing(self, seat: int) -> Standing:
        return self.game.standings[seat]

    def replayed(self) -> Room:
        """The room again, from the bytes of its log alone."""
        opened = c.decode(c.encode(self.opened))
        assert isinstance(opened, OpenRoom)
        room = Room(opened, START_MS)
        for line, at_ms in self.log:
            room.apply(c.decode(line), at_ms)
        return room
