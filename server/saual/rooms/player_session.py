"""What one phone's connection may ask, and what it is told. Frames in, frames out; the transport is elsewhere."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from saual.game import commands as c
from saual.game import facts as f
from saual.game.names import clean
from saual.game.roster import Pupil
from saual.game.views.edition import Viewer
from saual.game.views.player import door
from saual.game.views.review import review
from saual.log.base import LogFailed
from saual.protocol import asking as a
from saual.protocol import own_pace as h
from saual.protocol import player as p
from saual.protocol import together as g
from saual.protocol.arguing import SureIn
from saual.protocol.codes import Code
from saual.protocol.pulse import MoodIn, PaceIn
from saual.protocol.reviewing import ReviewIn
from saual.questions.text import Lang
from saual.rooms.connection import Connection
from saual.rooms.guesses import Guesses
from saual.rooms.hall import Hall
from saual.rooms.hidden import hidden
from saual.rooms.live import LiveRoom
from saual.rooms.session import Session
from saual.store.database import StoreFailed
from saual.store.people import hashed
from saual.world import Clock

_ROUND_TRIPS = 5
"""A phone's round trip is the median of its last few: one hiccup of the air neither helps nor harms."""


Held = Callable[[str], bool]
"""Has this text a word for which it is held for the host, who alone sees it then?"""
Lessons = Callable[[str], Awaitable[list[str]]]
"""The ids of rooms that were opened for the class of this card's code, the newest first. Raises StoreFailed."""
_Asked = a.QuestionIn | a.SecondIn | a.WithdrawIn
_Together = g.MateIn | g.LeaveIn | g.PassIn | g.ChooseTeamIn
_Submitted = _Asked | SureIn | PaceIn | MoodIn | h.BeginIn | h.GiveIn | h.FinishIn | h.OpenedIn | _Together


class PlayerSession(Session[p.PlayerIn]):
    """`device` is the secret of the phone's cookie."""

    __slots__ = (
        *("_clock", "_device", "_guesses", "_hall", "_held", "_lessons", "_live", "_round_trips", "_rtt_ms"),
        *("_shown", "_stamp", "_who"),
    )

    def __init__(
        self,
        connection: Connection,
        hall: Hall,
        guesses: Guesses,
        clock: Clock,
        device: str,
        held: Held,
        lessons: Lessons,
    ) -> None:
        super().__init__(connection)
        self._hall = hall
        self._guesses = guesses
        self._clock = clock
        self._device = device
        self._held = held
        self._lessons = lessons
        self._live: LiveRoom | None = None
        self._stamp: int | None = None
        self._round_trips: tuple[int, ...] = ()
        self._rtt_ms = 0
        self._who = ""
        self._shown = ""
        """What this phone tells its pace and mood as: made of a key that the log has only as another hash."""

    def _do(self, frame: p.PlayerIn) -> bool:
        match frame:
            case p.AnswerIn():
                self._answer(frame)
            case p.Ping():
                self._stamp = self._clock.now_ms()
                self._connection.say(p.Pong(frame.c, self._stamp))
            case p.Echo():
                self._measure(frame.s)
            case ReviewIn():
                self._review(frame.start)
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
                case g.MateIn():
                    await self._bring(frame)
                case (
                    a.QuestionIn()
                    | a.SecondIn()
                    | a.WithdrawIn()
                    | g.LeaveIn()
                    | g.PassIn()
                    | g.ChooseTeamIn()
                    | SureIn()
                    | PaceIn()
                    | MoodIn()
                    | h.BeginIn()
                    | h.GiveIn()
                    | h.FinishIn()
                    | h.OpenedIn()
                ):
                    await self._submit(frame)
        except (LogFailed, StoreFailed):
            self._connection.say(p.No("not_saved"))

    def _leave(self) -> None:
        if self._live is not None:
            self._live.leave(self._connection)

    # ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _look(self, frame: p.Look) -> None:
        live = await self._find(frame.pin)
        if live is not None:
            self._connection.say(door(live.room, frame.lang))

    async def _lesson_of(self, code: str) -> LiveRoom | None:
        """The lesson that the class of this card has now; None after telling the phone why not."""
        if self._guesses.blocked(self._device):
            self._connection.say(p.No("too_many_misses"))
            return None
        for room in await self._lessons(code):
            live = await self._hall.get(room)
            if live is not None and self._shown_by(live, code) is not None:
                return live
        await self._miss("unknown_code")
        return None

    async def _miss(self, code: Code) -> None:
        await asyncio.sleep(self._guesses.miss(self._device))
        self._connection.say(p.No(code))

    @staticmethod
    def _shown_by(live: LiveRoom, code: str) -> Pupil | None:
        """Whose card this is, of the room's class."""
        roster = live.room.roster
        return roster.of_card(hidden(live.id, hashed(code))) if roster is not None else None

    async def _find(self, pin: str) -> LiveRoom | None:
        """The room with this PIN; None after telling the phone why not."""
        if self._guesses.blocked(self._device):
            self._connection.say(p.No("too_many_misses"))
            return None
        live = await self._hall.find(pin)
        if live is None:
            await self._miss("unknown_pin")
        return live

    async def _join(self, frame: p.JoinIn) -> None:
        live = await (self._lesson_of(frame.code) if frame.code and not frame.pin else self._find(frame.pin))
        if live is None:
            return
        key, device = self._shown_key(live, frame.key), hidden(live.id, self._device)
        known = live.room.seats.of_key(key)
        if known is not None and not known.waits and not live.room.seats.barred(key, device):
            self._sit(live, known.no, frame.lang)
            return
        student, code = self._student(live, frame)
        if code == "unknown_code":
            await self._miss(code)
        elif code is not None:
            self._connection.say(p.No(code))
        else:
            await self._ask_in(live, c.Join(key, device, frame.name, student, bool(frame.code)), frame.lang)

    def _student(self, live: LiveRoom, frame: p.JoinIn | g.MateIn) -> tuple[str, Code | None]:
        """Who of the room's class this is, shown by a card or picked from the list; "" for a nickname alone."""
        if frame.code:
            pupil = self._shown_by(live, frame.code)
            return (pupil.id, None) if pupil is not None else ("", "unknown_code")
        if not frame.student:
            return "", None
        roster = live.room.roster
        if roster is None or frame.student > len(roster.students):
            return "", "unknown_student"
        return roster.students[frame.student - 1].id, None

    def _shown_key(self, live: LiveRoom, key: str) -> str:
        """What the log has of the phone's key."""
        self._shown = hidden(live.id, f"who {key}")
        return hidden(live.id, key)

    async def _ask_in(self, live: LiveRoom, join: c.Join, lang: Lang) -> None:
        waiter = live.room.seats.of_key(join.key)
        if waiter is not None and waiter.waits and not waiter.kicked:
            self._connection.say(p.No("wait_for_host"))  # in the log already; the phone asks again what came of it
            return
        if join.name or not join.student:
            name, bad = clean(join.name)
            if bad is not None:
                self._connection.say(p.No(bad))
                return
            join = replace(join, name=name)
        fact = (await live.submit(join))[0]
        match fact:
            case f.SeatTaken(seat):
                self._sit(live, seat, lang)
            case f.SeatWaits():
                self._connection.say(p.No("wait_for_host"))
            case f.Refused(code):
                self._connection.say(p.No(code))

    async def _back(self, frame: p.BackIn) -> None:
        live = await self._hall.get(frame.room)
        if live is None:
            self._connection.say(p.No("room_closed"))
            return
        key = self._shown_key(live, frame.key)
        seat = live.room.seats.of_key(key)
        if live.room.seats.barred(key, hidden(live.id, self._device)):
            self._connection.say(p.No("kicked"))
        elif seat is None or seat.waits:
            self._connection.say(p.No("unknown_seat"))
        else:
            self._sit(live, seat.no, frame.lang)

    def _sit(self, live: LiveRoom, seat: int, lang: Lang) -> None:
        self._who = self._shown
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
        texts = self._live.room.texts_of(frame.g, frame.q, frame.a)
        held = tuple(i for i, text in enumerate(texts) if self._held(text))
        command = c.SubmitAnswer(viewer.seat, frame.g, frame.q, frame.a, frame.id, self._rtt_ms, held)
        self._live.answer(self._connection, command)

    def _ready(self, frame: p.ReadyIn) -> None:
        viewer = self._connection.viewer
        if self._live is not None and viewer is not None:
            self._live.note(c.HaveMedia(viewer.seat, frame.g, frame.q))

    def _review(self, start: int) -> None:
        viewer = self._connection.viewer
        if self._live is not None and viewer is not None:
            self._connection.say(review(self._live.room, viewer.seat, viewer.lang, start))

    async def _bring(self, frame: g.MateIn) -> None:
        """Somebody else uses this phone too. A card is guessed as seldom as at the door."""
        if self._live is not None and frame.code and self._guesses.blocked(self._device):
            self._connection.say(p.Ack(frame.id, "too_many_misses"))
            return
        code = self._student(self._live, frame)[1] if self._live is not None else None
        if code == "unknown_code":
            await asyncio.sleep(self._guesses.miss(self._device))
        if code is not None:
            self._connection.say(p.Ack(frame.id, code))
            return
        await self._submit(frame)

    async def _submit(self, frame: _Submitted) -> None:
        """What is rare enough to wait for what came of it: questions to the teacher, how sure one is, how it goes, a
        homework, who plays with whom."""
        viewer = self._connection.viewer
        if self._live is None or viewer is None:
            self._connection.say(p.Ack(frame.id, "not_joined"))
            return
        try:
            fact = (await self._live.submit(self._command(self._live, frame, viewer.seat)))[0]
        except LogFailed:
            self._connection.say(p.Ack(frame.id, "not_saved"))
            return
        late = isinstance(fact, f.PaceTaken) and fact.late
        self._connection.say(p.Ack(frame.id, fact.code if isinstance(fact, f.Refused) else "late" if late else None))

    def _command(self, live: LiveRoom, frame: _Submitted, seat: int) -> c.AnyCommand:
        match frame:
            case a.QuestionIn():
                return c.AskQuestion(seat, frame.id, frame.text, frame.named, self._held(frame.text))
            case a.SecondIn():
                return c.SecondQuestion(seat, frame.no, frame.on)
            case a.WithdrawIn():
                return c.WithdrawQuestion(seat, frame.q)
            case g.MateIn():
                return c.ShareWith(seat, frame.name, self._student(live, frame)[0], bool(frame.code))
            case g.LeaveIn():
                return c.LeavePhone(seat, frame.seat)
            case g.PassIn():
                return c.PassPhone(seat, frame.seat)
            case g.ChooseTeamIn():
                return c.ChooseTeam(seat, frame.team)
            case SureIn():
                return c.SaySure(seat, frame.g, frame.q, frame.sure)
            case h.BeginIn():
                return c.BeginAttempt(seat, frame.no)
            case h.GiveIn():
                return c.GiveAnswer(seat, frame.no, frame.q, frame.a, frame.id, frame.ms)
            case h.FinishIn():
                return c.FinishAttempt(seat, frame.no)
            case h.OpenedIn():
                return c.OpenMaterial(seat, frame.no)
            case PaceIn():
                return c.TellPace(self._who, frame.pace)
            case MoodIn():
                return c.TellMood(self._who, frame.mood)

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
