"""What one staff screen's connection may ask: watch a room, and steer it if its cookie still allows."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import UNSET

from saual import __version__
from saual.game import commands as c
from saual.game.room import Room
from saual.game.views.edition import Viewer
from saual.log.base import LogFailed
from saual.protocol import improvising as i
from saual.protocol import plans, posting
from saual.protocol import player as p
from saual.protocol import staff as s
from saual.protocol import together as g
from saual.protocol.arguing import AskTwiceIn
from saual.protocol.codes import Code
from saual.rooms.connection import Connection
from saual.rooms.hall import Hall
from saual.rooms.live import LiveRoom
from saual.rooms.session import Session
from saual.world import Clock

May = Callable[[str], bool]
"""Does the cookie (still) allow this screen to see and steer the room of this id? Asked for every command and frame."""


_TRY_AGAIN_LATER = 1013


class StaffSession(Session[s.StaffIn]):
    """`token` tells screens of one browser from those of another; it is never sent anywhere."""

    __slots__ = ("_clock", "_hall", "_live", "_may", "_token")

    def __init__(self, connection: Connection, hall: Hall, clock: Clock, token: str, may: May) -> None:
        super().__init__(connection)
        self._hall = hall
        self._clock = clock
        self._token = token
        self._may = may
        self._live: LiveRoom | None = None

    def _do(self, frame: s.StaffIn) -> bool:
        match frame:
            case p.Ping():
                self._connection.say(p.Pong(frame.c, self._clock.now_ms()))
            case p.Echo():
                pass
            case _:
                return False
        return True

    async def _do_later(self, frame: s.StaffIn) -> None:
        match frame:
            case s.Watch():
                await self._watch(frame)
            case p.Ping() | p.Echo():
                pass
            case _:
                self._connection.say(p.Ack(frame.id, await self._steer(frame)))

    def _leave(self) -> None:
        if self._live is not None:
            self._live.audience.unwatch(self._connection)

    async def _watch(self, frame: s.Watch) -> None:
        try:
            live = await self._hall.get(frame.room)
        except LogFailed:
            self._connection.say(s.Notice("not_saved", True))
            self._connection.close(_TRY_AGAIN_LATER)
            return
        if not self._may(frame.room):
            self._connection.bye("not_host")
        elif live is None:
            self._connection.bye("room_closed", 1000)
        else:
            self._leave()
            self._live = live
            hello = s.Hello(live.id, self._clock.now_ms(), __version__)
            viewer = Viewer(frame.view, frame.lang)
            live.watch(self._connection, viewer, self._token, lambda: self._may(live.id), hello)

    async def _steer(self, frame: s.HostIn) -> Code | None:
        if self._live is None:
            return "not_joined"
        if not self._may(self._live.id):
            self._connection.bye("not_host")
            return "not_host"
        try:
            return await self._live.steer(frame.id, _command(frame, self._live.room))
        except LogFailed:
            return "not_saved"


def _command(frame: s.HostIn, room: Room) -> c.AnyCommand:
    match frame:
        case s.AdvanceIn():
            return c.Advance(frame.step, frame.choice)
        case AskTwiceIn():
            return c.AskTwice(frame.g, frame.q, frame.on)
        case s.SkipIn():
            return c.Skip(frame.step)
        case s.PauseIn():
            return c.Pause(frame.step) if frame.on else c.Resume(frame.step)
        case s.AddTimeIn():
            return c.AddTime(frame.step, frame.ms)
        case s.EndGameIn():
            return c.EndGame(frame.step)
        case s.PlayAgainIn():
            return c.PlayAgain(frame.step)
        case s.CloseRoomIn():
            return c.CloseRoom()
        case s.LockIn():
            return c.Lock(frame.on)
        case s.KickIn():
            return c.Kick(frame.seat)
        case s.LetInIn():
            return c.LetIn(frame.seat)
        case s.TurnAwayIn():
            return c.TurnAway(frame.seat)
        case s.FreeSeatIn():
            return c.FreeSeat(frame.seat)
        case s.RenameIn():
            return c.Rename(frame.seat, frame.name)
        case s.ConfigureIn():
            given = {name: getattr(frame, name) for name in c.Configure.__struct_fields__}
            return c.Configure(**{name: value for name, value in given.items() if value is not UNSET})
        case s.SortIn():
            return c.SortAsked(frame.no, frame.to)
        case s.StarIn():
            return c.StarAsked(frame.no, frame.on)
        case s.ShowIn():
            return c.ShowAsked(frame.no)
        case s.SpokenIn():
            return c.TallySpoken(frame.id, frame.what, frame.seat)
        case s.UnspokenIn():
            return c.UndoSpoken(frame.spoken)
        case posting.PostSortIn():
            return c.SortPost(frame.g, frame.q, frame.no, frame.to)
        case posting.PostAllIn():
            return c.ShowPosts(frame.g, frame.q)
        case posting.PostStarIn():
            return c.StarPost(frame.g, frame.q, frame.no, frame.on)
        case s.PulseIn():
            return c.ShowPulse(frame.on)
        case posting.PostMergeIn():
            return c.MergePost(frame.g, frame.q, frame.no, frame.into)
        case i.ImproviseIn():
            return c.Improvise(frame.step, frame.form, frame.time)
        case i.PutDownIn():
            return c.PutDown(frame.g, frame.q, frame.text, frame.right, frame.picture)
        case plans.SkipPartIn():
            return c.SkipPart(frame.g, frame.part)
        case plans.MovePartIn():
            return c.MovePart(frame.g, frame.part, frame.up)
        case g.AddStudentIn():
            return c.AddStudent(frame.name, _student(room, frame.student))
        case g.SitWithIn():
            return c.SitWith(frame.seat, frame.phone)
        case g.PutInTeamIn():
            return c.PutInTeam(frame.seat, frame.team)
        case g.DrawTeamsIn():
            return c.DrawTeams()
        case g.NameTeamIn():
            return c.NameTeam(frame.team, frame.name)
        case g.AnswerForIn():
            return c.SubmitAnswer(frame.seat, frame.g, frame.q, frame.a, frame.id, by_host=True)


def _student(room: Room, place: int) -> str:
    """Who stands there in the class's list, from 1; who is in no list is no student of the class."""
    if not place:
        return ""
    return room.roster.students[place - 1].id if room.roster and place <= len(room.roster.students) else "?"
