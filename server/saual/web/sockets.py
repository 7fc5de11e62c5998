"""The two WebSocket endpoints: decode, limit, hand on. Whatever comes in, it ends at most this one connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from saual.protocol.player import Bye, No, PlayerIn
from saual.protocol.staff import StaffIn
from saual.rooms.connection import POLICY_VIOLATION, Connection, Wire
from saual.rooms.counts import COUNTS
from saual.rooms.guesses import Guesses
from saual.rooms.player_session import PlayerSession
from saual.rooms.session import Session
from saual.rooms.staff_session import StaffSession
from saual.rooms.turn import Turn
from saual.store.database import StoreFailed
from saual.store.sessions import Sessions
from saual.web.bucket import Bucket
from saual.web.pages import DEVICE_COOKIE
from saual.web.services import STAFF_COOKIE, Services
from saual.web.transport import connect
from saual.world import new_secret

MESSAGES_PER_S = 20
"""And as many at once."""
_TRY_AGAIN_LATER = 1013
_BAD_FRAMES = 20
"""Frames that make no sense before the connection is closed: a program is at it, not a phone."""

_player_in: msgspec.json.Decoder[PlayerIn] = msgspec.json.Decoder(PlayerIn)
_staff_in: msgspec.json.Decoder[StaffIn] = msgspec.json.Decoder(StaffIn)


class _Screen:
    """What comes from one screen, on its way to its session (see `Receiver` in `transport`)."""

    __slots__ = ("_bad", "_connection", "_decoder", "_flow", "_loop", "_session")

    def __init__(
        self,
        connection: Connection,
        decoder: msgspec.json.Decoder[Any],
        open_session: Callable[[Connection], Session[Any]],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._flow = Bucket(MESSAGES_PER_S, MESSAGES_PER_S, self._loop.time())
        self._decoder = decoder
        self._bad = 0
        self._connection = connection
        self._session = open_session(connection)

    def received(self, message: str) -> None:
        if self._connection.closing:
            return
        if not self._flow.take(1, self._loop.time()):
            self._connection.bye("flood")
            return
        try:
            frame = self._decoder.decode(message)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            self._bad += 1
            self._connection.say(No("bad_frame"))
            if self._bad == _BAD_FRAMES:
                self._connection.bye("bad_frame")
            return
        self._session.take(frame)

    def drained(self) -> None:
        self._connection.flush()

    def lost(self) -> None:
        self._connection.lost()
        self._session.gone()


class _TurnedAway:
    """Told why, if anything, and nothing else."""

    def __init__(self, wire: Wire, why: No | Bye | None, code: int) -> None:
        COUNTS.turn_away(why.code if why is not None else "unavailable")
        if why is not None:
            wire.send(msgspec.json.encode(why))
        wire.close(code)

    def received(self, message: str) -> None:
        pass

    def drained(self) -> None:
        pass

    def lost(self) -> None:
        pass


class _Phone(_Screen):
    """A phone is counted as long as it is there."""

    __slots__ = ("_count",)

    def __init__(
        self, connection: Connection, count: _Count, open_session: Callable[[Connection], PlayerSession]
    ) -> None:
        super().__init__(connection, _player_in, open_session)
        self._count = count
        count.n += 1

    def lost(self) -> None:
        self._count.n -= 1
        super().lost()


class _Count:
    n = 0


class _StaffScreen(_Screen):
    """Its session is not forgotten as long as it is there, however quiet it is."""

    __slots__ = ("_sessions", "_token")

    def __init__(
        self, connection: Connection, sessions: Sessions, token: str, open_session: Callable[[Connection], StaffSession]
    ) -> None:
        super().__init__(connection, _staff_in, open_session)
        self._sessions, self._token = sessions, token
        sessions.hold(token)

    def lost(self) -> None:
        self._sessions.let_go(self._token)
        super().lost()


def routes(services: Services, most_phones: int) -> list[WebSocketRoute]:
    """Beyond `most_phones` a phone is told `busy` and comes back by itself; the teacher's screens always come in."""
    guesses, turn, phones = Guesses(services.clock), Turn(), _Count()

    def connection(wire: Wire) -> Connection:
        return Connection(services.hall.new_connection(), wire, turn)

    async def phone(socket: WebSocket) -> None:
        if phones.n >= most_phones:
            await connect(socket, lambda wire: _TurnedAway(wire, No("busy"), _TRY_AGAIN_LATER))
            return
        device = sha256((socket.cookies.get(DEVICE_COOKIE) or new_secret()).encode()).hexdigest()

        def session(connection: Connection) -> PlayerSession:
            return PlayerSession(
                *(connection, services.hall, guesses, services.clock, device, services.words.holds),
                services.people.lessons_of_card,
            )

        await connect(socket, lambda wire: _Phone(connection(wire), phones, session))

    async def staff(socket: WebSocket) -> None:
        token = socket.cookies.get(STAFF_COOKIE, "")
        check = services.sessions.checker(token)

        def may(room: str) -> bool:
            scope = check()
            return scope is not None and scope.covers(room)

        try:
            await services.sessions.load(token)
        except StoreFailed:  # the screen comes back by itself; any word would be the last one for it
            await connect(socket, lambda wire: _TurnedAway(wire, None, _TRY_AGAIN_LATER))
            return
        if check() is None:
            await connect(socket, lambda wire: _TurnedAway(wire, Bye("not_host"), POLICY_VIOLATION))
            return
        name = sha256(token.encode()).hexdigest()

        def session(connection: Connection) -> StaffSession:
            return StaffSession(connection, services.hall, services.clock, name, may)

        await connect(socket, lambda wire: _StaffScreen(connection(wire), services.sessions, token, session))

    return [
        # What names the room is for whoever spreads connections, to keep its own together; nothing else goes by it.
        *(WebSocketRoute(path, phone) for path in ("/ws", "/ws/{pin:int}")),
        *(WebSocketRoute(path, staff) for path in ("/ws/staff", "/ws/staff/{room}")),
    ]
