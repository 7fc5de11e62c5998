"""What the one who starts the server may choose, and what is so if they do not."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

from msgspec import Struct

PORT = 8080
PHONES = 10_000
ROOM_SIZE = 500
KEEP_DAYS = 400
"""A school year, and the summer after it."""
HOST = "0.0.0.0"  # noqa: S104  (phones come from outside: that is what it is for)
MOST_WORKERS = 64
LOG_FILE, RECORD_FILE = "live.db", "record.db"
"""In the data folder of a lone server."""


class BadConfig(Exception):
    """One sentence that says what is wrong and what to do."""


def default_data() -> Path:
    """Where a teacher finds it again: a folder in the home folder, with a plain name."""
    return Path.home() / "saual-data"


class Shared(Struct, frozen=True):
    """What processes share that carry the same rooms: the live log on Redis, the record on PostgreSQL.

    Both may hold passwords: they come from the environment, never from a command line, which every user can read.
    """

    redis_url: str
    database_url: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self | None:
        """None if this process is to be alone. Raises BadConfig."""
        redis, database = environment.get("SAUAL_REDIS_URL", ""), environment.get("SAUAL_DATABASE_URL", "")
        if not redis and not database:
            return None
        if not redis or not database:
            given, missing = ("SAUAL_REDIS_URL", "SAUAL_DATABASE_URL")[:: 1 if redis else -1]
            raise BadConfig(
                f"{given} is set but {missing} is not: processes that share rooms need Redis for the lesson and "
                "PostgreSQL for the record. Set both, or neither for one process alone."
            )
        if not redis.startswith(("redis://", "rediss://", "unix://")):
            raise BadConfig("SAUAL_REDIS_URL is no address of Redis: write it as redis://host:6379/0.")
        if not database.startswith(("postgresql://", "postgres://")):
            raise BadConfig("SAUAL_DATABASE_URL is no address of PostgreSQL: write it as postgresql://user@host/saual.")
        if find_spec("redis") is None or find_spec("psycopg") is None:
            raise BadConfig(
                "The clients of Redis and PostgreSQL are not installed. Start with run.py, which installs them, "
                'or: pip install "saual[cluster]"'
            )
        return cls(redis, database)


class Config(Struct, frozen=True):
    """`hosts`: names beside this machine's own under which the server may be reached (a school's domain).

    `phones`: how many may be connected to a process at once; less where the system allows fewer open files.
    `url`: where browsers find this server if a proxy stands before it ("https://quiz.school.kz"); "" if none does.
    `room_size`: most students in one room, so that a script with the PIN cannot bury a class.
    `transport`: whose WebSocket; uvicorn's own also where picows has no wheel.
    `own_ports`: worker 1 listens on this port of the loopback too, worker 2 on the next, …; 0 for none.
    `keep_days`: after so many days games, their logs and unused lists of classes go by themselves; 0: never.
    `metrics_token`: who shows it may read /metrics from elsewhere; "" for nobody.
    """

    data: Path
    host: str = HOST
    port: int = PORT
    hosts: tuple[str, ...] = ()
    open_browser: bool = True
    phones: int = PHONES
    room_size: int = ROOM_SIZE
    url: str = ""
    transport: Literal["picows", "uvicorn"] = "picows"
    shared: Shared | None = None
    workers: int = 1
    own_ports: int = 0
    metrics_token: str = ""
    keep_days: int = KEEP_DAYS

    def check(self) -> None:
        """Raises BadConfig for what cannot go together."""
        if self.workers > 1 and self.shared is None:
            raise BadConfig(
                f"{self.workers} workers cannot share rooms through a file: set SAUAL_REDIS_URL and "
                "SAUAL_DATABASE_URL (PostgreSQL), or leave --workers out."
            )
        if self.workers > 1 and sys.platform == "win32":
            raise BadConfig(
                "Windows cannot share a port among processes: leave --workers out, or start several servers on ports "
                "of their own behind a load balancer."
            )
        if self.own_ports and self.own_ports + self.workers > 65536:
            raise BadConfig(f"--own-ports {self.own_ports} leaves no ports for {self.workers} workers.")
