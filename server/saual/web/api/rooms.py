"""Live rooms: open one, list them, how phones reach one, a link for the teacher's own phone. The game is the hall's."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from saual.game.settings import Settings
from saual.protocol.api import Door, NewRoom, RemoteLink
from saual.questions.bank import Bank
from saual.questions.text import TitleText
from saual.rooms.hall import line
from saual.rooms.live import LiveRoom
from saual.store.sessions import REMOTE_LINK_MS, Scope
from saual.web.api import banks
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import Services

_NO_QUIZ: TitleText = {"kk": "Оқушылардың сұрақтары", "ru": "Вопросы учеников", "en": "Questions from students"}
"""What a lesson without a quiz is called."""


async def live(services: Services, request: Request) -> Response:
    return reply(await services.hall.lines())


async def open_room(services: Services, request: Request) -> Response:
    wish = await read(request, NewRoom)
    if wish.bank is None:
        bank = Bank(title=_NO_QUIZ, language=wish.lang, questions=())
    else:
        bank = await banks.load(services.library, wish.bank)
        questions = bank.questions[wish.first :]
        if not questions:
            raise Refusal(400, "bad_request", f"The bank has only {len(bank.questions)} questions.")
        bank = replace(bank, questions=questions)
    chosen = {name: value for name, value in msgspec.structs.asdict(wish).items() if name not in ("bank", "first")}
    opened = await services.hall.open_room(bank, Settings(**chosen, capacity=services.room_size))
    return reply(line(opened), 201)


async def door(services: Services, request: Request) -> Response:
    pin = (await _room(services, request)).room.pin
    return reply(Door(pin, services.door.addresses(f"/{pin}")))


async def remote(services: Services, request: Request) -> Response:
    room = await _room(services, request)
    secret = await services.sessions.new_link(Scope(room.id), REMOTE_LINK_MS)
    return reply(RemoteLink(services.door.addresses(f"/remote#key={secret}")), 201)


async def _room(services: Services, request: Request) -> LiveRoom:
    room = await services.hall.get(request.path_params["room"])
    if room is None:
        raise Refusal(404, "unknown_room", "There is no such room, or it is closed.")
    return room
