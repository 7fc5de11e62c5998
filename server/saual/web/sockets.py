"""The two WebSocket endpoints: decode, limit, hand on. Whatever comes in, it ends at most this one connection."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from saual.protocol.player import Bye, No, PlayerIn
from saual.protocol.staff import StaffIn
from saual.rooms.connection import POLICY_VIOLATION, Connection
from saual.rooms.guesses import Guesses
from saual.rooms.player_session import PlayerSession
from saual.rooms.staff_session import StaffSession
from saual.web.pages import DEVICE_COOKIE
from saual.web.services import STAFF_COOKIE, Services
from saual.world import new_id, new_secret

_say = logging.getLogger(__name__)

MESSAGES_PER_S = 20
_TRY_AGAIN_LATER = 1013
_BAD_FRAMES = 20
"""Frames that make no sense before the connection is closed: a program is at it, not a phone."""

_player_in: msgspec.json.Decoder[PlayerIn] = msgspec.json.Decoder(PlayerIn)
_staff_in: msgspec.json.Decoder[StaffIn] = msgspec.json.Decoder(StaffIn)


class Session(Protocol):
    async def take(self, frame: Any) -> None: ...

    def gone(self) -> None: ...


class _Wire:
    """Starlette's WebSocket as the rooms' transport."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket

    async def send(self, message: bytes) -> None:
        try:
            await self._socket.send({"type": "websocket.send", "text": message.decode()})
        except (WebSocketDisconnect, RuntimeError, OSError) as gone:
            raise ConnectionError from gone

    async def close(self, code: int) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError):
            await self._socket.close(code)


class _Flow:
    """At most 20 messages a second, with a burst of as many."""

    def __init__(self) -> None:
        self._room = float(MESSAGES_PER_S)
        self._at = asyncio.get_running_loop().time()

    def over(self) -> bool:
        now = asyncio.get_running_loop().time()
        self._room = min(MESSAGES_PER_S, self._room + (now - self._at) * MESSAGES_PER_S) - 1
        self._at = now
        return self._room < 0


def routes(services: Services, most_phones: int) -> list[WebSocketRoute]:
    """Beyond `most_phones` a phone is told `busy` and comes back by itself; the teacher's screens always come in."""
    guesses = Guesses(services.clock)
    phones = 0

    async def phone(socket: WebSocket) -> None:
        nonlocal phones
        if phones >= most_phones:
            await _turn_away(socket, No("busy"), _TRY_AGAIN_LATER)
            return
        device = sha256((socket.cookies.get(DEVICE_COOKIE) or new_secret()).encode()).hexdigest()
        phones += 1
        try:
            await _serve(
                socket,
                _player_in,
                lambda connection: PlayerSession(
                    connection, services.hall, guesses, services.clock, device, services.words.holds
                ),
            )
        finally:
            phones -= 1

    async def staff(socket: WebSocket) -> None:
        token = socket.cookies.get(STAFF_COOKIE, "")

        def may(room: str) -> bool:
            scope = services.sessions.check(token)
            return scope is not None and scope.covers(room)

        if services.sessions.check(token) is None:
            await _turn_away(socket, Bye("not_host"), POLICY_VIOLATION)
            return
        name = sha256(token.encode()).hexdigest()
        await _serve(
            socket,
            _staff_in,
            lambda connection: StaffSession(connection, services.hall, services.clock, name, may),
        )

    return [WebSocketRoute("/ws", phone), WebSocketRoute("/ws/staff", staff)]


async def _turn_away(socket: WebSocket, why: No | Bye, code: int) -> None:
    await socket.accept()
    await socket.send_text(msgspec.json.encode(why).decode())
    await socket.close(code)


async def _serve(
    socket: WebSocket, decoder: msgspec.json.Decoder[Any], open_session: Callable[[Connection], Session]
) -> None:
    await socket.accept()
    connection = Connection(new_id(), _Wire(socket))
    session = open_session(connection)
    writer = asyncio.ensure_future(connection.write())
    reader = asyncio.ensure_future(_read(socket, decoder, connection, session))
    try:
        await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
        if connection.closing:
            await asyncio.wait({writer}, timeout=1)  # the goodbye may still be on its way out
    finally:
        session.gone()
        for task in (writer, reader):
            task.cancel()
        for end in await asyncio.gather(writer, reader, return_exceptions=True):
            if isinstance(end, Exception) and not isinstance(end, ConnectionError):
                _say.error("A connection has failed; the others go on.", exc_info=end)


async def _read(
    socket: WebSocket, decoder: msgspec.json.Decoder[Any], connection: Connection, session: Session
) -> None:
    flow, bad = _Flow(), 0
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if flow.over():
            connection.bye("flood", POLICY_VIOLATION)
            return
        try:
            frame = decoder.decode(message.get("text") or b"")  # nothing of ours is binary
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            bad += 1
            connection.say(No("bad_frame"))
            if bad == _BAD_FRAMES:
                connection.bye("bad_frame", POLICY_VIOLATION)
                return
            continue
        await session.take(frame)
