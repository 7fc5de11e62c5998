"""One bank as it is written: read whole, changed edit by edit, each against the version that it was made on."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from saual.banks import judge
from saual.banks.sentences import say_remark
from saual.protocol.api import DraftPage, FieldFault, SaveBank, Saved, StaleBank
from saual.questions.draft import BadEdit, Draft, DraftQuestion, edited
from saual.questions.text import Lang
from saual.store import bank_rows
from saual.store.bank_rows import BankRow, BankTooBig, NoBank
from saual.web.api.banks import unknown
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import Services


async def one(services: Services, request: Request) -> Response:
    try:
        row = await services.library.rows.get(request.path_params["id"])
    except NoBank:
        raise unknown() from None
    return reply(await _page(row, lang_of(request)))


async def save(services: Services, request: Request) -> Response:
    lang, id, wish = lang_of(request), request.path_params["id"], await read(request, SaveBank)
    try:
        row = await services.library.rows.change(id, wish.version, lambda draft: edited(draft, wish.edit))
    except NoBank:
        raise unknown() from None
    except bank_rows.StaleBank as stale:
        page = await _page(stale.row, lang)
        return reply(StaleBank("stale_bank", "Somebody else has changed the bank meanwhile.", page), 409)
    except BadEdit as bad:
        raise Refusal(400, "bad_request", f"The edit does not fit the bank: {bad}.") from None
    except BankTooBig as big:
        raise Refusal(413, "too_big", f"{big}.") from None
    put = {question.id for question in wish.edit.put}
    questions = [question for question in row.draft.questions if question.id in put or wish.edit.head is not None]
    return reply(Saved(row.version, await asyncio.to_thread(_faults, row.draft, questions, lang)))


async def _page(row: BankRow, lang: Lang | None) -> DraftPage:
    faults = await asyncio.to_thread(_faults, row.draft, row.draft.questions, lang)
    found = {id: some for id, some in faults.items() if some}
    return DraftPage(row.id, row.version, row.draft, found)


def _faults(draft: Draft, questions: list[DraftQuestion], lang: Lang | None) -> dict[str, list[FieldFault]]:
    """By the question's id; those of the bank itself by ""."""
    found = {"": judge.head_faults(draft)} | {one.id: judge.question_faults(one, draft) for one in questions}
    return {id: [_said(fault, lang or draft.language) for fault in faults] for id, faults in found.items()}


def _said(fault: judge.FieldFault, lang: Lang) -> FieldFault:
    said = say_remark(fault.remark, lang)
    return FieldFault(fault.field, fault.remark.code, said.problem, said.fix, fault.index, fault.lang)
