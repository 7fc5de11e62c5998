"""Exit tickets of a live room: which there are, and giving one. Whoever steers the room may, the remote too."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saual.game.commands import GiveTicket
from saual.protocol.pulse import TicketLine, TicketWish
from saual.questions.text import say
from saual.web.api import banks
from saual.web.api.rooms import do, own_room
from saual.web.api.wire import lang_of, read, reply
from saual.web.services import Services


async def all_tickets(services: Services, request: Request) -> Response:
    live = await own_room(services, request)
    lang = lang_of(request) or live.room.settings.lang
    found = [one for one in await services.library.list() if one.ticket]
    return reply([TicketLine(one.id, say(one.title, lang, one.language), one.count, one.own) for one in found])


async def give(services: Services, request: Request) -> Response:
    live = await own_room(services, request)
    wish = await read(request, TicketWish)
    bank = await banks.load(services.library, wish.bank)
    await do(live, GiveTicket(wish.step, bank))
    return Response(status_code=204)
