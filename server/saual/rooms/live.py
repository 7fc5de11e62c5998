"""One live room: tails its log, folds it, has its audience told, and proposes the end of each countdown.

All state of the game is the fold's; what is here is of this process alone.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine

from msgspec import Struct

from saual.game import commands as c
from saual.game import facts as f
from saual.game.room import Due, Room
from saual.game.seats import Holder
from saual.game.views.edition import Changes, Viewer
from saual.log.base import Entry, Log, LogFailed
from saual.protocol.codes import Code
from saual.protocol.player import Ack
from saual.protocol.staff import Notice
from saual.rooms.audience import Audience
from saual.rooms.connection import Connection
from saual.rooms.counts import COUNTS
from saual.world import Clock

SERVICE_RESTART = 1012
_RETRY_S = 0.5
_LONGEST_NAP_S = 5.0
"""An alarm is looked at again at least this often: a laptop that slept does not sleep on."""
_AT_ONCE_MS = 1000
_REMEMBERED = 256
"""Host commands remembered for a retry; the oldest are forgotten (the step that most of them carry covers those)."""


def _nothing(_: f.GameEnded) -> None:
    pass


class LiveRoom:
    """`on_game` and `on_closed` are called when a game's record is due and when the room has closed."""

    def __init__(self, id: str, room: Room, log: Log, clock: Clock) -> None:
        self.id = id
        self.room = room
        self.audience = Audience(room)
        self.on_game: Callable[[f.GameEnded], None] = _nothing
        self.on_closed: Callable[[], None] = lambda: None
        self._log = log
        self._clock = clock
        self._alarm: asyncio.TimerHandle | None = None
        self._due: Due | None = None
        self._submitting = 0
        self._outcomes: dict[int, asyncio.Future[list[f.Fact]]] = {}
        self._steered: OrderedDict[str, asyncio.Task[list[f.Fact]]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._last_look: asyncio.Future[None] | None = None
        self._next_look: asyncio.Future[None] | None = None
        self._unsaved = False
        self._stopped = False

    # ── the tail ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> None:
        """Fold what the log brings, until the room or the log is closed. Raises what a broken fold raises."""
        self._set_alarm()
        try:
            while not self._stopped:
                try:
                    await self._log.follow(self.id, self.room.seq, self._take)
                    return
                except LogFailed:
                    await asyncio.sleep(_RETRY_S)
        finally:
            self.stop()

    def _take(self, entries: list[Entry]) -> bool:
        if not self._stopped:
            self._fold(entries)
        return not self._stopped and self.room.place.phase != "closed"

    def _fold(self, entries: list[Entry]) -> None:
        self.say_unsaved(False)
        changes, now_ms, room = Changes(), self._clock.now_ms(), self.room
        for entry in entries:
            command = c.decode(entry.command)
            match command:
                case c.SubmitAnswer():
                    facts = room.apply(command, entry.at_ms)
                    self._acknowledge(command, facts[0], now_ms - entry.at_ms)
                case c.Arrive() | c.Depart():
                    before = room.seats.holder(command.seat)
                    facts = room.apply(command, entry.at_ms)
                    self._heed(command, before, isinstance(facts[0], f.Refused))
                case _:
                    facts = room.apply(command, entry.at_ms)
                    COUNTS.rounds += any(isinstance(fact, f.AnswersClosed) for fact in facts)
            changes.take(facts)
            if self._submitting:
                self._settle(entry.seq, facts)
            for fact in facts:
                match fact:
                    case f.GameEnded():
                        self.on_game(fact)
                    case f.SeatLost(seat):
                        self._unseat(seat, "kicked")
                    case f.SeatFreed(seat):
                        self._unseat(seat, "name_freed")
        self.audience.tell(changes)
        self._set_alarm()
        if room.place.phase == "closed":
            self.audience.dismiss("room_closed", 1000)
            self.on_closed()

    def _unseat(self, seat: int, why: Code) -> None:
        phone = self.audience.unseat(seat)
        if phone is not None:
            phone.bye(why)

    def _outcome(self, seq: int) -> asyncio.Future[list[f.Fact]]:
        """What entry `seq` came to: known already, or once it is folded."""
        outcome = self._outcomes.get(seq)
        if outcome is None:
            outcome = self._outcomes[seq] = asyncio.get_running_loop().create_future()
            if self._stopped:
                self._settle(seq, [f.Refused("room_closed")])
        return outcome

    def _settle(self, seq: int, facts: list[f.Fact]) -> None:
        outcome = self._outcome(seq)
        if not outcome.done():  # who waited may have hung up
            outcome.set_result(facts)

    def _acknowledge(self, command: c.SubmitAnswer, fact: f.Fact, after_ms: int) -> None:
        phone = self.audience.phone(command.seat)
        if phone is None:
            return
        code: Code | None = None
        match fact:
            case f.AnswerLate():
                code = "late"
            case f.Refused(why):
                code = why
        phone.say(Ack(command.id, code))
        COUNTS.answered(code, after_ms)

    def _heed(self, command: c.Arrive | c.Depart, before: Holder, refused: bool) -> None:
        """What the log says of the seat of a phone that is here may be news to this process."""
        phone = self.audience.phone(command.seat)
        if phone is None:
            return
        mine = command.conn == phone.id
        if isinstance(command, c.Depart):
            if mine and not refused:  # this process was thought dead
                self._send_away(command.seat, phone, older_ms=0)
        elif mine and refused:  # written so late that another process has it since
            self._send_away(command.seat, phone, before.since_ms - command.since_ms)
        elif not mine and not refused and before.conn == phone.id:
            self._send_away(command.seat, phone, command.since_ms - before.since_ms)

    def _send_away(self, seat: int, phone: Connection, older_ms: int) -> None:
        """Another connection has the seat. Clocks of two processes differ: of two that came at once both come back."""
        self.audience.unseat(seat)
        if older_ms > _AT_ONCE_MS:
            phone.bye("replaced")
        else:
            phone.close(SERVICE_RESTART)

    @property
    def unsaved(self) -> bool:
        """What came last could not be written."""
        return self._unsaved

    @property
    def idle(self) -> bool:
        """Nobody of this process is in the room, or about to be."""
        return self.audience.empty and not self._submitting and not self._tasks

    async def catch_up(self) -> None:
        """Returns once all that is in the log now is folded; read once, however many ask at once. Raises LogFailed."""
        if self._next_look is None:
            self._next_look = asyncio.ensure_future(self._look(after=self._last_look))
            self._next_look.add_done_callback(lambda done: done.cancelled() or done.exception())  # all may have hung up
        await asyncio.shield(self._next_look)

    async def _look(self, after: asyncio.Future[None] | None) -> None:
        if after is not None:
            await asyncio.wait({after})
        self._last_look, self._next_look = self._next_look, None
        self._submitting += 1
        try:
            entries = await self._log.read(self.id, self.room.seq)
            if entries and entries[-1].seq > self.room.seq:
                await self._outcome(entries[-1].seq)
        finally:
            self._submitting -= 1
            if not self._submitting:
                self._outcomes.clear()

    def stop(self) -> None:
        """Let go of timers and tasks. The log has everything."""
        self._stopped = True
        self.audience.rest()
        if self._alarm is not None:
            self._alarm.cancel()
        for task in self._tasks:
            task.cancel()
        for seq in list(self._outcomes):
            self._settle(seq, [f.Refused("room_closed")])

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _set_alarm(self) -> None:
        due = self.room.due()
        if self._alarm is not None:
            if due == self._due:  # most entries are answers, and move no deadline
                return
            self._alarm.cancel()
            self._alarm = None
        self._due = due
        if due is not None:
            wait_s = max(0, due.at_ms - self._clock.now_ms() + 1) / 1000
            self._alarm = asyncio.get_running_loop().call_later(min(wait_s, _LONGEST_NAP_S), self._ring)

    def _ring(self) -> None:
        """The loop's clock and ours are two: what rang too early is set again."""
        self._alarm = None
        due = self.room.due()
        if due is None or self._clock.now_ms() < due.at_ms:
            self._set_alarm()
            return
        time_up = c.TimeUp(due.step)
        self._log_soon(time_up, lambda: self.room.refuses(time_up, self._clock.now_ms()) is None)

    # ── commands ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def submit(self, command: c.AnyCommand) -> list[f.Fact]:
        """Log a command; what came of it. What is refused already now is not logged. Raises LogFailed."""
        code = self.room.refuses(command, self._clock.now_ms())
        if code is not None:
            return [f.Refused(code)]
        self._submitting += 1
        try:
            entry = await self._append(command)
            return await self._outcome(entry.seq)
        finally:
            self._submitting -= 1
            if not self._submitting:
                self._outcomes.clear()

    async def steer(self, id: str, command: c.AnyCommand) -> Code | None:
        """A host's command, by its id: a retry gets the first one's result. None: taken. Raises LogFailed."""
        task = self._steered.get(id)
        if task is None:
            task = self._steered[id] = asyncio.ensure_future(self.submit(command))
            if len(self._steered) > _REMEMBERED:
                self._steered.popitem(last=False)
        try:
            facts = await asyncio.shield(task)
        except LogFailed:
            self._steered.pop(id, None)
            raise
        return facts[0].code if facts and isinstance(facts[0], f.Refused) else None

    def answer(self, phone: Connection, command: c.SubmitAnswer) -> None:
        """Log an answer; its ack follows from the fold. What is known or refused already is acknowledged at once."""
        receipt = self.room.receipt(command)
        if receipt is not None:
            phone.say(Ack(command.id, "late" if isinstance(receipt, f.AnswerLate) else None))
            return
        code = self.room.refuses(command, self._clock.now_ms())
        if code is not None:
            phone.say(Ack(command.id, code))
            COUNTS.answered(code)
            return

        def failed(_: LogFailed) -> None:
            self.say_unsaved(True)
            phone.say(Ack(command.id, "not_saved"))
            COUNTS.answered("not_saved")

        self._log.put(self.id, c.encode(command), failed)

    def note(self, command: c.AnyCommand) -> None:
        """Log what nobody waits for; if it cannot be written now, it is not written at all."""
        if self.room.refuses(command, self._clock.now_ms()) is None:
            self._log.put(self.id, c.encode(command), lambda _: self.say_unsaved(True))

    async def _append(self, command: c.AnyCommand) -> Entry:
        try:
            return await self._log.append(self.id, c.encode(command))
        except LogFailed:
            self.say_unsaved(True)
            raise

    def say_unsaved(self, on: bool) -> None:
        """Have the teacher know whether what comes in is saved."""
        if self._unsaved is not on:
            self._unsaved = on
            self.audience.say_to_staff(Notice("not_saved", on))

    def _log_soon(self, command: c.AnyCommand, wanted: Callable[[], bool]) -> None:
        """Append without waiting; while the disk cannot be written, again for as long as it is wanted."""

        async def append() -> None:
            while wanted() and not self._stopped:
                try:
                    await self._append(command)
                    return
                except LogFailed:
                    await asyncio.sleep(_RETRY_S)

        self._start(append())

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ── coming and going ────────────────────────────────────────────────────────────────────────────────────────────

    def seat_down(self, phone: Connection, viewer: Viewer, greeting: Struct) -> None:
        """The phone has this seat now, and the log will say so."""
        self.audience.seat(phone, viewer, greeting)
        if self.room.seat(viewer.seat).conn != phone.id:
            arrival = c.Arrive(viewer.seat, phone.id, self._clock.now_ms())
            self._log_soon(arrival, lambda: self.audience.phone(viewer.seat) is phone)

    def leave(self, phone: Connection) -> None:
        """The phone's connection has ended. Means nothing if a newer one has the seat."""
        assert phone.viewer is not None
        seat = phone.viewer.seat
        if self.audience.phone(seat) is phone:
            self.audience.unseat(seat)
            self._depart(seat, phone.id)
            self.forget_phone(seat, but=phone.id)

    def forget_phone(self, seat: int, but: str | None = None) -> None:
        """The connection that the log knows for this seat is gone, unless it is `but`.

        It died with its process, or was replaced by one whose arrival could not be written.
        """
        known = self.room.seats.get(seat)
        if known is not None and known.conn not in (None, but):
            self._depart(seat, known.conn)

    def _depart(self, seat: int, conn: str) -> None:
        self._log_soon(c.Depart(seat, conn), lambda: self.audience.phone(seat) is None)

    def watch(self, screen: Connection, viewer: Viewer, token: str, may: Callable[[], bool], greeting: Struct) -> None:
        """A staff screen has come."""
        self.audience.watch(screen, viewer, token, may, greeting)
        if self._unsaved:
            screen.say(Notice("not_saved", True))
