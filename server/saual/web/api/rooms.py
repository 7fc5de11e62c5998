"""Live rooms: open one, list them, how phones reach one, a link for the teacher's own phone. The game is the hall's."""

from __future__ import annotations

from collections import defaultdict

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from saual.game.commands import AnyCommand, CloseRoom
from saual.game.commands.opening import A_GAME, Programme
from saual.game.facts import Refused
from saual.game.roster import Pupil, Roster
from saual.game.settings import Settings
from saual.protocol.api import Door, NewRoom, RemoteLink
from saual.protocol.codes import MEANING
from saual.protocol.merits import Merits, Together
from saual.questions.bank import Bank
from saual.questions.text import TitleText
from saual.reports.together import month_of
from saual.rooms.hall import line
from saual.rooms.hidden import hidden
from saual.rooms.live import LiveRoom
from saual.store.database import StoreFailed
from saual.store.people import Class, NoClass, Student
from saual.store.sessions import REMOTE_LINK_MS, Scope
from saual.web.api import banks, plans
from saual.web.api.classes import unknown
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import STAFF_COOKIE, Services

_SETTINGS = frozenset(Settings.__struct_fields__)
_NO_QUIZ: TitleText = {"kk": "Оқушылардың сұрақтары", "ru": "Вопросы учеников", "en": "Questions from students"}
"""What a lesson without a quiz is called."""


async def live(services: Services, request: Request) -> Response:
    return reply(await services.hall.lines())


async def open_room(services: Services, request: Request) -> Response:
    wish = await read(request, NewRoom)
    programme = A_GAME
    if wish.plan is not None:
        found = await plans.load(services, wish.plan)
        bank, programme = found.bank, Programme(flows=found.flows, plan=found.parts)
    elif wish.bank is None:
        bank = Bank(title=_NO_QUIZ, language=wish.lang, questions=())
    else:
        bank = await banks.load(services.library, wish.bank)
        questions = bank.questions[wish.first :]
        if not questions:
            raise Refusal(400, "bad_request", f"The bank has only {len(bank.questions)} questions.")
        bank = replace(bank, questions=questions)
    chosen = {name: value for name, value in msgspec.structs.asdict(wish).items() if name in _SETTINGS}
    if wish.twice and wish.plan is None:  # a plan says how each of its parts goes
        programme = Programme(flows=dict.fromkeys(range(len(bank.questions)), "peer"))
    settings = Settings(**chosen, capacity=services.room_size)
    return reply(line(await open_for(services, bank, settings, wish.class_id, wish.by_name, programme)), 201)


async def open_for(
    services: Services,
    bank: Bank,
    settings: Settings,
    class_id: str | None,
    by_name: bool,
    programme: Programme,
) -> LiveRoom:
    """A room for a class, or for anybody. Raises Refusal, LogFailed, StoreFailed."""
    if class_id is None:
        if settings.entry == "roster" or by_name:
            raise Refusal(400, "bad_request", "Which class comes in? Name it by class_id.")
        return await services.hall.open_room(bank, settings, programme=programme)
    try:
        group = await services.people.get(class_id)
    except NoClass:
        raise unknown() from None
    at_home = programme.homework is not None
    together, merits = await _together(services, group)
    strengths = await _strengths(services, class_id) if not at_home else {}

    def roster(room: str) -> Roster:
        pupils = (_pupil(room, one, merits.get(one.id, Merits()), strengths.get(one.id)) for one in group.students)
        return Roster(group.id, group.name, tuple(pupils), by_name, together)

    opened = await services.hall.open_room(bank, settings, roster, programme)
    try:
        present = [one.id for one in group.students]
        await services.people.opened(opened.id, group.id, present, opened.room.opened_ms, at_home)
    except StoreFailed:
        # Its log holds names that nobody would find again when they are to be deleted.
        await opened.submit(CloseRoom())
        raise
    return opened


async def _strengths(services: Services, class_id: str) -> dict[str, float]:
    """What each student earned of all that could be had in the class's earlier lessons, for balanced teams."""
    history = await services.class_histories.of_class(class_id)
    put: dict[str, int] = defaultdict(int)
    credit: dict[str, float] = defaultdict(float)
    for seat in history.seats if history is not None else ():
        if seat.student:
            put[seat.student] += seat.put
            credit[seat.student] += seat.credit
    return {student: round(credit[student] / n, 3) for student, n in put.items() if n}


async def _together(services: Services, group: Class) -> tuple[Together, dict[str, Merits]]:
    """What the class has set itself, and how far it and its students have come; nothing is looked up that is off."""
    rows = services.merits
    right = await rows.right_since(group.id, month_of(services.clock.now_ms())) if group.goal else 0
    merits = await rows.merits(group.id) if group.streaks or group.badges else {}
    return Together(group.goal, right, group.streaks, group.badges), merits


def _pupil(room: str, one: Student, merits: Merits, strength: float | None) -> Pupil:
    card = hidden(room, one.code_hash) if one.code_hash else ""
    return Pupil(one.id, one.name, card, one.needs, strength=strength, merits=merits)


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


async def own_room(services: Services, request: Request) -> LiveRoom:
    """The room, for its own remote as for the teacher. To the remote of another it is none."""
    scope = services.sessions.check(request.cookies.get(STAFF_COOKIE, ""))
    if scope is None or not scope.covers(request.path_params["room"]):
        raise Refusal(404, "unknown_room", "There is no such room, or it is closed.")
    return await _room(services, request)


async def do(live: LiveRoom, command: AnyCommand) -> None:
    """Raises Refusal for what the room does not take, LogFailed."""
    fact = (await live.submit(command))[0]
    if isinstance(fact, Refused):
        raise Refusal(409, fact.code, MEANING[fact.code])
