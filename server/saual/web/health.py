"""For whoever watches over the server: does it live, can it do its work, what are its figures.

Says no more to strangers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saual.metrics import CONTENT_TYPE, Metrics

UNGUARDED = frozenset({"/healthz", "/readyz"})
"""Answered under any name: a load balancer asks by whatever it knows the server by, or says none at all."""
_ANSWERS_IN_S = 2.0
_LOOPBACK = ("127.0.0.1", "::1")
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")

Check = Callable[[], Awaitable[object]]
"""Raises, or takes too long, if the part is of no use now."""


class Health:
    """`checks`: what it needs, each by its name. `token` lets somebody read the figures from elsewhere, "" nobody."""

    def __init__(self, metrics: Metrics, checks: Mapping[str, Check], token: str) -> None:
        self.stopping: Callable[[], bool] = lambda: False
        """Asked whether this process is on its way out."""
        self._metrics = metrics
        self._checks = checks
        self._token = token
        self._looking: asyncio.Future[dict[str, str]] | None = None

    def routes(self) -> list[Route]:
        return [Route("/healthz", self._lives), Route("/readyz", self._ready), Route("/metrics", self._figures)]

    async def _lives(self, request: Request) -> Response:
        return _reply({"alive": True})

    async def _ready(self, request: Request) -> Response:
        """However many ask, the parts are asked once at a time."""
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._faults())
            self._looking.add_done_callback(self._looked)
        faults = await asyncio.shield(self._looking)
        return _reply({"ready": not faults} | ({"reasons": faults} if faults else {}), 503 if faults else 200)

    def _looked(self, _: object) -> None:
        self._looking = None

    async def _faults(self) -> dict[str, str]:
        """Which part, and what is wrong with it in few words that tell a stranger nothing."""
        names = list(self._checks)
        said = await asyncio.gather(*(_fault(self._checks[name]) for name in names))
        faults = {name: fault for name, fault in zip(names, said, strict=True) if fault}
        return faults | ({"process": "is stopping"} if self.stopping() else {})

    async def _figures(self, request: Request) -> Response:
        if not self._may_read(request):
            return Response("Not for you.", 403, media_type="text/plain")
        return Response(self._metrics.text(), headers={"content-type": CONTENT_TYPE, "cache-control": "no-store"})

    def _may_read(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if self._token and scheme.lower() == "bearer" and compare_digest(token.encode(), self._token.encode()):
            return True
        proxied = any(name in request.headers for name in _PROXIED)
        return not proxied and request.client is not None and request.client.host in _LOOPBACK


async def _fault(check: Check) -> str | None:
    try:
        async with asyncio.timeout(_ANSWERS_IN_S):
            await check()
    except TimeoutError:
        return "does not answer"
    except Exception:  # whatever it is: the operator finds it in the log, and the work cannot be done
        return "cannot be used"
    return None


def _reply(body: object, status: int = 200) -> Response:
    headers = {"cache-control": "no-store"}
    return Response(msgspec.json.encode(body), status, headers, media_type="application/json")
