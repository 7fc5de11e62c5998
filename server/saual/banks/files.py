"""The pictures, sounds and films that come with a file of questions: taken by their content, each once, within bounds.

Knows no format and keeps nothing: who reads the file gets them beside the bank.
"""

from __future__ import annotations

import base64
import binascii
import re

from saual.media.names import for_phones, named
from saual.media.sniff import HEAD_BYTES, sniff

MOST_FILES = 200
_MOST_PIXELS = 300_000_000
"""Of all pictures together, so that making them fit takes seconds: fifty photos, hundreds of drawings."""
_DATA = re.compile(r"data:[\w/+.;=-]{0,100};base64,", re.IGNORECASE)


class Files:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        """By the names that questions have them by; of a picture also the form for phones."""
        self.sizes: dict[str, tuple[int, int]] = {}
        """Of pictures, as they came: width and height, px."""
        self._known: dict[bytes, str] = {}
        self._pixels = 0
        self._count = 0

    def take(self, data: bytes) -> str | None:
        """The name of this file from now on; None if it is none that can be shown, or one too many."""
        if data not in self._known:
            name = self._taken(data)
            if name is None:
                return None
            self._known[data] = name
        return self._known[data]

    def _taken(self, data: bytes) -> str | None:
        found = sniff(data[:HEAD_BYTES])
        if found in ("svg", "heic", "unknown") or self._count >= MOST_FILES or self._pixels > _MOST_PIXELS:
            return None
        self._count += 1
        if found != "picture":
            name = named(data, found)
            self.kept[name] = data
            return name
        from saual.media.pictures import Bad, made  # it needs Pillow, which most files of questions do not

        try:
            picture = made(data)
        except Bad:
            return None
        self._pixels += picture.pixels
        self.sizes[picture.name] = picture.size
        self.kept[for_phones(picture.name)] = picture.phone
        self.kept[picture.name] = picture.content
        return picture.name


def embedded(uri: str) -> bytes | None:
    """What a data URI holds; None if it is no such one."""
    match = _DATA.match(uri)
    return from_base64(uri[match.end() :]) if match else None


def from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    except (binascii.Error, ValueError):
        return None
