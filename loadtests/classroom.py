"""One class under load: a host, a projector and its phones, and what they saw of a round.

Plays one round at a time, by the frames alone. The same class plays on Saual and on the yardstick, which speaks the few
words that are looked for here. Must not know who decides when to ask.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

import msgspec

from loadtests.client import Socket, connect
from loadtests.target import HOST

# Looked for in the bytes: to decode each message would cost this process more than the server spends on some.
_OPENED, _CLOSED, _STAGE = b'"phase":"answering"', b'"phase":"reveal"', b'"t":"stage"'
_ACK, _CODE = b'"t":"ack"', b'"code":"'
_LANGS = ("kk", "ru")
_ID_LETTERS = 4
"""As many as in the ids of the student page."""


class Tape(msgspec.Struct):
    """What was seen in one stretch of the load, of all classes."""

    rounds: int = 0
    answers: int = 0
    acked: int = 0
    refused: dict[str, int] = msgspec.field(default_factory=dict)
    last_ms: list[float] = msgspec.field(default_factory=list)
    """From the host's "next" to the question on the last phone of the class."""
    fan_ms: list[float] = msgspec.field(default_factory=list)
    """From the question on the first phone to the last."""
    ack_ms: list[float] = msgspec.field(default_factory=list)
    phone_bytes: dict[str, int] = msgspec.field(default_factory=lambda: dict.fromkeys(("question", "ack", "result"), 0))
    up_bytes: int = 0
    messages: int = 0
    staff_bytes: int = 0
    staff_messages: int = 0


class _Phone:
    """Says the class's answer after a while of its own, waits for the ack and the result."""

    def __init__(self, room: Classroom, number: int) -> None:
        self.socket: Socket | None = None
        self.seated = asyncio.get_running_loop().create_future()
        self._room = room
        self._number = number
        self._since = 0.0
        self._asked = -1
        self._acked = -1
        self._seen = -1

    def take(self, text: bytes) -> None:
        room, tape = self._room, self._room.tape
        tape.messages += 1
        sort = "result"
        if _ACK in text:
            sort = "ack"
            self._take_ack(text)
        if _OPENED in text:
            sort = "question"
            if self._asked != room.number:
                self._asked = room.number
                room.on_question(text)
                think_s = random.random() * room.think_s  # noqa: S311
                asyncio.get_running_loop().call_later(think_s, self._answer)
        elif _CLOSED in text and self._seen != room.number:
            self._seen = room.number
            room.on_result()
        elif not self.seated.done() and b'"t":"you"' in text:
            self.seated.set_result(None)
        elif not self.seated.done() and b'"t":"no"' in text:
            self.seated.set_exception(RuntimeError(text.decode()))
        tape.phone_bytes[sort] += len(text)

    def _answer(self) -> None:
        assert self.socket is not None
        text = self._room.answer(self._number)
        self._room.tape.answers += 1
        self._room.tape.up_bytes += len(text)
        self._since = perf_counter()
        self.socket.send(text)

    def _take_ack(self, text: bytes) -> None:
        room = self._room
        if self._acked == room.number:
            return
        self._acked = room.number
        room.tape.ack_ms.append((perf_counter() - self._since) * 1000)
        if _CODE in text:
            code = text.partition(_CODE)[2].partition(b'"')[0].decode()
            room.tape.refused[code] = room.tape.refused.get(code, 0) + 1
        else:
            room.tape.acked += 1
        room.on_ack()


class Classroom:
    """`begin` asks the next question; `on_done` is called when all have answer, ack and result. `think_s`: the
    answers come evenly over so long after the question."""

    def __init__(self, port: int, size: int, think_s: float) -> None:
        self.tape = Tape()
        self.size = size
        self.think_s = think_s
        self.on_done: Callable[[Classroom], None] = lambda _: None
        self.busy = False
        self.number = 0
        """Counts the rounds that were begun."""
        self._port = port
        self._phones: list[_Phone] = []
        self._staff: list[Socket] = []
        self._phase = ""
        self._step = self._begun_at = -1
        self._since = self._first = 0.0
        self._asked = self._acked = self._seen = 0
        self._wants = False
        self._question: dict[str, Any] = {}
        self._shown = asyncio.Event()

    # ── coming in ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def open_saual(self, room: str, pin: str, cookie: str) -> None:
        """The host's and the class's screens, then all phones, by the real protocol."""
        headers = {"Cookie": cookie}
        for view in ("host", "projector"):
            screen = await connect(HOST, self._port, "/ws/staff", self._staff_take(view), headers)
            self._staff.append(screen)
            screen.send(msgspec.json.encode({"t": "watch", "room": room, "view": view, "lang": "kk"}))
        await self._shown.wait()
        for number in range(self.size):
            key = secrets.token_urlsafe(24)
            hello = {"t": "join", "pin": pin, "key": key, "name": f"Оқушы {number + 1}", "lang": _LANGS[number % 2]}
            await self._seat(number, "/ws", msgspec.json.encode(hello))

    async def open_bare(self, room: str) -> None:
        for view in ("host", "projector"):
            self._staff.append(await connect(HOST, self._port, f"/ws/staff?room={room}", self._staff_take(view)))
        await self._shown.wait()
        for number in range(self.size):
            await self._seat(number, f"/ws?room={room}", b"")

    async def _seat(self, number: int, path: str, hello: bytes) -> None:
        phone = _Phone(self, number)
        phone.socket = await connect(HOST, self._port, path, phone.take)
        self._phones.append(phone)
        if hello:
            phone.socket.send(hello)
        async with asyncio.timeout(30):
            await phone.seated

    def close(self) -> None:
        for socket in [*self._staff, *(phone.socket for phone in self._phones)]:
            if socket is not None:
                socket.close()

    def cut(self) -> int:
        """How many of its connections the server has closed."""
        sockets = [*self._staff, *(phone.socket for phone in self._phones)]
        return sum(socket is not None and socket.closed is not None for socket in sockets)

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
            self._command("end")

    def _press(self) -> None:
        self._since = perf_counter()
        self._command("again" if self._phase == "podium" else "advance")

    def _command(self, name: str) -> None:
        command = {"t": name, "step": self._step, "id": secrets.token_urlsafe(12)}
        self._staff[0].send(msgspec.json.encode(command))

    def _staff_take(self, view: str) -> Callable[[bytes], None]:
        def take(text: bytes) -> None:
            self.tape.staff_messages += 1
            self.tape.staff_bytes += len(text)
            if view == "host" and _STAGE in text:
                frames = msgspec.json.decode(text)
                for frame in frames if isinstance(frames, list) else [frames]:
                    if frame["t"] == "stage":
                        self._on_stage(frame["phase"], frame["step"])

        return take

    def _on_stage(self, phase: str, step: int) -> None:
        moved, self._phase, self._step = step != self._step, phase, step
        self._shown.set()
        if self._wants and moved and phase in ("podium", "lobby", "leaderboard", "slide"):
            self._press()
        self._look()

    def on_question(self, text: bytes) -> None:
        now = perf_counter()
        self._asked += 1
        if self._asked == 1:
            self._wants = False
            self._first = now
            self._question = _slots_in(text)
        if self._asked == self.size:
            self.tape.last_ms.append((now - self._since) * 1000)
            self.tape.fan_ms.append((now - self._first) * 1000)

    def answer(self, number: int) -> bytes:
        """What phone `number` answers: something that fits the question, not always the same."""
        q = self._question.get("q", {"i": 0})
        options = len(self._question.get("ask", {"options": "ab"}).get("options", ""))
        a: object = number % options if options else 1 + number % 5
        match q.get("kind"):
            case "multiple":
                a = [a]
            case "short":
                a = "decision"
            case "number":
                a = str(number)
        id = secrets.token_urlsafe(12)[:_ID_LETTERS]
        return msgspec.json.encode({"t": "answer", "id": id, "g": q.get("g", 1), "q": q["i"], "a": a})

    def on_ack(self) -> None:
        self._acked += 1
        self._look()

    def on_result(self) -> None:
        self._seen += 1
        self._look()

    def _look(self) -> None:
        over = self._asked == self._acked == self._seen == self.size
        if self.busy and over and self._phase == "reveal" and self._step != self._begun_at:
            self.busy = False
            self.tape.rounds += 1
            self.on_done(self)


def _slots_in(text: bytes) -> dict[str, dict[str, Any]]:
    """The frames of a message by their kinds."""
    frames = msgspec.json.decode(text)
    return {frame["t"]: frame for frame in (frames if isinstance(frames, list) else [frames])}
