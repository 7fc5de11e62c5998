"""How the interface reads and answers: JSON through msgspec, bounded bodies, Problems. Knows no route."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import IO, TypeVar, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saual.protocol.api import Problem
from saual.questions.text import LANGS, Lang

T = TypeVar("T")

MOST_BYTES = 1024 * 1024
_PATIENCE_S = 300


class Refusal(Exception):
    """The request ends here, with this answer."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.response = problem(status, code, message)


def reply(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def problem(status: int, code: str, message: str) -> Response:
    return reply(Problem(code, message), status)


def ready_made(body: bytes) -> Response:
    """A JSON body that another process has written."""
    return Response(body, media_type="application/json")


async def read(request: Request, kind: type[T], most: int = MOST_BYTES) -> T:
    """The JSON body, of at most so many bytes, as this struct."""
    expect(request, "application/json")
    body = BytesIO()
    await pour(request, body, most)
    try:
        return msgspec.json.decode(body.getbuffer(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(400, "bad_request", f"The body is not what this address takes: {error}.") from error


def lang_of(request: Request, key: str = "lang") -> Lang | None:
    """`?lang=`, None if it is not given."""
    wanted = request.query_params.get(key)
    for lang in LANGS:
        if lang == wanted:
            return lang
    if wanted is None:
        return None
    raise Refusal(400, "bad_request", f"?{key}= is one of {', '.join(get_args(Lang))}.")


def number_of(request: Request, key: str, most: int, otherwise: int) -> int:
    """`?key=`, a whole number up to `most`; `otherwise` if it is not given."""
    given = request.query_params.get(key)
    if given is None:
        return otherwise
    if not (given.isascii() and given.isdecimal() and len(given) < 17 and int(given) <= most):
        raise Refusal(400, "bad_request", f"?{key}= is a whole number up to {most}.")
    return int(given)


def expect(request: Request, media_type: str) -> None:
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != media_type:
        raise Refusal(415, "bad_request", f"Send the body with Content-Type: {media_type}.")


async def pour(request: Request, into: IO[bytes], most: int, code: str = "too_big") -> None:
    """The body, piece by piece, given up as soon as it is known to be too big, whatever Content-Length says, or when
    it is still not whole after `_PATIENCE_S`.
    """
    too_big = Refusal(413, code, f"The body is bigger than {most // 1024} KiB.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise too_big
    size = 0
    try:
        async with asyncio.timeout(_PATIENCE_S):
            async for chunk in request.stream():
                size += len(chunk)
                if size > most:
                    raise too_big
                into.write(chunk)
    except TimeoutError:
        raise Refusal(408, "too_slow", "The body did not come in within five minutes.") from None
