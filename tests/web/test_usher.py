"""Whom a worker sends on and whom it serves: two of them on one loop, each with a door of its own, and a visitor."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from saual.rooms.counts import COUNTS
from saual.web import usher as module
from saual.web.usher import Usher
from saual.web.ways import Ways, hands_over, home_of
from saual.world import new_pin, steady_s

pytestmark = pytest.mark.skipif(not hands_over(), reason="connections are handed over on Linux only")

EVERY = [1, 2]
PATIENCE_S = 20


def at_home(worker: int) -> bytes:
    """A path whose room is at home at this worker."""
    return f"/ws/{next(pin for pin in iter(new_pin, '') if home_of(pin.encode(), EVERY) == worker)}".encode()


class Worker:
    """Asks every visitor for a path and answers with its own number, unless it shows them to the other."""

    def __init__(self, ways: Ways, number: int, own_port: int = 0) -> None:
        self.usher = Usher(ways, number, own_port)
        self.full = False
        self.number = number
        self.here = 0
        """Visitors who came in here and are still held."""
        self.port = 0
        self.sent: list[bytes] = []
        """Requests of visitors whom the other has sent."""
        self._arrivals: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """It shows visitors on, but takes nobody until it is awake."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Visit(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def wake(self) -> None:
        self.usher.begin(self._admit, lambda: self.full)

    def _admit(self, sent: socket.socket, request: bytes) -> None:
        async def arrive() -> None:
            sent.setblocking(False)
            transport, _ = await asyncio.get_running_loop().connect_accepted_socket(lambda: _Served(self), sent)
            self.sent.append(request)
            transport.write(b"%d" % self.number)

        task = asyncio.ensure_future(arrive())
        self._arrivals.add(task)
        task.add_done_callback(self._arrivals.discard)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        self.usher.end()


class _Visit(asyncio.Protocol):
    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._worker.here += 1

    def data_received(self, data: bytes) -> None:
        if not self._worker.usher.show(data, b"GET " + data, self._transport, self._serve):
            self._serve()

    def _serve(self) -> None:
        served = _Served(self._worker)
        served.connection_made(self._transport)
        self._transport.set_protocol(served)
        self._transport.write(b"%d" % self._worker.number)

    def connection_lost(self, exc: Exception | None) -> None:
        self._worker.here -= 1


class _Served(asyncio.Protocol):
    """Answers all that is said with the number of who hears it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(b"%d" % self._worker.number)


class Visitor:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def says(self, what: bytes = b"?") -> int:
        """Who answers."""
        self.begins(what)
        return await self.hears()

    def begins(self, what: bytes) -> None:
        self._writer.write(what)

    async def hears(self) -> int:
        async with asyncio.timeout(PATIENCE_S):
            return int(await self._reader.readexactly(1))

    async def is_cut(self) -> bool:
        async with asyncio.timeout(PATIENCE_S):
            return await self._reader.read() == b""


@contextlib.asynccontextmanager
async def visitor(worker: Worker) -> AsyncIterator[Visitor]:
    reader, writer = await asyncio.open_connection("127.0.0.1", worker.port)
    try:
        yield Visitor(reader, writer)
    finally:
        writer.close()


async def so(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@pytest.fixture
def results() -> Iterator[dict[str, int]]:
    """How hand-overs ended in this test."""
    before = COUNTS.handed_over
    COUNTS.handed_over = {}
    yield COUNTS.handed_over
    COUNTS.handed_over = before


@pytest.fixture
def ways() -> Iterator[Ways]:
    with Ways(2) as ways:
        yield ways


standing_still = pytest.mark.parametrize("workers", ["standing still"], indirect=True)
"""They take nobody, as processes that were stopped."""


@pytest.fixture
async def workers(
    ways: Ways, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[Worker]]:
    both = [Worker(ways, number) for number in EVERY]
    for worker in both:
        await worker.open()
    if getattr(request, "param", "") != "standing still":
        monkeypatch.setattr(module, "PATIENCE_S", PATIENCE_S)  # nobody is late because this machine is busy
        for worker in both:
            worker.wake()
    yield both
    for worker in both:
        await worker.close()


async def test_who_comes_in_at_home_stays(workers: list[Worker], results: dict[str, int]):
    for worker in workers:
        async with visitor(worker) as guest:
            assert await guest.says(at_home(worker.number)) == worker.number
    assert results == {}


async def test_who_comes_in_elsewhere_is_served_at_home_with_the_whole_request(
    workers: list[Worker], results: dict[str, int]
):
    first, second = workers
    path = at_home(2)

    async with visitor(first) as guest:
        assert await guest.says(path) == 2
        await so(lambda: first.here == 0)  # nothing of it is left there
        assert [await guest.says() for _ in range(3)] == [2, 2, 2]

    assert second.sent == [b"GET " + path]
    assert results == {"taken": 1}


async def test_a_hundred_at_once_are_all_served_at_home(workers: list[Worker], results: dict[str, int]):
    async with contextlib.AsyncExitStack() as stack:
        guests = [await stack.enter_async_context(visitor(workers[0])) for _ in range(100)]

        assert set(await asyncio.gather(*(guest.says(at_home(2)) for guest in guests))) == {2}
    assert results == {"taken": 100}


@pytest.mark.parametrize(
    "path",
    [b"/ws", b"/ws/", b"/ws/staff", b"/ws/staff/", b"/ws/12x", b"/ws/staff/x-1", b"/wst/123456", b"/ws/9999999999999"],
)
async def test_a_path_that_names_no_room_is_served_where_it_comes_in(workers: list[Worker], path: bytes):
    for worker in workers:
        async with visitor(worker) as guest:
            assert await guest.says(path) == worker.number


async def test_phones_and_staff_screens_of_a_room_have_one_home(workers: list[Worker]):
    for path in (at_home(1), at_home(2)):
        pin = path.removeprefix(b"/ws/")
        served = set()
        for target in (path, path + b"?x=1", b"/ws/staff/%s" % pin, b"/ws/staff/%s-0a1b2c" % pin):
            for worker in workers:
                async with visitor(worker) as guest:
                    served.add(await guest.says(target))
        assert served == {home_of(pin, EVERY)}


async def test_a_worker_that_is_full_sends_newcomers_back_at_once(workers: list[Worker], results: dict[str, int]):
    workers[1].full = True

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 1
    assert results == {"refused": 1}

    workers[1].full = False
    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 2


@standing_still
async def test_a_worker_that_stands_still_keeps_one_newcomer_waiting_and_no_more_after_that(
    workers: list[Worker], results: dict[str, int]
):
    since = steady_s()

    async with visitor(workers[0]) as guest, visitor(workers[0]) as next_one:
        assert await guest.says(at_home(2)) == 1
        assert steady_s() - since >= module.PATIENCE_S
        assert await next_one.says(at_home(2)) == 1
        assert results == {"late": 1}, "the next one waited, too"

        workers[1].wake()  # and finds what was sent to it
        assert [await guest.says() for _ in range(20)] == [1] * 20
    assert workers[1].sent == []


@standing_still
async def test_a_worker_that_stood_still_gets_newcomers_again(
    workers: list[Worker], results: dict[str, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_RETRY_S", 0.0)
    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 1

    monkeypatch.setattr(module, "PATIENCE_S", PATIENCE_S)
    workers[1].wake()

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 2
    assert results == {"late": 1, "taken": 1}


async def test_whoever_was_taken_is_left_alone_by_a_giver_that_stood_still(
    workers: list[Worker], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "PATIENCE_S", 1.0)
    monkeypatch.setattr(module._Passage, "_look", _deaf_until_late)

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 2  # taken, and the giver has not seen it
        await so(lambda: workers[0].here == 0)  # it gives up waiting, and sees it then
        assert await guest.says() == 2


_look = module._Passage._look


def _deaf_until_late(passage: module._Passage, otherwise: str) -> None:
    if otherwise == "late":
        _look(passage, otherwise)


@standing_still
async def test_a_way_that_is_full_is_not_waited_for(workers: list[Worker], results: dict[str, int], ways: Ways):
    with contextlib.suppress(BlockingIOError):
        while True:
            ways.into(2).send(bytes(8192))

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 1
    assert results == {"full": 1}


async def test_who_comes_by_a_worker_s_own_port_wants_this_worker(ways: Ways, workers: list[Worker]):
    workers[0].usher = Usher(ways, 1, own_port=workers[0].port)

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 1


@standing_still
async def test_a_worker_that_goes_down_serves_nobody_whom_the_other_does_not_take(
    workers: list[Worker], results: dict[str, int]
):

    async with visitor(workers[0]) as guest:
        guest.begins(at_home(2))
        await so(lambda: len(workers[0].usher._under_way) == 1)
        workers[0].usher.end()
        await so(lambda: results == {"late": 1})
        workers[1].wake()  # and lets go of what was sent to it

        assert await guest.is_cut()


async def test_a_worker_that_goes_down_sends_newcomers_back_at_once(workers: list[Worker], results: dict[str, int]):
    workers[1].usher.end()

    async with visitor(workers[0]) as guest:
        assert await guest.says(at_home(2)) == 1
    assert results == {"refused": 1}


def test_when_a_worker_goes_only_its_own_rooms_move():
    pins = [new_pin().encode() for _ in range(2000)]
    before = {pin: home_of(pin, [1, 2, 3, 4]) for pin in pins}

    after = {pin: home_of(pin, [1, 2, 4]) for pin in pins}

    assert all(after[pin] == before[pin] for pin in pins if before[pin] != 3)
    for worker in (1, 2, 3, 4):
        assert 350 < sum(home == worker for home in before.values()) < 650


def test_new_rooms_are_at_home_at_one_worker_after_the_other():
    with Ways(3) as ways:
        every = ways.workers
        pins = [Usher(ways, me).spread(new_pin) for me in every]

        homes = [[home_of(draw().encode(), every) for _ in range(6)] for draw in pins]

        assert homes == [[1, 2, 3, 1, 2, 3], [2, 3, 1, 2, 3, 1], [3, 1, 2, 3, 1, 2]]
