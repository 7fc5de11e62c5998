"""Bytes to text, whatever program saved them: UTF-8, UTF-16, Windows-1251. Knows no format."""

from __future__ import annotations

import re
from typing import NamedTuple

from saual.banks.remark import Refused

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")

# What an XML declaration may name beside UTF-8 and UTF-16, which show themselves.
_NAMED = {
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
    "us-ascii": "ascii",
    "koi8-r": "koi8-r",
}


class Decoded(NamedTuple):
    text: str
    """With \\n as the only line end."""
    encoding: str
    """utf-8, utf-16 or an 8-bit one, by Python's name."""


def decode(data: bytes) -> Decoded:
    """Raises Refused if the bytes are no text, or in an encoding that cannot be told."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("not_text") from None
    if "\0" in text:
        raise Refused("not_text")
    name = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    return Decoded(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), name)


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:2000]
    if start.count(0) * 4 > len(start):
        # No mark at the start, but the zeros of Latin letters and spaces tell the order of the halves.
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and data.startswith(b"\xef\xbb\xbf"):
            raise Refused("not_text") from None
    else:
        return "utf-8-sig"
    declared = _DECLARED.match(data)
    if declared and (named := _NAMED.get(declared[1].decode().lower())):
        return named
    if _looks_cyrillic(data):
        return "cp1251"
    raise Refused("unknown_encoding")


def _looks_cyrillic(data: bytes) -> bool:
    letters = [c for c in data[:200_000].decode("cp1251", "replace") if not c.isascii()]
    return sum("\u0400" <= c <= "\u045f" for c in letters) > len(letters) * 0.6
