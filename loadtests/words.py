"""The words of the protocol, as far as the load needs them: what it says, and what it looks for in what it hears.

The yardstick speaks the few that are looked for. Must not know sockets, or what is done with what was found.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from msgspec import json

Frame = dict[str, Any]

# Looked for in the bytes: to decode each message would cost this process more than the server spends on some.
OPENED = b'"phase":"answering"'
CLOSED = b'"phase":"reveal"'
STAGE = b'"t":"stage"'
SEATED = b'"t":"you"'
REFUSED = b'"t":"no"'
ACK = b'"t":"ack"'
_CODE = b'"code":"'

_LANGS = ("kk", "ru")
_ID_LETTERS = 4
"""As many as in the ids of the student page."""


def join(pin: str, key: str, number: int) -> bytes:
    """Phone `number` takes a seat; half of the phones in Kazakh, half in Russian."""
    return json.encode({"t": "join", "pin": pin, "key": key, "name": f"Оқушы {number + 1}", "lang": _lang(number)})


def back(room: str, key: str, number: int) -> bytes:
    """Phone `number` takes its seat again."""
    return json.encode({"t": "back", "room": room, "key": key, "lang": _lang(number)})


def _lang(number: int) -> str:
    return _LANGS[number % 2]


def watch(room: str, view: str) -> bytes:
    """A staff screen wants to see the room."""
    return json.encode({"t": "watch", "room": room, "view": view, "lang": "kk"})


def command(name: str, step: int | None) -> bytes:
    """The host presses a button; None for one that is not about a step."""
    about = {} if step is None else {"step": step}
    return json.encode({"t": name, "id": secrets.token_urlsafe(12), **about})


def ping(c: float) -> bytes:
    return json.encode({"t": "ping", "c": c})


def echo(s: int) -> bytes:
    """The answer to a pong."""
    return json.encode({"t": "echo", "s": s})


def frames(message: bytes) -> list[Frame]:
    """The frames of a message, which is one or a list."""
    found = json.decode(message)
    return found if isinstance(found, list) else [found]


def show(slots: dict[str, Frame], told: Iterable[Frame]) -> None:
    """Keep what a phone is told of the question on its stage."""
    for frame in told:
        match frame["t"]:
            case "q":
                slots.pop("ask", None)
                slots["q"] = frame
            case "ask" | "stage":
                slots[frame["t"]] = frame


def open_question(slots: dict[str, Frame]) -> tuple[int, int] | None:
    """Game and place of the question that may be answered now."""
    q = slots.get("q")
    if q is None or slots.get("stage", {}).get("phase") != "answering":
        return None
    return q.get("g", 1), q["i"]


def answer(slots: dict[str, Frame], number: int) -> bytes:
    """What phone `number` answers to the question shown: something that fits it, not always the same.

    To the yardstick, which shows none, as to a single choice.
    """
    q = slots.get("q", {"i": 0})
    options = len(slots.get("ask", {"options": "ab"}).get("options", ""))
    a: object = number % options if options else 1 + number % 5
    match q.get("kind"):
        case "multiple":
            a = [a]
        case "short":
            a = "decision"
        case "number":
            a = str(number)
    id = secrets.token_urlsafe(12)[:_ID_LETTERS]
    return json.encode({"t": "answer", "id": id, "g": q.get("g", 1), "q": q["i"], "a": a})


def refusal(ack: bytes) -> str:
    """The code of an ack that refuses; empty where it accepts."""
    return ack.partition(_CODE)[2].partition(b'"')[0].decode()
