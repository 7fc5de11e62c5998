"""What is put down of a question asked aloud on the page of its game, and into which bank it goes."""

from __future__ import annotations

import asyncio
import contextlib

from starlette.requests import Request
from starlette.responses import Response

from saual.banks.judge import draft_of
from saual.game import commands as c
from saual.game.facts import Refused
from saual.protocol.codes import MEANING
from saual.protocol.improvising import KeepQuestion, PutDown
from saual.questions.bank import Bank
from saual.reports.annotating import Note
from saual.store.bank_rows import BankTooBig, NoBank
from saual.web.api import banks, games
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import Services

_WRITTEN_S = 5.0


async def put_down(services: Services, request: Request) -> Response:
    """While the room is open it is a command of its log, afterwards a note on the record."""
    wish, id, i = await read(request, PutDown), request.path_params["id"], request.path_params["i"]
    room, _, no = id.rpartition("-")
    live = await services.hall.get(room) if no.isdecimal() else None
    if live is not None:
        fact = (await live.submit(c.PutDown(int(no), i, wish.text, wish.right, wish.picture)))[0]
        code = fact.code if isinstance(fact, Refused) else None
        with contextlib.suppress(TimeoutError):  # the report is as old as the record is then
            await asyncio.wait_for(services.hall.keeper.kept(room), _WRITTEN_S)
    else:
        code = await services.archive.annotate(id, Note(i, wish.text, wish.right, wish.picture))
    if code is not None:
        raise Refusal(404 if code == "no_question" else 409, code, MEANING[code])
    return await games.one(services, request)


async def keep_question(services: Services, request: Request) -> Response:
    wish, record = await read(request, KeepQuestion), await games.record_of(services, request)
    item = next((row for row in record.items if row.i == request.path_params["i"]), None)
    if item is None or item.flow != "improvised":
        raise Refusal(404, "no_question", MEANING["no_question"])
    bank = Bank(title=record.title, language=record.language, questions=(item.question,))
    try:
        made = await services.library.keep(draft_of(bank), wish.bank)
    except NoBank:
        raise banks.unknown() from None
    except BankTooBig as big:
        raise Refusal(413, "too_big", f"{big}.") from None
    return reply(banks.line(await services.library.summary(made)), 201)
