"""Where a figure was measured: machine, Python, packages, commit, and how busy the machine was with other things."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path

from loadtests.target import ROOT


def _cores() -> tuple[int, int | None]:
    """One for the server and one for the load, of those that this process may use (a container may have 4 and 5)."""
    allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
    return allowed[0], allowed[1] if len(allowed) > 1 else None


SERVER_CORE, OWN_CORE = _cores()
_FILES = 100_000
_WINDOWS_FILES = 16_000
"""It has no limit on sockets that a program could ask for; so many it has."""
_PACKAGES = ("saual", "uvicorn", "starlette", "websockets", "uvloop", "picows", "msgspec", "sqlalchemy")


def described() -> dict[str, str]:
    return {
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
        "packages": ", ".join(_versions()),
        "commit": _commit(),
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _versions() -> list[str]:
    found = [f"saual {_own_version()}"]
    for name in _PACKAGES[1:]:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _own_version() -> str:
    from saual import __version__

    return __version__


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", "server")
        return git("rev-parse", "--short=12", "HEAD") + (" and changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


SPARE_FILES = 500
"""That a process has open beside its sockets, with room to spare."""


def open_files() -> int:
    """How many files and sockets a process may have open, after asking for as many as the system gives."""
    if sys.platform == "win32":
        return _WINDOWS_FILES
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wish in (max(most, _FILES), most):  # more than most is for root alone
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wish, wish))
            break
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


class Neighbours:
    """How much of one core was used by others than the server, between `begin` and `share`."""

    def __init__(self, core: int) -> None:
        self._core = core
        self._begun = self._busy_s()

    def _busy_s(self) -> float | None:
        if sys.platform != "linux":
            return None
        for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
            name, *ticks = line.split()
            if name == f"cpu{self._core}":
                user, nice, system, _idle, _wait, irq, softirq, steal = map(int, ticks[:8])
                return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
        return None

    def share(self, server_cpu_s: float | None, wall_s: float) -> float | None:
        """Interrupts count as others', though some are the server's own."""
        now = self._busy_s()
        if now is None or self._begun is None or server_cpu_s is None:
            return None
        return max(0.0, now - self._begun - server_cpu_s) / wall_s
