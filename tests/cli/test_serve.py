"""Starting and stopping: what is said, where the teacher is sent, and one line for all that can be in the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from saual import __version__
from saual.config import Config
from saual.serving import greet
from tests.helpers.server import Server, free_port, saual, serving, until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("serve") / "data") as server:
        yield server


def failed(*words: str | Path) -> str:
    """The one line that it says, for it cannot be done."""
    answer = saual("serve", "--no-open", "--host", "127.0.0.1", *words)
    assert answer.returncode == 1, answer
    assert answer.stdout == ""
    lines = answer.stderr.splitlines()
    assert len(lines) == 1, answer.stderr
    assert lines[0].startswith("saual: ")
    return lines[0]


def test_it_says_who_it_is_and_where_to_come_in(server: Server):
    assert f"Saual {__version__}" in server.output
    assert f"http://localhost:{server.port}/teacher#key=" in server.output
    assert f"http://{server.host} " in server.output
    assert str(server.data) in server.output


def test_the_folder_is_made(server: Server):
    assert {"live.db", "record.db"} <= {path.name for path in server.data.iterdir()}


def test_the_link_works_once(server: Server):
    assert server.browser().post("/api/claim", json={"key": server.key}).status_code == 200
    assert server.browser().post("/api/claim", json={"key": server.key}).status_code == 401


def test_every_start_has_a_link_of_its_own_and_the_browser_stays_in(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher, first = server.teacher(), server.key

        server.restart()

        assert server.key != first
        assert teacher.get("/api/me")["scope"] == "staff"


@pytest.mark.parametrize(
    ("host", "link"),
    [
        ("0.0.0.0", "http://localhost:8080/"),
        ("127.0.0.1", "http://localhost:8080/"),
        ("192.168.1.7", "http://192.168.1.7:8080/"),
        ("fd00::7", "http://[fd00::7]:8080/"),
    ],
)
def test_the_teacher_is_sent_where_the_server_listens(tmp_path: Path, host: str, link: str):
    assert greet(Config(tmp_path, host), "secret") == f"{link}teacher#key=secret"


def test_stopping_is_no_failure(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        assert server.terminate() == 0
        assert "Traceback" not in server.output
        assert not (server.data / "live.db-wal").exists()  # the log was closed, not dropped


def test_ctrl_c_is_no_failure(tmp_path: Path):
    import signal

    with serving(tmp_path / "data") as server:
        server.signal(signal.SIGINT)

        assert server.ended() == 0
        assert "Traceback" not in server.output


def test_a_taken_port_is_told_with_what_to_do(taken_port: int, tmp_path: Path):
    said = failed("--port", str(taken_port), "--data", tmp_path / "data")

    assert f"Port {taken_port} is taken" in said
    assert f"--port {taken_port + 1}" in said


def test_a_second_server_on_the_same_folder_is_told_of_the_first(server: Server):
    assert "already running" in failed("--port", str(free_port()), "--data", server.data)
    assert server.browser().get("/").status_code == 200


def test_a_folder_that_is_a_file_is_told(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("x", "utf-8")

    assert f"{file} is a file" in failed("--port", str(free_port()), "--data", file)


def test_a_folder_in_no_folder_is_told(tmp_path: Path):
    said = failed("--port", str(free_port()), "--data", tmp_path / "none" / "data")

    assert f"The folder {tmp_path / 'none'} does not exist" in said


def test_a_folder_that_takes_nothing_is_told(unwritable: Path):
    assert "Nothing can be saved" in failed("--port", str(free_port()), "--data", unwritable)


def test_a_folder_with_an_impossible_name_is_told(tmp_path: Path):
    assert "Nothing can be saved" in failed("--port", str(free_port()), "--data", tmp_path / ("x" * 300))


@pytest.mark.parametrize("file", ["live.db", "record.db"])
def test_a_file_that_is_not_ours_is_told_and_left_as_it_is(tmp_path: Path, file: str):
    (tmp_path / file).write_bytes(b"a diary, and no database at all" * 100)

    assert file in failed("--port", str(free_port()), "--data", tmp_path)
    assert (tmp_path / file).read_bytes().startswith(b"a diary")


def test_a_log_of_a_newer_saual_is_told(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        server.terminate()
    db = sqlite3.connect(tmp_path / "data" / "live.db")
    db.execute("PRAGMA user_version = 99")
    db.close()

    assert "newer Saual" in failed("--port", str(free_port()), "--data", tmp_path / "data")


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "..", "x" * 100, "198.51.100.1"])
def test_an_address_that_is_not_this_machine_s_is_told(tmp_path: Path, host: str):
    answer = saual("serve", "--no-open", "--host", host, "--port", str(free_port()), "--data", tmp_path / "data")

    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert "Try without --host" in answer.stderr


def test_a_port_that_was_just_left_is_free_at_once(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        held = server.browser()
        held.get("/")
        server.restart()

        until(lambda: server.browser().get("/").status_code == 200)
