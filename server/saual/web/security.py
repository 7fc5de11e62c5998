"""Who may talk to this server at all (Host, Origin), and what a page of ours may do (Content-Security-Policy)."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = {"GET", "HEAD", "OPTIONS"}
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)(:\d{1,5})?")
"""A name or an address, with a port or none; it is repeated in the policy, so nothing else may stand in it."""
# No cross-origin-opener-policy: over plain http to an address browsers ignore it, and complain on every page.
_FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def policy(host: str) -> str:
    """Everything from this server alone, nothing inline. Safari before 15.4 does not take 'self' for sockets.

    `blob:` is what a page of ours has made itself: the pictures that a phone has opened with a question's key.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' blob:; media-src 'self' blob:; "
        f"connect-src 'self' ws://{host} wss://{host}; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class Gate:
    """ASGI middleware. Names in `hosts` (and this machine's own, and any IP address) are the only ones answered to.

    A page of a stranger cannot reach us by its own name pointed at our address (DNS rebinding), because that name is no
    IP address and not among ours; nor can it send in the user's name, because its Origin is not our Host. The paths in
    `unguarded` are for anybody: they say nothing of anybody.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), unguarded: Collection[str] = ()) -> None:
        self._app = app
        self._unguarded = unguarded
        own = socket.gethostname().lower()
        self._hosts = {"localhost", own, f"{own.split('.')[0]}.local", *(host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] in self._unguarded:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        asks = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if not self._ours(host):
            await _refuse(scope, send, f"This server does not answer to the name {host!r}. Open it by its IP address.")
        elif asks and origin is not None and origin.lower().partition("://")[2] != host.lower():
            await _refuse(scope, send, "The request comes from a page of another site.")
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send, policy(host)))

    def _ours(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match[1].strip("[]").lower()
        if name in self._hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _with_headers(send: Send, content_policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", content_policy)
            for name, value in _FIXED.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, sentence: str) -> None:
    if scope["type"] == "websocket":
        # Before the handshake is accepted this becomes 403.
        await send({"type": "websocket.close", "code": 1008, "reason": "forbidden"})
        return
    body = sentence.encode()
    send = _with_headers(send, "default-src 'none'")
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
