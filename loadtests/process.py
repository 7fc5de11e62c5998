"""What processes use of the machine: CPU to the nanosecond where the system tells, and memory. Knows no server."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def family(pid: int) -> list[int]:
    """The process, what it has started, and what they have; itself alone where there is no /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended just now
        parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:  # grows while it is walked
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_s(pids: list[int]) -> float | None:
    """User and system time of all their threads so far, those that have ended too; None where the system tells none."""
    if sys.platform != "linux":
        return None
    try:
        # A process's own clock has no ticks: see clock_getcpuclockid(3), which Python does not have.
        return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in pids) / 1e9
    except OSError:
        return None


def memory_bytes(pids: list[int]) -> int | None:
    """Resident memory now; None where there is no /proc."""
    try:
        pages = [int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in pids]
    except OSError:
        return None
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")
