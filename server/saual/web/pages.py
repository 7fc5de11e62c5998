"""The built web pages, read once at the start and sent precompressed. Hashed files never change; pages may.

Pages hold no content of any bank: what they show comes over the socket and the API, to whom it may.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saual.world import new_secret

DEVICE_COOKIE = "saual_device"
_DEVICE_S = 365 * 24 * 3600
_FOREVER = "public, max-age=31536000, immutable"
_STAFF = (
    *("", "/banks/{id}", "/banks/{id}/paper", "/classes", "/classes/{id}", "/games", "/games/{id}", "/room/{id}"),
    *("/homework", "/homework/{id}", "/plans", "/plans/{id}"),
    *("/reports", "/reports/{kind}/{id}", "/reports/{kind}/{id}/{key}"),
)
_PAGES = {"/": "student.html", "/{pin:pin}": "student.html", "/remote": "remote.html"} | {
    f"/teacher{path}": "staff.html" for path in _STAFF
}


Handler = Callable[[Request], Awaitable[Response]]


class _Pin(Convertor[str]):
    """Six digits in the path: what the QR code holds."""

    regex = "[0-9]{6}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("pin", _Pin())


class PagesMissing(Exception):
    """The web part has not been built."""


class File(Struct, frozen=True):
    body: bytes
    packed: bytes | None
    kind: str
    etag: str


class Pages:
    """Every file below `folder`, by its path."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): _read(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".gz" and not path.name.startswith(".")
        }
        missing = {name for name in _PAGES.values() if name not in self._files}
        if missing:
            raise PagesMissing(f"The pages {', '.join(sorted(missing))} are not in {folder}.")

    def routes(self) -> list[Route]:
        routes = [Route(path, self._page(name)) for path, name in _PAGES.items()]
        return [*routes, Route("/assets/{path:path}", self._asset), Route("/favicon.ico", _nothing)]

    def _page(self, name: str) -> Handler:
        async def page(request: Request) -> Response:
            response = self._send(request, name, "no-cache")
            if name == "student.html" and DEVICE_COOKIE not in request.cookies:
                response.set_cookie(
                    DEVICE_COOKIE, new_secret(), max_age=_DEVICE_S, httponly=True, samesite="lax", path="/"
                )
            return response

        return page

    async def _asset(self, request: Request) -> Response:
        return self._send(request, f"assets/{request.path_params['path']}", _FOREVER)

    def _send(self, request: Request, name: str, caching: str) -> Response:
        file = self._files.get(name)
        if file is None:
            return Response("There is nothing here.", 404, media_type="text/plain")
        headers = {"cache-control": caching, "etag": file.etag, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == file.etag:
            return Response(status_code=304, headers=headers)
        if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(file.packed, headers={**headers, "content-encoding": "gzip"}, media_type=file.kind)
        return Response(file.body, headers=headers, media_type=file.kind)


def _read(path: Path) -> File:
    body = path.read_bytes()
    packed = path.with_name(path.name + ".gz")
    return File(
        body=body,
        packed=packed.read_bytes() if packed.exists() else None,
        kind=_kind(path),
        etag=f'"{sha256(body).hexdigest()[:20]}"',
    )


def _kind(path: Path) -> str:
    """Not the machine's own table: on Windows a registry entry can make a script text/plain."""
    known = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
    return known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


async def _nothing(request: Request) -> Response:
    return Response(status_code=204, headers={"cache-control": _FOREVER})
