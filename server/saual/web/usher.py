"""Shows newcomers to the worker where their room is at home: a room whose screens are together is folded only once.

Owns the connections on their way from worker to worker of one machine. Knows no rooms: a path names one, and its name
says where it is at home. That is an economy and no right: every worker serves every room, so whoever is not taken at
once (the other has died, stands still, is full, or the way to it is) is served where they came in.

A thread takes newcomers, so that a worker whose loop is busy is not thought to stand still.

For a moment two processes hold one connection, and only one of them may ever speak. Which one is decided by a *ticket*:
a pair of sockets of which the giver keeps one end. The taker writes a byte into the other, and has the connection if
that was possible. A giver who will not wait any longer forbids it and looks: what is not there then never will be.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import socket
import threading
from collections import deque
from collections.abc import Callable

from saual.rooms.counts import COUNTS
from saual.web.ways import Ways, home_of

PATIENCE_S = 0.3
"""A worker that is well takes a newcomer within some milliseconds, however much it has to do."""
_RETRY_S = 1.0
"""One that did not is left alone for so long; then it is tried with one newcomer."""
_MOST_UNDER_WAY = 256
"""Connections that wait to be taken. Overflow: the newest is served here."""
_MOST_ARRIVED = 1024
"""Connections that were taken and wait for the loop. Overflow: the newest is sent back."""
_HEAD_BYTES = 16 * 1024
"""The longest request that is passed on; a longer one is served here."""
_TAKEN = b"+"
_PATH = re.compile(rb"/ws/(?:staff/)?(\d{1,12})(?:[-?]|$)")
"""The PIN, which a room's id begins with."""

Admit = Callable[[socket.socket, bytes], None]
"""Serves the connection; the bytes are the whole request for the upgrade."""


class Usher:
    """Of worker `me`. `own_port`: whoever comes by it wants this worker and no other; 0 if it has none."""

    def __init__(self, ways: Ways, me: int, own_port: int = 0) -> None:
        self._ways = ways
        self._me = me
        self._own_port = own_port
        self._silent_until: dict[int, float] = {}
        """Workers that let a newcomer wait, and when to try them again, by the loop's clock."""
        self._under_way: set[_Passage] = set()
        self._arrived: deque[tuple[socket.socket, bytes]] = deque()
        self._ended = False

    def spread(self, draw: Callable[[], str]) -> Callable[[], str]:
        """Draw names that are at home at one worker after the other, so that none has many more rooms than others."""
        every = self._ways.workers
        turns = itertools.cycle([*every[self._me - 1 :], *every[: self._me - 1]])

        def drawn() -> str:
            wanted = next(turns)
            while home_of((name := draw()).encode(), every) != wanted:
                pass
            return name

        return drawn

    # ── giving ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def show(self, target: bytes, request: bytes, transport: asyncio.Transport, serve: Callable[[], None]) -> bool:
        """Whether the connection that asks for `target` is on its way to another worker.

        Then nothing may be done with it here until `serve` is called, if it is.
        """
        named = _PATH.match(target)
        if named is None or len(self._under_way) >= _MOST_UNDER_WAY or not self._may_go(transport, request):
            return False
        now = asyncio.get_running_loop().time()
        every = self._ways.workers
        home = home_of(named[1], [worker for worker in every if self._silent_until.get(worker, 0.0) <= now])
        if home == self._me:
            return False
        if home in self._silent_until:
            self._silent_until[home] = now + _RETRY_S  # tried with this one alone
        passage = _Passage(transport, lambda answer: self._decided(passage, home, answer, serve))
        if not passage.begin(self._ways.into(home), request):
            COUNTS.hand_over("full")
            return False
        self._under_way.add(passage)
        return True

    def _may_go(self, transport: asyncio.Transport, request: bytes) -> bool:
        return (
            len(request) <= _HEAD_BYTES
            and not transport.get_write_buffer_size()  # the answer to a request before it is not out yet
            and transport.get_extra_info("sslcontext") is None
            and not (self._own_port and transport.get_extra_info("sockname")[1] == self._own_port)
        )

    def _decided(self, passage: _Passage, home: int, answer: str, serve: Callable[[], None]) -> None:
        self._under_way.discard(passage)
        COUNTS.hand_over(answer)
        if answer == "late":
            self._silent_until[home] = asyncio.get_running_loop().time() + _RETRY_S
        else:
            self._silent_until.pop(home, None)
        if answer == "taken" or self._ended:
            passage.transport.abort()  # this process's copy alone
        elif not passage.transport.is_closing():
            passage.transport.resume_reading()
            serve()

    # ── taking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, admit: Admit, full: Callable[[], bool]) -> None:
        """From now on newcomers whom the others send are taken, unless this worker is `full`."""
        tell = asyncio.get_running_loop().call_soon_threadsafe
        threading.Thread(target=self._take, args=(tell, admit, full), name="saual-usher", daemon=True).start()

    def end(self) -> None:
        """No more are taken, and none is served here whom nobody takes: this worker goes down."""
        self._ended = True

    def _take(self, tell: Callable[..., object], admit: Admit, full: Callable[[], bool]) -> None:
        """The thread."""
        way = self._ways.out_of(self._me)
        with contextlib.suppress(OSError, RuntimeError):  # there is no way any more, or no loop
            while (sent := socket.recv_fds(way, _HEAD_BYTES, 2))[0]:
                request, fds, _, _ = sent
                ends = [socket.socket(fileno=fd) for fd in fds]
                # Fewer than two: no more files may be open here, and the system has closed what it could not give.
                welcome = len(ends) == 2 and not (self._ended or full() or len(self._arrived) >= _MOST_ARRIVED)
                if welcome and _stamped(ends[1]):
                    self._arrived.append((ends.pop(0), request))
                    tell(self._admit_next, admit)
                for end in ends:
                    end.close()

    def _admit_next(self, admit: Admit) -> None:
        admit(*self._arrived.popleft())


class _Passage:
    """One connection between two workers. `decided` is told once: "taken", "refused" or "late"."""

    def __init__(self, transport: asyncio.Transport, decided: Callable[[str], None]) -> None:
        self.transport = transport
        self._decided = decided
        self._loop = asyncio.get_running_loop()

    def begin(self, way: socket.socket, request: bytes) -> bool:
        """False: the way is full, or the system lets no more connections be under way."""
        try:
            self._ticket, stub = socket.socketpair()
        except OSError:  # no more open files
            return False
        with stub:
            try:
                socket.send_fds(way, [request], [self.transport.get_extra_info("socket").fileno(), stub.fileno()])
            except OSError:
                self._ticket.close()
                return False
        self.transport.pause_reading()  # what comes now is the taker's to read
        self._ticket.setblocking(False)
        self._loop.add_reader(self._ticket, self._look, "refused")
        self._timer = self._loop.call_later(PATIENCE_S, self._give_up)
        return True

    def _give_up(self) -> None:
        self._ticket.shutdown(socket.SHUT_RD)
        self._look("late")

    def _look(self, otherwise: str) -> None:
        try:
            taken = self._ticket.recv(1) == _TAKEN
        except OSError:  # nothing there after all
            return
        self._loop.remove_reader(self._ticket)
        self._timer.cancel()
        self._ticket.close()
        self._decided("taken" if taken else otherwise)


def _stamped(ticket: socket.socket) -> bool:
    with contextlib.suppress(OSError):  # the giver did not wait, or is no more
        return ticket.send(_TAKEN) == 1
    return False
