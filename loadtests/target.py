"""A server under load: a process of its own on a core of its own, asked by HTTP and watched through /proc.

Owns the process and its data folder's life. Must not know what a round is.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from loadtests.bare import READY, Sizes
from loadtests.process import cpu_s, family, memory_bytes

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
_NO_LIMIT = "100000"
_PORTS = range(32_000, 32_700)
"""Below those that a system gives to whoever connects (from 32,768): none is taken between finding and listening."""
_LINK = re.compile(r"/teacher#key=(\S+)")


class CannotRun(Exception):
    """One sentence that says what went wrong."""


def pin_to(core: int | None) -> bool:
    """Keep this process, and what it starts from now on, on one core. False where there is none, or no way."""
    if core is None or not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {core})
    return True


@contextlib.contextmanager
def pinned_to(core: int | None) -> Iterator[None]:
    """What is started in here stays on that core."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pin_to(core)
    try:
        yield
    finally:
        if before is not None:
            os.sched_setaffinity(0, before)


class Target:
    """A running server and what it said at its start."""

    def __init__(self, process: subprocess.Popen[str], port: int, said: str) -> None:
        self.port = port
        self.own_ports = range(port, port + 1)
        """Each leads to one of its processes."""
        self.pid = process.pid
        self.said = said
        """All that it printed; more than its greeting is trouble."""
        self._process = process
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line

    @property
    def key(self) -> str:
        """The secret of the teacher's one-time link."""
        found = _LINK.search(self.said)
        if found is None:
            raise CannotRun(f"The server said no link:\n{self.said}")
        return found[1]

    def cpu_s(self) -> float | None:
        """User and system time of all its processes so far; None where the system does not tell."""
        return cpu_s(family(self.pid))

    def memory_bytes(self) -> int | None:
        """Resident memory of all its processes now; None where the system does not tell."""
        return memory_bytes(family(self.pid))

    def ask(self, method: str, path: str, body: object = None, cookie: str = "") -> tuple[Any, str]:
        """The JSON of the answer, and the cookie that it set. Raises CannotRun if it is not well."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        headers = {"Content-Type": "application/json", **({"Cookie": cookie} if cookie else {})}
        with contextlib.closing(connection):
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 400:
                raise CannotRun(f"{method} {path} was answered by {answer.status}: {text[:200]!r}")
            return json.loads(text), (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def rooms(self, own_port: int) -> int:
        """How many rooms the worker with this port has."""
        with urllib.request.urlopen(f"http://{HOST}:{own_port}/metrics", timeout=30) as answer:
            found = re.search(rb"^saual_rooms (\d+)", answer.read(), re.MULTILINE)
        assert found is not None
        return int(found[1])

    def stop(self) -> None:
        """Ask it to end; take it down if it does not."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._listener.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _free_ports(count: int) -> range:
    """So many in a row."""
    while True:
        first = random.randrange(_PORTS.start, _PORTS.stop - count)  # noqa: S311  (no secret)
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + count):
                stack.enter_context(socket.socket()).bind((HOST, port))
            return range(first, first + count)


@contextlib.contextmanager
def _running(
    words: list[str], port: int, ready: str, core: int, shared: Mapping[str, str] | None = None
) -> Iterator[Target]:
    env = {**os.environ, **(shared or {}), "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "server")])}
    with pinned_to(core):
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=env,
        )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:  # ends with the process, if it cannot start
        said += line
        if ready in line:
            break
    target = Target(process, port, said)
    try:
        if ready not in said:
            raise CannotRun(f"The server did not start:\n{said}")
        yield target
    finally:
        target.stop()


@contextlib.contextmanager
def saual(data: Path, core: int = 0, workers: int = 1, shared: Mapping[str, str] | None = None) -> Iterator[Target]:
    """The real server, as a teacher starts it, but for its limits on phones. `shared`: the addresses of Redis and
    PostgreSQL in the environment, which more workers than one need."""
    port = _free_ports(1)[0]
    words = ["-m", "saual", "serve", "--no-open", "--host", HOST, "--port", str(port), "--data", str(data)]
    words += ["--phones", _NO_LIMIT, "--room-size", _NO_LIMIT, "--workers", str(workers)]
    own = _free_ports(workers) if workers > 1 else range(port, port + 1)
    if workers > 1:
        words += ["--own-ports", str(own[0])]
    with _running(words, port, "Stop: Ctrl+C", core, shared) as target:
        target.own_ports = own
        yield target


@contextlib.contextmanager
def bare(sizes: Sizes, core: int = 0) -> Iterator[Target]:
    """The yardstick (see `loadtests.bare`), given its frame sizes."""
    port = _free_ports(1)[0]
    text = msgspec.json.encode(sizes).decode()
    with _running(["-m", "loadtests.bare", str(port), text], port, READY, core) as target:
        yield target
