"""A bank on paper over HTTP: the sheets and their keys, as the teacher's page prints them."""

from __future__ import annotations

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saual.banks.paper import MOST_VARIANTS, Variant, key, variants
from saual.clerk.look import question_line
from saual.protocol.paper import PaperLine, PaperPage
from saual.questions.bank import Bank
from saual.questions.formula import strings, trees
from saual.questions.text import Lang, say
from saual.web.api import banks
from saual.web.api.wire import lang_of, number_of, ready_made
from saual.web.services import Services

_MOST_SEED = 999_999


async def sheets(services: Services, request: Request) -> Response:
    count = max(1, number_of(request, "variants", MOST_VARIANTS, 1))
    seed = number_of(request, "seed", _MOST_SEED, 1)
    questions, options = bool(number_of(request, "questions", 1, 0)), bool(number_of(request, "options", 1, 0))
    bank = await banks.load(services.library, request.path_params["id"])
    lang = lang_of(request) or bank.language

    def page() -> bytes:
        drawn = [
            _sheet(bank, sheet, lang) for sheet in variants(bank, count, seed, questions=questions, options=options)
        ]
        math = trees(strings(msgspec.to_builtins(drawn)))
        return msgspec.json.encode(PaperPage(say(bank.title, lang, bank.language), drawn, math))

    return ready_made(await asyncio.to_thread(page))


def _sheet(bank: Bank, sheet: Variant, lang: Lang) -> list[PaperLine]:
    lines: list[PaperLine] = []
    n = 0
    for i, question in sheet:
        n += question.answered
        number = n if question.answered else 0
        lines.append(PaperLine(number, question_line(i, question, bank, lang), key(question, lang, bank.language)))
    return lines
