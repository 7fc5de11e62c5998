"""The workers that share a server's port, seen from outside: their processes, and the ports of their own."""

from __future__ import annotations

import contextlib
import http.client
from contextlib import suppress
from pathlib import Path

from tests.helpers.child import free_port


def children(pid: int) -> set[int]:
    """The processes that this one has started."""
    return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def own_ports() -> int:
    """The first of two ports that are free."""
    first = free_port()
    while (second := free_port()) != first + 1:
        first = second
    return first


def answers(port: int) -> bool:
    """Whether somebody lives there. Cheap to ask: who measures how soon it is so asks again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    with suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    return False
