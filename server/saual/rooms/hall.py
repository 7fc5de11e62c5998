"""The live rooms that this process has: opened, found, folded from their logs when first asked for, freed when closed.

Other processes may have the same rooms. Nothing here is this process's alone to do, and all of it may be done twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Coroutine

from saual.game import commands as c
from saual.game.commands.opening import A_GAME, Programme
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.game.roster import Roster
from saual.game.settings import Settings
from saual.log.base import Entry, Log, LogFailed, PinTaken
from saual.protocol.api import RoomLine
from saual.questions.bank import Bank
from saual.questions.text import say
from saual.rooms.housekeeping import Housekeeping
from saual.rooms.keeper import Keeper, Record
from saual.rooms.live import SERVICE_RESTART, LiveRoom
from saual.rooms.peers import Peers
from saual.store.database import StoreFailed
from saual.world import Clock, new_id, new_pin, new_secret, new_seed

_RETRY_S = 5.0
_MOST_LINES = 50
_CATCH_UP_S = 2.0
"""A newcomer waits so long for what other processes have just written; then it sees what this one knows."""
_WARNED_AFTER_S = 1.0
_LOOKS, _LOOK_S = 8, 0.5
"""Who asks for a room by its id was in it. If it is nowhere, the others may be writing it back into an emptied log."""
_MOST_OVER = 4096
"""Rooms remembered as closed, so that a phone that still asks for one costs no fold; the oldest are forgotten."""

_AT_HOME = "h"
"""After the PIN in the id of a homework (in others "-"), so that lists need not fold its log to leave it out."""

Group = Callable[[str], Roster | None]
"""The class for which the room of this id is opened."""
Close = Callable[[str], Awaitable[None]]
"""Told the id of a room that has closed for good, once by each process that had it. Raises StoreFailed."""

_say = logging.getLogger(__name__)


def _nobody(_: str) -> None:
    return None


def line(live: LiveRoom) -> RoomLine:
    """The room in a list; its title in the language of the class."""
    room = live.room
    title = say(room.bank.title, room.settings.lang, room.bank.language)
    return RoomLine(live.id, room.pin, title, room.place.phase, len(room.seats), room.opened_ms)


def folded(entries: list[Entry]) -> tuple[Room, list[GameEnded]]:
    """The room that these entries make, and the last word on each game that has ended in it."""
    opened = c.decode(entries[0].command)
    assert isinstance(opened, c.OpenRoom)
    room = Room(opened, entries[0].at_ms)
    ended: dict[int, GameEnded] = {}
    for entry in entries[1:]:
        facts = room.apply(c.decode(entry.command), entry.at_ms)
        ended |= {fact.game.no: fact for fact in facts if isinstance(fact, GameEnded)}
    return room, list(ended.values())


class Hall:
    """`draw_pin` gives PINs for new rooms."""

    def __init__(
        self,
        log: Log,
        record: Record,
        close: Close,
        clock: Clock,
        peers: Peers,
        draw_pin: Callable[[], str] = new_pin,
    ) -> None:
        self.housekeeping = Housekeeping(self, log, peers, clock)
        self.keeper = Keeper(record, clock)
        self._log = log
        self._close = close
        self._clock = clock
        self._peers = peers
        self._draw_pin = draw_pin
        self._connections = itertools.count(1)
        self._rooms: dict[str, LiveRoom] = {}
        self._by_pin: dict[str, LiveRoom] = {}
        self._loading: dict[str, asyncio.Task[LiveRoom | None]] = {}
        self._tending: dict[str, asyncio.Task[None]] = {}
        self._warning: asyncio.TimerHandle | None = None
        self._over: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """A process that is alone brings back every room that was live, exactly as its log says. Raises LogFailed.

        One of several waits until it is asked for a room.
        """
        if self._peers.alone:
            for known in await self._log.rooms():
                if known.pin is not None:
                    await self.get(known.room)
        self._log.watch(self._log_changed)
        self._run(self.housekeeping.run())

    async def stop(self) -> None:
        for live in self._rooms.values():
            live.stop()
        tasks = [*self._tasks, *self._loading.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._forget_warning()
        await self.keeper.stop()

    def new_connection(self) -> str:
        """An id for a connection of this process; the others can tell from it whose it is."""
        return f"{self._peers.me}-{next(self._connections)}"

    async def open_room(
        self, bank: Bank, settings: Settings, group: Group = _nobody, programme: Programme = A_GAME
    ) -> LiveRoom:
        """A new room in its lobby, under a PIN that no other live room has; its id begins with it. Raises LogFailed."""
        while True:
            pin = self._draw_pin()
            id = f"{pin}{_AT_HOME if programme.homework is not None else '-'}{new_id()}"
            opened = c.OpenRoom(pin, bank, settings, new_seed(), group(id), new_secret(), programme)
            with contextlib.suppress(PinTaken):
                entry = await self._log.open_room(id, opened.pin, c.encode(opened))
                live = LiveRoom(id, Room(opened, entry.at_ms), self._log, self._clock)
                self._take_in(live)
                return live

    # ── asked for ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def find(self, pin: str) -> LiveRoom | None:
        """The live room with this PIN, whichever process opened it. Raises LogFailed."""
        live = self._by_pin.get(pin)
        id = live.id if live is not None else await self._log.find(pin)
        return None if id is None else await self.get(id)

    async def get(self, room: str) -> LiveRoom | None:
        """The live room of this id, as new as the log; folded once, however many ask at once. Raises LogFailed."""
        self.housekeeping.asked_for(room)
        live = self._rooms.get(room)
        if live is not None:
            if not self._peers.alone:
                with contextlib.suppress(LogFailed, TimeoutError):
                    await asyncio.wait_for(live.catch_up(), _CATCH_UP_S)
            return self._rooms.get(room)
        if room in self._over:
            return None
        loading = self._loading.get(room)
        if loading is None:
            loading = self._loading[room] = asyncio.ensure_future(self._load(room))
            loading.add_done_callback(lambda done: self._loaded(room, done))
        return await asyncio.shield(loading)

    def held(self, room: str) -> LiveRoom | None:
        """The room, if this process has it already."""
        return self._rooms.get(room)

    def rooms(self) -> Collection[LiveRoom]:
        """All rooms that this process has."""
        return list(self._rooms.values())

    def recording(self, room: str) -> bool:
        """Not all records of the room's games are written yet."""
        return self.keeper.busy(room)

    async def lines(self) -> list[RoomLine]:
        """The live rooms, newest first, wherever they are; the newest fifty, if there are others. Raises LogFailed."""
        if self._peers.alone:
            lessons = [line(live) for live in self._rooms.values() if live.room.pace is None]
            return sorted(lessons, key=lambda line: -line.opened_ms)
        return [line(live) for live in await self._newest(homework=False)]

    async def homework(self) -> list[LiveRoom]:
        """Homework that is not over for good, newest first; the newest fifty, if there is more. Raises LogFailed."""
        return await self._newest(homework=True)

    async def material(self) -> list[str]:
        """The files that students at home are given to look at, or will be. Raises LogFailed."""
        plans = [live.room.pace.plan for live in await self._live(homework=True) if live.room.pace is not None]
        return [piece.media for plan in plans for piece in plan.material if piece.media is not None]

    async def _newest(self, homework: bool) -> list[LiveRoom]:
        return await self._live(homework, _MOST_LINES)

    async def _live(self, homework: bool, most: int | None = None) -> list[LiveRoom]:
        known = [line.room for line in await self._log.rooms() if line.pin is not None]
        wanted = [id for id in known if (_AT_HOME in id) is homework][:most]
        rooms = await asyncio.gather(*(self.get(id) for id in wanted))
        return [live for live in rooms if live is not None]

    # ── one room's life ─────────────────────────────────────────────────────────────────────────────────────────────

    async def _load(self, id: str) -> LiveRoom | None:
        """A room whose log cannot be folded is said and left out: it must not keep the others from going on."""
        entries = await self._log.read(id)
        for _ in range(0 if self._peers.alone else _LOOKS):
            if entries:
                break
            await asyncio.sleep(_LOOK_S)
            entries = await self._log.read(id)
        if not entries:
            return None
        try:
            room, ended = folded(entries)
        except Exception:
            _say.exception("Room %s cannot be brought back; its log is kept.", id)
            self._is_over(id)
            return None
        closed = room.place.phase == "closed"
        if closed:
            self._is_over(id)
            if await self._log.find(room.pin) != id:
                return None
            # Whoever closed it has died before its record was written.
        if self._peers.alone:
            self._clock.not_before(room.at_ms)
        live = LiveRoom(id, room, self._log, self._clock)
        for fact in ended:
            self.keeper.keep(id, room, fact)
        if closed:
            self._run(self._free(live))
            return None
        self._take_in(live)
        self.housekeeping.see_off(live)
        return live

    def _loaded(self, id: str, done: asyncio.Task[LiveRoom | None]) -> None:
        self._loading.pop(id, None)
        if not done.cancelled():
            done.exception()  # whoever asked has heard it; if all have hung up, it is no news

    def _take_in(self, live: LiveRoom) -> None:
        live.on_game = lambda ended: self.keeper.keep(live.id, live.room, ended)
        live.on_closed = lambda: self._let_go(live)
        self._rooms[live.id] = self._by_pin[live.room.pin] = live
        self._tending[live.id] = self._run(self._tend(live))

    async def _tend(self, live: LiveRoom) -> None:
        """Run the room. If it breaks, bring it back from its log once: a fault of this process is not in there."""
        try:
            await live.run()
        except Exception:
            _say.exception("Room %s has failed; it is read again from its log.", live.id)
            self._forget(live)
            live.audience.drop(SERVICE_RESTART)
            with contextlib.suppress(LogFailed):
                await self.get(live.id)

    def release(self, live: LiveRoom) -> None:
        """Nobody of this process is in the room: its log has everything."""
        tending = self._tending.get(live.id)
        self._forget(live)
        live.stop()
        if tending is not None:
            tending.cancel()

    def _let_go(self, live: LiveRoom) -> None:
        self._forget(live)
        self._is_over(live.id)
        self._run(self._free(live))

    def _forget(self, live: LiveRoom) -> None:
        if self._rooms.get(live.id) is live:
            del self._rooms[live.id]
            self._tending.pop(live.id, None)
        if self._by_pin.get(live.room.pin) is live:  # it may be another's by now
            del self._by_pin[live.room.pin]

    def _is_over(self, id: str) -> None:
        self._over[id] = None
        if len(self._over) > _MOST_OVER:
            self._over.popitem(last=False)

    async def _free(self, live: LiveRoom) -> None:
        """The PIN is free only once the record is written: until then a process that starts finds the room again."""
        await self.keeper.kept(live.id)
        with contextlib.suppress(StoreFailed):
            await self._close(live.id)
        while True:
            try:
                await self._log.close_room(live.id)
                return
            except LogFailed:
                await asyncio.sleep(_RETRY_S)

    def _log_changed(self, well: bool) -> None:
        """A moment is not worth a word: nothing is lost in it."""
        self._forget_warning()
        if well:
            self._say_unsaved(False)
        else:
            self._warning = asyncio.get_running_loop().call_later(_WARNED_AFTER_S, self._say_unsaved, True)

    def _say_unsaved(self, on: bool) -> None:
        for live in self._rooms.values():
            live.say_unsaved(on)

    def _forget_warning(self) -> None:
        if self._warning is not None:
            self._warning.cancel()
            self._warning = None

    def _run(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
