"""Reports over many games: of a bank, and of one question of it. Figures are the reports', rows the store's."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from saual.reports.bank import bank_report
from saual.reports.question import question_report
from saual.web.api.wire import Refusal, lang_of, reply
from saual.web.services import Services


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
