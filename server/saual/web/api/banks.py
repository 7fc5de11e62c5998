"""The banks, for their teacher: list, look at all of one, add, remove. Files are the shelf's."""

from __future__ import annotations

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from saual.banks.problem import BankFaults
from saual.banks.shelf import Shelf, Summary, UnknownBank
from saual.protocol.api import BankLine, BankPage, QuestionLine
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.text import Lang, Text, say
from saual.web.api.wire import Refusal, fault_views, faulty, lang_of, read_bytes, reply
from saual.web.services import Services

_TAGS = ("topic", "level", "bloom", "skill")
_LONGEST_NAME = 200


async def all_banks(services: Services, request: Request) -> Response:
    return reply([_line(summary) for summary in await asyncio.to_thread(services.shelf.list)])


async def add(services: Services, request: Request) -> Response:
    name = request.query_params.get("name", "bank")
    if len(name) > _LONGEST_NAME:
        raise Refusal(400, "bad_request", f"?name= has at most {_LONGEST_NAME} characters.")
    source = await read_bytes(request, "application/toml")
    try:
        bank_id = await asyncio.to_thread(services.shelf.add, source, name)
    except BankFaults as faults:
        return faulty(faults)
    return reply(_line(await _summary(services.shelf, bank_id)), 201)


async def one(services: Services, request: Request) -> Response:
    lang, bank_id = lang_of(request), request.path_params["id"]
    try:
        bank = await load(services.shelf, bank_id)
    except BankFaults as faults:
        return faulty(faults)
    line = _line(await _summary(services.shelf, bank_id))
    ask = partial(_question, bank=bank, lang=lang or bank.language)
    return reply(BankPage(line, [ask(i, question) for i, question in enumerate(bank.questions)]))


async def remove(services: Services, request: Request) -> Response:
    try:
        await asyncio.to_thread(services.shelf.remove, request.path_params["id"])
    except UnknownBank:
        raise _unknown() from None
    return Response(status_code=204)


async def load(shelf: Shelf, bank_id: str) -> Bank:
    """The bank, or the right Refusal; BankFaults if its file is faulty. Reads in a thread, for a lesson may be on."""
    try:
        return await asyncio.to_thread(shelf.load, bank_id)
    except UnknownBank:
        raise _unknown() from None


def _unknown() -> Refusal:
    return Refusal(404, "unknown_bank", "There is no such bank, or it is not yours to remove.")


async def _summary(shelf: Shelf, bank_id: str) -> Summary:
    for summary in await asyncio.to_thread(shelf.list):
        if summary.id == bank_id:
            return summary
    raise _unknown()


def _line(summary: Summary) -> BankLine:
    return BankLine(
        id=summary.id,
        title=_by_language(summary.title, summary.language),
        about=_by_language(summary.about or {}, summary.language),
        language=summary.language,
        languages=list(summary.languages),
        questions=summary.count,
        kinds=summary.kinds,
        own=summary.own,
        faults=fault_views(BankFaults(summary.problems)),
    )


def _by_language(text: Text, language: Lang) -> dict[Lang, str]:
    return {language: text} if isinstance(text, str) else text


def _question(i: int, question: AnyQuestion, bank: Bank, lang: Lang) -> QuestionLine:
    return QuestionLine(
        i=i,
        kind=question.kind,
        text=say(question.text, lang, bank.language),
        ask=question.ask(lang, bank.language),
        solution=question.solution(lang, bank.language),
        time_s=question.time or 0,
        points=question.points or 0,
        tags={tag: value for tag in _TAGS if (value := getattr(question, tag)) is not None},
    )
