"""What all commands of a room's log have in common."""

from __future__ import annotations

from msgspec import Struct


class Command(Struct, frozen=True, tag_field="c", omit_defaults=True):
    """Base of all commands; the tag is the class's name."""
