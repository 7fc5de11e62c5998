"""The shelf of banks that ship with the program: files in one folder, read once and never written.

An id is the name of a bank's file without `.toml`. No path is ever made from an id, so an id from the network leads
nowhere else. Knows the file system, but no store and no web; the teacher's own banks are the store's.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

import saual
from saual.banks.check import read_file
from saual.questions.bank import Bank

_SUFFIX = ".toml"


class Shelf:
    """`folder` with its files; raises BankFaults if one of them is faulty."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for path in folder.glob(f"*{_SUFFIX}") if path.is_file())
        self._banks = {path.stem: replace(read_file(path), id=path.stem) for path in paths}

    def banks(self) -> list[Bank]:
        """All of them, by id."""
        return list(self._banks.values())

    def get(self, id: str) -> Bank | None:
        return self._banks.get(id)


def shipped_dir() -> Path:
    """The banks that ship: inside the installed package, or beside it in a clone of the repository."""
    package = Path(saual.__file__).parent
    packaged = package / "question_banks"
    return packaged if packaged.is_dir() else package.parents[1] / "question_banks"
