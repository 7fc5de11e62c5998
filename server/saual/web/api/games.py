"""Past games: the list, a report, its tables as files, deletion. Figures are the reports', rows the archive's."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from saual.protocol.reports import TablePage
from saual.questions.text import Lang
from saual.reports.csv_export import as_csv
from saual.reports.lesson import report
from saual.reports.record import GameRecord, People
from saual.reports.tables import Table, tables
from saual.reports.xlsx_export import as_xlsx
from saual.store.archive import MOST_LINES, Wanted
from saual.web.api.download import download
from saual.web.api.wire import Refusal, lang_of, number_of, reply
from saual.web.services import Services

MOST_ROWS = 1000
"""In one page of a table."""


async def all_games(services: Services, request: Request) -> Response:
    query = request.query_params
    wanted = Wanted(query.get("search", ""), query.get("bank", ""), query.get("class", ""))
    limit = number_of(request, "limit", MOST_LINES, MOST_LINES)
    return reply(await services.archive.page(lang_of(request), wanted, query.get("after", ""), limit))


async def one(services: Services, request: Request) -> Response:
    lang, record = lang_of(request), await record_of(services, request)
    people = await _people(services, record)
    return reply(await asyncio.to_thread(report, record, lang or record.settings.lang, people))


async def table(services: Services, request: Request) -> Response:
    record, name = await record_of(services, request), request.path_params["table"]
    lang = lang_of(request) or record.settings.lang
    made = await _table(services, record, name, lang)
    # Moodle reads a gradebook with commas and points, whatever language the teacher reads.
    file = await asyncio.to_thread(as_csv, made, "en" if name == "gradebook" else lang)
    return download(file, f"saual-{record.id}-{name}", ".csv")


async def rows(services: Services, request: Request) -> Response:
    """Some rows of a table as JSON, for programs."""
    record, name = await record_of(services, request), request.path_params["table"]
    made = await _table(services, record, name, lang_of(request) or record.settings.lang)
    limit, after = number_of(request, "limit", MOST_ROWS, MOST_ROWS), number_of(request, "after", 10**9, 0)
    end = after + max(1, limit)
    return reply(TablePage(list(made.columns), made.rows[after:end], end if end < len(made.rows) else None))


async def _table(services: Services, record: GameRecord, name: str, lang: Lang) -> Table:
    made = (await asyncio.to_thread(tables, record, lang, await _people(services, record))).get(name)
    if made is None:
        known = "students, questions, responses, asked, lesson, gradebook; of a homework also attempts, material; plan"
        raise Refusal(404, "not_found", f"Tables of a game: {known}.")
    return made


async def workbook(services: Services, request: Request) -> Response:
    record = await record_of(services, request)
    lang = lang_of(request) or record.settings.lang
    made = await asyncio.to_thread(tables, record, lang, await _people(services, record))
    return download(await asyncio.to_thread(as_xlsx, made, lang), f"saual-{record.id}", ".xlsx")


async def remove(services: Services, request: Request) -> Response:
    record = await record_of(services, request)
    if record.homework is not None and not record.finished and await services.hall.get(record.room) is not None:
        # What is handed in later would be dropped, although phones were told that it is kept.
        raise Refusal(409, "in_lesson", "This homework is still open: end it first.")
    id = record.id
    if not await services.archive.delete(id):
        raise _unknown()
    await services.keeping.game_deleted(id.rpartition("-")[0])
    return Response(status_code=204)


async def record_of(services: Services, request: Request) -> GameRecord:
    record = await services.archive.get(request.path_params["id"])
    if record is None:
        raise _unknown()
    return record


async def _people(services: Services, record: GameRecord) -> People:
    """The real names of those who sat under one of their class."""
    return await services.people.names(row.student_id for row in record.students)


def _unknown() -> Refusal:
    return Refusal(404, "unknown_game", "There is no such game: it may have been deleted.")
