"""A process is killed, in every phase and at random moments, and the lesson goes on: nothing acknowledged is lost.

One installation, many rooms: each room is brought to another phase, a process is killed under all of them, and each
must go on where it was (see `scenes`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from tests.faults.scenes import SCENES, TIMED, TIMED_S, Scene
from tests.faults.scenes_of_flows import FLOW_SCENES, FLOWS, in_a_lesson
from tests.helpers.client import Client
from tests.helpers.cluster import shared
from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.postgres_server import new_database
from tests.helpers.pupil import when
from tests.helpers.quick import many, quick
from tests.helpers.redis_server import redis_running
from tests.helpers.server import Server, Teacher, serving, until
from tests.helpers.workers import answers, children, own_ports

HOUR_MS = 3_600_000
WORKER_BACK_S = 1.5
CLASS = 12


async def test_a_killed_process_leaves_every_room_in_its_phase(installation: Installation, staff: Teacher):
    for source, name in ((quick(TIMED_S), "timed"), (FLOWS, "flows")):
        staff.add_bank(source, name)
    async with AsyncExitStack() as stack:
        rooms: dict[Scene, Lesson] = {}
        for scene, bank in (FLOW_SCENES | SCENES | TIMED).items():
            rooms[scene] = await stack.enter_async_context(lesson(installation, staff, phones=3, bank=bank))
            for client in rooms[scene].all:
                client.keep_coming()
        running = {scene: scene(room, staff) for scene, room in rooms.items()}
        for some in (FLOW_SCENES | SCENES, TIMED):
            await asyncio.gather(*(anext(running[scene]) for scene in some))
        pins = [room["pin"] for room in staff.get("/api/rooms")]
        assert {room.host.stage["phase"] for room in rooms.values()} == in_a_lesson()
        everybody = [client for room in rooms.values() for client in room.all]

        since = time.monotonic()
        killed = installation.kill()
        lost = [client for client in everybody if client.host == killed]
        await asyncio.gather(*(cut_off(client) for client in lost))
        mending = asyncio.ensure_future(asyncio.to_thread(installation.mend))
        await asyncio.gather(*(client.until(lambda me: me.stage) for client in lost))
        assert time.monotonic() - since < installation.back_s
        assert {client.host for client in lost} <= {*installation.hosts} - {killed} or len(installation.hosts) == 1

        async def goes_on(scene: Scene) -> str | None:
            if scene not in TIMED:
                await mending
            return await anext(running[scene], "over")

        results = await asyncio.gather(*map(goes_on, running), return_exceptions=True)
        failed = {scene.__name__: r for scene, r in zip(running, results, strict=True) if r != "over"}
        assert failed == {}
        assert [room["pin"] for room in staff.get("/api/rooms")] == pins
    installation.sound()


async def cut_off(client: Client) -> None:
    """What it shows from then on it has heard from then on. Each for itself: one may be back before another is gone."""
    await client.gone()
    client.stage = {}


async def test_a_kill_costs_a_homework_nothing_that_was_acknowledged(installation: Installation, staff: Teacher):
    bank = staff.add_bank(many(6))
    now_ms = round(time.time() * 1000)
    plan = {"opens_ms": now_ms - 1, "closes_ms": now_ms + HOUR_MS}
    wish = {"lang": "en", "bank": bank, "homework": plan, "shuffle_questions": False}
    given = staff.browser.post("/api/homework", json=wish | {"shuffle_options": False})
    given.raise_for_status()
    room, pin = given.json()["room"], given.json()["pin"]
    phones = [Phone(host, f"Doer {n}") for n, host in enumerate(installation.hosts)]
    for phone in phones:
        phone.hosts = installation.hosts
        await (await phone.connect()).say({"t": "join", "pin": pin, "key": phone.key, "name": phone.name, "lang": "en"})
        await phone.until(lambda me: me.stage.get("phase") == "own_pace")
        phone.keep_coming()

    async def does(phone: Phone, what: str, **fields: object) -> str | None:
        return await phone.ack(await phone.command({"t": what, "id": phone.new_id(), "no": 1, **fields}))

    for phone in phones:
        assert await does(phone, "begin") is None
        assert [await does(phone, "give", q=q, a=0) for q in range(3)] == [None] * 3
    in_flight = [await phone.command({"t": "give", "id": phone.new_id(), "no": 1, "q": 3, "a": 1}) for phone in phones]
    killed = installation.kill()
    await asyncio.gather(*(phone.gone() for phone in phones if phone.host == killed))
    await asyncio.to_thread(installation.mend)

    assert [await phone.ack(id) for phone, id in zip(phones, in_flight, strict=True)] == [None] * len(phones)
    for phone in phones:
        assert await does(phone, "give", q=4, a=0) is None
        assert await does(phone, "finish") is None
        await phone.leave()
    doers = staff.get(f"/api/homework/{room}")["doers"]
    assert [(one["attempts"], one["answered"], one["right"]) for one in doers] == [(1, 5, 4)] * len(phones)
    installation.sound()


@pytest.mark.parametrize("burst", range(3))
async def test_a_kill_within_a_burst_loses_no_acknowledged_answer_and_takes_none_twice(
    installation: Installation, staff: Teacher, burst: int
):
    async with lesson(installation, staff, phones=12, bank="quick") as room:
        for client in room.all:
            client.keep_coming()
        await room.host.go("answering", i=0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))
        waiting = room.phones[-1]

        ids = {phone: await phone.answer(2) for phone in room.phones[:-1]}
        if burst:  # after none, some or most of the acks
            await room.phones[burst].until(lambda me: me.acks)
        installation.kill()
        acked = {id: phone.acks[id] for phone, id in ids.items() if id in phone.acks}
        await asyncio.to_thread(installation.mend)

        for phone, id in ids.items():
            assert await phone.ack(id) is None
        await room.host.until(lambda host: host.tally.get("n") == 11)
        ledger = await installation.ledger(room.host.room)
        ledger.vouches_for(acked)
        assert ledger.taken.keys() == set(ids.values())
        assert ledger.answered(1, 0) == 11
        assert await waiting.answered(2) is None


async def test_kills_at_random_moments_of_a_game_lose_nothing_and_count_nothing_twice(
    installation: Installation, staff: Teacher
):
    chance, loop = random.Random(seed := secrets.randbits(32)), asyncio.get_running_loop()
    staff.add_bank(many(9), "many")
    async with course(installation, staff, pupils=12, think_s=0.3, bank="many") as lesson:
        playing = asyncio.ensure_future(lesson.play())

        for _ in range(4):
            await asyncio.sleep(chance.uniform(0, 0.6))  # the moment is the fault that is tested
            since = loop.time()
            killed = installation.kill()
            lost = [pupil for pupil in lesson.pupils if pupil.host == killed]
            mending = asyncio.ensure_future(asyncio.to_thread(installation.mend))
            await when(lambda lost=lost, since=since: all(pupil.seated_at > since for pupil in lost))
            assert loop.time() - since < installation.back_s, f"{killed}, seed {seed}"
            assert lost, "nobody was there"
            await mending
        await playing

        await lesson.well_kept(staff)
        assert len(lesson.acks) >= 9 * 12 - 4 * 12, f"hardly anybody got to answer, seed {seed}"
    installation.sound()


async def test_a_host_who_was_away_finds_the_room_under_control_again(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=1) as room:
        await room.host.leave()
        installation.kill()
        installation.mend()

        again = await StaffScreen(installation.host, staff.token, room.host.room).watch()

        assert again.stage["phase"] == "lobby"
        assert await again.step() is None
        await again.leave()


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[tuple[Server, int]]:
    """Two behind one port, and the first one's own port."""
    own, folder = own_ports(), tmp_path_factory.mktemp("workers")
    words = ("--workers", "2", "--own-ports", str(own))
    with (
        redis_running(folder) as redis,
        new_database(postgres_url) as database,
        serving(folder / "data", words=words, env=shared(redis.url, database)) as server,
    ):
        yield server, own


def test_a_worker_that_is_killed_is_there_again_at_once(workers: tuple[Server, int]):
    server, own = workers
    before = children(server.pid)
    victim = min(before)

    os.kill(victim, signal.SIGKILL)
    since = time.monotonic()

    until(lambda: len(children(server.pid)) == 2 and victim not in children(server.pid), WORKER_BACK_S)
    until(lambda: answers(own) and answers(own + 1), WORKER_BACK_S)
    assert time.monotonic() - since < WORKER_BACK_S
    until(lambda: "killed by signal 9. It is started again at once." in server.output)
    assert len(children(server.pid) & before) == 1


async def is_answered(client: Client) -> None:
    """It says something until it hears of it, on whatever connection."""
    before = len(client.pongs)
    while len(client.pongs) == before:
        await client.say({"t": "ping", "c": 0})
        with contextlib.suppress(AssertionError):
            await client.until(lambda me: len(me.pongs) > before, 0.05)


async def test_a_worker_dies_in_the_middle_of_a_question_and_everybody_s_answer_counts_once(
    workers: tuple[Server, int],
):
    server, own = workers
    teacher = server.teacher()
    bank = teacher.add_bank(quick())
    async with lesson(server, teacher, CLASS, bank=bank) as room:
        for client in room.all:
            client.keep_coming()
        await room.host.go("answering", i=0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))
        first = room.phones[: CLASS // 2]
        assert [await phone.answered(0) for phone in first] == [None] * len(first)

        for victim in children(server.pid):  # one after the other: nobody is spared
            os.kill(victim, signal.SIGKILL)
            async with asyncio.timeout(WORKER_BACK_S):
                await asyncio.gather(*(is_answered(client) for client in room.all))
            await room.host.everybody(CLASS)
            await asyncio.to_thread(until, lambda: answers(own) and answers(own + 1))  # there are two again

        await asyncio.gather(*(phone.given(a=0) for phone in first))
        assert [await phone.answered(1) for phone in first] == ["already_answered"] * len(first)
        assert [await phone.answered(1) for phone in room.phones[len(first) :]] == [None] * (CLASS - len(first))
        await room.host.phase("reveal")
        await room.host.until(lambda me: me.tally.get("n") == CLASS)
        await room.host.go("podium")
    report = teacher.report_when(f"{room.host.room}-1")
    assert report["items"][0]["answered"] == CLASS
    assert sorted(line["points"] > 0 for line in report["students"]) == [False] * 6 + [True] * 6
