"""The files of a QTI package, in the order of its manifest. Knows no question."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from saual.banks.remark import Refused, Where
from saual.banks.sources.decoding import decode
from saual.banks.sources.source import Source
from saual.banks.sources.xml import Node, root_name, tree

MANIFEST = "imsmanifest.xml"
_SUFFIXES = (".xml", ".qti")
_MOST_LOOKED_AT = 50
"""Files, to tell the version of a package by."""


def roots(source: Source) -> list[str]:
    """The names of the first elements of a few files, to tell the version by."""
    if source.archive is None:
        return [source.xml_root or ""]
    names: list[str] = []
    for name in _readable(source.archive.names)[:_MOST_LOOKED_AT]:
        try:
            names.append(root_name(decode(source.archive.read(name)).text.lstrip()) or "")
        except Refused:
            continue
    return names


def files(source: Source) -> Iterator[tuple[str, Node | Refused]]:
    """Each XML file of the package with its name, or why it cannot be read; a single file has the name ""."""
    archive = source.archive
    if archive is None:
        yield "", source.xml()
        return
    for name in _ordered(archive.names, _manifest(source)):
        try:
            yield name, tree(decode(archive.read(name)).text.lstrip())
        except Refused as refused:
            if refused.remark.code == "zip_bomb":
                raise
            where = Where(file=name, line=refused.remark.where.line)
            yield name, Refused(refused.remark.code, where, **refused.remark.params)


def beside(source: Source, file: str) -> Callable[[str], bytes | None]:
    """What addresses in this file of the package lead to; None where they lead out of it, or nowhere."""
    archive = source.archive

    def read(address: str) -> bytes | None:
        if archive is None or not address or "://" in address:
            return None
        bare = unquote(address).replace("$IMS-CC-FILEBASE$", "").partition("?")[0].lstrip("/")
        near = posixpath.normpath(posixpath.join(posixpath.dirname(file), bare))
        # Canvas keeps files elsewhere than their addresses say: one of the same name will do if it is the only one.
        alike = [name for name in archive.names if posixpath.basename(name) == posixpath.basename(bare)]
        name = next((name for name in (near, bare) if name in archive.names), alike[0] if len(alike) == 1 else None)
        return archive.read(name) if name else None

    return read


def _manifest(source: Source) -> list[str]:
    archive = source.archive
    assert archive is not None
    name = next((name for name in archive.names if posixpath.basename(name) == MANIFEST), None)
    if name is None:
        return []
    folder = posixpath.dirname(name)
    try:
        root = tree(decode(archive.read(name)).text.lstrip())
    except Refused:
        return []  # the order is lost, the files are there
    hrefs = [node.attrs.get("href", "") for node in root.deep("file")]
    return [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in hrefs]


def _readable(names: list[str]) -> list[str]:
    """XML files but the manifest, and but the shadows that a Mac puts beside every file."""
    xml = (name for name in names if name.lower().endswith(_SUFFIXES))
    return [n for n in xml if posixpath.basename(n) != MANIFEST and not posixpath.basename(n).startswith("._")]


def _ordered(names: list[str], manifest: list[str]) -> list[str]:
    """Canvas keeps the whole of a quiz in non_cc_assessments/, and less of it beside: the whole comes first."""
    order = {name: i for i, name in reversed(list(enumerate(manifest)))}
    return sorted(_readable(names), key=lambda n: ("non_cc_assessments" not in n, order.get(n, len(order)), n))
