"""One connection to Redis: commands out, answers in their order, what others publish as it comes. Knows no rooms.

Appends, their answers and what is published share it, so that all of a room arrives in the order of Redis.
redis-py makes the connection (addresses, passwords, TLS); after that its streams, tasks and timeouts would cost more
than all the rest of an append, so the bytes go straight to hiredis, which redis-py parses with too.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Self, cast

import hiredis
from redis.asyncio import BlockingConnectionPool

from saual.log.redis_script import Script

Push = Callable[[bytes, bytes], None]
"""Told the channel, and what was published."""
Word = str | bytes | int


class Lost(Exception):
    """The connection ended; whether the command was done is not known."""


class Wire(asyncio.Protocol):
    """Made by `connect`. Nothing here waits; `unanswered_since` says how long Redis has been owing something."""

    def __init__(self, push: Push, lost: Callable[[], None]) -> None:
        self._push = push
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._reader = hiredis.Reader(notEnoughData=self)
        # Answers that are owed: how many, to whom, those that are there. As many as there are callers; those wait.
        self._owed: deque[tuple[int, Callable[[list[Any] | None], None], list[Any]]] = deque()
        self._stream: asyncio.StreamWriter | None = None  # kept: it closes its transport when it is forgotten
        self._transport: asyncio.Transport | None = None
        self.unanswered_since: float | None = None
        """By the loop's clock."""

    @classmethod
    async def connect(cls, pool: BlockingConnectionPool, push: Push, lost: Callable[[], None]) -> Self:
        """Raises what redis-py raises."""
        wire = cls(push, lost)
        connection: Any = pool.make_connection()  # type: ignore[no-untyped-call]
        await connection.connect()
        wire._take(connection._writer)
        connection._reader = connection._writer = None  # it has nothing left to close
        return wire

    def _take(self, stream: asyncio.StreamWriter) -> None:
        self._stream, self._transport = stream, cast(asyncio.Transport, stream.transport)
        self._transport.set_protocol(self)

    @property
    def open(self) -> bool:
        return self._transport is not None

    def send(self, packed: bytes, count: int, done: Callable[[list[Any] | None], None]) -> None:
        """`count` commands. `done` gets as many answers (a refusal is a `hiredis.ReplyError`), or None: it was cut."""
        if self._transport is None:
            self._loop.call_soon(done, None)
            return
        if not self._owed:
            self.unanswered_since = self._loop.time()
        self._owed.append((count, done, []))
        self._transport.write(packed)

    async def call(self, *words: Word) -> Any:
        """One command's answer. Raises Lost, `hiredis.ReplyError`."""
        answer: asyncio.Future[list[Any] | None] = self._loop.create_future()

        def done(answers: list[Any] | None) -> None:
            if not answer.done():
                answer.set_result(answers)

        self.send(pack(*words), 1, done)
        answers = await answer
        if answers is None:
            raise Lost
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    async def run(self, script: Script, keys: list[str], *words: Word) -> Any:
        """A script's answer. Raises Lost, `hiredis.ReplyError`."""
        try:
            return await self.call("EVALSHA", script.sha, len(keys), *keys, *words)
        except hiredis.ReplyError as error:
            if not str(error).startswith("NOSCRIPT"):
                raise
            return await self.call("EVAL", script.text, len(keys), *keys, *words)

    def post(self, *words: Word) -> None:
        """SUBSCRIBE or UNSUBSCRIBE: what they answer comes as a push."""
        if self._transport is not None:
            self._transport.write(pack(*words))

    def close(self) -> None:
        """At once; what is owed is lost, and whoever closes it needs not be told."""
        self._abort()
        self._end()

    def _abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # ── of the transport ────────────────────────────────────────────────────────────────────────────────────────────

    def data_received(self, data: bytes) -> None:
        reader = self._reader
        reader.feed(data)
        while True:
            try:
                item = reader.gets()
            except hiredis.ProtocolError:
                self._abort()
                return
            if item is self:
                return
            if type(item) is hiredis.PushNotification:
                if item[0] == b"message":
                    self._push(item[1], item[2])
            else:
                self._answered(item)

    def _answered(self, item: Any) -> None:
        if not self._owed:  # a refused SUBSCRIBE: answers no longer fit their commands
            self._abort()
            return
        count, done, answers = self._owed[0]
        answers.append(item)
        if len(answers) == count:
            self._owed.popleft()
            self.unanswered_since = self._loop.time() if self._owed else None
            done(answers)

    def connection_lost(self, error: Exception | None) -> None:
        if self.open:
            self._end()
            self._lost()

    def _end(self) -> None:
        self._transport = None
        self.unanswered_since = None
        owed, self._owed = self._owed, deque()
        for _, done, _ in owed:
            done(None)


def pack(*words: Word) -> bytes:
    packed: bytes = hiredis.pack_command(words)  # type: ignore[arg-type]  # a tuple of any length
    return packed
