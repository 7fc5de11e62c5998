"""Pictures, sound and film over HTTP: whole or in part for the teacher's screens, sealed for phones.

A name is that of the content, so that nothing which a browser keeps can ever be out of date.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from saual.game.views import media as views
from saual.game.views.own_pace import open_file
from saual.log.base import LogFailed
from saual.media import names
from saual.media.seal import sealed
from saual.media.store import PIECE, MediaStore
from saual.questions.media import Media, kind_of, media_type
from saual.web.services import STAFF_COOKIE, Services

_FOREVER = "private, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_MOST_SEALED = 24 * 1024 * 1024
"""Bytes of sealed files kept for the rest of the class; the least lately used are forgotten, and sealed again."""
# Should a browser be made to open a file as a page, it is one that may do nothing.
_INERT = {"content-security-policy": "default-src 'none'; sandbox", "content-disposition": "inline"}


def routes(services: Services) -> list[Route]:
    files = _Files(services)
    return [Route("/media/{name}", files.for_staff), Route("/m/{room}/{name}", files.for_phones)]


class _Files:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._sealed: OrderedDict[str, bytes] = OrderedDict()

    async def for_staff(self, request: Request) -> Response:
        """To every screen of the teacher's, remotes too: a name can only be known from a question."""
        token, name = request.cookies.get(STAFF_COOKIE, ""), request.path_params["name"]
        try:
            await self._services.sessions.load(token)
            if self._services.sessions.check(token) is None:
                return _plain("Open the one-time link from the Saual window on the teacher's computer.", 401)
            size = await self._services.media.size(name) if kind_of(name) else None
        except OSError:
            return _plain("It cannot be read just now.", 503)
        if size is None:
            return _plain("There is no such file.", 404)
        return self._whole(request, name, size)

    def _whole(self, request: Request, name: str, size: int) -> Response:
        """The file as it is, or the part of it that is asked for."""
        headers = {"cache-control": _FOREVER, "etag": f'"{name}"', "accept-ranges": "bytes", **_INERT}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        part = _part(request, size, headers["etag"])
        if part is None:
            return Response(status_code=416, headers={**headers, "content-range": f"bytes */{size}"})
        start, end = part
        whole = (start, end) == (0, size)
        if not whole:
            headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
        headers["content-length"] = str(end - start)
        pieces = _pieces(self._services.media, name, start, end)
        return StreamingResponse(pieces, 200 if whole else 206, headers, media_type(name))

    async def for_phones(self, request: Request) -> Response:
        """Of the question on the stage or the next, or of a homework; the name alone is what one has to know."""
        room, name = request.path_params["room"], request.path_params["name"]
        try:
            live = self._services.hall.held(room) or await self._services.hall.get(room)
            plain = open_file(live.room, name) if live is not None else None
            if plain is not None:
                size = await self._services.media.size(plain.name)
                return _plain("There is nothing here.", 404) if size is None else self._whole(request, plain.name, size)
            found = views.found(live.room, name) if live is not None else None
            content = await self._content(name, *found) if found is not None else b""
        except (LogFailed, OSError):
            return _plain("It cannot be read just now.", 503)
        if not content:
            return _plain("There is nothing here.", 404)
        headers = {"cache-control": _FOREVER, "etag": f'"{name}"', **_INERT}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="application/octet-stream")

    async def _content(self, name: str, media: Media, key: str) -> bytes:
        known = self._sealed.get(name)
        if known is not None:
            self._sealed.move_to_end(name)
            return known
        kept = names.for_phones(media.name)
        plain = await self._services.media.read(kept, 0, await self._services.media.size(kept) or 0)
        if not plain:
            return b""
        content = self._sealed[name] = await asyncio.to_thread(sealed, plain, key)
        while len(self._sealed) > 1 and sum(map(len, self._sealed.values())) > _MOST_SEALED:
            self._sealed.popitem(last=False)
        return content


def _part(request: Request, size: int, etag: str) -> tuple[int, int] | None:
    """From where to where is asked for (RFC 9110, 14); all of it for what we do not understand; None for nowhere."""
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or match[0] == "bytes=-" or request.headers.get("if-range", etag) != etag:
        return 0, size
    first, last = match[1], match[2]
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    return (start, end) if start < end else None


async def _pieces(store: MediaStore, name: str, start: int, end: int) -> AsyncIterator[bytes]:
    while start < end:
        piece = await store.read(name, start, min(PIECE, end - start))
        if not piece:
            return  # removed meanwhile: the browser sees that it is short
        yield piece
        start += len(piece)


def _plain(sentence: str, status: int) -> Response:
    return Response(sentence, status, {"cache-control": "no-store"}, "text/plain")
