"""The shelf: the banks that ship with the program and the teacher's own, found in two folders.

An id is the name of a bank's file without `.toml`. No path is ever made from an id: it is looked up among the
files that are there, so an id from the network leads nowhere else. Knows the file system, but no format and
no web.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

import saual
from saual.banks.check import read_file
from saual.banks.problem import BankFaults, Problem
from saual.banks.toml_format import parse
from saual.questions.bank import Bank, kinds, languages
from saual.questions.text import Lang, LineText, TitleText

_LONGEST_ID = 60
_SUFFIX = ".toml"

# Names that Windows keeps for devices, whatever the suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэәғқңөұүһі", "abvgdeziiklmnoprstufhyeagqnouuhi", strict=True)),
        "ё": "e",
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
    }
)


class UnknownBank(LookupError):
    """There is no bank with this id (or none that may be removed)."""


class Summary(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A bank as the list of banks shows it. A faulty file has its problems and nothing but its name for a
    title.
    """

    id: str
    own: bool
    title: TitleText
    about: LineText | None = None
    language: Lang = "en"
    languages: tuple[Lang, ...] = ()
    count: int = 0
    kinds: dict[str, int] = {}
    problems: list[Problem] = []


class _Read(NamedTuple):
    stamp: tuple[int, int]
    result: Bank | BankFaults


class Shelf:
    """`own_dir` need not exist until something is added to it."""

    def __init__(self, shipped_dir: Path, own_dir: Path) -> None:
        self._shipped_dir = shipped_dir
        self._own_dir = own_dir
        self._read: dict[Path, _Read] = {}

    def list(self) -> list[Summary]:
        """The teacher's own banks first, then the shipped ones, each by name.

        A faulty file is listed with its faults.
        """
        summaries = [self._summary(bank_id, path) for bank_id, path in self._files().items()]
        return sorted(summaries, key=lambda summary: (not summary.own, summary.id.casefold()))

    def load(self, bank_id: str) -> Bank:
        """Raises UnknownBank, or BankFaults if the file is faulty."""
        path = self._files().get(bank_id)
        if path is None:
            raise UnknownBank(bank_id)
        result = self._result(path)
        if isinstance(result, BankFaults):
            raise BankFaults(result.problems)
        return replace(result, id=bank_id)

    def add(self, source: bytes, name: str) -> str:
        """Puts a file on the shelf as one of the teacher's own, under a name like `name`; returns its id.

        Raises BankFaults, and nothing is kept then. Nothing that is there is ever overwritten.
        """
        parse(source)
        self._own_dir.mkdir(parents=True, exist_ok=True)
        stem, number = safe_stem(name), 1
        while True:
            bank_id = stem if number == 1 else f"{stem}-{number}"
            path = self._own_dir / f"{bank_id}{_SUFFIX}"
            if bank_id not in self._files():
                try:
                    _write_new(path, source)
                except FileExistsError:
                    pass  # somebody was quicker, or the disk takes A for a
                else:
                    return bank_id
            number += 1

    def remove(self, bank_id: str) -> None:
        """Deletes one of the teacher's own banks. Raises UnknownBank, also for a bank that ships."""
        path = self._files().get(bank_id)
        if path is None or not self._is_own(path):
            raise UnknownBank(bank_id)
        path.unlink(missing_ok=True)
        self._read.pop(path, None)

    def _files(self) -> dict[str, Path]:
        """By id. An own bank hides a shipped one of the same name: that is how a teacher changes one."""
        files = [*self._shipped_dir.glob(f"*{_SUFFIX}"), *self._own_dir.glob(f"*{_SUFFIX}")]
        return {path.stem: path for path in files if path.is_file()}

    def _is_own(self, path: Path) -> bool:
        return path.parent == self._own_dir

    def _summary(self, bank_id: str, path: Path) -> Summary:
        result = self._result(path)
        if isinstance(result, BankFaults):
            return Summary(id=bank_id, own=self._is_own(path), title=bank_id, problems=result.problems)
        return Summary(
            id=bank_id,
            own=self._is_own(path),
            title=result.title,
            about=result.about,
            language=result.language,
            languages=languages(result),
            count=len(result.questions),
            kinds=kinds(result),
        )

    def _result(self, path: Path) -> Bank | BankFaults:
        """What is in the file, read again only when it has changed."""
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            stamp = (0, 0)  # gone since it was listed: reading it will say so
        known = self._read.get(path)
        if known is None or known.stamp != stamp:
            try:
                known = _Read(stamp, read_file(path))
            except BankFaults as faults:
                known = _Read(stamp, faults)
            self._read[path] = known
        return known.result


def _write_new(path: Path, source: bytes) -> None:
    """Raises FileExistsError rather than overwrite; leaves no half of a file on a full disk."""
    file = path.open("xb")
    try:
        with file:
            file.write(source)
    except OSError:
        path.unlink()
        raise


def safe_stem(name: str) -> str:
    """A file name without suffix that every system takes, from any name: small Latin letters, digits and
    hyphens.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem = last[: -len(_SUFFIX)] if last.lower().endswith(_SUFFIX) else last
    latin = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", stem).lower().translate(_LATIN))
    plain = re.sub(r"[^a-z0-9]+", "-", latin.encode("ascii", "ignore").decode().lower())
    safe = plain.strip("-")[:_LONGEST_ID].rstrip("-")
    return f"bank-{safe}" if _DEVICES.match(safe) else safe or "bank"


def shipped_dir() -> Path:
    """The banks that ship: inside the installed package, or beside it in a clone of the repository."""
    package = Path(saual.__file__).parent
    packaged = package / "question_banks"
    return packaged if packaged.is_dir() else package.parents[1] / "question_banks"
