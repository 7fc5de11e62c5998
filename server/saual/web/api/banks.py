"""The banks, for their teacher: list, look at all of one, make, copy, file, delete and bring back. Banks are the
library's.
"""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from saual.clerk.look import question_line
from saual.library import Library, NothingReady, Summary
from saual.protocol.api import BankLine, BankPage, BankPlace, NewBank
from saual.questions.bank import Bank
from saual.questions.draft import Draft
from saual.questions.text import Lang, Text
from saual.store import bank_rows
from saual.store.bank_rows import BankTooBig, NoBank
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import Services


async def all_banks(services: Services, request: Request) -> Response:
    return reply([line(summary) for summary in await services.library.list()])


async def add(services: Services, request: Request) -> Response:
    draft = await read(request, Draft, bank_rows.MOST_BYTES)
    try:
        row = await services.library.rows.add(draft)
    except BankTooBig as big:
        raise Refusal(413, "too_big", f"{big}.") from None
    return reply(line(await services.library.summary(row.id)), 201)


async def new(services: Services, request: Request) -> Response:
    wish = await read(request, NewBank)
    draft = Draft(title={wish.language: wish.title}, language=wish.language, languages=[wish.language])
    row = await services.library.rows.add(draft, wish.folder)
    return reply(line(await services.library.summary(row.id)), 201)


async def copy(services: Services, request: Request) -> Response:
    try:
        row = await services.library.copy(request.path_params["id"])
    except NoBank:
        raise unknown() from None
    except BankTooBig as big:
        raise Refusal(413, "too_big", f"{big}.") from None
    return reply(line(await services.library.summary(row.id)), 201)


async def one(services: Services, request: Request) -> Response:
    lang, id = lang_of(request), request.path_params["id"]
    try:
        head = line(await services.library.summary(id))
        bank = await services.library.load(id)
    except NoBank:
        raise unknown() from None
    except NothingReady:
        return reply(BankPage(head, []))
    ask = partial(question_line, bank=bank, lang=lang or bank.language)
    return reply(BankPage(head, [ask(i, question) for i, question in enumerate(bank.questions)]))


async def place(services: Services, request: Request) -> Response:
    wish, id, rows = await read(request, BankPlace), request.path_params["id"], services.library.rows
    try:
        if wish.title is not None:
            title = wish.title
            await rows.change(
                id, None, lambda draft: replace(draft, title=draft.title | {wish.language or draft.language: title})
            )
        await rows.place(id, " ".join(wish.folder.split()), wish.tags)
        return reply(line(await services.library.summary(id)))
    except NoBank:
        raise unknown() from None


async def remove(services: Services, request: Request) -> Response:
    try:
        await services.library.rows.remove(request.path_params["id"])
    except NoBank:
        raise unknown() from None
    return Response(status_code=204)


async def restore(services: Services, request: Request) -> Response:
    try:
        row = await services.library.rows.restore(request.path_params["id"])
    except NoBank:
        raise unknown() from None
    return reply(line(await services.library.summary(row.id)))


async def load(library: Library, id: str) -> Bank:
    """The bank as a game takes it, or the right Refusal."""
    try:
        return await library.load(id)
    except NoBank:
        raise unknown() from None
    except NothingReady:
        raise Refusal(422, "bank_unfinished", "The bank has no finished question yet.") from None


def unknown() -> Refusal:
    return Refusal(404, "unknown_bank", "There is no such bank, or it is not yours to change.")


def line(summary: Summary) -> BankLine:
    return BankLine(
        id=summary.id,
        title=_by_language(summary.title, summary.language),
        about=_by_language(summary.about, summary.language),
        language=summary.language,
        languages=list(summary.languages),
        questions=summary.count,
        unfinished=summary.unfinished,
        kinds=summary.kinds,
        own=summary.own,
        folder=summary.folder,
        tags=list(summary.tags),
        topics=list(summary.topics),
        updated_ms=summary.updated_ms,
        ticket=summary.ticket,
    )


def _by_language(text: Text, language: Lang) -> dict[Lang, str]:
    return {language: text} if isinstance(text, str) else text
