"""Several workers behind one port: started, watched and ended by one process that does nothing else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.helpers.cluster import shared
from tests.helpers.figures import figures
from tests.helpers.postgres_server import new_database
from tests.helpers.redis_server import redis_running
from tests.helpers.server import Server, free_port, saual, serving, until
from tests.helpers.workers import children, own_ports


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[dict[str, str]]:
    with redis_running(tmp_path_factory.mktemp("redis")) as redis, new_database(postgres_url) as database:
        yield shared(redis.url, database)


def alive(pid: int) -> bool:
    """It runs; a zombie does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


class Worked:
    """A server with two workers, each of which has a port of its own too."""

    def __init__(self, server: Server, own: int) -> None:
        self.server = server
        self.own = own

    def workers(self) -> set[int]:
        return children(self.server.pid)


@contextmanager
def working(folder: Path, env: dict[str, str]) -> Iterator[Worked]:
    own = own_ports()
    with serving(folder / "data", words=("--workers", "2", "--own-ports", str(own)), env=env) as server:
        yield Worked(server, own)


@pytest.fixture
def worked(tmp_path: Path, env: dict[str, str]) -> Iterator[Worked]:
    """For tests that end it."""
    with working(tmp_path, env) as worked:
        yield worked


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, env: dict[str, str]) -> Iterator[Worked]:
    with working(tmp_path_factory.mktemp("lasting"), env) as worked:
        yield worked


def test_two_workers_share_a_port_and_one_greeting(lasting: Worked):
    assert len(lasting.workers()) == 2
    assert lasting.server.output.count("/teacher#key=") == 1
    teacher = lasting.server.teacher()

    names = set()
    for port in (lasting.own, lasting.own + 1):
        names.update(name for name in figures(lasting.server, port) if name.startswith("saual_process_info:"))
        until(lambda port=port: figures(lasting.server, port)["saual_processes"] == 2)
    assert len(names) == 2
    for _ in range(10):  # whichever of the two it comes to knows the teacher
        assert lasting.server.browser(cookie=f"saual_staff={teacher.token}").get("/api/me").status_code == 200


def test_workers_end_with_the_one_that_watches_over_them(worked: Worked):
    workers = worked.workers()

    assert worked.server.terminate() == 0

    assert not any(alive(pid) for pid in workers)
    assert "Traceback" not in worked.server.output


def test_ctrl_c_is_no_failure(worked: Worked):
    workers = worked.workers()

    for pid in (worked.server.pid, *workers):  # a terminal tells all of them
        os.kill(pid, signal.SIGINT)

    assert worked.server.ended() == 0
    assert "Traceback" not in worked.server.output


def test_workers_do_not_outlive_the_one_that_watches_over_them(worked: Worked):
    workers = worked.workers()

    worked.server.kill()

    until(lambda: not any(alive(pid) for pid in workers))


def test_a_worker_that_cannot_start_again_is_tried_more_and_more_rarely_and_it_is_said_why(
    tmp_path: Path, postgres_url: str
):
    with redis_running(tmp_path) as redis, new_database(postgres_url) as database:
        env = shared(redis.url, database)
        with serving(tmp_path / "data", words=("--workers", "2"), env=env) as server:
            redis.kill()
            os.kill(min(children(server.pid)), signal.SIGKILL)
            until(lambda: "is started again in" in server.output)
            assert "Redis" in server.output

            redis.start()

            until(lambda: len(children(server.pid)) == 2)
            until(lambda: server.browser().get("/readyz").status_code == 200)


def failed(env: dict[str, str], *words: str | Path) -> str:
    """The one line that it says, for it cannot be done."""
    answer = saual("serve", "--no-open", "--host", "127.0.0.1", *words, env=env)
    assert answer.returncode == 1, answer
    assert answer.stdout == ""
    lines = answer.stderr.splitlines()
    assert len(lines) == 1, answer.stderr
    return lines[0]


def test_several_workers_need_redis_and_postgresql(tmp_path: Path):
    said = failed(shared("", ""), "--workers", "2", "--data", tmp_path / "data")

    assert "2 workers cannot share rooms through a file: set SAUAL_REDIS_URL and SAUAL_DATABASE_URL" in said
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("redis", "database", "missing"),
    [("redis://x", "", "SAUAL_DATABASE_URL is not"), ("", "postgresql://x", "SAUAL_REDIS_URL is not")],
)
def test_one_of_the_two_is_not_enough(tmp_path: Path, redis: str, database: str, missing: str):
    assert missing in failed(shared(redis, database), "--data", tmp_path / "data")


@pytest.mark.parametrize(
    ("redis", "database", "which"),
    [
        ("localhost:6379", "postgresql://x", "SAUAL_REDIS_URL is no address"),
        ("redis://x", "mysql://x", "SAUAL_DATABASE_URL is no address"),
    ],
)
def test_an_address_of_something_else_is_told(tmp_path: Path, redis: str, database: str, which: str):
    assert which in failed(shared(redis, database), "--data", tmp_path / "data")


def test_a_server_that_is_away_is_told(tmp_path: Path, env: dict[str, str]):
    nobody = f"redis://127.0.0.1:{free_port()}"

    for words in ([], ["--workers", "2"]):
        said = failed(
            {**env, "SAUAL_REDIS_URL": nobody}, *words, "--port", str(free_port()), "--data", tmp_path / "data"
        )
        assert "Redis" in said
        assert "secret" not in said


def test_a_taken_port_is_told(lasting: Worked, tmp_path: Path, env: dict[str, str]):
    port = str(lasting.server.port)

    for words in ([], ["--workers", "2"]):
        assert f"Port {port} is taken" in failed(env, *words, "--port", port, "--data", tmp_path / "other")


def test_a_taken_port_of_a_worker_is_told(lasting: Worked, tmp_path: Path, env: dict[str, str]):
    words = ("--workers", "2", "--own-ports", str(lasting.own), "--port", str(free_port()))

    assert "for a worker is taken. Choose others" in failed(env, *words, "--data", tmp_path / "other")


@pytest.mark.parametrize("number", ["0", "-1", "65", "two", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused(number: str):
    answer = saual("serve", f"--workers={number}")

    assert answer.returncode == 2
    assert "is no number of workers" in answer.stderr
