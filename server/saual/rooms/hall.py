"""All live rooms of this process: opened, found, brought back after a crash, closed when left."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.game.settings import Settings
from saual.log.base import Log, LogFailed, PinTaken
from saual.protocol.api import RoomLine
from saual.questions.bank import Bank
from saual.questions.text import say
from saual.rooms.keeper import Keeper, Record
from saual.rooms.live import SERVICE_RESTART, LiveRoom
from saual.store.database import StoreFailed
from saual.world import Clock, new_id, new_pin, new_seed

LEFT_MS = 3 * 3600_000
"""A room that nobody is connected to, and in which nothing has happened for so long, was left."""
_SWEEP_S = 300

Close = Callable[[str], Awaitable[None]]
"""Told the id of a room that has closed for good. Raises StoreFailed."""

_say = logging.getLogger(__name__)


def line(live: LiveRoom) -> RoomLine:
    """The room in a list; its title in the language of the class."""
    room = live.room
    title = say(room.bank.title, room.settings.lang, room.bank.language)
    return RoomLine(live.id, room.pin, title, room.place.phase, len(room.seats), room.opened_ms)


class Hall:
    def __init__(self, log: Log, record: Record, close: Close, clock: Clock) -> None:
        self._log = log
        self._keeper = Keeper(record)
        self._close = close
        self._clock = clock
        self._rooms: dict[str, LiveRoom] = {}
        self._by_pin: dict[str, LiveRoom] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Bring back every room that was live, exactly as its log says. Raises LogFailed."""
        for line in await self._log.rooms():
            if line.pin is not None:
                await self._bring_back(line.room)
        self._run(self._sweep())

    async def stop(self) -> None:
        for live in self._rooms.values():
            live.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._keeper.stop()

    async def open_room(self, bank: Bank, settings: Settings) -> LiveRoom:
        """A new room in its lobby, under a PIN that no other live room has. Raises LogFailed."""
        while True:
            id, opened = new_id(), c.OpenRoom(new_pin(), bank, settings, new_seed())
            with contextlib.suppress(PinTaken):
                entry = await self._log.open_room(id, opened.pin, c.encode(opened))
                live = LiveRoom(id, Room(opened, entry.at_ms), self._log, self._clock)
                self._take_in(live)
                return live

    async def find(self, pin: str) -> LiveRoom | None:
        """The live room with this PIN. Raises LogFailed."""
        return self._by_pin.get(pin)

    async def get(self, room: str) -> LiveRoom | None:
        """The live room of this id. Raises LogFailed."""
        return self.held(room)

    def held(self, room: str) -> LiveRoom | None:
        """The room, if this process has it already."""
        return self._rooms.get(room)

    async def lines(self) -> list[RoomLine]:
        """The live rooms, newest first. Raises LogFailed."""
        return sorted((line(live) for live in self._rooms.values()), key=lambda line: -line.opened_ms)

    # ── one room's life ─────────────────────────────────────────────────────────────────────────────────────────────

    def _take_in(self, live: LiveRoom) -> None:
        live.on_game = lambda ended: self._keeper.keep(live.id, live.room, ended)
        live.on_closed = lambda: self._let_go(live)
        self._rooms[live.id] = self._by_pin[live.room.pin] = live
        self._run(self._tend(live))

    async def _tend(self, live: LiveRoom) -> None:
        """Run the room. If it breaks, bring it back from its log once: a fault of this process is not in there."""
        try:
            await live.run()
        except Exception:
            _say.exception("Room %s has failed; it is read again from its log.", live.id)
            self._forget(live)
            live.audience.drop(SERVICE_RESTART)
            with contextlib.suppress(LogFailed):
                await self._bring_back(live.id)

    async def _bring_back(self, id: str) -> None:
        """A room whose log cannot be folded is said and left out: it must not keep the others from starting."""
        entries = await self._log.read(id)
        ended: dict[int, GameEnded] = {}
        try:
            opened = c.decode(entries[0].command)
            assert isinstance(opened, c.OpenRoom)
            room = Room(opened, entries[0].at_ms)
            for entry in entries[1:]:
                facts = room.apply(c.decode(entry.command), entry.at_ms)
                ended |= {fact.game.no: fact for fact in facts if isinstance(fact, GameEnded)}
        except Exception:
            _say.exception("Room %s cannot be brought back; its log is kept.", id)
            return
        self._clock.not_before(room.at_ms)
        live = LiveRoom(id, room, self._log, self._clock)
        for fact in ended.values():
            self._keeper.keep(id, room, fact)
        if room.place.phase == "closed":
            self._run(self._free(live))
            return
        self._take_in(live)
        # The connections that the log still knows died with the process that held them.
        for seat in room.seats:
            live.forget_phone(seat.no)

    def _let_go(self, live: LiveRoom) -> None:
        self._forget(live)
        self._run(self._free(live))

    def _forget(self, live: LiveRoom) -> None:
        self._rooms.pop(live.id, None)
        self._by_pin.pop(live.room.pin, None)

    async def _free(self, live: LiveRoom) -> None:
        """The PIN is free only once the record is written: until then a restart finds the room again."""
        await self._keeper.kept(live.id)
        with contextlib.suppress(StoreFailed):
            await self._close(live.id)
        with contextlib.suppress(LogFailed):
            await self._log.close_room(live.id)

    async def _sweep(self) -> None:
        while True:
            for live in list(self._rooms.values()):
                if live.audience.empty and self._clock.now_ms() - live.room.at_ms > LEFT_MS:
                    with contextlib.suppress(LogFailed):
                        await live.submit(c.CloseRoom())
            await asyncio.sleep(_SWEEP_S)

    def _run(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
