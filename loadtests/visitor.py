"""A visitor of a server somewhere: asks by HTTP, talks on a WebSocket, and tells Locust how long things took.

Owns the connection. Must not know what is said on it, or who plays which part.
"""

from __future__ import annotations

import contextlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import websocket
from locust import User

from loadtests import words

_PATIENCE_S = 30.0


class Refused(Exception):
    """The server said no, in a sentence."""


def address(host: str) -> str:
    """Scheme, name and port of what was given as host. Raises Refused."""
    found = re.match(r"https?://[^/\s]+", host)
    if found is None:
        raise Refused("-H takes the server's address with http:// or https://, as in -H https://quiz.school.kz")
    return found[0]


def ask(host: str, path: str, body: object, cookie: str = "") -> tuple[Any, str]:
    """POST JSON; the answer and the cookie that it set. Raises Refused or OSError."""
    request = urllib.request.Request(f"{address(host)}{path}", json.dumps(body).encode(), method="POST")  # noqa: S310
    request.add_header("Content-Type", "application/json")
    if cookie:
        request.add_header("Cookie", cookie)
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310
            return json.load(answer), (answer.headers.get("Set-Cookie") or "").partition(";")[0]
    except urllib.error.HTTPError as error:
        raise Refused(_said(error)) from error


def _said(error: urllib.error.HTTPError) -> str:
    """The sentence of a server's refusal; what else it answered, where that is another server's."""
    text = error.read(500).decode("utf-8", "replace")
    try:
        return str(json.loads(text)["message"])
    except (ValueError, TypeError, KeyError):
        return f"{error.code}: {text}"


class Line:
    """An open WebSocket. Raises Refused, OSError or WebSocketException where the server cannot be reached."""

    def __init__(self, host: str, path: str, cookie: str) -> None:
        url = "ws" + address(host).removeprefix("http") + path
        try:
            self._socket = websocket.create_connection(url, timeout=_PATIENCE_S, cookie=cookie, enable_multithread=True)
        except websocket.WebSocketBadStatusException as error:  # its own text has all headers and the page
            raise Refused(f"answered by {error.status_code}") from error
        self._socket.settimeout(None)

    def say(self, frame: bytes) -> None:
        """Into the void if the line is cut: who listens finds out."""
        with contextlib.suppress(OSError, websocket.WebSocketException):
            self._socket.send(frame)

    def messages(self) -> Iterator[list[words.Frame]]:
        """The frames of each message, until the line is cut."""
        with contextlib.suppress(OSError, websocket.WebSocketException):
            while message := self._socket.recv():
                yield words.frames(message if isinstance(message, bytes) else message.encode())

    def close(self) -> None:
        with contextlib.suppress(OSError, websocket.WebSocketException):
            self._socket.close(timeout=1)


class Visitor(User):
    """Somebody who reports to Locust."""

    abstract = True

    def tell(self, what: str, since: float, failure: str = "") -> None:
        """`since`: a time of perf_counter, in seconds."""
        self.environment.events.request.fire(
            request_type="saual",
            name=what,
            response_time=(perf_counter() - since) * 1000,
            response_length=0,
            exception=Refused(failure) if failure else None,
            context={},
        )
