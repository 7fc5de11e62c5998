"""The network between browsers and the server, as bad as a test wants it: slow, held up, cut, reset, silent, or well.

Owns TCP connections and forwards their bytes; knows neither HTTP nor the game.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections import deque
from typing import Self

_CHUNKS = 256
"""Read and not yet passed on, of one connection and direction. Beyond that its sender is not read."""


class Proxy:
    """Listens on a loopback port of its own and passes everything on to the servers', each byte `latency_s` late.

    New connections go to the servers by turns, past those that are down, as a load balancer would send them.
    `bytes_s`: so many bytes a second get through, of all connections and both ways together; None: as many as come.
    """

    def __init__(self, *to_ports: int, latency_s: float = 0, bytes_s: int | None = None) -> None:
        self.port = 0
        self.bytes_s = bytes_s
        self._free_at = 0.0
        """When all that was let through is through, by the loop's clock."""
        self._to_ports = deque(to_ports)
        self._latency_s = latency_s
        self._mode = "open"
        self._flowing = asyncio.Event()
        self._flowing.set()
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

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # ── faults ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def cut(self) -> None:
        """Every connection breaks, at both ends, and no new one comes about."""
        self._mode = "cut"
        for writer in self._writers:
            writer.transport.abort()

    def reset(self) -> None:
        """Every connection breaks by a RST, at both ends; new ones come about at once."""
        for writer in self._writers:
            if (line := writer.get_extra_info("socket")) is not None and not writer.transport.is_closing():
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()

    def hold(self) -> None:
        """Nothing goes through until `release`, and nothing is lost: an access point that stalls."""
        self._flowing.clear()

    def release(self) -> None:
        """All that was held up comes in one burst."""
        self._flowing.set()

    def silence(self) -> None:
        """Half-open: connections stay, but nothing goes through them any more, not even their end."""
        self._mode = "silent"
        self._dead |= self._writers

    def mend(self) -> None:
        """New connections work again. Those of a silence stay dead, as those of a phone that slept."""
        self._mode = "open"

    # ── the flow ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode == "cut":
            writer.transport.abort()
            return
        self._writers.add(writer)
        if self._mode == "silent":
            self._dead.add(writer)
            return
        for _ in self._to_ports:
            self._to_ports.rotate(-1)
            with contextlib.suppress(OSError):
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to_ports[0])
                break
        else:  # All servers are down.
            writer.transport.abort()
            return
        self._writers.add(far_writer)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_CHUNKS)
            for work in (self._take(source, on_its_way), self._give(on_its_way, sink)):
                task = asyncio.create_task(work)
                self._flows.add(task)
                task.add_done_callback(self._flows.discard)

    async def _take(self, source: asyncio.StreamReader, on_its_way: asyncio.Queue[tuple[float, bytes]]) -> None:
        """Its last chunk is empty: the end travels like everything else."""
        clock, data = asyncio.get_running_loop().time, b"?"
        while data:
            try:
                data = await source.read(65_536)
            except ConnectionError:
                data = b""
            await on_its_way.put((clock() + self._latency_s, data))

    async def _give(self, on_its_way: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
        clock, data = asyncio.get_running_loop().time, b"?"
        with contextlib.suppress(ConnectionError):
            while data:
                due, data = await on_its_way.get()
                if (early_s := due - clock()) > 0:
                    await asyncio.sleep(early_s)
                await self._flowing.wait()
                await self._turn(len(data))
                if sink not in self._dead and data:
                    sink.write(data)
                    await sink.drain()
        if sink not in self._dead:
            sink.close()

    async def _turn(self, size: int) -> None:
        """The air is one: whoever sends waits until all before are through."""
        if self.bytes_s is not None:
            now = asyncio.get_running_loop().time()
            self._free_at = max(now, self._free_at) + size / self.bytes_s
            await asyncio.sleep(self._free_at - now)
