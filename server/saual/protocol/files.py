"""JSON bodies about files of banks, under `/api`: what would come in, what a format holds. Staff cookie needed."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.api import QuestionLine
from saual.protocol.common import Lang
from saual.questions.draft import Draft


class RemarkLine(Struct, frozen=True):
    """What a teacher should know of one place in a file, in the language asked for."""

    question: int
    """The place among the questions of the file, from 1; 0: it concerns the whole file."""
    place: str
    problem: str
    fix: str


class ImportPage(Struct, frozen=True, kw_only=True):
    """POST /api/banks/import?name=questions.xml&lang=ru&language=kk, with the bytes of a file of any format: what would
    come in. Nothing is kept: that is done by POST /api/banks with the `draft`, answered by BankLine.

    `language` is that of plain texts where the file does not say it; without it their letters are asked.
    """

    format: str = ""
    """What the file was seen as; "" if nothing could be read, for which `problems` has the reason."""
    format_title: str = ""
    """The same as teachers call it."""
    told: bool = False
    """The file itself says its language."""
    draft: Draft | None = None
    questions: list[QuestionLine] = []
    numbers: list[int] = []
    """The place in the file of each of the `questions`, from 1."""
    problems: list[RemarkLine] = []
    """What cannot come in."""
    notes: list[RemarkLine] = []
    """What comes in changed, or without something."""
    beyond: int = 0
    """How many more problems and notes there were."""


class FormatLine(Struct, frozen=True):
    name: str
    title: dict[Lang, str]
    about: dict[Lang, str]
    """When one takes it; empty where the title says it."""
    writes: bool
    """A bank can be taken out in it; if not, files of it can only be brought in."""
    package: str = ""
    """What it came with, if it is not one of ours."""


class BrokenFormat(Struct, frozen=True):
    """A plug-in that is installed and cannot be used."""

    name: str
    package: str
    why: str


class Formats(Struct, frozen=True):
    """GET /api/formats: every format of question banks, ours and those of plug-ins."""

    formats: list[FormatLine]
    broken: list[BrokenFormat]


class ExportPage(Struct, frozen=True):
    """GET /api/banks/{id}/as/{format}?lang=kk: what the format cannot hold of the bank; the file is at …/file."""

    format: str
    suffix: str
    size: int
    """Bytes; 0 if no file came to be, for which `losses` has the reason."""
    losses: list[RemarkLine]
    beyond: int
    """How many more losses there were."""
