"""The yardstick: a Starlette app on uvicorn that sends and receives frames of given sizes, and nothing else.

`python -m loadtests.bare PORT SIZES` where SIZES is JSON. It knows rooms only as lists of sockets: no game, no log, no
checks. The same loop and settings as Saual's, and uvicorn's own WebSocket as any Starlette application has it: that
Saual leaves its sockets to picows is part of what Saual is.
"""

from __future__ import annotations

import asyncio
import importlib
import socket
import sys
from contextlib import suppress

import uvicorn
from msgspec import Struct, field, json
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

READY = "bare: listening"


class Sizes(Struct):
    """Bytes of one message of each sort, and how many messages one teacher's screen gets in a round."""

    question: int
    ack: int
    result: int
    staff: int
    staff_messages: int


class _Room(Struct):
    phones: list[WebSocket] = field(default_factory=list)
    screens: list[WebSocket] = field(default_factory=list)
    answers: int = 0
    told: int = 0
    step: int = 0


def _padded(head: str, size: int) -> str:
    start = head + ',"pad":"'
    return start + "x" * max(0, size - len(start) - 2) + '"}'


def application(sizes: Sizes) -> Starlette:
    rooms: dict[str, _Room] = {}
    question = _padded('{"t":"stage","phase":"answering"', sizes.question)
    result = _padded('{"t":"stage","phase":"reveal"', sizes.result)
    ack = _padded('{"t":"ack"', sizes.ack)
    tally = _padded('{"t":"tally"', sizes.staff)
    # Of a screen's messages two are the stages; the others come while answers do.
    tallies = max(0, sizes.staff_messages - 2)

    async def tell_staff(room: _Room, phase: str) -> None:
        room.step += 1
        message = _padded(f'{{"t":"stage","phase":"{phase}","step":{room.step}', sizes.staff)
        for screen in room.screens:
            await screen.send_text(message)

    async def phone(ws: WebSocket) -> None:
        await ws.accept()
        room = rooms.setdefault(ws.query_params["room"], _Room())
        room.phones.append(ws)
        await ws.send_text('{"t":"you"}')
        with suppress(WebSocketDisconnect):
            while True:
                await ws.receive_text()
                await ws.send_text(ack)
                room.answers += 1
                if room.answers * tallies // len(room.phones) > room.told:
                    room.told += 1
                    for screen in room.screens:
                        await screen.send_text(tally)
                if room.answers == len(room.phones):
                    room.answers = room.told = 0
                    for other in room.phones:
                        await other.send_text(result)
                    await tell_staff(room, "reveal")

    async def screen(ws: WebSocket) -> None:
        await ws.accept()
        room = rooms.setdefault(ws.query_params["room"], _Room())
        room.screens.append(ws)
        await ws.send_text('{"t":"stage","phase":"lobby","step":0}')
        with suppress(WebSocketDisconnect):
            while True:
                await ws.receive_text()
                for other in room.phones:
                    await other.send_text(question)
                await tell_staff(room, "answering")

    return Starlette(routes=[WebSocketRoute("/ws", phone), WebSocketRoute("/ws/staff", screen)])


def main(words: list[str]) -> None:
    port, sizes = int(words[0]), json.decode(words[1], type=Sizes)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    config = uvicorn.Config(
        application(sizes),
        ws="websockets-sansio",
        ws_max_size=16 * 1024,
        ws_per_message_deflate=False,
        ws_ping_interval=10,
        ws_ping_timeout=10,
        timeout_graceful_shutdown=1,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
    )
    loop_factory = asyncio.new_event_loop
    with suppress(ImportError):  # there is none for Windows
        loop_factory = importlib.import_module("uvloop").new_event_loop
    print(READY, flush=True)
    with listener, asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(uvicorn.Server(config).serve(sockets=[listener]))


if __name__ == "__main__":
    main(sys.argv[1:])
