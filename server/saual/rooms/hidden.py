"""Secrets as the log may hold them. Knows no seats and no cards."""

from __future__ import annotations

from hashlib import sha256


def hidden(room: str, secret: str) -> str:
    """The same secret looks different in every room."""
    return sha256(f"{room}:{secret}".encode()).hexdigest()
