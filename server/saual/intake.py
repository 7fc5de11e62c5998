"""A file that a teacher gives becomes one of the kept ones: looked at, made fit, stored. Knows no HTTP.

Sound and film are kept as they are: to make them again would need programs that a school laptop does not have. What
they are their first bytes say, and they are only ever sent under that type.
"""

from __future__ import annotations

import asyncio
from typing import IO

import msgspec

from saual.clerk.clerk import Clerk
from saual.clerk.jobs import Reduced
from saual.media.names import for_phones, named
from saual.media.sniff import HEAD_BYTES, Found, sniff
from saual.media.store import MediaStore

MOST_PICTURE_BYTES = 20 * 1024 * 1024
MOST_SOUND_BYTES = 10 * 1024 * 1024
"""Ten minutes of speech. A whole class fetches it."""
MOST_FILM_BYTES = 40 * 1024 * 1024
MOST_BYTES = max(MOST_PICTURE_BYTES, MOST_SOUND_BYTES, MOST_FILM_BYTES)

_SOUNDS: tuple[Found, ...] = ("mp3", "ogg", "m4a", "wav")
_REFUSED: dict[Found, str] = {"svg": "media_svg", "heic": "media_heic", "unknown": "media_unknown"}


class NotTaken(Exception):
    """`code` as in the interface's problems; `message` is plain English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


_WORDS = {
    "media_svg": "SVG pictures can hold scripts and are not taken: save it as PNG.",
    "media_heic": "HEIC pictures cannot be shown by browsers: save it as JPEG.",
    "media_unknown": "This is no picture, sound or film that browsers can show: JPEG, PNG, WebP, GIF, MP3, OGG, M4A, "
    "WAV, MP4 and WebM are taken.",
    "media_big": "The file is too big: pictures may have 20 MiB, sound 10 MiB, film 40 MiB.",
    "media_damaged": "The picture is damaged: open it in another program and save it anew.",
    "media_pixels": "The picture has too many pixels: make it smaller first.",
}
_OF_PICTURES = {"damaged": "media_damaged", "too_many_pixels": "media_pixels", "not_a_picture": "media_unknown"}


def not_taken(code: str) -> NotTaken:
    return NotTaken(code, _WORDS[code])


class Intake:
    def __init__(self, store: MediaStore, clerk: Clerk) -> None:
        self._store = store
        self._clerk = clerk

    async def take(self, tray: IO[bytes], start: int) -> str:
        """The name of what is in the tray from `start` on (a job for the clerk stands before it).

        Raises NotTaken, ClerkFailed, and OSError if it cannot be kept.
        """
        tray.seek(0, 2)
        size = tray.tell() - start
        tray.seek(start)
        found = sniff(tray.read(HEAD_BYTES))
        if found in _REFUSED:
            raise not_taken(_REFUSED[found])
        most = MOST_PICTURE_BYTES if found == "picture" else MOST_SOUND_BYTES if found in _SOUNDS else MOST_FILM_BYTES
        if size > most:
            raise not_taken("media_big")
        if found == "picture":
            return await self._picture(tray)
        return await self._as_it_is(tray, start, found)

    async def _picture(self, tray: IO[bytes]) -> str:
        told, _, forms = (await self._clerk.work(tray)).partition(b"\n")
        reduced = msgspec.json.decode(told, type=Reduced)
        if reduced.bad:
            raise not_taken(_OF_PICTURES[reduced.bad])
        # The one that nothing names is kept first: who finds the picture finds both.
        await self._store.put(for_phones(reduced.name), forms[reduced.size :])
        await self._store.put(reduced.name, forms[: reduced.size])
        return reduced.name

    async def _as_it_is(self, tray: IO[bytes], start: int, suffix: str) -> str:
        tray.seek(start)
        content = tray.read()
        name = await asyncio.to_thread(named, content, suffix)
        await self._store.put(name, content)
        return name
