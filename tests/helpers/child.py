"""A program that a test starts, ends as it likes, stops in its tracks, and starts again; and waiting without a sleep.

Owns the process, and ends it by its own pid. Must not know what the program is for.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

PATIENCE_S = 60.0
"""Longer than anything here may take; a test that needs a bound says so itself."""
_FIRST_PORT, _PORTS_EACH, _SHARES = 10_000, 1_000, 22
"""Below those that a system gives to whoever connects (from 32,768): while a server is down nobody else comes to have
its port. Those who test beside each other have shares of their own, so that none takes what another has just found."""


def _shares_ports() -> Iterator[int]:
    """By turns, so that what was just found or left is not found again soon."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first, start = _FIRST_PORT + worker % _SHARES * _PORTS_EACH, random.SystemRandom().randrange(_PORTS_EACH)
    return (first + (start + n) % _PORTS_EACH for n in itertools.count())


_ports = _shares_ports()


def free_port() -> int:
    while True:
        port = next(_ports)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def until(true: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
    """Ask again and again until it is so. Fails after `within_s`."""
    ask, ends = threading.Event(), time.monotonic() + within_s
    while not true():
        assert time.monotonic() < ends, "it never came true"
        ask.wait(0.02)


class Child:
    """On the same port over all its starts."""

    KILL = signal.SIGKILL
    """What leaves it no time for anything."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._process: subprocess.Popen[Any] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Returns when it answers."""
        raise NotImplementedError

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def ended(self, within_s: float = PATIENCE_S) -> int:
        """Wait for its end; its exit code."""
        assert self._process is not None
        return self._process.wait(within_s)

    def kill(self) -> None:
        """As a crash or a power cut would: no chance to say or write anything."""
        self.signal(self.KILL)
        self.ended()

    def restart(self) -> None:
        """Killed, and back with what was written."""
        self.kill()
        self.start()

    def freeze(self) -> None:
        """Returns when it stands still."""
        self.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOWAIT)

    def thaw(self) -> None:
        self.signal(signal.SIGCONT)

    def close(self) -> None:
        """End it, whatever state it is in."""
        if self.running:
            self.thaw()
            self.kill()
