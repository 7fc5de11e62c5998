"""Checks a plain value against a type and says in plain English what does not fit. Knows no question and no
file.

It reads the same annotations that msgspec enforces, so the two cannot disagree; msgspec itself stops at the
first fault and speaks to programmers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from msgspec import inspect

from saual.banks.lines import Path
from saual.banks.words import hidden_character, mixed_words
from saual.questions.lookalike import skeleton


class Misfit(NamedTuple):
    path: Path
    code: str
    problem: str
    fix: str
    params: Mapping[str, str | int] = {}
    """What a sentence in another language needs to say the same; `code` says which sentence."""


def misfits(value: object, kind: inspect.Type, path: Path) -> Iterator[Misfit]:
    """Everything in the value that does not fit the type."""
    member = _member(value, kind)
    match member:
        case None:
            problem = f"needs {_expected(kind)}, but has {found(value)}"
            yield Misfit(path, "wrong_type", problem, _other_type(value, kind), {"value": shown(value)[:60]})
        case inspect.StrType():
            yield from _text(str(value), member, path)
        case inspect.LiteralType():
            if value not in member.values:
                yield _not_allowed(value, member, path)
        case inspect.IntType():
            yield from _range(value, member, path)
        case inspect.DictType():
            yield from _table(value, member, path)
        case inspect.VarTupleType():
            yield from _list(value, member, path)


def shown(value: object) -> str:
    """The value as it is written in TOML, cut short."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value if len(value) <= 40 else value[:39] + "…"}"'
        case int():
            return str(value) if abs(value) < 10**15 else "too big to show"
        case list():
            return f"[{', '.join(map(shown, value))}]"
        case _:
            return str(value)


def found(value: object) -> str:
    """What the value is, in words."""
    match value:
        case bool():
            return shown(value)
        case str():
            return f"the text {shown(value)}"
        case int() | Decimal():
            return f"the number {shown(value)}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def example(kind: inspect.Type) -> str:
    """A value of this type, to be copied."""
    match _members(kind)[0]:
        case inspect.StrType():
            return '"…"'
        case inspect.LiteralType(values=values):
            return shown(values[0])
        case inspect.BoolType():
            return "true"
        case inspect.VarTupleType(item_type=inspect.LiteralType(values=values)):
            return f"[{shown(values[0])}]"
        case inspect.VarTupleType():
            return '["…", "…"]'
        case _:
            return "3.14"


def near(word: str, words: list[str]) -> str | None:
    """The one of `words` that was probably meant."""
    if len(word) > 40:
        return None
    close = get_close_matches(word.lower(), words, n=1)
    return close[0] if close else None


def _members(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


def _member(value: object, kind: inspect.Type) -> inspect.Type | None:
    """The member of a union that this value was meant for, judged by its shape alone."""
    for member in _members(kind):
        match member:
            case inspect.StrType():
                meant = isinstance(value, str)
            case inspect.BoolType():
                meant = isinstance(value, bool)
            case inspect.IntType():
                meant = type(value) is int
            case inspect.DecimalType():
                meant = type(value) is int or isinstance(value, Decimal)
            case inspect.LiteralType():
                meant = any(type(value) is type(allowed) for allowed in member.values)
            case inspect.DictType():
                meant = isinstance(value, dict)
            case inspect.VarTupleType():
                meant = isinstance(value, list)
            case inspect.NoneType():
                meant = False  # TOML has no such value
            case _:
                raise TypeError(f"fit.py cannot check {member}: teach it")
        if meant:
            return member
    return None


def _text(value: str, kind: inspect.StrType, path: Path) -> Iterator[Misfit]:
    if not value.strip() and kind.min_length:
        yield Misfit(path, "empty", "is empty", "Write something between the quotes.")
    if kind.max_length is not None and len(value) > kind.max_length:
        over = len(value) - kind.max_length
        problem = f"has {len(value)} characters; {kind.max_length} are allowed"
        params = {"n": len(value), "most": kind.max_length, "over": over}
        yield Misfit(path, "too_long", problem, f"Shorten it by {over}.", params)
    if (hidden := hidden_character(value)) is not None:
        yield Misfit(path, "hidden_character", *hidden)
    for word, problem, fix in mixed_words(value):
        yield Misfit(path, "mixed_letters", problem, fix, {"word": word[:60]})


def _not_allowed(value: object, kind: inspect.LiteralType, path: Path) -> Misfit:
    problem = f"{shown(value)} is not {_expected(kind)}"
    params = {"value": shown(value)[:60], "allowed": ", ".join(map(shown, kind.values))}
    if not isinstance(value, str):
        return Misfit(path, "not_allowed", problem, "Write one of these.", params)
    twins = [v for v in kind.values if skeleton(str(v)) == skeleton(value)]
    if twins and skeleton(value) != value.casefold():
        problem = f"{shown(value)} has a letter of another alphabet that looks the same"
        fix = f"Type it anew with the English keyboard: {shown(twins[0])}."
        return Misfit(path, "not_allowed", problem, fix, params)
    meant = twins[0] if twins else near(value, [str(v) for v in kind.values])
    if value.lower() in ("kz", "kaz") and "kk" in kind.values:
        meant = "kk"
    fix = f"Did you mean {shown(meant)}?" if meant else "Write one of these."
    return Misfit(path, "not_allowed", problem, fix, params)


def _range(value: object, kind: inspect.IntType, path: Path) -> Iterator[Misfit]:
    low, high = kind.ge, kind.le
    if isinstance(value, int) and ((low is not None and value < low) or (high is not None and value > high)):
        params: dict[str, str | int] = {"value": shown(value), "low": int(low or 0), "high": int(high or 0)}
        yield Misfit(path, "out_of_range", f"is {shown(value)}", f"Write {_expected(kind)}.", params)


def _table(value: object, kind: inspect.DictType, path: Path) -> Iterator[Misfit]:
    table = value if isinstance(value, dict) else {}
    if len(table) < (kind.min_length or 0):
        yield Misfit(path, "empty", "is empty", 'Write at least one language: { kk = "…" }.')
    for key, item in table.items():
        named: dict[str, str | int] = {"key": str(key)[:40]}
        wrong = [m._replace(path=path, code="unknown_key", params=named) for m in misfits(key, kind.key_type, path)]
        yield from wrong or misfits(item, kind.value_type, (*path, key))


def _list(value: object, kind: inspect.VarTupleType, path: Path) -> Iterator[Misfit]:
    items = value if isinstance(value, list) else []
    if len(items) < (kind.min_length or 0):
        code, fix = ("empty", "Write at least one.") if kind.min_length == 1 else ("too_few", "Add more.")
        params = {"n": len(items), "least": kind.min_length or 0}
        yield Misfit(path, code, f"has {len(items) or 'none'}; at least {kind.min_length} needed", fix, params)
    if kind.max_length is not None and len(items) > kind.max_length:
        problem = f"has {len(items)}; {kind.max_length} are allowed"
        params = {"n": len(items), "most": kind.max_length, "over": len(items) - kind.max_length}
        yield Misfit(path, "too_many", problem, f"Delete {params['over']}.", params)
    for i, item in enumerate(items[: kind.max_length]):
        yield from misfits(item, kind.item_type, (*path, i))


def _expected(kind: inspect.Type) -> str:
    return " or ".join(dict.fromkeys(_expected_one(member) for member in _members(kind)))


def _expected_one(kind: inspect.Type) -> str:
    match kind:
        case inspect.StrType():
            return "text in quotes"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType(ge=None):
            return "a whole number"
        case inspect.IntType():
            return f"a whole number from {kind.ge} to {kind.le}"
        case inspect.DecimalType():
            return "a number such as 3.14"
        case inspect.LiteralType(values=(only,)):
            return shown(only)
        case inspect.LiteralType():
            return f"one of {', '.join(map(shown, kind.values))}"
        case inspect.DictType():
            return "a table of languages such as { kk = …, ru = …, en = … }"
        case inspect.VarTupleType() if isinstance(kind.item_type, inspect.LiteralType):
            return f"a list such as [{', '.join(shown(v) for v in kind.item_type.values[:2])}]"
        case _:
            return 'a list such as ["…", "…"]'


def _other_type(value: object, kind: inspect.Type) -> str:
    """What to do about a value of the wrong type; the commonest slips are recognised."""
    members = _members(kind)
    lists = [member for member in members if isinstance(member, inspect.VarTupleType)]
    if lists and not isinstance(value, list | dict) and not any(misfits(value, lists[0].item_type, ())):
        return f"Put it in square brackets: [{shown(value)}]."
    only = value[0] if isinstance(value, list) and len(value) == 1 else None
    if only is not None and not isinstance(only, list) and not any(misfits(only, kind, ())):
        return f"Write it without square brackets: {shown(only)}."
    if any(isinstance(member, inspect.StrType) for member in members):
        if isinstance(value, bool | int | Decimal):
            return f'Put it in quotes: "{shown(value)}".'
    elif isinstance(value, str):
        bare = value.strip().lower().replace(",", ".")
        plain: object = {"true": True, "false": False}.get(bare)
        if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", bare):
            plain = Decimal(bare) if "." in bare else int(bare)
        if plain is not None and _member(plain, kind) is not None:
            return f"Write it without quotes: {bare}."
    return f"Write {_expected(kind)}."
