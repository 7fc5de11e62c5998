"""Faults that last for longer than anything here waits. Most of each is waiting: they befall many schools at once.

Each ordeal is a lesson of its own with a fault in it; the tests below say of each school how it went there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack, ExitStack
from threading import Thread
from typing import Any

import pytest

from saual.rooms.peers import process_of
from tests.faults.conftest import EVERY_TRANSPORT, MADE, OWN_WEBSOCKET
from tests.helpers.cluster import Cluster
from tests.helpers.course import Course, course
from tests.helpers.installation import Installation
from tests.helpers.phones import Phone, lesson
from tests.helpers.proxy import Proxy
from tests.helpers.pupil import when
from tests.helpers.quick import QUICK, many, quick
from tests.helpers.server import Teacher
from tests.helpers.sleeper import LONG, put_to_sleep, tell_much

STOPPED_S = 30.0
"""Both pings of the protocol (18 s), the pages' patience (5 s), a window, and what makes a process count as gone."""
AWAY_S = 60.0
"""More than a statement (4 s), whoever waits for one (5 s), the next try (5 s) and the next look at sessions (30 s)."""
PATIENCE_S = 280.0
ASLEEP_S = 60.0
"""A phone in a pocket."""
AWAKE_S = 3.0
"""From the look at the page to the seat, with all others waking at once."""
DEAD_S = 20.0
"""A phone that fell silent is seen as gone this soon."""
BACK_S = 15.0
"""By the page's own rules, with nobody touching the phone: an attempt into the silence lasts 8 s, a pause up to 5 s."""

pytestmark = pytest.mark.timeout(300)

AMPLE, FIVE = quick(), many(5)
SHORT = quick(20)
"""Over before who stood still goes on."""


class School:
    """`banks` by their sources. They are there before anything begins: to bring one in, a server starts a process."""

    def __init__(self, installation: Installation, ordeals: list[Ordeal]) -> None:
        self.installation = installation
        self.staff = installation.teacher()
        self.banks = {source: self.staff.add_bank(source) for source in {BANKS[ordeal] for ordeal in ordeals}}


# ── ordeals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def silence(school: School) -> None:
    """A class falls silent with an answer on its lips, sleeps for as long as anybody believes in it, and comes back."""
    bank = school.banks[QUICK]
    async with (
        Proxy(*school.installation.ports) as air,
        course(school.installation, school.staff, pupils=1, bank=bank) as klass,
    ):
        silent = await klass.more(17, air.host)
        await klass.asks(0)
        air.silence()
        loop = asyncio.get_running_loop()
        since = loop.time()
        ids = [pupil.give(1) for pupil in silent]
        assert klass.pupils[0].give(1)
        await when(lambda: klass.pupils[0].acks)
        await klass.host.everybody(1, DEAD_S)
        assert loop.time() - since < DEAD_S
        air.mend()
        await when(lambda: all(pupil.seated_at for pupil in silent), BACK_S)
        await when(lambda: all(pupil.acks for pupil in silent))
        assert [pupil.acks.get(id, "lost") for pupil, id in zip(silent, ids, strict=True)] == ["late"] * len(silent)
        await klass.host.everybody(len(klass.pupils))


async def sleep(school: School) -> None:
    """Phones in pockets for a minute, with a question open: the pages stand still, and their network is gone."""
    bank = school.banks[AMPLE]
    async with (
        Proxy(*school.installation.ports) as air,
        course(school.installation, school.staff, pupils=1, bank=bank) as klass,
    ):
        sleepers = await klass.more(6, air.host)
        await klass.asks(0)
        awake, loop = klass.pupils[0], asyncio.get_running_loop()
        air.silence()
        since = loop.time()
        ids = [pupil.give(1) for pupil in sleepers[:3]]  # the last tap before the pocket
        for pupil in sleepers:
            pupil.sleep()
        awake.give(0)
        await klass.host.everybody(1, DEAD_S)
        await klass.host.phase("reveal", DEAD_S, i=0)  # nobody waits for who is gone
        await klass.opens(1)
        await when(lambda: awake.asked == (1, 1))
        await asyncio.sleep(max(0, ASLEEP_S - (loop.time() - since)))
        assert not any(pupil.acks for pupil in sleepers)
        air.mend()
        woke = loop.time()
        for pupil in sleepers:
            pupil.wake()

        await when(lambda: all(pupil.seated_at > woke for pupil in sleepers), AWAKE_S)
        await klass.host.everybody(7)
        await when(lambda: all(pupil.acks for pupil in sleepers[:3]))
        assert [pupil.acks[id] for pupil, id in zip(sleepers, ids, strict=False)] == ["late"] * 3
        await when(lambda: all(pupil.asked == (1, 1) for pupil in klass.pupils))
        given = [pupil.give(1) for pupil in klass.pupils]
        await klass.host.phase("reveal", i=1)
        await when(lambda: {*given} <= {*klass.acks})
        assert {klass.acks[id] for id in given} == {None}
        ledger = await school.installation.ledger(klass.host.room)
        ledger.vouches_for(klass.acks)
        assert [ledger.answered(1, 0), ledger.answered(1, 1)] == [1, 7]


async def deafness(school: School) -> None:
    """A phone reads nothing, however much it is told, and is given up."""
    bank = school.banks[LONG]
    async with lesson(school.installation, school.staff, phones=2, bank=bank, reading_ms=0) as room:
        await room.host.go("answering", i=0)
        asleep = await put_to_sleep(room)
        async for _ in tell_much(room, school.staff):
            pass
        await room.host.until(lambda me: not me.seats[asleep.seat].get("on"), DEAD_S)
        await asleep.leave()


async def standstill(school: School) -> None:
    """The only process is stopped in its tracks, in the middle of a question, and goes on."""
    bank = school.banks[SHORT]
    async with course(school.installation, school.staff, pupils=35, bank=bank) as klass:
        await klass.asks(0)
        early, others = klass.pupils[:10], klass.pupils[10:]
        for pupil in early:
            pupil.give(1)
        await when(lambda: len(klass.acks) == 10)

        await asyncio.to_thread(school.installation.freeze)
        before = dict(klass.acks)
        for pupil in others:
            pupil.give(1)
        await asyncio.sleep(STOPPED_S)  # the fault itself; pupils give up their sockets and try again
        school.installation.thaw()
        await when(lambda: all(pupil.acks and pupil.seated_at for pupil in klass.pupils))
        await klass.host.phase("reveal", i=0)

        ledger = await school.installation.ledger(klass.host.room)
        ledger.vouches_for(before)
        assert [*before.values()] == [None] * 10
        assert [code for pupil in others for code in pupil.acks.values()] == ["late"] * 25
        closed_once(klass, ledger.closings)
        for pupil in klass.pupils:
            pupil.think_s = 0.1
        await klass.play()
        await klass.well_kept(school.staff)
        school.installation.sound()


def closed_once(klass: Course, closings: dict[tuple[int, int], int]) -> None:
    assert closings == dict.fromkeys(closings, 1)
    reveals = {frame for frame in klass.host.heard if '"t":"stage"' in frame and '"phase":"reveal"' in frame}
    assert len({frame.partition('"step":')[2].partition(",")[0] for frame in reveals}) == len(closings)


async def standstill_of_one_of_two(school: School) -> None:
    """The other process takes over the lesson; what the stopped one does when it goes on changes nothing."""
    cluster = school.installation
    assert isinstance(cluster, Cluster)
    stopped = cluster.servers[1]
    async with AsyncExitStack() as stack:
        bank = school.banks[AMPLE]
        klass = await stack.enter_async_context(course(cluster, school.staff, pupils=34, bank=bank))
        patient = [Phone(stopped.host, f"Patient {n}") for n in range(2)]  # these never give a silent socket up
        for phone in patient:
            stack.push_async_callback(phone.leave)
            await (await phone.connect()).join(klass.pin)
            phone.hosts = (stopped.host,)
            phone.keep_coming()
        await klass.host.everybody(36)
        await klass.asks(0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in patient))
        loop = asyncio.get_running_loop()

        await asyncio.to_thread(stopped.freeze)
        since = loop.time()
        ids = [await phone.answer(0) for phone in patient]
        given = [pupil.give(1) for pupil in klass.pupils]
        await when(lambda: all(pupil.acks and pupil.seated_at for pupil in klass.pupils), STOPPED_S)
        assert {pupil.acks[id] for pupil, id in zip(klass.pupils, given, strict=True)} == {None}
        await klass.host.phase("reveal", STOPPED_S, i=0)  # as soon as nobody is waited for
        await klass.opens(1)
        await asyncio.sleep(max(0, STOPPED_S - (loop.time() - since)))
        assert not any(phone.acks for phone in patient)
        seats = {pupil.seat for pupil in klass.pupils}
        holders = await held_by(cluster, klass, seats)
        assert len({process_of(conn) for conn in holders.values()}) == 1
        stopped.thaw()

        assert [await phone.ack(id) for phone, id in zip(patient, ids, strict=True)] == ["late"] * 2
        await klass.host.everybody(36)
        ledger = await cluster.ledger(klass.host.room)
        ledger.vouches_for(klass.acks | {id: phone.acks[id] for phone, id in zip(patient, ids, strict=True)})
        assert await held_by(cluster, klass, seats) == holders, "whoever came back keeps the seat"
        for phone in patient:
            await phone.phase("answering", i=1)
            assert await phone.answered(1) is None
        for pupil in klass.pupils:
            pupil.give(1)
        await klass.host.phase("reveal", i=1)
        closed_once(klass, (await cluster.ledger(klass.host.room)).closings)
        assert await klass.host.step("end") is None
        await klass.well_kept(school.staff)
        cluster.sound()


async def held_by(cluster: Cluster, klass: Course, seats: set[int]) -> dict[int, str]:
    """The connection that the log knows for each of the seats."""
    room = (await cluster.ledger(klass.host.room)).room
    return {no: str(room.seat(no).conn) for no in seats}


async def without_postgresql(school: School) -> None:
    """The database is away for longer than anybody waits for it; a lesson is on, and another one begins meanwhile."""
    cluster, staff = school.installation, school.staff
    assert isinstance(cluster, Cluster)
    async with course(cluster, staff, pupils=12, think_s=0.2, bank=school.banks[FIVE]) as klass:
        link = await asyncio.to_thread(staff.remote_key, klass.host.room)
        assert await klass.host.step() is None
        loop = asyncio.get_running_loop()

        await asyncio.to_thread(cluster.postgres.kill)
        since = loop.time()
        await klass.play()
        first = (await cluster.ledger(klass.host.room)).room.game
        assert first is not None
        assert await klass.host.step("again") is None
        await klass.host.phase("lobby")
        await asyncio.to_thread(nobody_comes_in, cluster, staff, klass.host.room, link)
        await asyncio.sleep(max(0, AWAY_S - (loop.time() - since)))
        assert await asyncio.to_thread(staff.get, "/api/rooms"), "the teacher is still known"
        await klass.play()
        assert not klass.host.unsaved  # nothing is lost: the log has it
        assert list(klass.acks.values()) == [None] * 12 * 10
        await asyncio.to_thread(cluster.postgres.start)

        await klass.well_kept(staff)
        report = await asyncio.to_thread(staff.report_when, klass.game, lambda report: report["game"]["finished"])
        assert [line["answered"] for line in report["items"]] == [12] * 5
        points = {line["seat"]: line["points"] for line in report["students"]}
        assert points == {seat: standing.score for seat, standing in first.standings.items()}
        remote = cluster.servers[1].browser()
        claimed = await asyncio.to_thread(remote.post, "/api/claim", json={"key": link})
        claimed.raise_for_status()
        lines = [line["id"] for line in (await asyncio.to_thread(staff.get, "/api/games"))["games"]]
        assert [lines.count(f"{klass.host.room}-{n}") for n in (1, 2)] == [1, 1]


def nobody_comes_in(cluster: Cluster, staff: Teacher, room: str, link: str) -> None:
    """Who wants to come in is told what is wrong, and that it is not the link."""
    stranger = cluster.servers[1].browser()
    stranger.cookies.set("saual_staff", staff.token)  # that one has not seen it yet
    for answer in (
        staff.browser.post(f"/api/rooms/{room}/remote"),
        cluster.servers[1].browser().post("/api/claim", json={"key": link}),
        stranger.get("/api/me"),
        staff.browser.get("/api/games"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (503, "not_saved")
        assert answer.json()["message"].startswith("The database cannot be used just now: it ")


# ── the tests ───────────────────────────────────────────────────────────────────────────────────────────────────────

Ordeal = Callable[[School], Coroutine[Any, Any, None]]
BANKS: dict[Ordeal, str] = {
    silence: QUICK,
    sleep: AMPLE,
    deafness: LONG,
    standstill: SHORT,
    standstill_of_one_of_two: AMPLE,
    without_postgresql: FIVE,
}
SCHOOLS: dict[str, tuple[str, list[Ordeal]]] = {
    "half stopped": ("two processes", [standstill_of_one_of_two]),
    "two processes": ("two processes", [without_postgresql, sleep, silence, deafness]),
    "one process": ("one process", [sleep, silence, deafness]),
    OWN_WEBSOCKET: (OWN_WEBSOCKET, [sleep, silence, deafness]),
    "stopped": ("one process", [standstill]),
}
"""What each is made of, and what befalls it; those that take longest first."""

Outcomes = dict[tuple[str, Ordeal], Future[None]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    """All is under way when this returns, in a loop of its own, which closes its last sockets before it ends."""
    began: Future[asyncio.AbstractEventLoop] = Future()
    over = asyncio.Event()

    async def stay() -> None:
        began.set_result(asyncio.get_running_loop())
        await over.wait()

    thread = Thread(target=asyncio.run, args=(stay(),))
    thread.start()
    loop = began.result()
    running: Outcomes = {}
    with ExitStack() as stack:
        stack.callback(thread.join)
        stack.callback(loop.call_soon_threadsafe, over.set)
        for name, (kind, ordeals) in SCHOOLS.items():
            school = School(stack.enter_context(MADE[kind](tmp_path_factory.mktemp("school") / "data")), ordeals)
            for ordeal in ordeals:
                running[name, ordeal] = asyncio.run_coroutine_threadsafe(ordeal(school), loop)
        yield running


@pytest.mark.parametrize("school", EVERY_TRANSPORT)
def test_silent_phones_are_seen_as_gone_within_20_s_and_are_back_as_soon_as_there_is_air(
    outcomes: Outcomes, school: str
):
    outcomes[school, silence].result(PATIENCE_S)


@pytest.mark.parametrize("school", EVERY_TRANSPORT)
def test_phones_that_slept_for_a_minute_are_back_as_soon_as_somebody_looks_at_them(outcomes: Outcomes, school: str):
    outcomes[school, sleep].result(PATIENCE_S)


@pytest.mark.parametrize("school", EVERY_TRANSPORT)
def test_a_phone_that_reads_nothing_is_given_up_within_20_s(outcomes: Outcomes, school: str):
    outcomes[school, deafness].result(PATIENCE_S)


def test_a_process_that_stood_still_acknowledges_only_what_is_logged_and_closes_nothing_twice(outcomes: Outcomes):
    outcomes["stopped", standstill].result(PATIENCE_S)


def test_of_two_processes_one_goes_on_while_the_other_stands_still_and_is_not_disturbed_by_it_after(outcomes: Outcomes):
    outcomes["half stopped", standstill_of_one_of_two].result(PATIENCE_S)


def test_without_postgresql_lessons_go_on_who_wants_to_come_in_is_told_why_not_and_the_record_comes_after(
    outcomes: Outcomes,
):
    outcomes["two processes", without_postgresql].result(PATIENCE_S)
