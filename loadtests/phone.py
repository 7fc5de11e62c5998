"""One phone under load: it says the class's answer after a while of its own, and waits for the ack and the result.

Owns one socket and how far this phone is in the round. Must not know when questions are asked.
"""

from __future__ import annotations

import asyncio
import random
from time import perf_counter
from typing import TYPE_CHECKING

from loadtests import words
from loadtests.client import Socket

if TYPE_CHECKING:
    from loadtests.classroom import Classroom


class Phone:
    """`take` is given every message. The room is told of each question, ack and result once."""

    def __init__(self, room: Classroom, number: int) -> None:
        self.socket: Socket | None = None
        self.seated = asyncio.get_running_loop().create_future()
        self._room = room
        self._number = number
        self._since = 0.0
        self._asked = self._acked = self._seen = -1  # the last round in which it was

    def take(self, message: bytes) -> None:
        room, tape = self._room, self._room.tape
        tape.messages += 1
        sort = "result"
        if words.ACK in message:
            sort = "ack"
            self._take_ack(message)
        if words.OPENED in message:
            sort = "question"
            if self._asked != room.number:
                self._asked = room.number
                room.on_question(message)
                think_s = random.random() * room.think_s  # noqa: S311
                asyncio.get_running_loop().call_later(think_s, self._answer)
        elif words.CLOSED in message and self._seen != room.number:
            self._seen = room.number
            room.on_result()
        elif not self.seated.done():
            self._sit(message)
        tape.phone_bytes[sort] += len(message)

    def _sit(self, message: bytes) -> None:
        if words.SEATED in message:
            self.seated.set_result(None)
        elif words.REFUSED in message:
            self.seated.set_exception(RuntimeError(message.decode()))

    def _answer(self) -> None:
        assert self.socket is not None
        text = self._room.answer(self._number)
        self._room.tape.answers += 1
        self._room.tape.up_bytes += len(text)
        self._since = perf_counter()
        self.socket.send(text)

    def _take_ack(self, message: bytes) -> None:
        room = self._room
        if self._acked == room.number:
            return
        self._acked = room.number
        room.tape.ack_ms.append((perf_counter() - self._since) * 1000)
        code = words.refusal(message)
        if code:
            room.tape.refused[code] = room.tape.refused.get(code, 0) + 1
        else:
            room.tape.acked += 1
        room.on_ack()
