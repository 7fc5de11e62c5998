"""One class under load: a host, a projector and its phones, and what they saw of a round.

Plays one round at a time, by the frames alone. The same class plays on Saual and on the yardstick. Must not know who
decides when to ask.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from time import perf_counter

from loadtests import words
from loadtests.client import Socket, connect
from loadtests.phone import Phone
from loadtests.tape import Tape
from loadtests.target import HOST

_AT_A_TIME = 20
"""Phones of one class that come in together."""
_SEAT_S = 30.0


class Classroom:
    """`begin` asks the next question; `on_done` is called when all have answer, ack and result. `think_s`: the
    answers come evenly over so long after the question. `source`: the address that its connections come from."""

    def __init__(self, port: int, size: int, think_s: float, source: str = "") -> None:
        self.tape = Tape()
        self.size = size
        self.think_s = think_s
        self.on_done: Callable[[Classroom], None] = lambda _: None
        self.busy = False
        self.number = 0
        """Counts the rounds that were begun."""
        self._port = port
        self._source = source
        self._phones: list[Phone] = []
        self._staff: list[Socket] = []
        self._phase = ""
        self._step = self._begun_at = -1
        self._since = self._first = 0.0
        self._asked = self._acked = self._seen = 0
        self._wants = False
        self._question: dict[str, words.Frame] = {}
        self._shown = asyncio.Event()

    # ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def open_saual(self, room: str, pin: str, cookie: str) -> None:
        """The host's and the class's screens, then all phones, by the real protocol."""
        for view in ("host", "projector"):
            screen = await self._connect(f"/ws/staff/{room}", self._staff_take(view), cookie)
            screen.send(words.watch(room, view))
            self._staff.append(screen)
        await self._shown.wait()
        await self._seat(f"/ws/{pin}", lambda number: words.join(pin, secrets.token_urlsafe(24), number))

    async def open_bare(self, room: str) -> None:
        for view in ("host", "projector"):
            self._staff.append(await self._connect(f"/ws/staff?room={room}", self._staff_take(view)))
        await self._shown.wait()
        await self._seat(f"/ws?room={room}", lambda _: b"")

    async def _seat(self, path: str, hello: Callable[[int], bytes]) -> None:
        async def sit(phone: Phone, number: int) -> None:
            phone.socket = await self._connect(path, phone.take)
            greeting = hello(number)
            if greeting:
                phone.socket.send(greeting)
            async with asyncio.timeout(_SEAT_S):
                await phone.seated

        self._phones = [Phone(self, number) for number in range(self.size)]
        for at in range(0, self.size, _AT_A_TIME):
            few = self._phones[at : at + _AT_A_TIME]
            await asyncio.gather(*(sit(phone, at + n) for n, phone in enumerate(few)))

    async def _connect(self, path: str, take: Callable[[bytes], None], cookie: str = "") -> Socket:
        return await connect(HOST, self._port, path, take, {"Cookie": cookie} if cookie else {}, self._source)

    def close(self) -> None:
        for socket in self._sockets():
            socket.close()

    def cut(self) -> int:
        """How many of its connections the server has closed."""
        return sum(socket.closed is not None for socket in self._sockets())

    def _sockets(self) -> Iterator[Socket]:
        yield from self._staff
        yield from (phone.socket for phone in self._phones if phone.socket is not None)

    # ── a round ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Ask the next question; a game that is over is begun again first."""
        assert not self.busy
        self.busy, self._wants = True, True
        self.number += 1
        self._begun_at = self._step
        self._asked = self._acked = self._seen = 0
        self._press()

    def end_game(self) -> None:
        """To the podium: then the server writes the record of the game."""
        if self._phase not in ("podium", "lobby"):
            self._staff[0].send(words.command("end", self._step))

    def _press(self) -> None:
        self._since = perf_counter()
        self._staff[0].send(words.command("again" if self._phase == "podium" else "advance", self._step))

    def _staff_take(self, view: str) -> Callable[[bytes], None]:
        def take(message: bytes) -> None:
            self.tape.staff_messages += 1
            self.tape.staff_bytes += len(message)
            if view == "host" and words.STAGE in message:
                for frame in words.frames(message):
                    if frame["t"] == "stage":
                        self._on_stage(frame["phase"], frame["step"])

        return take

    def _on_stage(self, phase: str, step: int) -> None:
        moved, self._phase, self._step = step != self._step, phase, step
        self._shown.set()
        self.tape.games += moved and phase == "podium"
        if self._wants and moved and phase in ("podium", "lobby", "leaderboard", "slide"):
            self._press()
        self._look()

    def on_question(self, message: bytes) -> None:
        now = perf_counter()
        self._asked += 1
        if self._asked == 1:
            self._wants = False
            self._first = now
            self._question = {}
            words.show(self._question, words.frames(message))
        if self._asked == self.size:
            self.tape.last_ms.append((now - self._since) * 1000)
            self.tape.fan_ms.append((now - self._first) * 1000)

    def answer(self, number: int) -> bytes:
        """What phone `number` answers to the question of this round."""
        return words.answer(self._question, number)

    def on_ack(self) -> None:
        self._acked += 1
        if self._acked == self.size:
            self.tape.all_acked_ms.append((perf_counter() - self._since) * 1000)
        self._look()

    def on_result(self) -> None:
        self._seen += 1
        self._look()

    def _look(self) -> None:
        over = self._asked == self._acked == self._seen == self.size
        if self.busy and over and self._phase == "reveal" and self._step != self._begun_at:
            self.busy = False
            self.tape.rounds += 1
            self.tape.students += self.size
            self.on_done(self)
