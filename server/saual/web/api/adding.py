"""A question of any bank into a live lesson. Whoever steers the room may, the remote too; what is right is not told."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saual.game.commands import PutQuestion
from saual.protocol.codes import MEANING
from saual.protocol.plans import BankQuestion, BankTitle, QuestionWish
from saual.questions.text import say
from saual.reports.identity import identity
from saual.web.api import banks
from saual.web.api.rooms import do, own_room
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import Services


async def all_banks(services: Services, request: Request) -> Response:
    live = await own_room(services, request)
    lang = lang_of(request) or live.room.settings.lang
    found = [one for one in await services.library.list() if one.count]
    return reply([BankTitle(one.id, say(one.title, lang, one.language), one.count) for one in found])


async def questions(services: Services, request: Request) -> Response:
    live = await own_room(services, request)
    lang = lang_of(request) or live.room.settings.lang
    bank = await banks.load(services.library, request.path_params["bank"])
    return reply(
        [
            BankQuestion(identity(one), say(one.text, lang, bank.language), one.kind, one.arguable)
            for one in bank.questions
        ]
    )


async def put(services: Services, request: Request) -> Response:
    live, wish = await own_room(services, request), await read(request, QuestionWish)
    bank = await banks.load(services.library, wish.bank)
    question = next((one for one in bank.questions if identity(one) == wish.key), None)
    if question is None:
        raise Refusal(404, "no_question", MEANING["no_question"])
    command = PutQuestion(question, "peer" if wish.twice else "classic")
    await do(live, command)
    return Response(status_code=204)
