"""A bank with its pictures, sound and film: a zip of our TOML and, beside it, `media/` with the files that it names.

One that people have put together by hand may name files as it likes; here they get the names that their contents give.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from saual.banks.formats import native
from saual.banks.formats.base import Format, Written
from saual.banks.found import Draft, Found
from saual.banks.remark import Remark
from saual.banks.sources.archive import Archive
from saual.banks.sources.source import Source
from saual.banks.toml_write import serialise
from saual.questions.bank import Bank
from saual.questions.media import SUFFIXES, kind_of

_BANK = "bank.toml"
_FOLDER = "media/"
_MOST_BYTES = 18 * 1024 * 1024
"""Of the files in a zip that is written, so that it can be read again; the biggest are left out and told."""
_SAME_DATE = (2020, 1, 1, 0, 0, 0)
"""So that the same bank is the same file."""


def sniff(source: Source) -> bool:
    return source.archive is not None and _bank(source.archive) is not None


def read(source: Source, found: Found) -> None:
    archive = source.archive
    assert archive is not None
    name = _bank(archive)
    assert name is not None
    native.read_toml_bank(Source(archive.read(name), name), found)
    for draft in found.drafts:
        for kind in SUFFIXES:
            _take(draft, kind, posixpath.dirname(name), archive, found)


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    wanted = {one.name for question in bank.questions for one in question.media(bank.language, bank.language)}
    left = _MOST_BYTES
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo(_BANK, _SAME_DATE), serialise(bank))
        for name in sorted(wanted & files.keys(), key=lambda name: (len(files[name]), name)):
            left -= len(files[name])
            if left >= 0:
                package.writestr(zipfile.ZipInfo(_FOLDER + name, _SAME_DATE), files[name])
    return Written(buffer.getvalue(), list(range(len(bank.questions))))


def _bank(archive: Archive) -> str | None:
    """The one TOML file."""
    names = [name for name in archive.names if name.lower().endswith(".toml") and "__MACOSX" not in name]
    return names[0] if len(names) == 1 else None


def _take(draft: Draft, kind: str, folder: str, archive: Archive, found: Found) -> None:
    said = draft.fields.get(kind)
    if not isinstance(said, str):
        return
    places = [posixpath.normpath(posixpath.join(folder, part, said)) for part in ("", _FOLDER)]
    place = next((place for place in places if place in archive.names), None)
    name = found.files.take(archive.read(place)) if place else None
    if name is not None and kind_of(name) == kind:
        draft.fields[kind] = name
    else:
        found.note(Remark("picture_bad" if place else "picture_missing", draft.where))
        del draft.fields[kind]


FORMAT = Format(
    "saual",
    ".zip",
    {
        "kk": "Saual, суреттерімен бірге (ZIP)",
        "ru": "Saual вместе с картинками (ZIP)",
        "en": "Saual with pictures (ZIP)",
    },
    sniff,
    read,
    write,
    rank=13,
)
