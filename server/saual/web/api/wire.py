"""How the interface reads and answers: JSON through msgspec, bounded bodies, Problems. Knows no route."""

from __future__ import annotations

from typing import TypeVar, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saual.banks.problem import BankFaults
from saual.protocol.api import FaultView, FaultyBank, Problem
from saual.questions.text import LANGS, Lang

T = TypeVar("T")

MOST_BYTES = 1024 * 1024


class Refusal(Exception):
    """The request ends here, with this answer."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.response = problem(status, code, message)


def reply(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def problem(status: int, code: str, message: str) -> Response:
    return reply(Problem(code, message), status)


def faulty(faults: BankFaults) -> Response:
    """422, with all that is wrong with the bank."""
    views = fault_views(faults)
    message = "The bank has a fault." if len(views) == 1 else f"The bank has {len(views)} faults."
    return reply(FaultyBank("bank_faults", message, views), 422)


def fault_views(faults: BankFaults) -> list[FaultView]:
    return [FaultView(fault.line, fault.place, fault.problem, fault.fix) for fault in faults.problems]


async def read(request: Request, kind: type[T]) -> T:
    """The JSON body as this struct."""
    _expect(request, "application/json")
    try:
        return msgspec.json.decode(await _body(request), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(400, "bad_request", f"The body is not what this address takes: {error}.") from error


async def read_bytes(request: Request, media_type: str) -> bytes:
    _expect(request, media_type)
    return await _body(request)


def lang_of(request: Request) -> Lang | None:
    """`?lang=`, None if it is not given."""
    wanted = request.query_params.get("lang")
    for lang in LANGS:
        if lang == wanted:
            return lang
    if wanted is None:
        return None
    raise Refusal(400, "bad_request", f"?lang= is one of {', '.join(get_args(Lang))}.")


def _expect(request: Request, media_type: str) -> None:
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != media_type:
        raise Refusal(415, "bad_request", f"Send the body with Content-Type: {media_type}.")


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is known to be too big, whatever Content-Length says."""
    too_big = Refusal(413, "too_big", f"The body is bigger than {MOST_BYTES // 1024} KiB.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise too_big
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise too_big
    return bytes(body)
