"""More come than there is room for: who is in notices nothing, who is not is told so, the teacher keeps control."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest

from saual.answering import _OWN_FILES
from saual.serving import _SPARE_FILES
from tests.helpers.cluster import Cluster, shared
from tests.helpers.course import Course, course
from tests.helpers.installation import Installation, OneProcess
from tests.helpers.phones import Phone, StaffScreen
from tests.helpers.postgres_server import PostgresServer
from tests.helpers.pupil import Pupil, percentile, when
from tests.helpers.quick import quick
from tests.helpers.redis_server import RedisServer
from tests.helpers.server import Server, Teacher, serving

FILES = 200
"""As many files and sockets as the small server may have open."""
PLACES = FILES - _SPARE_FILES
JOINS = 1000
SEATS = 500
BACK_S = 10.0
"""By the page's own rules: an attempt into the silence lasts 8 s."""
PROMPT_S = 2.0
"""On a busy machine, which plays the crowd as well; or else half of the time that the crowd takes to come in."""


@pytest.fixture(autouse=True, scope="module")
def enough_files() -> None:
    """For the crowd's own sockets, in this process."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextlib.asynccontextmanager
async def controlled(klass: Course) -> AsyncIterator[list[float]]:
    """Meanwhile the teacher presses buttons and a student in the room asks for the time; what each had to wait."""
    inside = await Phone(klass.host.host, "Inside").connect()
    await inside.join(klass.pin)
    waits: list[float] = []
    loop, over = asyncio.get_running_loop(), False
    began = loop.time()

    async def press() -> None:
        n = 0
        while not over:
            since, n = loop.time(), n + 1
            assert await klass.host.do("configure", leaderboard=n) is None
            waits.append(loop.time() - since)
            waits.append(await inside.ping())
            await asyncio.sleep(0.2)  # neither may say more than 20 things a second

    pressing = asyncio.ensure_future(press())
    try:
        yield waits
    finally:
        over = True
        await pressing
        await inside.leave()
    assert max(waits) < max(PROMPT_S, (loop.time() - began) / 2)
    assert inside.closed is None or inside.bye is None


async def test_a_thousand_joins_in_a_second_fill_one_room_and_leave_the_teacher_in_control(
    installation: Installation, staff: Teacher
):
    async with course(installation, staff, pupils=0, bank="quick") as klass:
        crowd = [Pupil(installation.hosts, klass.pin, f"Guest {n}") for n in range(JOINS)]
        async with controlled(klass):
            for start in range(0, JOINS, 100):  # all of them within a second
                for pupil in crowd[start : start + 100]:
                    pupil.open()
                await asyncio.sleep(0.05)
            await when(lambda: all(pupil.seated_at or pupil.noes for pupil in crowd), 20)
            seated = [pupil for pupil in crowd if pupil.seated_at]
            turned_away = [pupil for pupil in crowd if pupil.noes]
            assert len(seated) == SEATS - 1  # with the one who was there before
            assert {tuple(pupil.noes) for pupil in turned_away} == {("room_full",)}

            assert await klass.host.do("kick", seat=seated[0].seat) is None
            assert await klass.host.do("lock", on=True) is None
            await klass.opens(0)
            await when(lambda: all(pupil.asked for pupil in seated[1:]))
            for pupil in seated[1:]:
                pupil.give(0)
            await when(lambda: all(pupil.acks for pupil in seated[1:]))
            assert {code for pupil in seated[1:] for code in pupil.acks.values()} == {None}
        for pupil in crowd:
            pupil.close()


async def test_a_thousand_joins_in_a_second_to_twenty_rooms_are_a_thousand_seats(
    installation: Installation, staff: Teacher
):
    async with AsyncExitStack() as stack:
        rooms = [
            await stack.enter_async_context(course(installation, staff, pupils=0, bank="quick")) for _ in range(20)
        ]
        crowd = [Pupil(installation.hosts, rooms[n % 20].pin, f"Guest {n}") for n in range(JOINS)]
        loop = asyncio.get_running_loop()
        async with controlled(rooms[0]):
            came = {}
            for start in range(0, JOINS, 100):
                for pupil in crowd[start : start + 100]:
                    pupil.open()
                    came[pupil] = loop.time()
                await asyncio.sleep(0.05)
            await when(lambda: all(pupil.seated_at for pupil in crowd), 20)
        assert percentile([pupil.seated_at - came[pupil] for pupil in crowd], 0.95) < 5
        for room in rooms[1:]:
            await room.host.everybody(JOINS // 20)
        for pupil in crowd:
            pupil.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "data", files=FILES) as server:
        yield server


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets another program be started with fewer files")
async def test_when_all_places_are_taken_the_next_phone_is_told_and_comes_in_when_one_is_free(small: Server):
    teacher = small.teacher()
    async with course(OneProcess(small), teacher, pupils=PLACES) as klass:
        one_more = Pupil(small.hosts, klass.pin, "One more")

        one_more.open()
        await when(lambda: one_more.codes)
        assert one_more.noes == ["busy"]
        assert one_more.codes == [1013]
        watching = await StaffScreen(small.host, teacher.token, klass.host.room).watch()
        assert await watching.do("configure", leaderboard=3) is None
        await watching.leave()

        klass.pupils[0].close()
        await when(lambda: one_more.seated_at)
        assert all(pupil.codes == [] for pupil in klass.pupils)
        one_more.close()


@pytest.fixture
def lopsided(tmp_path: Path, own_redis: RedisServer, own_postgres: PostgresServer) -> Iterator[Cluster]:
    """Two processes, of which the first has few places."""
    env = shared(own_redis.url, own_postgres.url())
    with serving(tmp_path / "data", env=env, files=FILES) as few, serving(tmp_path / "data", env=env) as many:
        yield Cluster([few, many], env)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets another program be started with fewer files")
async def test_whom_a_full_process_turns_away_another_one_takes(lopsided: Cluster):
    few, many = lopsided.servers
    async with course(lopsided, lopsided.teacher(), pupils=0) as klass:
        await klass.more(PLACES, few.host)
        one_more = Pupil((few.host, many.host), klass.pin, "One more")
        klass.pupils.append(one_more)

        one_more.open()
        await when(lambda: one_more.seated_at)

        assert one_more.noes == ["busy"]
        assert one_more.codes == [1013]
        assert one_more.host == many.host
        await klass.host.everybody(PLACES + 1)
        assert all(pupil.codes == [] for pupil in klass.pupils[:-1])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets another program be started with fewer files")
async def test_sockets_that_say_nothing_until_no_file_is_left_keep_nobody_out(small: Server):
    teacher = small.teacher()
    teacher.add_bank(quick(), "quick")
    async with course(OneProcess(small), teacher, pupils=10, bank="quick") as klass:
        with contextlib.ExitStack() as idle:
            for _ in range(3 * FILES):
                with contextlib.suppress(OSError):  # some are refused by then
                    idle.enter_context(socket.create_connection(("127.0.0.1", small.port), timeout=2))

            assert await klass.host.do("configure", leaderboard=3) is None
            (came,) = await klass.more(1, small.host)
            watching = await StaffScreen(small.host, teacher.token, klass.host.room).watch()
            assert teacher.get("/api/rooms")
            await klass.asks(0)
            for pupil in klass.pupils:
                pupil.give(0)
            await when(lambda: len(klass.acks) == 11)
            assert came.acks
            assert all(pupil.codes == [] for pupil in klass.pupils)
            await watching.leave()
    assert "Traceback" not in small.output


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets another program be started with fewer files")
async def test_when_every_place_is_a_live_socket_a_newcomer_is_told_503_and_nobody_goes_for_it(small: Server):
    teacher = small.teacher()
    async with course(OneProcess(small), teacher, pupils=10) as klass, AsyncExitStack() as stack:
        screens = []
        for _ in range(FILES - _OWN_FILES - 11):  # with the pupils and the host
            screen = StaffScreen(small.host, teacher.token, klass.host.room)
            stack.push_async_callback(screen.leave)
            screens.append(await screen.connect())
        teacher.browser.close()  # an idle connection of a browser would go for the newcomer

        answer = await asyncio.to_thread(httpx2.get, small.url, trust_env=False)

        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert await klass.host.do("configure", leaderboard=3) is None
        assert all(pupil.codes == [] for pupil in klass.pupils)
        assert all(screen.closed is None for screen in screens)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets another program be given fewer files")
async def test_when_the_system_gives_no_more_files_a_lesson_goes_on_and_newcomers_come_in_once_it_does(small: Server):
    """Others on the machine took them: even what the server counted on is not to be had."""
    teacher = small.teacher()
    teacher.add_bank(quick(), "quick")
    async with course(OneProcess(small), teacher, pupils=10, bank="quick") as klass:
        await klass.asks(0)
        had = len(os.listdir(f"/proc/{small.pid}/fd"))  # noqa: PTH208  (no disk, and not for ever)
        one_more = Pupil(small.hosts, klass.pin, "One more")
        resource.prlimit(small.pid, resource.RLIMIT_NOFILE, (had, FILES))
        with contextlib.ExitStack() as others:
            for _ in range(20):
                with contextlib.suppress(OSError):
                    others.enter_context(socket.create_connection(("127.0.0.1", small.port), timeout=2))
            one_more.open()
            for pupil in klass.pupils:
                pupil.give(0)
            await when(lambda: len(klass.acks) == 10)
            await klass.host.phase("reveal", i=0)
            assert await klass.host.step("end") is None
            assert not one_more.seated_at
            resource.prlimit(small.pid, resource.RLIMIT_NOFILE, (FILES, FILES))

            await when(lambda: one_more.seated_at, BACK_S)
        assert all(pupil.codes == [] for pupil in klass.pupils)
        one_more.close()
        await klass.well_kept(teacher)
    assert "Traceback" not in small.output
