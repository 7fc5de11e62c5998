"""Coming in with a one-time link, going out, sending others out. Owns the cookie; tokens are the store's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

import saual
from saual.protocol.access import Access, Claim, Claimed
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import STAFF_COOKIE, Services


async def claim(services: Services, request: Request) -> Response:
    wish = await read(request, Claim)
    grant = await services.sessions.claim(wish.key, request.cookies.get(STAFF_COOKIE, ""))
    if grant is None:
        raise Refusal(401, "bad_key", "This link was used already, or is too old: take a new one.")
    response = reply(Claimed("staff" if grant.opens.staff else "room", grant.opens.room))
    response.set_cookie(
        STAFF_COOKIE,
        grant.token,
        max_age=max(0, grant.expires_ms - services.clock.now_ms()) // 1000,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


async def leave(services: Services, request: Request) -> Response:
    await services.sessions.revoke(request.cookies[STAFF_COOKIE])
    response = Response(status_code=204)
    response.delete_cookie(
        STAFF_COOKIE, path="/", secure=request.url.scheme == "https", httponly=True, samesite="strict"
    )
    return response


async def revoke(services: Services, request: Request) -> Response:
    """Every other browser is out, remotes too, and unused links are void."""
    await services.sessions.revoke_others(request.cookies[STAFF_COOKIE])
    return Response(status_code=204)


async def me(services: Services, request: Request) -> Response:
    scope = services.sessions.check(request.cookies[STAFF_COOKIE])
    if scope is None:
        raise Refusal(401, "not_staff", "This browser was signed out just now.")
    return reply(Access("staff" if scope.staff else "room", scope.room, saual.__version__, services.keeping.days))
