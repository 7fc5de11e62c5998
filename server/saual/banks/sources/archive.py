"""Zip packages, read within bounds: their size as told and as found, their number of files, their names.

A file is read only when asked for by its exact name and never written anywhere, so a name such as ../../x
leads nowhere; it is refused because no honest program writes it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from saual.banks.remark import Refused

MOST_FILES = 2000
MOST_FILE_BYTES = 20 * 1024 * 1024
"""One file unpacked."""
MOST_ALL_BYTES = 40 * 1024 * 1024
"""All files that are read, unpacked."""
_MOST_DIRECTORY_BYTES = 1024 * 1024
_MOST_RATIO = 200
"""Text packs 5 to 20 times; a spreadsheet of equal cells up to 100."""
_SMALL = 1024 * 1024
"""Unpacked, where the ratio does not matter."""

_END = b"PK\x05\x06"
_END_ZIP64 = b"PK\x06\x07"


class Archive:
    """Raises Refused for whatever is no honest zip file."""

    def __init__(self, data: bytes) -> None:
        _bound_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError, OverflowError):
            raise Refused("zip_broken") from None
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        if len(infos) > MOST_FILES:
            raise Refused("zip_many", n=len(infos), most=MOST_FILES)
        for info in infos:
            _check(info)
        self._infos = {info.filename: info for info in infos}
        if len(self._infos) < len(infos):
            raise Refused("zip_broken")
        self._read: dict[str, int] = {}

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """The whole file. Raises KeyError if there is none of this name, and Refused."""
        info = self._infos[name]
        try:
            with self._zip.open(info) as file:
                data = file.read(MOST_FILE_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise Refused("zip_broken") from None
        self._read[name] = len(data)
        if len(data) > MOST_FILE_BYTES or sum(self._read.values()) > MOST_ALL_BYTES:
            raise Refused("zip_bomb")
        return data


def _bound_directory(data: bytes) -> None:
    """The list of files is read whole by `zipfile`, so its size is looked at first."""
    tail = data[-65_557:]
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Refused("zip_broken")
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size > _MOST_DIRECTORY_BYTES or _END_ZIP64 in tail[max(0, at - 20) : at]:
        raise Refused("zip_many", n=int.from_bytes(tail[at + 10 : at + 12], "little"), most=MOST_FILES)


def _check(info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = re.split(r"[/\\]", name)
    if not name or ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise Refused("zip_path", name=name[:100])
    if info.flag_bits & 1:
        raise Refused("zip_locked")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("zip_broken")
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _SMALL and ratio > _MOST_RATIO:
        raise Refused("zip_bomb")
