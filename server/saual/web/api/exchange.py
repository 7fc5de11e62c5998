"""Files of banks, in and out: what a file has in it, a bank in another format, tables to fill in. Nothing is kept here;
the reading and writing is the clerk's.
"""

from __future__ import annotations

import asyncio
from functools import cache

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saual.banks.exporting import exports
from saual.banks.formats.registry import known
from saual.banks.formats.table_template import template
from saual.banks.sources.source import MOST_BYTES
from saual.clerk.clerk import ClerkFailed
from saual.clerk.jobs import Read, ReadNames, Write
from saual.protocol.files import BrokenFormat, ExportPage, FormatLine, Formats
from saual.questions.bank import Bank
from saual.questions.text import Lang, say
from saual.web.api import banks
from saual.web.api.download import download
from saual.web.api.wire import Refusal, expect, lang_of, pour, ready_made, reply
from saual.web.services import Services

_LONGEST_NAME = 200
_MOST_FILE_BYTES = 48 * 1024 * 1024
"""Of what goes into an export; what comes after it is told as left out."""
_FAILURES = {
    "busy": (503, "busy", "Several files are being read already. Try again in a few seconds."),
    "slow": (422, "file_slow", "Reading took too long and was stopped: split the file into several."),
    "heavy": (422, "file_heavy", "Reading needed too much memory and was stopped: split the file into several."),
    "broken": (422, "file_broken", "Reading the file came to a sudden end. Export it anew, or try another format."),
}


async def read(services: Services, request: Request) -> Response:
    """What would come in, as the clerk has written it."""
    job = Read(request.query_params.get("name", ""), _lang(request), lang_of(request, "language"))
    page, listed, files = (await clerks_answer(services, request, job)).split(b"\n", 2)
    # Kept at once, whether the bank will be or not: what nothing names goes by itself.
    at = 0
    for kept, size in msgspec.json.decode(listed, type=list[tuple[str, int]]):
        await services.media.put(kept, files[at : at + size])
        at += size
    return ready_made(page)


async def clerks_answer(services: Services, request: Request, job: Read | ReadNames) -> bytes:
    """What the clerk makes of the file in the body. Raises Refusal."""
    if len(job.filename) > _LONGEST_NAME:
        raise Refusal(400, "bad_request", f"?name= has at most {_LONGEST_NAME} characters.")
    expect(request, "application/octet-stream")
    try:
        with services.clerk.tray(job) as tray:
            await pour(request, tray, MOST_BYTES, "file_too_big")
            return await services.clerk.work(tray)
    except ClerkFailed as failed:
        raise Refusal(*_FAILURES[failed.code]) from None


async def formats(services: Services, request: Request) -> Response:
    formats, packages, broken = known()
    lines = [
        FormatLine(one.name, dict(one.title), dict(one.about), one.write is not None, packages.get(one.name, ""))
        for one in formats
    ]
    return reply(Formats(lines, [BrokenFormat(*one) for one in broken]))


async def losses(services: Services, request: Request) -> Response:
    """What the format cannot hold."""
    page, _ = await _written(services, request)
    return ready_made(page)


async def file(services: Services, request: Request) -> Response:
    page, data = await _written(services, request)
    if not data:
        raise Refusal(*_FAILURES["broken"])
    summary = await services.library.summary(request.path_params["id"])
    title = say(summary.title, _lang(request), summary.language)
    return download(data, title, msgspec.json.decode(page, type=ExportPage).suffix)


async def table(services: Services, request: Request) -> Response:
    """The table to fill in, in the language asked for."""
    suffix = f".{request.path_params['suffix']}"
    try:
        return download(await asyncio.to_thread(_template, suffix, _lang(request)), "saual-questions", suffix)
    except KeyError:
        raise Refusal(404, "not_found", "The tables to fill in are .xlsx and .csv.") from None


async def _written(services: Services, request: Request) -> tuple[bytes, bytes]:
    """The page about the file, and the file."""
    format = request.path_params["format"]
    if format not in exports():
        raise Refusal(404, "not_found", f"These formats can be written: {', '.join(exports())}.")
    bank = await banks.load(services.library, request.path_params["id"])
    try:
        files = await _files(services, bank)
        job = Write(bank, format, _lang(request), [(name, len(content)) for name, content in files.items()])
        page, _, data = (await services.clerk.do(job, *files.values())).partition(b"\n")
    except ClerkFailed as failed:
        raise Refusal(*_FAILURES[failed.code]) from None
    return page, data


async def _files(services: Services, bank: Bank) -> dict[str, bytes]:
    """What its questions name, as far as it is kept, up to a bound."""
    files: dict[str, bytes] = {}
    left = _MOST_FILE_BYTES
    for name in dict.fromkeys(name for question in bank.questions for name in question.files()):
        size = await services.media.size(name)
        if size is not None and size <= left:
            files[name] = await services.media.read(name, 0, size)
            left -= size
    return files


def _lang(request: Request) -> Lang:
    return lang_of(request) or "en"


_template = cache(template)
