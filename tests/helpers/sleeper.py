"""A phone that reads nothing, and so much to tell that no line holds it."""

from __future__ import annotations

import socket
from collections.abc import AsyncGenerator

from tests.helpers.phones import Lesson, Phone, StaffScreen
from tests.helpers.server import Teacher

TURNS, EACH = 8, 15
"""So many screens, one after another, ask for so many questions each: one screen alone may not say so much."""
LENGTH = 117
"""Letters, most of them of two bytes."""


def _long(words: int) -> str:
    return ", ".join(f'"{number} {("ұзақ сөз " * 20)[:LENGTH]}"' for number in range(words))


QUESTION = f"""
[[question]]
type = "categorising"
text = "Қайсысы қайда?"
time = 600
items = [{_long(12)}]
options = [{_long(5)}]
right = [{", ".join(f'"{"ABCDE"[n % 5]}"' for n in range(12))}]
"""
LONG = 'format = "saual-bank/1"\ntitle = "Long"\nlanguage = "kk"\n' + QUESTION * (TURNS * EACH + 1)
"""Questions that are about as big as they can be."""


def narrow_line(host: str) -> socket.socket:
    """A connection that holds as little as the system allows before the server feels that nobody reads."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    name, _, port = host.partition(":")
    line.connect((name, int(port)))
    line.setblocking(False)
    return line


async def put_to_sleep(room: Lesson, name: str = "Asleep", at: str = "") -> Phone:
    """One more phone in the room, which reads nothing from now on; `at` a process, or where the host's screen is."""
    phone = Phone(at or room.host.host, name, lang="kk")
    await phone.connect(narrow_line(phone.host))
    await phone.join(room.pin)
    await phone.abandon()
    return phone


async def tell_much(room: Lesson, teacher: Teacher, turns: int = TURNS) -> AsyncGenerator[int, None]:
    """Show every phone more questions than any line holds; how many, from time to time."""
    for turn in range(turns):
        screen = await StaffScreen(room.host.host, teacher.token, room.host.room).watch()
        try:
            for _ in range(EACH):
                step = screen.stage["step"]
                assert await screen.step("skip") is None
                await screen.until(lambda me, step=step: me.stage["step"] != step)
            yield EACH * (turn + 1)
        finally:
            await screen.leave()
