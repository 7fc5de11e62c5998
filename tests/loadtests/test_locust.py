"""Locust's users on a real server: a class with its teacher, and phones that join a room of somebody else's."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from tests.helpers.figures import figures
from tests.helpers.phones import StaffScreen
from tests.helpers.server import Server, Teacher, serving, until

ROOT = Path(__file__).parents[2]
AS_JSON = ("--json", "--skip-log")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("locust") / "data") as server:
        yield server


def command(server: Server, users: int, *words: str) -> list[str]:
    """For longer than any test: those that end well are told to end."""
    fast = ("--saual-think", "0.3", "--saual-pause", "0.2")
    load = ("--headless", "-u", str(users), "-r", "20", "-t", "600s")
    return [sys.executable, "-m", "locust", "-f", "loadtests/locustfile.py", "-H", server.url, *load, *fast, *words]


def report(output: str) -> dict[str, Any]:
    """What Locust says of each kind of event."""
    return {line["name"]: line for line in json.loads(output)}


def link(server: Server) -> str:
    return f"{server.url}/teacher#key={server.key}"


def recorded(teacher: Teacher) -> int:
    games = [teacher.get(f"/api/games/{line['id']}?lang=en") for line in teacher.get("/api/games")["games"]]
    return sum(item["answered"] + item["late"] for game in games for item in game["items"])


def test_a_class_with_its_teacher_is_played_and_reported(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        words = command(server, 9, *AS_JSON, "--saual-link", link(server))

        with subprocess.Popen(words, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as run:
            until(lambda: figures(server)["saual_answers_total:accepted"] >= 16 or run.poll() is not None)
            run.terminate()
            output, errors = run.communicate()

        assert run.returncode == 0, errors + output
        found = report(output)
        assert {name: line["num_failures"] for name, line in found.items()} == dict.fromkeys(found, 0)
        assert found["join"]["num_requests"] == 8
        assert found["open a room"]["num_requests"] == 1
        assert found["question"]["num_requests"] >= found["answer"]["num_requests"] >= 8
        assert found["button"]["num_requests"] >= 2
        # The room was closed behind the class, and its answers are on record.
        server.restart()
        teacher = server.teacher()
        assert teacher.get("/api/rooms") == []
        assert recorded(teacher) >= found["answer"]["num_requests"]


async def test_phones_alone_join_the_room_of_somebody_else(server: Server):
    teacher = server.teacher()
    room = teacher.open_room(bank="english-grade-9")
    host = await StaffScreen(server.host, teacher.token, room["room"]).watch()
    run = await asyncio.create_subprocess_exec(
        *command(server, 5, *AS_JSON, "--saual-pin", room["pin"]), cwd=ROOT, stdout=PIPE, stderr=PIPE
    )
    try:
        await host.everybody(5)
        await host.go("answering")
        await host.until(lambda me: me.tally["n"] == 5)
        await host.phase("reveal")
    finally:
        await host.leave()
        run.terminate()
        output, errors = await run.communicate()

    assert run.returncode == 0, errors
    found = report(output.decode())
    assert {name: line["num_failures"] for name, line in found.items()} == dict.fromkeys(found, 0)
    assert (found["join"]["num_requests"], found["answer"]["num_requests"]) == (5, 5)


KEY = "x" * 43


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--saual-link", f"http://localhost/teacher#key={KEY}"), "This link was used already, or is too old"),
        (("--saual-link", "http://localhost/teacher"), "with #key= and what follows"),
        ((), "--saual-link, --saual-session or --saual-pin is missing"),
        (("--saual-session", KEY, "-H", "quiz.school.kz"), "-H takes the server's address with http:// or https://"),
    ],
)
def test_a_mistake_ends_the_test_with_its_reason(server: Server, words: tuple[str, ...], said: str):
    told = command(server, 2, "--json", *words)

    run = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert report(run.stdout)["open a room"]["num_failures"] == 1
    assert said in run.stderr
