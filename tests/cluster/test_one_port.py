"""A lesson behind one port that two workers share: the class does not notice that they are two.

Its screens are together at one of them, which no screen can see: the workers' own ports tell. What happens when one
dies is in faults/test_kill.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from saual.web.ways import home_of
from tests.helpers.cluster import shared
from tests.helpers.figures import figures
from tests.helpers.phones import Phone, lesson
from tests.helpers.redis_server import RedisServer
from tests.helpers.server import Server, Teacher, serving, until
from tests.helpers.workers import children, own_ports

HANDSHAKE_S = 0.75
STUDENTS = 12


@pytest.fixture(scope="module")
def own() -> int:
    """The first worker's own port; the second one's is the next."""
    return own_ports()


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, cluster_redis: RedisServer, cluster_database: str, own: int
) -> Iterator[Server]:
    env = shared(cluster_redis.url, cluster_database)
    words = ("--workers", "2", "--own-ports", str(own))
    with serving(tmp_path_factory.mktemp("port") / "data", words=words, env=env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


def by_worker(server: Server, own: int, name: str) -> list[float]:
    return [figures(server, port)[name] for port in (own, own + 1)]


@pytest.mark.parametrize("transport", ["picows", "uvicorn"])
async def test_all_screens_of_a_room_are_at_one_worker_and_the_rooms_are_spread(
    tmp_path: Path, cluster_redis: RedisServer, cluster_database: str, transport: str
):
    own = own_ports()
    words = ("--workers", "2", "--own-ports", str(own))
    env, module = shared(cluster_redis.url, cluster_database), "tests.helpers.patient"
    with serving(tmp_path / "data", transport, words=words, env=env, module=module) as server:
        teacher = server.teacher()
        async with contextlib.AsyncExitStack() as stack:
            for count in range(1, 5):
                await stack.enter_async_context(lesson(server, teacher, STUDENTS))
                phones = by_worker(server, own, "saual_phones")
                assert sum(phones) == count * STUDENTS
                assert all(n % STUDENTS == 0 for n in phones)
                assert by_worker(server, own, "saual_screens") == [n / STUDENTS for n in phones]
            assert phones == [2 * STUDENTS, 2 * STUDENTS]


async def test_newcomers_are_let_in_while_the_worker_of_their_room_stands_still(
    server: Server, teacher: Teacher, own: int
):
    async with lesson(server, teacher, 2, bank="tour") as room:
        phones = by_worker(server, own, "saual_phones")
        home = home_of(room.pin.encode(), [1, 2]) - 1
        stopped = next(pid for pid in children(server.pid) if listens(pid, own + home))
        late = [Phone(server.host, f"Late {n}") for n in range(4)]
        try:
            os.kill(stopped, signal.SIGSTOP)
            for phone in late:
                phone.path = f"/ws/{room.pin}"
                await let_in(phone)
                await phone.join(room.pin)
            assert figures(server, own + 1 - home)["saual_phones"] == phones[1 - home] + len(late)
        finally:
            os.kill(stopped, signal.SIGCONT)

        await asyncio.gather(*(phone.ping() for phone in late))
        await room.host.everybody(2 + len(late))
        # What was sent to it meanwhile it has let go of.
        await asyncio.to_thread(until, lambda: by_worker(server, own, "saual_phones")[home] == phones[home])
        for phone in late:
            await phone.leave()


def listens(pid: int, port: int) -> bool:
    """Whether the process has a socket that listens on this port of the loopback."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    there = {words[9] for words in lines if words[1] == f"0100007F:{port:04X}" and words[3] == "0A"}
    links = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    return any(f"socket:[{inode}]" in links for inode in there)


async def let_in(phone: Phone) -> None:
    """The system lets it choose no worker: where nobody answers it tries again, as the page does."""
    for _ in range(30):
        try:
            await phone.connect(open_timeout=HANDSHAKE_S)
            return
        except TimeoutError:
            pass
    raise AssertionError("it is never let in")
