"""The network between a browser and the server, as bad as a test wants it: cut, silent, or well again.

Owns TCP connections and forwards their bytes; knows neither HTTP nor the game.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Sequence
from typing import Self


class Proxy:
    """Listens on a loopback port of its own and passes everything on to the server's."""

    def __init__(self, to_port: int) -> None:
        self.port = 0
        self._to_port = to_port
        self._mode = "open"
        self._flows: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._dead: set[asyncio.StreamWriter] = set()
        """Connections of a silence: no end of theirs is told to the other, not even after it."""
        self._server: asyncio.Server | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def open(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._flows):
            task.cancel()
        await asyncio.gather(*self._flows, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await self._server.wait_closed()

    def cut(self) -> None:
        """Every connection breaks, at both ends, and no new one comes about."""
        self._mode = "cut"
        for writer in self._writers:
            writer.transport.abort()

    def silence(self) -> None:
        """Half-open: connections stay, but nothing goes through them any more, not even their end."""
        self._mode = "silent"
        self._dead |= self._writers

    def mend(self) -> None:
        """New connections work again. Those of a silence stay dead, as those of a phone that slept."""
        self._mode = "open"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode == "cut":
            writer.transport.abort()
            return
        self._writers.add(writer)
        if self._mode == "silent":
            self._dead.add(writer)
            return
        try:
            far_reader, far_writer = await self._connect()
        except OSError:  # The server is down.
            writer.transport.abort()
            return
        self._writers.add(far_writer)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._flow(source, sink))
            self._flows.add(task)
            task.add_done_callback(self._flows.discard)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._to_port)

    async def _flow(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65_536):
                if sink not in self._dead:
                    sink.write(data)
                    await sink.drain()
        if sink not in self._dead:
            sink.close()


class Balancer(Proxy):
    """Spreads connections over several servers by chance, as a load balancer without sticky sessions does."""

    def __init__(self, to_ports: Sequence[int]) -> None:
        super().__init__(to_ports[0])
        self._ports = list(to_ports)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To one that is up, whichever it is."""
        for port in random.sample(self._ports, len(self._ports)):
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        raise ConnectionRefusedError
