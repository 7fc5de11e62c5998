"""All that a room is, as plain values that can be compared: two rooms are equal when their dumps are."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, structs

from saual.game.room import Room

_COUNTERS = ("seq", "at_ms")
"""What even a refused command moves."""


def dump(room: Room) -> dict[str, Any]:
    return {name: _plain(value) for name, value in vars(room).items() if name not in _COUNTERS}


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        if value.__struct_config__.frozen:
            return value
        return {name: _plain(inner) for name, inner in structs.asdict(value).items()}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, set):
        return set(value)
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if hasattr(value, "__dict__"):
        return {name: _plain(inner) for name, inner in vars(value).items()}
    return value
