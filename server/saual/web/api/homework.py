"""Homework: give a bank to be done at home, see how it goes, move its times, begin a lesson from it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from saual.game import commands as c
from saual.game.commands.opening import Carried, Programme
from saual.game.room import Room
from saual.game.settings import Settings
from saual.game.views import homework as views
from saual.protocol.homework import HomeworkTimes, LessonFrom, NewHomework, SeatWish, TakeLateWish
from saual.questions.bank import Bank
from saual.rooms.hall import line as room_line
from saual.rooms.live import LiveRoom
from saual.web.api import banks
from saual.web.api.rooms import do, open_for
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import Services

LONGEST_MS = 60 * 24 * 3_600_000
_PLAIN = Settings(lang="en", scoring="none", streaks=False, leaderboard=0, pace=False)
"""Nobody competes at home, and nobody goes too fast."""


async def all_homework(services: Services, request: Request) -> Response:
    rooms = await services.hall.homework()
    return reply([views.line(live.id, live.room) for live in rooms])


async def give(services: Services, request: Request) -> Response:
    wish = await read(request, NewHomework)
    bank = await banks.load(services.library, wish.bank)
    if not any(question.answered for question in bank.questions):
        raise Refusal(400, "bad_request", "The bank has no question that can be answered.")
    _check_times(services, wish.homework.opens_ms, wish.homework.closes_ms)
    for piece in wish.homework.material:
        if piece.media is not None and await services.media.size(piece.media) is None:
            raise Refusal(400, "bad_request", f"There is no file {piece.media}: upload it first.")
    settings = replace(
        _PLAIN,
        lang=wish.lang,
        shuffle_questions=wish.shuffle_questions,
        shuffle_options=wish.shuffle_options,
        entry="open" if wish.everybody or wish.class_id is None else "roster",
        capacity=services.room_size,
    )
    opened = await open_for(services, bank, settings, wish.class_id, wish.by_name, Programme(homework=wish.homework))
    return reply(views.line(opened.id, opened.room), 201)


async def one(services: Services, request: Request) -> Response:
    live = await _homework(services, request)
    return reply(views.page(live.id, live.room, lang_of(request) or live.room.settings.lang))


async def move(services: Services, request: Request) -> Response:
    wish, live = await read(request, HomeworkTimes), await _homework(services, request)
    opens_ms, closes_ms = _times(wish, services.clock.now_ms())
    _check_times(services, opens_ms, closes_ms)
    await do(live, c.SetTimes(opens_ms, closes_ms))
    return reply(views.line(live.id, live.room))


async def take_late(services: Services, request: Request) -> Response:
    wish, live = await read(request, TakeLateWish), await _homework(services, request)
    await do(live, c.TakeLate(wish.seat, wish.on))
    return reply(views.line(live.id, live.room))


async def mind_seat(services: Services, request: Request) -> Response:
    wish, live = await read(request, SeatWish), await _homework(services, request)
    await do(live, c.FreeSeat(wish.seat) if wish.to == "free" else c.Kick(wish.seat))
    return reply(views.line(live.id, live.room))


async def end(services: Services, request: Request) -> Response:
    """The room closes for good, as if its week were over."""
    await do(await _homework(services, request), c.CloseRoom())
    return Response(status_code=204)


async def lesson(services: Services, request: Request) -> Response:
    wish, live = await read(request, LessonFrom), await _homework(services, request)
    room = live.room
    bank = _chosen(room, wish.items)
    carried = [Carried(one.text, room.asking.questions[one.no].held) for one in views.left(room)]
    settings = Settings(lang=room.settings.lang, entry=room.settings.entry, capacity=services.room_size)
    group = room.roster.class_id if room.roster else None
    by_name = room.roster.by_name if room.roster else False
    opened = await open_for(
        *(services, bank, settings, group, by_name),
        programme=Programme(carried=tuple(carried if wish.questions else ())),
    )
    return reply(room_line(opened), 201)


def _chosen(room: Room, items: list[int]) -> Bank:
    """The bank with these questions alone, as it has them."""
    if room.game is None:
        raise Refusal(409, "not_open", "The homework has not been open yet.")
    steps = room.game.steps
    if not all(0 <= i < len(steps) for i in items):
        raise Refusal(400, "bad_request", "There is no such question in this homework.")
    first = dict.fromkeys(i - 1 if steps[i].vote == 2 else i for i in items)
    questions = tuple(steps[i].written for i in first)
    return msgspec.structs.replace(room.bank, questions=questions)


def _times(wish: HomeworkTimes, now_ms: int) -> tuple[int, int]:
    match wish.now:
        case "open":
            return now_ms, wish.closes_ms
        case "close":
            # Opened this very millisecond, it was open for one.
            return wish.opens_ms, max(now_ms, wish.opens_ms + 1)
    return wish.opens_ms, wish.closes_ms


def _check_times(services: Services, opens_ms: int, closes_ms: int) -> None:
    if not opens_ms < closes_ms:
        raise Refusal(400, "bad_request", "It has to close after it opens.")
    if closes_ms > services.clock.now_ms() + LONGEST_MS:
        raise Refusal(400, "bad_request", "It has to close within 60 days.")


async def _homework(services: Services, request: Request) -> LiveRoom:
    live = await services.hall.get(request.path_params["room"])
    if live is None or live.room.pace is None:
        raise Refusal(404, "unknown_room", "There is no such homework, or its time is over; its record stays.")
    return live
