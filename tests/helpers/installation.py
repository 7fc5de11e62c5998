"""Saual as a school runs it: what a test of faults may do to it, however many processes it is made of.

Owns the processes. A test that takes an `Installation` says nothing of their number: phones know all `hosts`, a fault
hits one process, and `back_s` is how soon everybody must be back after it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from saual.config import LOG_FILE
from saual.log import peek
from saual.log.base import Entry
from tests.helpers.ledger import Ledger
from tests.helpers.server import Server, Teacher, serving


def sound(file: Path) -> None:
    """Fails unless the file is whole and no room has a gap in its log."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT room FROM entry GROUP BY room HAVING max(seq) <> count(*)").fetchall() == []


class Installation:
    back_s: float
    servers: list[Server]
    hosts: tuple[str, ...]

    @property
    def host(self) -> str:
        """Of a process that runs."""
        raise NotImplementedError

    @property
    def ports(self) -> list[int]:
        return [int(host.partition(":")[2]) for host in self.hosts]

    @property
    def output(self) -> str:
        """All that any process has printed."""
        raise NotImplementedError

    def teacher(self) -> Teacher:
        """A browser that has used the one-time link."""
        raise NotImplementedError

    def kill(self) -> str:
        """`kill -9` of a process; returns the host that is gone."""
        raise NotImplementedError

    def stop(self) -> str:
        """SIGTERM to a process; returns the host that is gone once it has ended well."""
        raise NotImplementedError

    def mend(self) -> None:
        """Start again what an operator (or the system) would; returns when somebody listens."""
        raise NotImplementedError

    def freeze(self) -> None:
        """Stop a process in its tracks."""
        raise NotImplementedError

    def thaw(self) -> None:
        raise NotImplementedError

    def entries(self, room: str) -> list[Entry]:
        """The log of the room, read beside the server."""
        raise NotImplementedError

    def sound(self) -> None:
        """Fails unless what is stored is whole and no room's log has a gap."""
        raise NotImplementedError

    async def ledger(self, room: str) -> Ledger:
        return Ledger(await asyncio.to_thread(self.entries, room))


class OneProcess(Installation):
    """`saual serve` on a laptop, its log in a file."""

    back_s = 5.0

    def __init__(self, server: Server) -> None:
        self.server = server
        self.servers = [server]
        self.hosts = (server.host,)

    @property
    def host(self) -> str:
        return self.server.host

    @property
    def output(self) -> str:
        return self.server.output

    def teacher(self) -> Teacher:
        return self.server.teacher()

    def kill(self) -> str:
        self.server.kill()
        return self.host

    def stop(self) -> str:
        assert self.server.terminate() == 0
        return self.host

    def mend(self) -> None:
        self.server.start()

    def freeze(self) -> None:
        self.server.freeze()

    def thaw(self) -> None:
        self.server.thaw()

    def entries(self, room: str) -> list[Entry]:
        return peek.entries(self.server.data / LOG_FILE, room)

    def sound(self) -> None:
        sound(self.server.data / LOG_FILE)


@contextlib.contextmanager
def one_process(data: Path, transport: str = "") -> Iterator[Installation]:
    with serving(data, transport) as server:
        yield OneProcess(server)
