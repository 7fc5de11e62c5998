"""The ways between the workers of one machine, and at which of them a room is at home. Knows not what goes there."""

from __future__ import annotations

import contextlib
import socket
import sys
from hashlib import blake2b
from typing import Self

_WAY_BYTES = 256 * 1024
"""Of requests that may wait on the way to a worker, as the system counts them. Overflow: the newest is served here."""


def hands_over() -> bool:
    """Whether tickets are sure here: a socket that was shut for reading keeps what is in it. On macOS it is emptied."""
    return sys.platform == "linux"


class Ways:
    """One to each worker, made before the workers: what is on the way to one that dies is there for its successor."""

    def __init__(self, count: int) -> None:
        # What all others write to, and what the worker reads.
        self._ends = [socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(count)]
        for into, _ in self._ends:
            into.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _WAY_BYTES)
            into.setblocking(False)

    @property
    def workers(self) -> list[int]:
        """Their numbers: 1, 2, …"""
        return list(range(1, len(self._ends) + 1))

    def into(self, worker: int) -> socket.socket:
        return self._ends[worker - 1][0]

    def out_of(self, worker: int) -> socket.socket:
        return self._ends[worker - 1][1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for end in (end for ends in self._ends for end in ends):
            with end, contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # whoever still reads sees its end


def home_of(name: bytes, workers: list[int]) -> int:
    """Of these workers the one where a room of this name is at home: when one goes, only its own rooms move."""
    return max(workers, key=lambda worker: blake2b(b"%d %s" % (worker, name), digest_size=8).digest())
