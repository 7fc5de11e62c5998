"""One path of the interface: checks who asks, finds the handler of the method, turns every failure into a Problem."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from saual.log.base import LogFailed
from saual.store.database import StoreFailed
from saual.web.api.wire import Refusal, problem
from saual.web.services import STAFF_COOKIE, Services

Need = Literal["nothing", "session", "staff", "token"]
"""What a caller must have: nothing, any live session, the teacher's, or a token for programs (which only read)."""

Handler = Callable[[Services, Request], Awaitable[Response]]


class Resource:
    """An ASGI application."""

    def __init__(self, services: Services, need: Need, handlers: Mapping[str, Handler]) -> None:
        self._services = services
        self._need = need
        self._handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except Refusal as refusal:
            response = refusal.response
        except LogFailed as failure:
            response = problem(503, "not_saved", f"What is live cannot be used just now: {failure}.")
        except StoreFailed as failure:
            response = problem(503, "not_saved", f"The database cannot be used just now: {failure}.")
        except OSError as failure:
            response = problem(503, "not_saved", f"The server could not use its disk: {failure}.")
        except ClientDisconnect:
            return
        # What the teacher sees stays in no cache, and a revoked browser sees nothing.
        response.headers["Cache-Control"] = "no-store"
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        await self._admit(request)
        if not self._handlers:
            raise Refusal(404, "not_found", "There is nothing at this address.")
        handler = self._handlers.get(request.method)
        if handler is None:
            allowed = ", ".join(self._handlers)
            refusal = Refusal(405, "bad_method", f"This address takes {allowed} only.")
            refusal.response.headers["Allow"] = allowed
            raise refusal
        return await handler(self._services, request)

    async def _admit(self, request: Request) -> None:
        """Before anything else: who may not ask does not even learn what there is."""
        if self._need == "nothing":
            return
        if self._need == "token":
            await self._admit_program(request)
            return
        token = request.cookies.get(STAFF_COOKIE, "")
        await self._services.sessions.load(token)
        scope = self._services.sessions.check(token)
        if scope is None or (self._need == "staff" and not scope.staff):
            raise Refusal(401, "not_staff", "Open the one-time link from the Saual window on the teacher's computer.")
        await self._services.sessions.touch(token)

    async def _admit_program(self, request: Request) -> None:
        why = await self._services.readers.admit(request.headers.get("authorization", ""))
        if why == "bad_token":
            refusal = Refusal(401, "bad_token", "Send a token that a teacher made: Authorization: Bearer saual_….")
            refusal.response.headers["WWW-Authenticate"] = "Bearer"
            raise refusal
        if why == "too_often":
            refusal = Refusal(429, "too_often", "Too many requests: wait a second, then send it again.")
            refusal.response.headers["Retry-After"] = "1"
            raise refusal
