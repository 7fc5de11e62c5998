"""Writes the protocol as TypeScript types: `python -m saual.protocol.typescript > web/shared/protocol.gen.ts`."""

from __future__ import annotations

import importlib
import pkgutil
import typing
from types import ModuleType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct, UnsetType, structs

from saual import protocol
from saual.protocol import codes, common, homework, player, staff
from saual.questions import base, draft, formula, media, text

_HEAD = "// Made by `python -m saual.protocol.typescript` from server/saual/protocol. Do not edit.\n"
_OTHERS = ("codes", "reference", "typescript")
_NAMED = {
    get_args(kind): name
    for name, kind in (
        ("Lang", text.Lang),
        ("Code", codes.Code),
        ("Phase", common.Phase),
        ("Scoring", common.Scoring),
        ("Entry", common.Entry),
        ("AskedState", common.AskedState),
        ("Sorting", common.Sorting),
        ("SpokenKind", common.SpokenKind),
        ("MediaKind", media.MediaKind),
        ("Use", common.Use),
        ("Next", staff.Next),
        ("Feedback", homework.Feedback),
        ("HomeworkState", homework.HomeworkState),
        ("AfterVote", common.AfterVote),
        ("Sure", common.Sure),
        ("PeerPoints", common.PeerPoints),
        ("TeamBy", common.TeamBy),
    )
}
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def _literals(values: tuple[Any, ...]) -> str:
    return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in values)


def ts(kind: Any) -> str:
    """A Python type as TypeScript writes it."""
    if kind == formula.Tree:
        return "MathTree"
    origin, args = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return ts(args[0])
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(ts(arg) for arg in args if arg is not UnsetType))
    if origin is Literal:
        return _NAMED.get(args) or _literals(args)
    if origin in (list, tuple):
        inner = ts(args[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Partial<Record<{ts(args[0])}, {ts(args[1])}>>"
    if isinstance(kind, type) and issubclass(kind, Struct):
        return kind.__name__
    return _PLAIN[kind]


def _interface(struct: type[Struct]) -> str:
    config = struct.__struct_config__
    lines = [f"export interface {struct.__name__} {{"]
    if config.tag is not None:
        lines.append(f'  {config.tag_field}: "{config.tag}";')
    hints = typing.get_type_hints(struct, include_extras=True)
    for field in structs.fields(struct):
        has_default = field.default is not NODEFAULT or field.default_factory is not NODEFAULT
        optional = has_default and (config.omit_defaults or config.forbid_unknown_fields)
        lines.append(f"  {field.encode_name}{'?' if optional else ''}: {ts(hints[field.name])};")
    return "\n".join([*lines, "}"])


def structs_of(module: ModuleType) -> list[type[Struct]]:
    """The structs that a module of the protocol defines, in its order."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == module.__name__
    ]


def _modules() -> list[ModuleType]:
    """All that say frames and bodies."""
    names = sorted(module.name for module in pkgutil.iter_modules(protocol.__path__))
    return [importlib.import_module(f"saual.protocol.{name}") for name in names if name not in _OTHERS]


def typescript() -> str:
    """The whole file."""
    parts = [_HEAD.rstrip()]
    parts += [f"export type {name} = {_literals(values)};" for values, name in _NAMED.items()]
    parts.append("export type MathTree = [string, Record<string, string>, ...(MathTree | string)[]];")
    parts.append(f"export type RawAnswer = {ts(base.RawAnswer)};")
    parts.append(f"export type DraftValue = {ts(draft.Value)};")
    parts += [_interface(struct) for struct in (base.Ask, base.Solution, base.Bar, media.Media)]
    for module in [draft, *_modules()]:
        parts += [_interface(struct) for struct in structs_of(module)]
    for name in ("PlayerIn", "PlayerOut"):
        parts.append(f"export type {name} = {ts(getattr(player, name))};")
    for name in ("HostIn", "StaffIn", "StaffOut"):
        parts.append(f"export type {name} = {ts(getattr(staff, name))};")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(typescript(), end="")
