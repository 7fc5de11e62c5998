"""What every command in a room's log is."""

from __future__ import annotations

from msgspec import Struct


class Command(Struct, frozen=True, tag_field="c", omit_defaults=True):
    """Base of all commands; the tag is the class's name."""
