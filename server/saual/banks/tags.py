"""What formats keep as free tags, and a bank as keys: "topic" plain, the rest as level:advanced, time:30.

Knows no format. What is written here is read here; tags of others are a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from saual.banks.found import Scribe
from saual.questions.bank import DEFAULT_POINTS, DEFAULT_TIME, AnyQuestion
from saual.questions.categorising import Categorising
from saual.questions.slider import Slider

_WORDS = ("level", "bloom", "skill")
_KINDS = ("categorising", "slider", "gaps")
"""Types that formats hold as another: categorising as matching, a slider as a number, a gap as a short answer."""
_VALUES = ("min", "max", "step", "near")
_VALUE = re.compile(r"-?\d{1,13}(\.\d{1,12})?", re.ASCII)
_NUMBERS = ("time", "points", "typos")


def read_tags(tags: Iterable[str], scribe: Scribe, *, category: str = "") -> dict[str, Any]:
    """The fields that the tags stand for. The first free one is the topic, else the last part of the category.

    `type` is among them where the format holds the question as one of another type, see `taken_as`.
    """
    fields: dict[str, Any] = {}
    free: list[str] = []
    tags = list(tags)
    slider = "type:slider" in tags
    for tag in tags:
        key, colon, value = tag.strip().partition(":")
        if colon and key in _WORDS:
            fields[key] = value
        elif colon and key in _NUMBERS and value.isascii() and value.isdecimal() and len(value) < 6:
            fields[key] = int(value)
        elif key == "type" and value in _KINDS:
            fields["type"] = value
        elif slider and key in _VALUES and _VALUE.fullmatch(value):
            fields[key] = Decimal(value)
        elif slider and key == "unit":
            fields[key] = value
        elif tag.strip():
            free.append(tag.strip())
    topic = free[0] if free else category.replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()
    if len(free) > 1:
        scribe.note("tags_left_out", tags=", ".join(free[1:])[:100])
    return fields | ({"topic": topic} if topic else {})


def write_tags(question: AnyQuestion) -> list[str]:
    """Everything of the question that a format without such keys keeps as tags."""
    tags = [question.topic] if question.topic else []
    tags += [f"{key}:{value}" for key in _WORDS if (value := getattr(question, key)) is not None]
    numbers = {"time": question.time, "points": question.points, "typos": getattr(question, "typos", 0)}
    usual = {"time": DEFAULT_TIME, "points": DEFAULT_POINTS if question.marked else 0, "typos": 0}
    tags += [f"{key}:{value}" for key, value in numbers.items() if value is not None and value != usual[key]]
    if isinstance(question, Slider):
        tags += [f"{key}:{getattr(question, key):f}" for key in _VALUES]
    return tags + ([f"type:{question.kind}"] if isinstance(question, Slider | Categorising) else [])
