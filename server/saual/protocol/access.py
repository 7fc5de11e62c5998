"""JSON bodies of what lets a browser in: one-time links, and what a cookie may do."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Secret = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22,64}\Z")]


class Claim(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/claim: turns the secret of a one-time link into the cookie of this browser. Answered by Claimed."""

    key: Secret


class Claimed(Struct, frozen=True):
    """`room` is set when the link opens the remote of one room only."""

    scope: Literal["staff", "room"]
    room: str | None = None


class Access(Struct, frozen=True):
    """GET /api/me: what this browser may do, and which Saual it talks to."""

    scope: Literal["staff", "room"]
    room: str | None
    version: str
    keep_days: int
    """What is older is deleted by itself; 0: nothing is."""
