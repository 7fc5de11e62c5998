"""Writes a bank as TOML that a person would have written: short, one option a line where they are long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from saual.questions.bank import AnyQuestion, Bank

FORMAT = "saual-bank/1"
_WIDTH = 100
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t"}


def serialise(bank: Bank) -> str:
    """The file of this bank. `parse` gives the same bank back, its id apart (a bank's id is the name of its
    file).
    """
    blocks = ["\n".join(_head(bank))]
    time = _commonest(q.time for q in bank.questions if q.answered)
    points = _commonest(q.points for q in bank.questions if q.marked)
    common = (("time", time), ("points", points))
    defaults = [f"{key} = {value}" for key, value in common if value is not None]
    if defaults:
        blocks.append("\n".join(["[defaults]", *defaults]))
    blocks.extend("\n".join(_question(question, time, points)) for question in bank.questions)
    return "\n\n".join(blocks) + "\n"


def _head(bank: Bank) -> Iterator[str]:
    yield f"format = {_value(FORMAT)}"
    yield f"title = {_value(bank.title)}"
    if bank.about is not None:
        yield f"about = {_value(bank.about)}"
    yield f"language = {_value(bank.language)}"
    if bank.author:
        yield f"author = {_value(bank.author)}"
    if bank.licence:
        yield f"licence = {_value(bank.licence)}"


def _question(question: AnyQuestion, time: int | None, points: int | None) -> Iterator[str]:
    said = msgspec.structs.asdict(question)
    fields = {f.name: said[f.name] for f in msgspec.structs.fields(question) if said[f.name] != f.default}
    if question.time == time:
        fields.pop("time", None)
    if question.points == points or not question.marked:
        fields.pop("points", None)
    last = ("explanation", "time", "points", "topic", "level", "bloom", "skill")
    yield "[[question]]"
    yield f"type = {_value(question.kind)}"
    for name in sorted(fields, key=lambda name: (name in last, name != "text")):
        yield f"{name} = {_value(fields[name])}"


def _commonest(values: Iterator[int | None]) -> int | None:
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case Decimal():
            return f"{value:f}"
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(item)}' for key, item in value.items())} }}"
        case tuple():
            items = [_value(item) for item in value]
            line = f"[{', '.join(items)}]"
            if len(line) <= _WIDTH and not any(isinstance(item, dict) for item in value):
                return line
            return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
        case _:
            return str(value)


def _text(text: str) -> str:
    """Several lines stand between triple quotes, as they will be read; anything else on one line."""
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    # Only a backslash, and a quote that could end the text, need to be escaped there.
    body = re.sub(r'"(?="|\Z)', r"\"", text.replace("\\", r"\\"))
    return f'"""\n{_unseen(body)}"""'


def _escaped(text: str) -> str:
    return _unseen("".join(_ESCAPES.get(c, c) for c in text))


def _unseen(text: str) -> str:
    """Control characters by their number: TOML allows no other way."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", text)
