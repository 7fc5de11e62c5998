"""Reports over many games: of a bank, a question of it, a class, a student. It makes no figures."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from saual.protocol.reports import PlayedBank
from saual.questions.text import say
from saual.reports.bank import bank_report
from saual.reports.course import class_report
from saual.reports.csv_export import as_csv
from saual.reports.gradebook import class_gradebook
from saual.reports.person import student_report
from saual.reports.question import question_report
from saual.web.api.download import download
from saual.web.api.wire import Refusal, lang_of, number_of, reply
from saual.web.services import Services


async def played(services: Services, request: Request) -> Response:
    lang = lang_of(request)
    lines = await services.histories.played()
    return reply(
        [
            PlayedBank(line.bank, say(line.title, lang or line.language, line.language), line.games, line.last_ms)
            for line in lines
        ]
    )


async def bank(services: Services, request: Request) -> Response:
    lang, history = lang_of(request), await services.histories.bank(request.path_params["id"])
    if history is None:
        raise Refusal(404, "not_played", "No game of this bank is kept: there is nothing to report yet.")
    return reply(await asyncio.to_thread(bank_report, history, lang or history.games[0].language))


async def question(services: Services, request: Request) -> Response:
    path = request.path_params
    lang, history = lang_of(request), await services.histories.question(path["id"], path["key"])
    if history is None:
        raise Refusal(404, "not_played", "No game that is kept asked such a question.")
    return reply(await asyncio.to_thread(question_report, history, lang or history.bank.games[0].language))


async def of_class(services: Services, request: Request) -> Response:
    lang, id = lang_of(request) or "kk", request.path_params["id"]
    history = await services.class_histories.of_class(id, *_span(request))
    if history is None:
        raise Refusal(404, "unknown_class", "There is no such class.")
    return reply(await asyncio.to_thread(class_report, history, lang))


async def gradebook(services: Services, request: Request) -> Response:
    """The class's grades for Moodle: commas and points, whatever language the teacher reads."""
    lang, id = lang_of(request) or "kk", request.path_params["id"]
    history = await services.class_histories.of_class(id, *_span(request))
    if history is None:
        raise Refusal(404, "unknown_class", "There is no such class.")
    people = await services.people.names(history.names)
    made = await asyncio.to_thread(class_gradebook, history, people, lang)
    return download(await asyncio.to_thread(as_csv, made, "en"), f"saual-{history.name}-gradebook", ".csv")


async def of_student(services: Services, request: Request) -> Response:
    history = await services.class_histories.of_student(request.path_params["id"])
    if history is None:
        raise Refusal(404, "unknown_student", "There is no such student.")
    return reply(await asyncio.to_thread(student_report, history, lang_of(request) or "kk"))


def _span(request: Request) -> tuple[int, int]:
    """`?from_ms=` and `?to_ms=`, Unix ms."""
    return number_of(request, "from_ms", 2**53, 0), number_of(request, "to_ms", 2**53, 2**53)
