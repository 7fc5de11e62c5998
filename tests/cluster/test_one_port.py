"""A lesson behind one port that two workers share: the class notices neither that they are two nor that one dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

from tests.cli.test_workers import answers, children, own_ports
from tests.helpers.client import Client
from tests.helpers.cluster import shared
from tests.helpers.phones import lesson
from tests.helpers.quick import QUICK, WINDOW_S
from tests.helpers.redis_server import RedisServer
from tests.helpers.server import Server, serving, until

BACK_S = 1.5
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


async def is_answered(client: Client) -> None:
    """It says something until it hears of it, on whatever connection."""
    before = len(client.pongs)
    while len(client.pongs) == before:
        await client.say({"t": "ping", "c": 0})
        with contextlib.suppress(AssertionError):
            await client.until(lambda me: len(me.pongs) > before, 0.05)


async def test_a_worker_dies_in_the_middle_of_a_question_and_everybody_s_answer_counts_once(server: Server, own: int):
    teacher = server.teacher()
    bank = teacher.add_bank(QUICK.replace(f"time = {WINDOW_S}", "time = 60"), "slow")
    async with lesson(server, teacher, STUDENTS, bank=bank) as room:
        for client in room.all:
            client.keep_coming()
        await room.host.go("answering", i=0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))
        first = room.phones[: STUDENTS // 2]
        assert [await phone.answered(0) for phone in first] == [None] * len(first)

        for victim in children(server.pid):  # one after the other: nobody is spared
            os.kill(victim, signal.SIGKILL)
            async with asyncio.timeout(BACK_S):
                await asyncio.gather(*(is_answered(client) for client in room.all))
            await room.host.everybody(STUDENTS)
            await asyncio.to_thread(until, lambda: answers(own) and answers(own + 1))  # there are two again

        await asyncio.gather(*(phone.given(a=0) for phone in first))
        assert [await phone.answered(1) for phone in first] == ["already_answered"] * len(first)
        assert [await phone.answered(1) for phone in room.phones[len(first) :]] == [None] * (STUDENTS - len(first))
        await room.host.phase("reveal")
        await room.host.until(lambda me: me.tally.get("n") == STUDENTS)
        await room.host.go("podium")
    report = teacher.report_when(f"{room.host.room}-1")
    assert report["items"][0]["answered"] == STUDENTS
    assert sorted(line["points"] > 0 for line in report["students"]) == [False] * 6 + [True] * 6
