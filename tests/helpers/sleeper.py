"""A phone that reads nothing, and so much to tell that no line holds it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

from tests.helpers.phones import Lesson, Phone, StaffScreen
from tests.helpers.server import Teacher

OPTIONS = ", ".join(f'"{number} {"ұзақ сөз " * 10}"' for number in range(8))
LONG = f"""
format = "saual-bank/1"
title = "Long"
language = "kk"

[[question]]
type = "single"
text = "Қайсысы?"
time = 600
options = [{OPTIONS}]
right = "A"
"""
"""A question whose picture is about as big as one can be."""


def narrow_line(host: str) -> socket.socket:
    """A connection that holds as little as the system allows before the server feels that nobody reads."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    name, _, port = host.partition(":")
    line.connect((name, int(port)))
    line.setblocking(False)
    return line


async def put_to_sleep(room: Lesson, name: str = "Asleep") -> Phone:
    """One more phone in the room, which reads nothing from now on."""
    phone = Phone(room.host.host, name, lang="kk")
    await phone.connect(narrow_line(phone.host))
    await phone.join(room.pin)
    await phone.abandon()
    return phone


async def tell_much(room: Lesson, teacher: Teacher, turns: int = 20) -> AsyncIterator[int]:
    """Change every phone's picture more often than any line holds; how often, from time to time."""
    told = 0
    for turn in range(turns):  # a fresh screen each time: one alone may not say so much
        screen = await StaffScreen(room.host.host, teacher.token, room.host.room).watch()
        codes = await asyncio.gather(*(screen.do("configure", leaderboard=turn + n) for n in range(15)))
        assert set(codes) == {None}
        told += len(codes)
        yield told
        await screen.leave()
