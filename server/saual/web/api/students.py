"""One student: change, hand out all that is known, delete all of it. Rows are the store's."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from saual.keeping import InLesson
from saual.protocol import people as api
from saual.reports.personal import personal
from saual.reports.record import Person
from saual.store.people import ClassFull, NoClass, NoStudent
from saual.web.api import classes
from saual.web.api.download import download
from saual.web.api.wire import Refusal, lang_of, read, reply
from saual.web.services import Services


async def change(services: Services, request: Request) -> Response:
    wish, values = await read(request, api.StudentChange), dict[str, Any]()
    if wish.name is not None:
        values["name"] = classes.clean(wish.name)
    if wish.number is not None:
        values["number"] = " ".join(wish.number.split())
    if wish.class_id is not None:
        values["class_id"] = wish.class_id
    if wish.gone is not None:
        values["gone"] = wish.gone
    if wish.needs is not None:
        values["needs"] = wish.needs
    try:
        one = await services.people.change_student(_id(request), **values)
    except NoStudent:
        raise _unknown() from None
    except NoClass:
        raise classes.unknown() from None
    except ClassFull:
        raise classes.full() from None
    return reply(classes.entry(one))


async def erase(services: Services, request: Request) -> Response:
    try:
        one = await services.people.student(_id(request))
        await services.keeping.erase([one.id])
    except NoStudent:
        raise _unknown() from None
    except InLesson:
        raise classes.in_lesson() from None
    return Response(status_code=204)


async def everything(services: Services, request: Request) -> Response:
    """A zip of all that is kept of the student: JSON for programs, CSV for people."""
    try:
        one = await services.people.student(_id(request))
        group = await services.people.get(one.class_id)
    except (NoStudent, NoClass):
        raise _unknown() from None
    records = await services.keeping.games_of(one.id)
    lang = lang_of(request) or "en"
    packed = await asyncio.to_thread(
        personal, one.id, Person(one.name, one.number), group.name, one.needs, records, lang
    )
    return download(packed, f"saual-{one.name}", ".zip")


def _id(request: Request) -> str:
    return str(request.path_params["id"])


def _unknown() -> Refusal:
    return Refusal(404, "unknown_student", "There is no such student: all about them may have been deleted.")
