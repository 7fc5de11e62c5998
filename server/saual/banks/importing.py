"""The one way in: bytes of any format that teachers have become a bank, and a list of what did not come.

Pure and bounded: no clock, no disk, no network; what is too big, too deep or hostile is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from saual.banks.formats.registry import known
from saual.banks.found import Found
from saual.banks.remark import Refused, Remark
from saual.banks.settle import settle
from saual.banks.sources.source import Source
from saual.banks.sources.xlsx import WORKBOOK
from saual.questions.bank import Bank
from saual.questions.text import Lang


class Imported(Struct, frozen=True):
    format: str
    """The format's name: gift, moodle, …"""
    title: Mapping[Lang, str]
    """What teachers call it."""
    bank: Bank | None
    """All questions that could be taken, as good as a checked bank file; None if there are none."""
    numbers: tuple[int, ...]
    """Which question of the file each question of the bank was, from 1."""
    told: bool
    """The file itself says which language its plain texts are in; otherwise their letters were asked."""
    problems: tuple[Remark, ...]
    """What was not taken, why, and what to do: at least one for each such question."""
    notes: tuple[Remark, ...]
    """What came in changed or without something."""
    files: dict[str, bytes]
    """What came with the questions, by the names that they have it by; of a picture also the form for phones."""
    beyond: int
    """How many more remarks there were than are kept."""


def read_bank(data: bytes, filename: str = "", *, language: Lang | None = None) -> Imported:
    """Raises Refused, and nothing else, for a file of which nothing can be read.

    `filename` is a title where the file has none, and tells formats apart only where the content cannot.
    `language` is the language of texts without one; without it, it is judged by their letters.
    """
    source = Source(data, filename)
    found = Found()
    format = next((format for format in known().formats if format.sniff(source)), None)
    if format is None:
        raise _unknown(source)
    if source.decoded is not None and source.decoded.encoding not in ("utf-8", "utf-16"):
        found.note(Remark("eight_bit", params={"encoding": source.decoded.encoding}))
    format.read(source, found)
    result = settle(found, source.stem, language)
    if not found.asked and not found.problems:
        found.problem(Remark("no_questions"))
    # Nobody needs to know what a question lost that did not come in.
    taken = {0, *result.numbers}
    notes = tuple(note for note in found.notes if note.where.question in taken)
    files = found.files.kept if taken != {0} else {}
    return Imported(
        format.name,
        format.title,
        result.bank,
        result.numbers,
        result.told,
        tuple(found.problems),
        notes,
        files,
        found.beyond,
    )


def _unknown(source: Source) -> Refused:
    if source.archive is not None:
        return Refused("no_headings" if WORKBOOK in source.archive.names else "zip_other")
    if source.xml_root is not None:
        return Refused("unknown_xml", name=source.xml_root[:40])
    return Refused("unknown_format")
