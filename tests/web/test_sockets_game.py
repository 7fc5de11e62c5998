"""A whole lesson of 35 phones with every type of question, on a real server: what was played is what is kept."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers.cluster import Cluster
from tests.helpers.installation import OneProcess
from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.server import Server, Teacher, saual, serving
from tests.web.conftest import Stores

ANSWERED = range(1, 9)
"""The first of the tour's questions that are answered; then the game is ended."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stores: Stores) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("game") / "data", env=stores.env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


def answer_of(student: int, question: int) -> Any:
    """Every student answers in an own way; student 0 knows everything that can be known."""
    known: list[Any] = [None, 2, [0, 2], 1, "water", "8849", 4, 4, 0]
    if student == 0:
        return known[question]
    others: dict[int, Any] = {
        1: student % 4,
        2: [student % 4],
        3: student % 2,
        4: f"Water{'' if student % 2 else '!?'}",
        5: str(8000 + 50 * student),
        6: student % 8,
        7: 1 + student % 5,
        8: student % 5,
    }
    return others[question]


async def played(room: Lesson) -> None:
    """From the lobby to the podium, everybody answering everything that is asked."""
    for question in ANSWERED:
        await room.host.go("answering", i=question)
        await asyncio.gather(*(phone.phase("answering", i=question) for phone in room.phones))
        codes = await asyncio.gather(*(phone.answered(answer_of(n, question)) for n, phone in enumerate(room.phones)))
        assert set(codes) == {None}
        await room.host.phase("reveal", i=question)
    assert await room.host.step("end") is None
    await asyncio.gather(*(phone.phase("podium") for phone in room.phones))
    await asyncio.gather(*(phone.ping() for phone in room.phones))  # its own picture follows the stage


async def test_a_game_of_35_phones_is_recorded_whole(server: Server, teacher: Teacher, stores: Stores):
    async with lesson(server, teacher, phones=35) as room:
        await played(room)
        live = {phone.seat: (phone.name, phone.me["score"], phone.me["rank"]) for phone in room.phones}
        best = room.phones[0]
        assert best.me["rank"] == 1
        assert best.me["score"] > 6000

        game = f"{room.host.room}-1"
        report = teacher.report_when(game)
        kept = {line["seat"]: (line["name"], line["points"], line["rank"]) for line in report["students"]}
        assert kept == live
        assert all((line["asked"], line["answered"], line["late"]) == (8, 8, 0) for line in report["students"])
        assert [item["answered"] for item in report["items"]] == [35] * 8
        assert report["game"]["finished"]

        words = ("replay", "--data", server.data, "--", room.host.room)
        replayed = (await asyncio.to_thread(saual, *words, env=stores.env)).stdout
        for seat, (name, points, rank) in live.items():
            assert f"seat {seat:>3}  {name:<22}  {points} points, rank {rank}" in replayed

        table = csv_of(teacher, game, "responses")
        assert len(table) == 35 * 8
        points_by_seat: dict[int, int] = {}
        for row in table:
            seat = int(row["seat"])
            points_by_seat[seat] = points_by_seat.get(seat, 0) + int(row["points"]) + int(row["bonus"])
        assert points_by_seat == {seat: points for seat, (_, points, _) in live.items()}
        students = csv_of(teacher, game, "students")
        assert {int(row["seat"]): int(row["points"]) for row in students} == points_by_seat
        assert len(csv_of(teacher, game, "questions")) == 8

        pin = room.pin
        await room.host.say({"t": "close_room", "id": "bye"})
        await asyncio.gather(*(phone.gone() for phone in room.phones))

    stranger = await Phone(server.host, "Late").connect()
    await stranger.look(pin)
    assert await stranger.refusal() == "unknown_pin"
    await stranger.leave()

    server.restart()
    assert teacher.report_when(game) == report
    assert game in [line["id"] for line in teacher.get("/api/games")["games"]]


def csv_of(teacher: Teacher, game: str, table: str) -> list[dict[str, str]]:
    answer = teacher.browser.get(f"/api/games/{game}/{table}.csv?lang=en")
    answer.raise_for_status()
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_the_same_students_play_again_from_nought(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as room:
        await room.host.go("answering", i=1)
        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
        await asyncio.gather(*(phone.answered(2) for phone in room.phones))
        await room.host.phase("reveal")
        assert await room.host.step("end") is None
        await room.host.phase("podium")

        assert await room.host.step("again") is None

        await asyncio.gather(*(phone.phase("lobby") for phone in room.phones))
        await room.phones[0].until(lambda me: not me.me.get("score"))
        await room.host.go("answering", i=1)
        assert room.host.stage["game"] == 2
        await room.phones[0].phase("answering")
        assert await room.phones[0].answered(2) is None


async def test_an_answer_belongs_to_the_open_question_of_this_game(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as room:
        phone, other = room.phones
        assert await phone.ack(await phone.answer(0, question=1)) == "not_open"
        await room.host.go("answering", i=1)
        await phone.phase("answering")

        assert await phone.ack(await phone.answer(0, question=2)) == "not_open"
        assert await phone.ack(await phone.answer(0, question=9999)) == "not_open"
        assert await phone.answered(4) == "bad_answer"
        assert await phone.answered("C") == "bad_answer"
        assert await phone.answered([0]) == "bad_answer"
        phone.stage["q"]["g"] = 2
        assert await phone.answered(0) == "not_open"
        phone.stage["q"]["g"] = 1
        assert await phone.answered(0) is None
        assert await phone.answered(1) == "already_answered"

        assert await room.host.step() is None
        await room.host.phase("reveal")
        await other.phase("reveal")
        assert await other.answered(2) == "late"
        assert await other.answered(2) == "already_answered"


async def test_nobody_learns_the_secrets_of_another(server: Server, teacher: Teacher, stores: Stores):
    async with lesson(server, teacher, phones=5) as room:
        projector = await StaffScreen(server.host, teacher.token, room.host.room, "projector").watch()
        await room.host.go("answering", i=1)
        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
        await asyncio.gather(*(phone.answered(2) for phone in room.phones))
        await room.host.go("leaderboard")
        await room.phones[0].phase("leaderboard")
        await room.phones[0].back()

        staff = [server.key, teacher.token, teacher.remote_key(room.host.room)]
        secrets = {phone: [phone.key, phone.device] for phone in room.phones}
        browser = server.browser(Cookie=f"saual_device={room.phones[0].device}")
        pages = [browser.get(path) for path in ("/", f"/{room.pin}", "/teacher", "/remote", "/api/me", "/api/games")]
        for phone in room.phones:
            heard = "\n".join(phone.heard + [f"{page.headers}{page.text}" for page in pages])
            for owner, tokens in secrets.items():
                assert not any(token in heard for token in tokens if owner is not phone)
            assert not any(token in heard for token in staff)
            assert not any(token in "\n".join(phone.heard) for token in secrets[phone])
        for screen in (room.host, projector):
            heard = "\n".join(screen.heard)
            assert not any(token in heard for tokens in secrets.values() for token in tokens)
            assert not any(token in heard for token in staff)
        await projector.leave()

        written = server.output.replace(f"#key={server.key}", "").encode()
        for file in (file for folder in (server.data, *stores.folders) for file in folder.rglob("*")):
            written += file.read_bytes() if file.is_file() else b""
        for token in [*staff, *(token for tokens in secrets.values() for token in tokens)]:
            assert token.encode() not in written


async def test_options_come_with_the_window_and_the_solution_after_it(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2, reading_ms=60_000) as room:
        await room.host.go("reading", i=1)
        await room.phones[0].phase("reading")
        assert "Cheetah" not in "\n".join(room.phones[0].heard)

        assert await room.host.step() is None
        stage = await room.phones[0].phase("answering")
        assert stage["ask"]["options"][2] == "Cheetah"
        assert "solution" not in stage

        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
        await asyncio.gather(*(phone.answered(2) for phone in room.phones))
        stage = await room.phones[0].phase("reveal")
        assert stage["solution"]["right"] == [2]
        heard = room.phones[0].heard
        revealed = next(n for n, frame in enumerate(heard) if '"phase":"reveal"' in frame)
        assert not any('"solution"' in frame for frame in heard[:revealed])


async def test_two_rooms_never_hear_of_each_other(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as one, lesson(server, teacher, phones=2) as other:
        heard = [len(client.heard) for client in other.all]
        await one.host.go("answering", i=1)
        await asyncio.gather(*(phone.phase("answering") for phone in one.phones))
        await asyncio.gather(*(phone.answered(1) for phone in one.phones))
        await one.host.phase("reveal")

        for client, before in zip(other.all, heard, strict=True):
            await client.ping()
            assert all('"pong"' in frame for frame in client.heard[before:])


def test_the_log_is_sound_after_all_this(server: Server, stores: Stores):
    Cluster([server], stores.env).sound() if stores.env else OneProcess(server).sound()
