"""A file that somebody gave: what it is by its content, and the ways to look into it. Knows no question."""

from __future__ import annotations

import re
from functools import cached_property

from saual.banks.remark import Refused
from saual.banks.sources.archive import Archive
from saual.banks.sources.decoding import Decoded, decode
from saual.banks.sources.delimited import read_delimited
from saual.banks.sources.sheet import Sheet
from saual.banks.sources.xlsx import WORKBOOK, read_xlsx
from saual.banks.sources.xml import Node, root_name, tree

MOST_BYTES = 20 * 1024 * 1024
"""A package or a Moodle file with pictures. 500 questions without pictures are far below 1 MiB."""
MOST_TEXT_BYTES = 4 * 1024 * 1024
"""Of a text file."""
PEEK_ROWS = 30

# The first bytes of what is no question bank, and what to tell of it.
_STRANGERS = (
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "moodle_backup"),
    (b"{\\rtf", "word"),
)


class Source:
    """Raises Refused from any of its looks, for what no import can read."""

    def __init__(self, data: bytes, filename: str) -> None:
        self.data = data
        self.filename = filename
        if len(data) > MOST_BYTES:
            raise Refused("too_big", mib=len(data) // (1024 * 1024), most=MOST_BYTES // (1024 * 1024))
        if not data.strip():
            raise Refused("empty_file")
        for start, code in _STRANGERS:
            if data.startswith(start):
                raise Refused(code)

    @property
    def stem(self) -> str:
        """The name of the file without folders and what follows the last points, as a title."""
        last = re.split(r"[/\\]", self.filename)[-1]
        stem = re.sub(
            r"(\.(gift|moodle|aiken|qti|xml|txt|zip|xlsx|csv|tsv|toml|json|imscc))+$", "", last, flags=re.IGNORECASE
        )
        return " ".join(stem.replace("_", " ").split())

    @cached_property
    def archive(self) -> Archive | None:
        """The package, or None if the file is none."""
        if not self.data.startswith(b"PK\x03\x04"):
            return None
        archive = Archive(self.data)
        if "word/document.xml" in archive.names or "content.xml" in archive.names:
            raise Refused("word" if "word/document.xml" in archive.names else "open_document")
        if "moodle_backup.xml" in archive.names:
            raise Refused("moodle_backup")
        return archive

    @cached_property
    def decoded(self) -> Decoded | None:
        """The text, or None if the file is a package."""
        return None if self.archive else decode(self.data)

    @property
    def text(self) -> str:
        """The text; "" if the file is a package or XML."""
        if self.decoded is None or self.xml_root is not None:
            return ""
        if len(self.data) > MOST_TEXT_BYTES:
            raise Refused("too_big", mib=len(self.data) // (1024 * 1024), most=MOST_TEXT_BYTES // (1024 * 1024))
        return self.decoded.text

    @cached_property
    def xml_root(self) -> str | None:
        """The name of the first element, or None if the file is no XML: a text may well start with a tag."""
        if self.decoded is None:
            return None
        start = self.decoded.text[:1000].lstrip().lower()
        if start.startswith(("<!doctype html", "<html")):
            raise Refused("web_page")
        if not re.match(r"<(\?xml|!|([a-z0-9]+:)?(quiz|questestinterop|(qti-)?assessment))", start):
            return None
        return root_name(self.decoded.text.lstrip()) or "?"

    def xml(self, *, skip: frozenset[str] = frozenset()) -> Node:
        assert self.decoded is not None
        return tree(self.decoded.text.lstrip(), skip=skip)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets of a workbook, or a text with separators as one sheet."""
        if self.archive is not None:
            return read_xlsx(self.archive) if WORKBOOK in self.archive.names else []
        return [read_delimited(self.text)] if self.text else []

    @cached_property
    def peek(self) -> list[Sheet]:
        """The first rows of each sheet, to tell by whether the file is a table."""
        if self.archive is not None:
            return [sheet._replace(rows=sheet.rows[:PEEK_ROWS]) for sheet in self.sheets]
        try:
            return [read_delimited(self.text[:20_000], whole=False)] if self.text else []
        except Refused:  # a text that is no table
            return []
