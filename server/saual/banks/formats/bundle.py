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
from saual.questions.media import SUFFIXES, MediaKind, kind_of

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
        folder = posixpath.dirname(name)
        for kind in SUFFIXES:
            if isinstance(said := draft.fields.get(kind), str):
                draft.fields[kind] = _taken(said, kind, folder, archive, found, draft)
        if isinstance(pictures := draft.fields.get("pictures"), list):
            draft.fields["pictures"] = [
                _taken(said, "picture", folder, archive, found, draft) or "" if said and isinstance(said, str) else said
                for said in pictures
            ]
        draft.fields = {key: value for key, value in draft.fields.items() if value is not None}


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    wanted = {name for question in bank.questions for name in question.files()}
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


def _taken(said: str, kind: MediaKind, folder: str, archive: Archive, found: Found, draft: Draft) -> str | None:
    """The name of the file that the question calls so; None, which is told, if there is none of this kind."""
    places = [posixpath.normpath(posixpath.join(folder, part, said)) for part in ("", _FOLDER)]
    place = next((place for place in places if place in archive.names), None)
    name = found.files.take(archive.read(place)) if place else None
    if name is not None and kind_of(name) == kind:
        return name
    found.note(Remark("picture_bad" if place else "picture_missing", draft.where))
    return None


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
