"""What one phone's connection may ask, and what it is told. Frames in, frames out; the transport is elsewhere."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable
from hashlib import sha256

from saual.game import commands as c
from saual.game import facts as f
from saual.game.names import clean
from saual.game.views.edition import Viewer
from saual.log.base import LogFailed
from saual.protocol import player as p
from saual.questions.text import Lang, say
from saual.rooms.connection import Connection
from saual.rooms.guesses import Guesses
from saual.rooms.hall import Hall
from saual.rooms.live import LiveRoom
from saual.rooms.session import Session
from saual.world import Clock

_ROUND_TRIPS = 5
"""A phone's round trip is the median of its last few: one hiccup of the air neither helps nor harms."""


Held = Callable[[str], bool]
"""Has this text a word for which a question is held for the host?"""


def hidden(room: str, secret: str) -> str:
    """A secret as the log may hold it; the same secret looks different in every room."""
    return sha256(f"{room}:{secret}".encode()).hexdigest()


class PlayerSession(Session[p.PlayerIn]):
    """`device` is the secret of the phone's cookie."""

    __slots__ = ("_clock", "_device", "_guesses", "_hall", "_held", "_live", "_round_trips", "_rtt_ms", "_stamp")

    def __init__(
        self, connection: Connection, hall: Hall, guesses: Guesses, clock: Clock, device: str, held: Held
    ) -> None:
        super().__init__(connection)
        self._hall = hall
        self._guesses = guesses
        self._clock = clock
        self._device = device
        self._held = held
        self._live: LiveRoom | None = None
        self._stamp: int | None = None
        self._round_trips: tuple[int, ...] = ()
        self._rtt_ms = 0

    def _do(self, frame: p.PlayerIn) -> bool:
        match frame:
            case p.AnswerIn():
                self._answer(frame)
            case p.Ping():
                self._stamp = self._clock.now_ms()
                self._connection.say(p.Pong(frame.c, self._stamp))
            case p.Echo():
                self._measure(frame.s)
            case p.LangIn():
                self._speak(frame)
            case p.ReadyIn():
                self._ready(frame)
            case _:
                return False
        return True

    async def _do_later(self, frame: p.PlayerIn) -> None:
        try:
            match frame:
                case p.Look():
                    await self._look(frame)
                case p.JoinIn():
                    await self._join(frame)
                case p.BackIn():
                    await self._back(frame)
                case p.QuestionIn() | p.SecondIn() | p.WithdrawIn():
                    await self._speak_up(frame)
        except LogFailed:
            self._connection.say(p.No("not_saved"))

    def _leave(self) -> None:
        if self._live is not None:
            self._live.leave(self._connection)

    # ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _look(self, frame: p.Look) -> None:
        live = await self._find(frame.pin)
        if live is not None:
            room = live.room
            title = say(room.bank.title, frame.lang, room.bank.language)
            self._connection.say(p.Room(title, room.settings.lang, not room.locked))

    async def _find(self, pin: str) -> LiveRoom | None:
        """The room with this PIN; None after telling the phone why not."""
        if self._guesses.blocked(self._device):
            self._connection.say(p.No("too_many_misses"))
            return None
        live = await self._hall.find(pin)
        if live is None:
            await asyncio.sleep(self._guesses.miss(self._device))
            self._connection.say(p.No("unknown_pin"))
        return live

    async def _join(self, frame: p.JoinIn) -> None:
        live = await self._find(frame.pin)
        if live is None:
            return
        key, device = hidden(live.id, frame.key), hidden(live.id, self._device)
        known = live.room.seats.of_key(key)
        if known is not None and not live.room.seats.barred(key, device):
            self._sit(live, known.no, frame.lang)
            return
        name, bad = clean(frame.name)
        if bad is not None:
            self._connection.say(p.No(bad))
            return
        fact = (await live.submit(c.Join(key, device, name)))[0]
        match fact:
            case f.SeatTaken(seat):
                self._sit(live, seat, frame.lang)
            case f.Refused(code):
                self._connection.say(p.No(code))

    async def _back(self, frame: p.BackIn) -> None:
        live = await self._hall.get(frame.room)
        if live is None:
            self._connection.say(p.No("room_closed"))
            return
        key = hidden(live.id, frame.key)
        seat = live.room.seats.of_key(key)
        if live.room.seats.barred(key, hidden(live.id, self._device)):
            self._connection.say(p.No("kicked"))
        elif seat is None:
            self._connection.say(p.No("unknown_seat"))
        else:
            self._sit(live, seat.no, frame.lang)

    def _sit(self, live: LiveRoom, seat: int, lang: Lang) -> None:
        viewer, you = Viewer("player", lang, seat), p.You(live.id, seat, self._clock.now_ms())
        if self._live is live and live.audience.phone(seat) is self._connection:
            live.audience.show(self._connection, viewer, you)
            return
        self._leave()
        self._live = live
        live.seat_down(self._connection, viewer, you)

    # ── in the room ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _answer(self, frame: p.AnswerIn) -> None:
        viewer = self._connection.viewer
        if self._live is None or viewer is None:
            self._connection.say(p.Ack(frame.id, "not_joined"))
            return
        command = c.SubmitAnswer(viewer.seat, frame.g, frame.q, frame.a, frame.id, self._rtt_ms)
        self._live.answer(self._connection, command)

    def _ready(self, frame: p.ReadyIn) -> None:
        viewer = self._connection.viewer
        if self._live is not None and viewer is not None:
            self._live.note(c.HaveMedia(viewer.seat, frame.g, frame.q))

    async def _speak_up(self, frame: p.QuestionIn | p.SecondIn | p.WithdrawIn) -> None:
        """Ask, ask the same, or take it back: rare enough to wait for what came of it."""
        viewer = self._connection.viewer
        if self._live is None or viewer is None:
            self._connection.say(p.Ack(frame.id, "not_joined"))
            return
        try:
            fact = (await self._live.submit(self._spoken(frame, viewer.seat)))[0]
        except LogFailed:
            self._connection.say(p.Ack(frame.id, "not_saved"))
            return
        self._connection.say(p.Ack(frame.id, fact.code if isinstance(fact, f.Refused) else None))

    def _spoken(self, frame: p.QuestionIn | p.SecondIn | p.WithdrawIn, seat: int) -> c.AnyCommand:
        match frame:
            case p.QuestionIn():
                return c.AskQuestion(seat, frame.id, frame.text, frame.named, self._held(frame.text))
            case p.SecondIn():
                return c.SecondQuestion(seat, frame.no, frame.on)
            case p.WithdrawIn():
                return c.WithdrawQuestion(seat, frame.q)

    def _speak(self, frame: p.LangIn) -> None:
        viewer = self._connection.viewer
        if self._live is not None and viewer is not None:
            self._live.audience.show(self._connection, Viewer("player", frame.lang, viewer.seat))

    def _measure(self, stamp: int) -> None:
        """Only the stamp of the last pong counts, once: a phone cannot make up a round trip, only delay its own."""
        if stamp == self._stamp:
            self._stamp = None
            self._round_trips = (*self._round_trips, self._clock.now_ms() - stamp)[-_ROUND_TRIPS:]
            self._rtt_ms = round(statistics.median(self._round_trips))
