"""The clerk: has files of banks read and written, each in a process of its own that is bounded and can be ended.

A thread waits for each process, for not every event loop can. Knows no HTTP and what no job means.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import IO

import msgspec

import saual
from saual.clerk.jobs import HEAVY, Job

AT_ONCE = 2
MOST_WAITING = 8
"""Jobs whose files are coming in, wait or are done; the newest beyond is refused with ClerkFailed("busy")."""
WITHIN_S = 30.0

if sys.platform == "win32":
    _CALM = subprocess.BELOW_NORMAL_PRIORITY_CLASS  # the lesson first
else:
    _CALM = 0  # the process steps back itself


class ClerkFailed(Exception):
    """`code`: "busy" (too many wait), "slow" (took too long), "heavy" (too much memory), "broken" (it died)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Clerk:
    def __init__(self, within_s: float = WITHIN_S) -> None:
        self._within_s = within_s
        self._threads = ThreadPoolExecutor(AT_ONCE, "clerk")
        self._lock = Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._trays = 0
        self._closed = False

    @contextmanager
    def tray(self, job: Job) -> Iterator[IO[bytes]]:
        """A nameless file to put the job's bytes into. Raises ClerkFailed when there are too many, and OSError."""
        if self._trays >= MOST_WAITING:
            raise ClerkFailed("busy")
        self._trays += 1
        try:
            with tempfile.TemporaryFile() as file:
                file.write(msgspec.json.encode(job) + b"\n")
                yield file
        finally:
            self._trays -= 1

    async def work(self, tray: IO[bytes]) -> bytes:
        """The answer. Raises ClerkFailed."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, tray)

    async def do(self, job: Job, *contents: bytes) -> bytes:
        """A job whose bytes are at hand. Raises ClerkFailed and OSError."""
        with self.tray(job) as tray:
            tray.writelines(contents)
            return await self.work(tray)

    def close(self) -> None:
        """Ends what is being done; who waits for it gets ClerkFailed."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def _work(self, tray: IO[bytes]) -> bytes:
        tray.flush()
        os.lseek(tray.fileno(), 0, os.SEEK_SET)  # the process reads the file itself, whatever is buffered here
        with self._lock:
            if self._closed:
                raise ClerkFailed("broken")
            process = subprocess.Popen(
                [sys.executable, "-m", "saual.clerk"],
                stdin=tray,
                stdout=subprocess.PIPE,
                env=_environment(),
                creationflags=_CALM,
            )
            self._processes.add(process)
        try:
            answer, _ = process.communicate(timeout=self._within_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise ClerkFailed("slow") from None
        finally:
            with self._lock:
                self._processes.discard(process)
        if process.returncode:
            raise ClerkFailed("heavy" if process.returncode == HEAVY else "broken")
        return answer


def _environment() -> dict[str, str]:
    """Without what the server was told of its databases; with the place that this code is from."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("SAUAL_")}
    places = [str(Path(saual.__file__).parents[1]), plain.get("PYTHONPATH", "")]
    return plain | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "PYTHONSAFEPATH": "1"}
