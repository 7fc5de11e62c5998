"""What is wrong with a bank that was read from TOML: keys missing or unknown, values that do not fit,
questions at fault.

What may stand in a question is said by the question types alone; this module knows the frame around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, cast

from msgspec import Struct, inspect

from saual.banks.fit import Misfit, example, found, misfits, near
from saual.banks.lines import Path
from saual.questions.bank import DEFAULT_POINTS, DEFAULT_TIME, KINDS, AnyQuestion, Credit
from saual.questions.base import Points, Seconds
from saual.questions.options import LETTERS
from saual.questions.text import Lang, LineText, TitleText

MOST_QUESTIONS = 500


class Head(Struct):
    """What stands above the questions."""

    format: Literal["saual-bank/1"]
    title: TitleText
    language: Lang
    about: LineText | None = None
    author: Credit = ""
    licence: Credit = ""


class Defaults(Struct):
    """What holds for every question that does not say otherwise."""

    time: Seconds = DEFAULT_TIME
    points: Points = DEFAULT_POINTS


_HEADINGS = ("defaults", "question")
_TWO_BRACKETS = "Write [[question]] with two brackets on each side."

# What teachers write when they do not have docs/banks.md at hand.
_SYNONYMS = {
    "answer": "right",
    "answers": "right",
    "correct": "right",
    "choices": "options",
    "variants": "options",
    "questions": "question",
    "question": "text",
    "license": "licence",
    "lang": "language",
    "name": "title",
    "description": "about",
    "seconds": "time",
    "score": "points",
    "kind": "type",
}

# A value with these faults can still be compared with the others.
_LEGIBLE = ("too_long", "mixed_letters", "hidden_character")


def tree_faults(tree: Mapping[str, Any]) -> Iterator[Misfit]:
    """Every fault, from the top of the bank to its last question."""
    head = {key: value for key, value in tree.items() if key not in _HEADINGS}
    yield from head_faults(head)
    defaults = tree.get("defaults", {})
    if isinstance(defaults, dict):
        yield from defaults_faults(defaults)
    else:
        yield Misfit(("defaults",), "wrong_type", "is not a heading", "Write [defaults] on its own line.")
    if "question" in tree or not any(_meant(key, Head) == "question" for key in head if key not in _fields(Head)):
        yield from _list_faults(tree.get("question", []))


def head_faults(head: Mapping[str, Any]) -> Iterator[Misfit]:
    """Every fault of what stands above the questions."""
    yield from _table_faults(head, Head, ())


def defaults_faults(defaults: Mapping[str, Any]) -> Iterator[Misfit]:
    """Every fault of what holds for all questions."""
    yield from _table_faults(defaults, Defaults, ("defaults",))


def place(path: Path) -> str:
    """The path as people say it: "question 3, option B, kk"."""
    if not path:
        return "top of the file"
    parts: list[str] = []
    for before, step in zip((None, *path), path, strict=False):
        if isinstance(step, str):
            parts.append(step)
        elif before == "question":
            parts[-1] = f"question {step + 1}"
        elif before in ("options", "pictures") and step < len(LETTERS):
            parts[-1] = f"option {LETTERS[step]}"
        else:
            parts.append(f"item {step + 1}")
    return ", ".join(parts)


def _list_faults(questions: object) -> Iterator[Misfit]:
    path: Path = ("question",)
    if isinstance(questions, dict):
        yield Misfit(path, "wrong_type", "the heading has one bracket", _TWO_BRACKETS)
    elif not isinstance(questions, list) or not all(isinstance(question, dict) for question in questions):
        yield Misfit(path, "wrong_type", "is not a heading", _TWO_BRACKETS)
    elif not questions:
        yield Misfit((), "no_questions", "there are no questions", "Write [[question]] and below it the first.")
    else:
        if len(questions) > MOST_QUESTIONS:
            problem = f"there are {len(questions)} questions; {MOST_QUESTIONS} are allowed"
            yield Misfit((*path, MOST_QUESTIONS), "too_many", problem, "Split the file into several banks.")
        for i, question in enumerate(questions[:MOST_QUESTIONS]):
            yield from question_faults(question, (*path, i))


def question_faults(table: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    """Every fault of one question, its fields and their agreement."""
    kind = table.get("type")
    if kind is None:
        yield Misfit(path, "missing", "has no `type`", f'Add type = "…": one of {", ".join(KINDS)}.', {"key": "type"})
    elif not isinstance(kind, str) or kind not in KINDS:
        meant = near(kind, list(KINDS)) if isinstance(kind, str) else None
        fix = f'Did you mean "{meant}"?' if meant else f"Write one of {', '.join(KINDS)}."
        params = {"value": str(kind)[:40], "allowed": ", ".join(KINDS)}
        yield Misfit((*path, "type"), "unknown_type", f"{found(kind)} is no question type", fix, params)
    else:
        cls = KINDS[kind]
        fields = {key: value for key, value in table.items() if key != "type"}
        faults = list(_table_faults(fields, cls, path))
        yield from faults
        wrong = [fault.path[len(path) :] for fault in faults if fault.code not in _LEGIBLE]
        yield from _crossed(_legible(fields, cls, wrong), cls, path)


def _table_faults(table: Mapping[str, Any], cls: type, path: Path) -> Iterator[Misfit]:
    """Keys that are missing or unknown, and values that do not fit."""
    fields = _fields(cls)
    meant = {key: _meant(key, cls) for key in table if key not in fields}
    for name, field in fields.items():
        # A key that is there under a wrong name is one fault, not two.
        if field.required and name not in table and name not in meant.values():
            fix = f"Add {name} = {example(field.type)}"
            yield Misfit(path, "missing", f"has no `{name}`", fix, {"key": name})
    for key, value in table.items():
        if key in fields:
            yield from misfits(value, fields[key].type, (*path, key))
        else:
            fix = _TWO_BRACKETS if meant[key] == "question" else f"Did you mean `{meant[key]}`?"
            fix = fix if meant[key] else _instead(key, cls)
            yield Misfit((*path, key), "unknown_key", "is not a known key", fix, {"key": key[:40]})


def _legible(table: Mapping[str, Any], cls: type, wrong: list[Path]) -> dict[str, Any]:
    """The fields that fit. A list of which only items are wrong stays, so that the other items can be compared."""
    legible: dict[str, Any] = {}
    for key, value in table.items():
        places = [path for path in wrong if path[:1] == (key,)]
        if not places:
            legible[key] = value
        elif isinstance(value, list) and all(len(path) > 1 for path in places):
            bad = {path[1] for path in places}
            if isinstance(kind := _fields(cls)[key].type, inspect.VarTupleType) and _stand_in(kind.item_type) == "…":
                legible[key] = [f"… {i}" if i in bad else item for i, item in enumerate(value)]
            elif rest := [item for i, item in enumerate(value) if i not in bad]:
                legible[key] = rest
    return legible


def _crossed(table: Mapping[str, Any], cls: type[AnyQuestion], path: Path) -> Iterator[Misfit]:
    """What the question itself finds wrong, in the fields that fit; what is missing has a stand-in where one
    can.
    """
    values: dict[str, Any] = {}
    for name, field in _fields(cls).items():
        if name in table:
            values[name] = _loose(table[name], field.type)
        elif field.required and (stand_in := _stand_in(field.type)) is not None:
            values[name] = stand_in
        elif field.required:
            return
    for fault in cls(**values).faults():
        if fault.field in table:
            place = (fault.field,) if fault.index is None else (fault.field, fault.index)
            yield Misfit((*path, *place), fault.code, fault.problem, fault.fix, fault.params)


def _loose(value: Any, kind: inspect.Type) -> Any:
    """The value as the struct holds it, whatever its length."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _loose(item, kind) for key, item in value.items()}
    return Decimal(value) if isinstance(kind, inspect.DecimalType) else value


def _stand_in(kind: inspect.Type) -> Any:
    match kind:
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.VarTupleType(item_type=inspect.LiteralType(values=values)):
            return (values[0],)
        case inspect.UnionType(types=(inspect.StrType(), *_)):
            return "…"
        case _:
            return None


def _meant(key: str, cls: type) -> str | None:
    """The known key that an unknown one was probably meant to be; None if it is at home elsewhere."""
    if (synonym := _SYNONYMS.get(key.lower())) in _here(cls):
        return synonym
    elsewhere = key in _fields(Head) or any(key in _fields(struct) for struct in KINDS.values())
    return None if elsewhere else near(key, _here(cls))


def _instead(key: str, cls: type) -> str:
    """What to do about an unknown key that stands for no known one."""
    owners = [kind for kind, struct in KINDS.items() if key in _fields(struct)]
    if key in _fields(Head):
        return "Move it to the top of the file, above the first heading."
    if owners and cls not in KINDS.values():
        return "Move it below a [[question]]."
    if owners:
        return f"Only {' and '.join(owners)} questions have it: delete it, or change the type."
    return f"Delete it. Known here: {', '.join(_here(cls))}."


def _here(cls: type) -> list[str]:
    """The keys that may stand here."""
    more = _HEADINGS if cls is Head else ("type",) if cls in KINDS.values() else ()
    return [*_fields(cls), *more]


@cache
def _fields(cls: type) -> dict[str, inspect.Field]:
    return {field.name: field for field in cast(inspect.StructType, inspect.type_info(cls)).fields}
