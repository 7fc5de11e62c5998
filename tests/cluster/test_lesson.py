"""A lesson whose phones are spread over two processes: everybody sees one game, and it is recorded once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.helpers.cluster import Cluster, clustered
from tests.helpers.phones import Phone, StaffScreen
from tests.helpers.quick import quick
from tests.helpers.redis_server import RedisServer
from tests.helpers.server import Teacher, saual, until

HEARD_S = 15.0
"""Sooner than a process would find out by looking (30 s)."""


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, cluster_redis: RedisServer, cluster_database: str
) -> Iterator[Cluster]:
    with clustered(tmp_path_factory.mktemp("cluster") / "data", cluster_redis.url, cluster_database) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def teacher(cluster: Cluster) -> Teacher:
    teacher = cluster.teacher()
    teacher.add_bank(quick(), "quick")
    return teacher


def at(cluster: Cluster, teacher: Teacher, n: int) -> Teacher:
    """The same teacher's browser, at another process."""
    browser = cluster.servers[n].browser()
    browser.cookies.set("saual_staff", teacher.token)
    return Teacher(browser)


async def test_a_lesson_over_two_processes_is_one_lesson(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 6, bank="quick") as (room, wall):
        everyone = [*room.all, wall]
        await room.host.go("answering", i=0)
        await asyncio.gather(*(client.phase("answering", i=0) for client in everyone))

        codes = await asyncio.gather(*(phone.answered(n % 3) for n, phone in enumerate(room.phones)))

        assert codes == [None] * 6
        await asyncio.gather(*(client.phase("reveal") for client in everyone))  # all have answered
        await asyncio.gather(
            *(phone.given(a=n % 3, verdict="right" if n % 3 == 0 else "wrong") for n, phone in enumerate(room.phones))
        )
        await room.host.until(lambda me: me.tally.get("n") == 6)
        await wall.until(lambda me: me.tally.get("n") == 6)
        assert wall.stage["step"] == room.host.stage["step"]

        await room.host.go("podium")
        await asyncio.gather(*(client.phase("podium") for client in everyone))

        game = f"{room.host.room}-1"
        reports = [at(cluster, teacher, n).report_when(game) for n in (0, 1)]
        assert reports[0] == reports[1]
        assert [row["answered"] for row in reports[0]["items"]] == [6, 0, 0]


async def test_whoever_comes_late_comes_in_at_any_process(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 2, bank="quick") as (room, _):
        await room.host.go("answering", i=0)

        late = [await Phone(host, f"Late {n}").connect() for n, host in enumerate(cluster.hosts)]
        await asyncio.gather(*(phone.join(room.pin) for phone in late))

        await room.host.everybody(4)
        stages = [await phone.phase("answering", i=0) for phone in late]
        assert stages[0] == stages[1]
        assert [await phone.answered(0) for phone in late] == [None, None]
        for phone in late:
            await phone.leave()


async def test_a_removed_student_comes_in_at_no_process(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 4) as (room, _):
        for phone in room.phones[:2]:  # one at each
            assert await room.host.do("kick", seat=phone.seat) is None
            await phone.gone()
            assert phone.bye == "kicked"
            for host in cluster.hosts:
                phone.host = host
                await phone.connect()
                await phone.greet()
                assert await phone.refusal() == "kicked"
                await phone.ask_to_join(room.pin)
                assert await phone.refusal() == "kicked"
        await room.host.everybody(2)


async def test_the_newest_connection_has_the_seat_wherever_it_is(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 2) as (room, _):
        older, seat = room.phones[0], room.phones[0].seat
        newer = Phone(next(host for host in cluster.hosts if host != older.host), older.name, device=older.device)
        newer.key, newer.room = older.key, older.room

        await newer.back()

        assert await older.gone() in (1008, 1012)  # told that it is replaced, unless both came at once
        assert newer.seat == seat
        await room.host.go("answering")
        await newer.phase("answering")
        assert await newer.answered(0) is None
        await room.host.everybody(2)
        await newer.leave()


async def test_a_phone_that_wanders_keeps_seat_answer_and_score(cluster: Cluster, teacher: Teacher):
    async with cluster.lesson(teacher, 2, bank="quick") as (room, _):
        phone, other = room.phones
        await room.host.go("answering", i=0)
        await phone.phase("answering", i=0)
        assert await phone.answered(0) is None

        for n in range(6):  # as often as it comes, wherever it comes
            phone.cut()
            phone.host = cluster.hosts[n % 2]
            await phone.back()
            await phone.given(a=0)

        assert await phone.answered(1) == "already_answered"
        await other.phase("answering")
        assert await other.answered(1) is None
        await phone.phase("reveal")
        await phone.until(lambda me: me.me.get("score"))


async def test_every_process_shows_all_rooms_to_the_teacher_and_no_room_to_strangers(
    cluster: Cluster, teacher: Teacher
):
    opened = [at(cluster, teacher, n).open_room()["room"] for n in (0, 1)]

    for n in (0, 1):
        here = at(cluster, teacher, n)
        assert {line["room"] for line in here.get("/api/rooms")} >= set(opened)
        assert [here.get(f"/api/rooms/{room}/door")["pin"] for room in opened]
        assert cluster.servers[n].browser().get("/api/rooms").status_code == 401


async def test_who_signs_out_at_one_process_is_out_at_all(cluster: Cluster, teacher: Teacher):
    line = teacher.open_room()
    mine = cluster.servers[1].browser()
    mine.post("/api/claim", json={"key": teacher.remote_key(line["room"])}).raise_for_status()
    screens = [StaffScreen(host, mine.cookies["saual_staff"], line["room"]) for host in cluster.hosts]
    for screen in screens:
        await screen.watch()
        assert screen.stage

    mine.post("/api/leave").raise_for_status()

    for screen in screens:
        async with asyncio.timeout(HEARD_S):
            while screen.bye is None:  # whatever it says, until the other process has heard of it
                await screen.say({"t": "lock", "id": screen.new_id(), "on": True})
                await asyncio.sleep(0.02)
        assert screen.bye == "not_host"
        await screen.leave()


async def test_a_closed_room_is_closed_at_all_processes_and_its_games_are_recorded_once(
    cluster: Cluster, teacher: Teacher
):
    async with cluster.lesson(teacher, 4, bank="quick") as (room, wall):
        await room.host.go("answering", i=0)
        await asyncio.gather(*(phone.phase("answering", i=0) for phone in room.phones))
        assert [await phone.answered(1) for phone in room.phones] == [None] * 4

        await room.host.say({"t": "close_room", "id": "close"})

        assert [await client.gone() for client in [*room.all, wall]] == [1000] * 6
    report = teacher.report_when(f"{room.host.room}-1")
    assert report["game"]["students"] == 4
    assert [row["answered"] for row in report["items"]] == [4]
    for n in (0, 1):
        lines = at(cluster, teacher, n).get("/api/games")["games"]
        assert [line["id"] for line in lines].count(f"{room.host.room}-1") == 1
        until(lambda n=n: room.host.room not in {line["room"] for line in at(cluster, teacher, n).get("/api/rooms")})
    verified = saual("verify", env=cluster.env)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert f"{room.host.room}-1  the same: 4 answers" in verified.stdout
    listed = saual("report", "games", env=cluster.env)
    assert f"{room.host.room}-1" in listed.stdout


def test_a_shared_room_can_be_looked_at_line_by_line(cluster: Cluster, teacher: Teacher):
    line = teacher.open_room()

    printed = saual("replay", line["pin"], env=cluster.env)
    assert printed.returncode == 0, printed
    assert f"room {line['room']}, PIN {line['pin']}" in printed.stdout
    assert "phase lobby" in printed.stdout

    unknown = saual("replay", "no-such-room", env=cluster.env)
    assert unknown.returncode == 1
    assert line["room"] in unknown.stderr


async def test_a_class_comes_in_at_any_process_and_what_the_host_says_of_it_holds_at_all(
    cluster: Cluster, teacher: Teacher
):
    browser = teacher.browser
    group = browser.post("/api/classes", json={"name": "7 B"}).json()["id"]
    students = browser.post(f"/api/classes/{group}/students", json={"students": [{"name": "Serikova Aida"}]}).json()
    (card,) = browser.post(f"/api/classes/{group}/cards", json={}).json()["cards"]
    wish = {"bank": "quick", "class_id": group, "by_name": True, "entry": "approve"}
    async with cluster.lesson(teacher, 0, **wish) as (room, _):
        here, there = [await Phone(host, "").connect() for host in cluster.hosts]

        await there.look(room.pin)
        await there.until(lambda me: any('"names":["Serikova Aida"]' in frame for frame in me.heard))
        await here.say({"t": "join", "pin": room.pin, "key": here.key, "name": "", "lang": "en", "student": 1})
        await here.until(lambda me: me.seat and me.me)
        await room.host.until(lambda me: me.seats.get(here.seat, {}).get("real") == "Serikova Aida")

        # The card takes the seat at the other process, and the host frees it from here.
        with_card = {"t": "join", "pin": "", "key": there.key, "name": "", "lang": "en", "code": card["code"]}
        await there.say(with_card)
        await there.until(lambda me: me.seat and me.me)
        assert there.seat == here.seat
        await here.gone()
        assert await room.host.do("free", seat=there.seat) is None
        await there.until(lambda me: me.bye == "name_freed")

        newcomer = await Phone(cluster.hosts[1], "Guest").connect()
        await newcomer.ask_to_join(room.pin)
        assert await newcomer.refusal() == "wait_for_host"
        await room.host.until(lambda me: any(seat.get("waits") for seat in me.seats.values()))
        assert await room.host.do("let_in", seat=0) is None
        await newcomer.join(room.pin)

        await room.host.command({"t": "close_room", "id": room.host.new_id()})
        await room.host.until(lambda me: me.bye == "room_closed")
        for phone in (here, there, newcomer):
            await phone.leave()
    report = at(cluster, teacher, 1).report_when(f"{room.host.room}-1")
    assert [(one["name"], one["student"]) for one in report["students"]] == [("Aida", "Serikova Aida"), ("Guest", "")]

    # Erased at one process, the student is known at none, and the log is gone.
    (student,) = students["students"]
    until(lambda: browser.delete(f"/api/students/{student['id']}").status_code == 204)
    assert cluster.entries(room.host.room) == []
    other = at(cluster, teacher, 1)
    assert [one["name"] for one in other.get(f"/api/games/{room.host.room}-1")["students"]] == ["Guest"]
