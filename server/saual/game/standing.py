"""Where a player or a team stands in a game."""

from __future__ import annotations

from msgspec import Struct


class Standing(Struct):
    """`was` is the rank before the last result, 0 if there was none; `gained` what the last result brought."""

    score: int = 0
    streak: int = 0
    rank: int = 0
    was: int = 0
    gained: int = 0
