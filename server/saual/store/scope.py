"""What a session may do."""

from __future__ import annotations

from typing import Self

from msgspec import Struct


class Scope(Struct, frozen=True):
    """Everything that staff may (`room` is None), or steer this one room."""

    room: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` gave."""
        return cls(text.removeprefix("room:") if text.startswith("room:") else None)

    def __str__(self) -> str:
        return "staff" if self.room is None else f"room:{self.room}"

    @property
    def staff(self) -> bool:
        return self.room is None

    def covers(self, room: str) -> bool:
        return self.room is None or self.room == room


STAFF = Scope()
