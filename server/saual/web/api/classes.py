"""Classes: list, make, change, delete; lists of students in; cards; who was there. Rows are the store's."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from saual.clerk.jobs import ReadNames
from saual.game.plain import plain
from saual.keeping import InLesson
from saual.protocol import people as api
from saual.reports.attendance import attendance
from saual.reports.csv_export import as_csv
from saual.reports.xlsx_export import as_xlsx
from saual.store.people import MOST_STUDENTS, Class, ClassFull, NewStudent, NoClass, Student
from saual.web.api.download import download
from saual.web.api.exchange import clerks_answer
from saual.web.api.wire import Refusal, lang_of, read, ready_made, reply
from saual.web.services import Services

LONGEST_NAME = 60
"""Of a student or a class, in graphemes."""
_TOGETHER = ("goal", "streaks", "badges")
_MOST_EAST_MIN = 14 * 60


async def all_classes(services: Services, request: Request) -> Response:
    last = await services.people.last_lessons()
    return reply([_line(one, last) for one in await services.people.classes()])


async def make(services: Services, request: Request) -> Response:
    wish = await read(request, api.ClassName)
    return reply(_line(await services.people.make(clean(wish.name)), {}), 201)


async def one(services: Services, request: Request) -> Response:
    try:
        return reply(await _page(services, await services.people.get(_id(request))))
    except NoClass:
        raise unknown() from None


async def change(services: Services, request: Request) -> Response:
    wish, values = await read(request, api.ClassChange), dict[str, Any]()
    if wish.name is not None:
        values["name"] = clean(wish.name)
    if wish.closed is not None:
        values["closed"] = wish.closed
    values |= {name: value for name in _TOGETHER if (value := getattr(wish, name)) is not None}
    try:
        return reply(await _page(services, await services.people.change(_id(request), **values)))
    except NoClass:
        raise unknown() from None


async def remove(services: Services, request: Request) -> Response:
    """The class, and everything about its students."""
    try:
        await services.people.get(_id(request))
        await services.keeping.erase_class(_id(request))
    except NoClass:
        raise unknown() from None
    except InLesson:
        raise in_lesson() from None
    return Response(status_code=204)


async def read_names(services: Services, request: Request) -> Response:
    """Who is in a file or a pasted list, as the clerk has read it."""
    job = ReadNames(request.query_params.get("name", ""), lang_of(request) or "en")
    return ready_made(await clerks_answer(services, request, job))


async def add(services: Services, request: Request) -> Response:
    wish = await read(request, api.NewStudents)
    new = [NewStudent(clean(one.name), " ".join(one.number.split())) for one in wish.students]
    try:
        return reply(await _page(services, await services.people.add(_id(request), new)))
    except NoClass:
        raise unknown() from None
    except ClassFull:
        raise full() from None


async def cards(services: Services, request: Request) -> Response:
    wish = await read(request, api.CardWish)
    try:
        group = await services.people.get(_id(request))
        chosen = [one.id for one in group.students] if wish.students is None else wish.students
        codes = await services.people.new_cards(group.id, chosen)
    except NoClass:
        raise unknown() from None
    named = [one for one in group.students if one.id in codes]
    made = await asyncio.to_thread(lambda: [_card(services, one.id, one.name, codes[one.id]) for one in named])
    return reply(api.Cards(services.door.addresses("")[0].url, made))


async def attended(services: Services, request: Request) -> Response:
    suffix, lang = request.path_params["suffix"], lang_of(request) or "en"
    if suffix not in ("csv", "xlsx"):
        raise Refusal(404, "not_found", "Attendance is to be had as csv and xlsx.")
    east = request.query_params.get("east", "0")
    if not east.removeprefix("-").isascii() or not east.removeprefix("-").isdecimal() or len(east) > 4:
        raise Refusal(400, "bad_request", "?east= is how many minutes the clock is ahead of UTC.")
    east_min = max(-_MOST_EAST_MIN, min(_MOST_EAST_MIN, int(east)))
    try:
        group = await services.people.get(_id(request))
    except NoClass:
        raise unknown() from None
    rows = await services.people.presence(group.id)
    present = [one.id for one in group.students]
    people = await services.people.names([*present, *(row.student_id for row in rows)])
    away = sorted({row.student_id for row in rows if row.student_id in people} - set(present), key=people.__getitem__)
    table = attendance(rows, people, [*present, *away], east_min)
    if suffix == "csv":
        return download(await asyncio.to_thread(as_csv, table, lang), f"saual-{group.name}-attendance", ".csv")
    book = await asyncio.to_thread(as_xlsx, {"attendance": table}, lang)
    return download(book, f"saual-{group.name}-attendance", ".xlsx")


def clean(name: str) -> str:
    """A real name as it is kept. Raises Refusal."""
    text, trouble = plain(name, LONGEST_NAME, "NFC")
    if trouble:
        raise Refusal(422, f"name_{trouble}", f"A name has 1 to {LONGEST_NAME} letters that can be shown.")
    return text


def unknown() -> Refusal:
    return Refusal(404, "unknown_class", "There is no such class: it may have been deleted.")


def full() -> Refusal:
    return Refusal(422, "class_full", f"A class has at most {MOST_STUDENTS} students.")


def in_lesson() -> Refusal:
    message = "A lesson or a homework with this name on its list is still there: close its room, or end the homework."
    return Refusal(409, "in_lesson", message)


def _id(request: Request) -> str:
    return str(request.path_params["id"])


async def _page(services: Services, group: Class) -> api.ClassPage:
    students = [entry(one) for one in group.students]
    return api.ClassPage(_line(group, await services.people.last_lessons()), students)


def entry(one: Student) -> api.StudentEntry:
    return api.StudentEntry(one.id, one.name, one.number, one.code_hash is not None, one.needs)


def _line(group: Class, last: dict[str, int]) -> api.ClassLine:
    return api.ClassLine(
        id=group.id,
        name=group.name,
        students=len(group.students),
        cards=sum(one.code_hash is not None for one in group.students),
        closed=group.closed,
        created_at_ms=group.created_at_ms,
        last_ms=last.get(group.id),
        goal=group.goal,
        streaks=group.streaks,
        badges=group.badges,
    )


def _card(services: Services, student: str, name: str, code: str) -> api.Card:
    address = services.door.addresses(f"/#card={code}")[0]
    return api.Card(student, name, code, address.qr, address.size)
