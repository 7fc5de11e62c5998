"""Several processes that do the same work: started, watched, started again, ended together.

Owns the processes, the pipes to them and the signals of the one that watches. Knows nothing of what the work is. It has
no thread and no event loop, so that a new process is a copy of it (`fork`), which is there within milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

from msgspec import Struct

from saual.world import steady_s

GRACE_S = 10.0
"""From asking a worker to end until it is killed."""
_SETTLED_S = 5.0
"""A worker that served for so long was well: it is started again at once when it dies."""
_LONGEST_WAIT_S = 30.0
_MOST_SAID = 65_536
_SIGNALS = (signal.SIGTERM, signal.SIGINT)

Tell = Callable[[str], None]
"""Says that this worker serves, and one thing more on the same line."""
Work = Callable[[int, Tell, int], None]
"""Runs in a process of its own until its end: the worker's number (1, 2, …), `Tell`, and a file descriptor that becomes
readable when the watching process is gone. Raises WorkFailed."""


class WorkFailed(Exception):
    """One sentence: why a worker cannot do its work."""


class _Worker(Struct):
    """One place, and the process that has it now: `pid` 0 while there is none, which is until `due_s`."""

    number: int
    pid: int = 0
    pipe: int = -1
    said: bytes = b""
    ready_s: float | None = None
    failures: int = 0
    due_s: float = 0.0


class Workers:
    """`ready` is told once, when all serve for the first time, what the first of them said."""

    def __init__(self, count: int, work: Work, ready: Callable[[str], None]) -> None:
        self._work = work
        self._ready: Callable[[str], None] | None = ready
        self._workers = [_Worker(number) for number in range(1, count + 1)]
        self._lifeline, self._our_end = os.pipe()
        self._selector = selectors.DefaultSelector()
        self._wakes, self._wake = os.pipe()
        self._asked = 0
        """How often it was asked to end."""
        self._kill_s = 0.0

    def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises WorkFailed if one of them fails before all have served."""
        os.set_blocking(self._wake, False)
        os.set_blocking(self._wakes, False)
        self._selector.register(self._wakes, selectors.EVENT_READ)
        with self._heeding_signals():
            while not self._asked or any(worker.pid for worker in self._workers):
                self._start_due()
                self._look()
                self._end_late()

    def close(self) -> None:
        """No worker is left behind, and no pipe."""
        self._kill_all()
        self._selector.close()
        for end in (self._lifeline, self._our_end, self._wakes, self._wake):
            os.close(end)

    # ── starting ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _start_due(self) -> None:
        for worker in self._workers:
            if not worker.pid and not self._asked and worker.due_s <= steady_s():
                self._start(worker)

    def _start(self, worker: _Worker) -> None:
        ours, theirs = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # one that comes meanwhile finds the worker known
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            self._become(worker.number, theirs)
        os.close(theirs)
        worker.pid, worker.pipe, worker.said, worker.ready_s = pid, ours, b"", None
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        self._selector.register(ours, selectors.EVENT_READ, worker)

    def _become(self, number: int, pipe: int) -> NoReturn:
        """In the new process: nothing of the old one is left but its memory."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            self._selector.close()
            for end in (self._our_end, self._wakes, self._wake, *(w.pipe for w in self._workers if w.pid)):
                os.close(end)
            self._work(number, lambda more: _write(pipe, f"ready {more}\n"), self._lifeline)
            code = 0
        except WorkFailed as problem:
            _write(pipe, f"failed {problem}\n")
        except KeyboardInterrupt:
            pass
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    # ── watching ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look(self) -> None:
        """Wait for something to happen: a signal, a word of a worker, its end, the time to start one or to kill."""
        waits = [worker.due_s for worker in self._workers if not worker.pid and not self._asked]
        waits += [self._kill_s] if self._asked else []
        timeout = max(0.0, min(waits) - steady_s()) if waits else None
        for key, _ in self._selector.select(timeout):
            if key.data is None:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._wakes, 1024)
            else:
                self._hear(key.data)

    def _hear(self, worker: _Worker) -> None:
        said = os.read(worker.pipe, 4096)
        if not said:
            self._bury(worker)
            return
        worker.said = (worker.said + said)[-_MOST_SAID:]
        if worker.ready_s is None and worker.said.startswith(b"ready ") and b"\n" in worker.said:
            worker.ready_s = steady_s()
            if self._ready is not None and all(each.ready_s is not None for each in self._workers):
                self._ready(self._workers[0].said.partition(b"\n")[0].removeprefix(b"ready ").decode())
                self._ready = None

    def _bury(self, worker: _Worker) -> None:
        """Its end of the pipe is closed: the process has ended."""
        self._selector.unregister(worker.pipe)
        os.close(worker.pipe)
        pid, worker.pid = worker.pid, 0  # first: a signal may come in between, and the number may be another's then
        _, status = os.waitpid(pid, 0)
        if self._asked:
            return
        why = _why(worker.said, os.waitstatus_to_exitcode(status))
        if self._ready is not None:
            raise WorkFailed(why)
        well = worker.ready_s is not None and steady_s() - worker.ready_s >= _SETTLED_S
        worker.failures = 0 if well else worker.failures + 1
        wait_s = 0.0 if worker.failures < 2 else min(_LONGEST_WAIT_S, 0.25 * 2**worker.failures)
        worker.due_s = steady_s() + wait_s
        when = f"in {wait_s:.0f} s" if wait_s else "at once"
        print(f"Worker {worker.number} has ended: {why} It is started again {when}.", file=sys.stderr, flush=True)

    # ── ending ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _end_late(self) -> None:
        if self._asked and steady_s() >= self._kill_s:
            self._signal_all(signal.SIGKILL)
            self._kill_s += 1  # a process that the system holds cannot end at once

    def _kill_all(self) -> None:
        self._asked += 1
        self._signal_all(signal.SIGKILL)
        for worker in self._workers:
            if worker.pid:
                self._bury(worker)

    def _signal_all(self, number: signal.Signals) -> None:
        for worker in self._workers:
            if worker.pid:
                os.kill(worker.pid, number)  # it may be dead, but it is not buried: the number is no other's yet

    @contextlib.contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._asked_to_end) for number in _SIGNALS}
        woke = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(woke)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _asked_to_end(self, number: int, frame: FrameType | None) -> None:
        """Once: all end in their own time. Twice: at once."""
        self._asked += 1
        self._kill_s = steady_s() + (GRACE_S if self._asked == 1 else 0)
        self._signal_all(signal.SIGTERM)


def _why(said: bytes, code: int) -> str:
    failed = said.rpartition(b"failed ")[2] if b"failed " in said else b""
    if failed:
        return failed.decode(errors="replace").strip()
    return f"it was killed by signal {-code}." if code < 0 else f"its exit code is {code}."


def _write(pipe: int, line: str) -> None:
    with contextlib.suppress(OSError):  # nobody is left to hear it
        os.write(pipe, line.encode())
