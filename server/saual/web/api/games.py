"""Past games: the list, a report, its tables as files, deletion. Figures are the reports', rows the archive's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from saual.questions.text import Lang
from saual.reports.csv_export import questions_csv, responses_csv, students_csv
from saual.reports.lesson import report
from saual.reports.record import GameRecord
from saual.web.api.wire import Refusal, lang_of, reply
from saual.web.services import Services

_TABLES: dict[str, Callable[[GameRecord, Lang], bytes]] = {
    "students": students_csv,
    "questions": questions_csv,
    "responses": responses_csv,
}


async def all_games(services: Services, request: Request) -> Response:
    return reply(await services.archive.lines(lang_of(request)))


async def one(services: Services, request: Request) -> Response:
    lang, record = lang_of(request), await _record(services, request)
    return reply(await asyncio.to_thread(report, record, lang or record.settings.lang))


async def table(services: Services, request: Request) -> Response:
    lang, record, name = lang_of(request), await _record(services, request), request.path_params["table"]
    make = _TABLES.get(name)
    if make is None:
        raise Refusal(404, "not_found", f"The tables of a game are {', '.join(_TABLES)}.")
    content = await asyncio.to_thread(make, record, lang or record.settings.lang)
    as_file = {"Content-Disposition": f'attachment; filename="saual-{record.id}-{name}.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=as_file)


async def remove(services: Services, request: Request) -> Response:
    if not await services.archive.delete(request.path_params["id"]):
        raise _unknown()
    return Response(status_code=204)


async def _record(services: Services, request: Request) -> GameRecord:
    record = await services.archive.get(request.path_params["id"])
    if record is None:
        raise _unknown()
    return record


def _unknown() -> Refusal:
    return Refusal(404, "unknown_game", "There is no such game: it may have been deleted.")
