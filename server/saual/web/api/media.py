"""Files for questions, given one by one (`web.media` shows them); formulas, drawn while they are typed."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from saual.clerk.clerk import ClerkFailed
from saual.clerk.jobs import Reduce
from saual.intake import MOST_BYTES, NotTaken
from saual.protocol.media import MathPage, MathWish, MediaLine
from saual.questions.formula import trees
from saual.questions.media import kind_of
from saual.web.api.rooms import own_room
from saual.web.api.wire import Refusal, expect, pour, read, reply
from saual.web.services import Services

_FAILURES = {
    "busy": (503, "busy", "Several files are being read already. Try again in a few seconds."),
    "slow": (422, "media_damaged", "Reading the picture took too long and was stopped."),
    "heavy": (422, "media_pixels", "The picture needs too much memory: make it smaller first."),
    "broken": (422, "media_damaged", "Reading the picture came to a sudden end: save it anew."),
}


async def for_room(services: Services, request: Request) -> Response:
    """A picture that the remote of this room has taken, of the board most often."""
    await own_room(services, request)
    return await take(services, request)


async def take(services: Services, request: Request) -> Response:
    expect(request, "application/octet-stream")
    try:
        with services.clerk.tray(Reduce()) as tray:
            start = tray.tell()
            await pour(request, tray, MOST_BYTES, "media_big")
            name = await services.intake.take(tray, start)
    except ClerkFailed as failed:
        raise Refusal(*_FAILURES[failed.code]) from None
    except NotTaken as refused:
        raise Refusal(413 if refused.code == "media_big" else 422, refused.code, refused.message) from None
    kind = kind_of(name)
    assert kind is not None
    return reply(MediaLine(name, kind), 201)


async def math(services: Services, request: Request) -> Response:
    wish = await read(request, MathWish)
    return reply(MathPage(await asyncio.to_thread(trees, wish.texts)))
