"""Questions whose every word says whose it is and what: `Q3zOPTION…`. A word that turns up too early is a leak."""

from __future__ import annotations

import re
from typing import Any

from saual.game.room import Room
from saual.questions.bank import KINDS, AnyQuestion, settled
from saual.questions.gaps import Gaps
from saual.questions.short import Short
from tests.helpers import banks

MARK = re.compile(r"Q(\d+)z(TEXT|ASK|SOLUTION)|98765432(\d\d)")
"""A word of question n: its text, its options (and body, unit …), or its answer. The digits are a Number's answer."""


ORDERS = tuple(map(tuple, ("ACDB", "BDAC", "CDAB", "DABC")))


def _both(n: int, what: str) -> dict[str, str]:
    return {"kk": f"Q{n}z{what}kk", "ru": f"Q{n}z{what}ru"}


def _asked(n: int, what: str) -> tuple[dict[str, str], ...]:
    return tuple(_both(n, f"ASK{what}{i}") for i in range(4))


def question(n: int, kind: str, right: int = 0, several: tuple[int, ...] = (0,), **more: Any) -> AnyQuestion:
    """Question n of this kind; `right` is its option, `several` are the options of a multiple choice."""
    options = tuple(_both(n, f"ASK{i}") for i in range(4))
    fields: dict[str, Any] = {"text": _both(n, "TEXT"), "explanation": _both(n, "SOLUTIONwhy")}
    match kind:
        case "single":
            fields |= {"options": options, "right": "ABCD"[right]}
        case "multiple":
            fields |= {"options": options, "right": tuple("ABCD"[i] for i in several)}
        case "truefalse":
            fields |= {"right": right % 2 == 0}
        case "short":
            fields |= {"accept": (f"Q{n}zSOLUTIONword",)}
        case "number":
            fields |= {"right": f"98765432{n:02}", "unit": _both(n, "ASKunit")}
        case "ordering":
            fields |= {"items": options, "right": ORDERS[right]}
        case "matching":
            fields |= {"items": options[:3], "options": _asked(n, "right"), "right": ORDERS[right][:3]}
        case "gaps":
            fields |= {"text": {lang: f"{said} [1] [2]" for lang, said in fields["text"].items()}}
            fields |= {"gaps": (f"Q{n}zSOLUTIONone", f"Q{n}zSOLUTIONother")}
        case "categorising":
            fields |= {"items": options, "options": _asked(n, "box"), "right": ORDERS[right]}
        case "slider":
            fields |= {"right": f"98765432{n:02}", "min": "0", "max": "9999999999", "step": "9999999999"}
            fields |= {"tolerance": "9999999999", "unit": _both(n, "ASKunit")}
        case "hotspot":
            fields |= {"alt": _both(n, "ASKalt"), "picture": f"{n:040x}.png"}
            fields |= {"regions": (f"rectangle {250 * right} 0 250 1000",)}
        case "poll":
            fields |= {"options": options}
        case "rating":
            fields |= {"low": _both(n, "ASKlow"), "high": _both(n, "ASKhigh")}
        case "scale":
            fields |= {"items": options, "low": _both(n, "ASKlow"), "high": _both(n, "ASKhigh")}
        case "nps":
            fields |= {"low": _both(n, "ASKlow"), "high": _both(n, "ASKhigh")}
        case "slide":
            fields |= {"body": _both(n, "ASKbody")}
    build = getattr(banks, {"open": "open_text"}.get(kind, kind))
    assert kind in KINDS
    return settled(build(**fields | more))


def number_of(asked: AnyQuestion) -> int:
    """Which question it is, wherever a shuffle has put it."""
    found = MARK.search(str(asked.text))
    assert found is not None
    return int(found[1])


def answer_of(asked: AnyQuestion) -> str:
    """What somebody types who knows it."""
    match asked:
        case Short():
            return str(asked.accept[0]) if asked.accept else "a word"  # asked aloud, nothing is right yet
        case Gaps():
            return str(asked.gaps[0])
        case _:
            return f"{asked.right}"


def leaks(room: Room, frame: bytes) -> set[tuple[int, str]]:
    """What a phone or the class screen learns too early from this frame, sent in this state of the room."""
    seen = {(int(n or digits), what or "SOLUTION") for n, what, digits in MARK.findall(frame.decode())}
    asked, phase = room.round, room.place.phase
    if asked is None or room.steps[asked.index].flow == "improvised":  # It has no words of its own.
        return seen
    n = number_of(asked.question)
    may = {(n, "TEXT")}
    if phase == "slide" or asked.window is not None:
        may.add((n, "ASK"))
    if asked.closed:
        may.add((n, "SOLUTION"))
    return seen - may
