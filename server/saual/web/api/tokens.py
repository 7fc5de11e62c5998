"""Tokens for programs that read reports: make, list, revoke. Rows and hashes are the store's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saual.game.plain import plain
from saual.protocol.reports import MadeToken, NewToken, TokenLine
from saual.store.api_tokens import MOST_TOKENS, ApiToken, TooManyTokens
from saual.web.api.wire import Refusal, read, reply
from saual.web.services import Services

_LONGEST = 60


async def all_tokens(services: Services, request: Request) -> Response:
    return reply([_line(token) for token in await services.api_tokens.all()])


async def make(services: Services, request: Request) -> Response:
    name, trouble = plain((await read(request, NewToken)).name, _LONGEST, "NFC")
    if trouble:
        raise Refusal(400, "bad_request", "Give the token a name: up to 60 letters.")
    try:
        token, secret = await services.api_tokens.make(name)
    except TooManyTokens:
        raise Refusal(409, "too_many_tokens", f"There are {MOST_TOKENS} tokens: revoke one first.") from None
    return reply(MadeToken(_line(token), secret), 201)


async def revoke(services: Services, request: Request) -> Response:
    if not await services.api_tokens.revoke(request.path_params["id"]):
        raise Refusal(404, "unknown_token", "There is no such token: it may have been revoked.")
    return Response(status_code=204)


def _line(token: ApiToken) -> TokenLine:
    return TokenLine(token.id, token.name, token.created_ms, token.used_ms)
