"""`saual replay ROOM`: what was logged and what it comes to, also beside a running server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.phones import lesson
from tests.helpers.server import Server, Teacher, saual, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("replay") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


async def test_a_room_is_replayed_beside_the_running_server(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=2) as made:
        await made.host.go("answering", i=1)
        first, second = made.phones
        await first.phase("answering")
        await second.phase("answering")
        assert await first.answered(2) is None
        assert await second.answered(0) is None
        await made.host.phase("reveal")
        await first.until(lambda me: me.me.get("score"))

        by_pin = await asyncio.to_thread(saual, "replay", "--data", server.data, "--", made.pin)
        by_id = await asyncio.to_thread(saual, "replay", "--data", server.data, "--", made.host.room)

        assert by_pin.returncode == 0
        assert by_pin.stdout == by_id.stdout
        title = f"room {made.host.room}, PIN {made.pin}, Tour of all question types, 21 questions"
        assert by_pin.stdout.startswith(title)
        assert "phase reveal, question 2" in by_pin.stdout
        assert f"{first.me['score']} points, rank 1" in by_pin.stdout
        assert "2 answers, 1 right, 0 late" in by_pin.stdout
        await first.ping()


async def test_a_closed_room_is_replayed_by_its_id_alone(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        await made.host.say({"t": "close_room", "id": "bye"})
        await made.host.gone()
        room, pin = made.host.room, made.pin

    assert "phase closed" in saual("replay", "--data", server.data, "--", room).stdout
    assert saual("replay", "--data", server.data, "--", pin).returncode == 1


async def test_nothing_secret_is_printed(server: Server, teacher: Teacher):
    async with lesson(server, teacher, phones=1) as made:
        printed = (await asyncio.to_thread(saual, "replay", "--data", server.data, "--", made.host.room)).stdout

        assert made.phones[0].key not in printed
        assert made.phones[0].device not in printed
        assert teacher.token not in printed


def test_an_unknown_room_is_told_with_those_that_there_are(server: Server, teacher: Teacher):
    known = teacher.open_room()

    answer = saual("replay", "--data", server.data, "--", "nowhere")

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("saual: There is no room 'nowhere'")
    assert known["room"] in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_folder_without_a_log_is_told_in_one_line(tmp_path: Path):
    answer = saual("replay", "123456", "--data", tmp_path)

    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert "there is no log" in answer.stderr


def test_a_log_that_is_none_is_told_in_one_line(tmp_path: Path):
    (tmp_path / "live.db").write_text("a diary" * 1000, "utf-8")

    answer = saual("replay", "123456", "--data", tmp_path)

    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1


def test_a_reader_that_stops_early_is_no_failure(server: Server, teacher: Teacher):
    room = teacher.open_room()["room"]
    command = [sys.executable, "-m", "saual", "replay", "--data", str(server.data), "--", room]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stderr is not None

        process.stdout.close()

        assert process.stderr.read() == ""


def test_a_room_is_replayed_when_no_server_runs(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        room = server.teacher().open_room()["room"]
        server.terminate()

        assert "phase lobby" in saual("replay", "--data", server.data, "--", room).stdout


def test_a_room_is_replayed_after_the_server_was_killed(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        room = server.teacher().open_room()["room"]
        server.kill()

        assert "phase lobby" in saual("replay", "--data", server.data, "--", room).stdout
