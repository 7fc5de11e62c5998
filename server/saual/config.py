"""What the one who starts the server may choose, and what is so if they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

PORT = 8080
HOST = "0.0.0.0"  # noqa: S104  (phones come from outside: that is what it is for)


def default_data() -> Path:
    """Where a teacher finds it again: a folder in the home folder, with a plain name."""
    return Path.home() / "saual-data"


class Config(Struct, frozen=True):
    """`hosts`: names beside this machine's own under which the server may be reached (a school's domain).

    `phones`: how many may be connected at once; less where the system allows fewer open files.
    `transport`: whose WebSocket; uvicorn's own also where picows has no wheel.
    """

    data: Path
    host: str = HOST
    port: int = PORT
    hosts: tuple[str, ...] = ()
    open_browser: bool = True
    phones: int = 10_000
    transport: Literal["picows", "uvicorn"] = "picows"
