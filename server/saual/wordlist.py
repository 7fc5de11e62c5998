"""The school's list of words for which a question is held for the teacher. Owns the files and the matching.

One file a language, `kk.txt`, `ru.txt` and `en.txt`: the one in the data folder, else the one that ships. All three
count for every question, whatever language the room has. Never drops a question: it only says that one is held.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

from saual.questions.lookalike import skeleton
from saual.questions.text import LANGS

SHIPPED = Path(__file__).parent / "words"

_MOST_BYTES = 64 * 1024
_REPEATED = re.compile(r"(.)\1+")
_APART = re.compile(r"[^\w*]+")
_say = logging.getLogger(__name__)


def _plain(text: str) -> str:
    """Its words with one space between them, as they sound: case, look-alikes and repeated letters do not count."""
    return _REPEATED.sub(r"\1", _APART.sub(" ", skeleton(text))).strip()


def pattern(source: str) -> re.Pattern[str] | None:
    """What finds any word of a list in a plain text; None for an empty list."""
    lines = [_plain(line) for line in source.splitlines() if not line.lstrip().startswith("#")]
    words = [r"\w*".join(re.escape(part) for part in line.split("*")) for line in lines if line.strip("* ")]
    return re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None


class WordList:
    """`own_dir` need not exist. A file is read again when it has changed: a list can be edited during a lesson."""

    def __init__(self, own_dir: Path) -> None:
        self._own_dir = own_dir
        self._read: dict[Path, tuple[tuple[int, int], re.Pattern[str] | None]] = {}

    def holds(self, text: str) -> bool:
        """The text has a word of the list. A file that cannot be read is said and left out."""
        plain = _plain(text)
        return any(found is not None and found.search(plain) for found in map(self._pattern, LANGS))

    def _pattern(self, lang: str) -> re.Pattern[str] | None:
        own = self._own_dir / f"{lang}.txt"
        path = own if own.is_file() else SHIPPED / f"{lang}.txt"
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                source = path.read_bytes()[:_MOST_BYTES].decode("utf-8-sig", "replace")
                known = self._read[path] = (stamp, pattern(source))
        except OSError as trouble:
            _say.warning("The list of words %s cannot be read: %s", path, trouble)
            return None
        return known[1]
