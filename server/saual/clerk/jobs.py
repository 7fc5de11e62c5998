"""What is done in the process beside: a file becomes the preview of a bank or of a list of names, a bank a file,
a picture is made fit.

Pure. Answers are the finished JSON bodies, so that the server passes on bytes and spends no time on them.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from saual.banks.exporting import write_bank
from saual.banks.importing import read_bank
from saual.banks.judge import draft_of
from saual.banks.remark import Refused, Remark
from saual.banks.sentences import say_remark
from saual.classlist import read_names
from saual.clerk.look import question_line
from saual.protocol.files import ExportPage, ImportPage, RemarkLine
from saual.protocol.people import NamesPage, NewStudent
from saual.questions.bank import Bank
from saual.questions.text import Lang

_MOST_LOSSES = 1000
HEAVY = 3
"""The exit code of the process when a job needs more memory than it may have."""


class Read(Struct, frozen=True, tag="read"):
    """Answered by an ImportPage in `lang`, a line end, a list of the names and sizes of the files that its questions
    name, a line end, and these files. The file's bytes come after the job.
    """

    filename: str
    lang: Lang
    language: Lang | None
    """Of plain texts; None: as the file says, or else by their letters."""


class Reduce(Struct, frozen=True, tag="reduce"):
    """Answered by a Reduced, a line end, and both forms of the picture. The file's bytes come after the job."""


class Reduced(Struct, frozen=True, omit_defaults=True):
    """A picture that was made fit: its name, how many of the bytes are its first form; or why it was not (`bad`)."""

    name: str = ""
    size: int = 0
    bad: str = ""


class ReadNames(Struct, frozen=True, tag="names"):
    """Answered by a NamesPage in `lang`. The file's bytes, or what was pasted, come after the job."""

    filename: str
    lang: Lang


class Write(Struct, frozen=True, tag="write"):
    """Answered by an ExportPage in `lang`, a line end and the bytes of the file."""

    bank: Bank
    format: str
    lang: Lang
    files: list[tuple[str, int]] = []
    """What its questions name, with the sizes; the bytes come after the job, one after the other."""


Job = Read | ReadNames | Write | Reduce


def done(job: Job, data: bytes) -> bytes:
    """Raises KeyError for a format that cannot be written."""
    match job:
        case Read():
            return _read(job, data)
        case ReadNames():
            return _read_names(job, data)
        case Write():
            return _write(job, data)
        case Reduce():
            return _reduce(data)


def _reduce(data: bytes) -> bytes:
    from saual.media import pictures  # Pillow is for this process alone

    try:
        picture = pictures.made(data)
    except pictures.Bad as bad:
        return msgspec.json.encode(Reduced(bad=bad.code)) + b"\n"
    reduced = Reduced(picture.name, len(picture.content))
    return msgspec.json.encode(reduced) + b"\n" + picture.content + picture.phone


def _read(job: Read, data: bytes) -> bytes:
    try:
        taken = read_bank(data, job.filename, language=job.language)
    except Refused as refused:
        return msgspec.json.encode(ImportPage(problems=_said((refused.remark,), job.lang))) + b"\n[]\n"
    bank = taken.bank
    page = ImportPage(
        format=taken.format,
        format_title=taken.title[job.lang],
        told=taken.told,
        draft=draft_of(bank) if bank else None,
        questions=[question_line(i, one, bank, job.lang) for i, one in enumerate(bank.questions)] if bank else [],
        numbers=list(taken.numbers),
        problems=_said(taken.problems, job.lang),
        notes=_said(taken.notes, job.lang),
        beyond=taken.beyond,
    )
    files = [(name, len(content)) for name, content in taken.files.items()]
    return b"\n".join((msgspec.json.encode(page), msgspec.json.encode(files), b"".join(taken.files.values())))


def _read_names(job: ReadNames, data: bytes) -> bytes:
    try:
        names = read_names(data, job.filename)
    except Refused as refused:
        return msgspec.json.encode(NamesPage(problems=_said((refused.remark,), job.lang)))
    page = NamesPage(
        students=[NewStudent(one.name, one.number) for one in names.students],
        problems=_said(names.problems, job.lang),
        notes=_said(names.notes, job.lang),
    )
    return msgspec.json.encode(page)


def _write(job: Write, data: bytes) -> bytes:
    files, at = {}, 0
    for name, size in job.files:
        files[name] = data[at : at + size]
        at += size
    try:
        written = write_bank(job.bank, job.format, files)
    except Refused as refused:  # somebody's plug-in failed
        return msgspec.json.encode(ExportPage(job.format, "", 0, _said((refused.remark,), job.lang), 0)) + b"\n"
    losses = _said(written.losses[:_MOST_LOSSES], job.lang)
    beyond = len(written.losses) - len(losses)
    page = ExportPage(job.format, written.suffix, len(written.data), losses, beyond)
    return msgspec.json.encode(page) + b"\n" + written.data


def _said(remarks: Iterable[Remark], lang: Lang) -> list[RemarkLine]:
    return [RemarkLine(one.where.question, *say_remark(one, lang)) for one in remarks]
