"""Exit tickets of a live room: which there are, and giving one. Whoever steers the room may, the remote too."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saual.game.commands import GiveTicket
from saual.game.facts import Refused
from saual.protocol.codes import MEANING
from saual.protocol.pulse import TicketLine, TicketWish
from saual.questions.text import say
from saual.rooms.live import LiveRoom
from saual.web.api import banks
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import STAFF_COOKIE, Services


async def all_tickets(services: Services, request: Request) -> Response:
    live = await live_room(services, request)
    lang = lang_of(request) or live.room.settings.lang
    found = [one for one in await services.library.list() if one.ticket]
    return reply([TicketLine(one.id, say(one.title, lang, one.language), one.count, one.own) for one in found])


async def give(services: Services, request: Request) -> Response:
    live = await live_room(services, request)
    wish = await read(request, TicketWish)
    bank = await banks.load(services.library, wish.bank)
    fact = (await live.submit(GiveTicket(wish.step, bank)))[0]
    if isinstance(fact, Refused):
        raise Refusal(409, fact.code, MEANING[fact.code])
    return Response(status_code=204)


async def live_room(services: Services, request: Request) -> LiveRoom:
    id = request.path_params["room"]
    scope = services.sessions.check(request.cookies.get(STAFF_COOKIE, ""))
    live = await services.hall.get(id) if scope is not None and scope.covers(id) else None
    if live is None:
        raise Refusal(404, "unknown_room", "There is no such room, or it is closed.")
    return live
