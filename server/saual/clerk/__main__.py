"""The process beside: reads one job from its input, writes the answer, ends. Started by `saual.clerk.clerk` alone.

Bounds itself before it looks at anything: a file may be made to harm. Knows no network and no data folder.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

import msgspec

from saual.clerk.jobs import HEAVY, Job, done

_MOST_MEMORY = 1024 * 1024 * 1024
"""Address space, bytes; the worst files that are known to us need less than 700 MiB of it."""
_MOST_INPUT = 64 * 1024 * 1024
"""More than the server hands over: a file of 20 MiB, or a bank with its files."""
_MOST_CPU_S = 60
"""Only if the server is gone and cannot end us."""
_SHORT_S = 1.0
_BEHIND = 10
"""Niceness of what takes longer than `_SHORT_S` of the processor: the lesson first. Not of the rest, for it would stand
behind everything else on the machine, too: beside six busy programs on two cores half a second of work takes 15 s then,
and nearly all files take less.
"""


def main() -> int:
    _bound()
    source = sys.stdin.buffer
    try:
        job = msgspec.json.decode(source.readline(), type=Job)
        answer = done(job, source.read(_MOST_INPUT))
    except MemoryError:
        return HEAVY
    sys.stdout.buffer.write(answer)
    return 0


def _bound() -> None:
    """Windows has no such limits; there, and in part on macOS, the bounds of the import itself must do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, who then ends us
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGPROF, lambda *_: os.nice(_BEHIND))
    signal.setitimer(signal.ITIMER_PROF, _SHORT_S)
    for kind, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_CPU_S),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
