"""The only module that asks the world for time, randomness and ids.

Everything else is given what it needs, so that a test can give it something else.
"""

from __future__ import annotations

import secrets
import time

_PIN_DIGITS = 6


class Clock:
    """Milliseconds since the Unix epoch that never run backwards and never jump.

    The wall clock is read once, at the start; after that a monotonic clock counts on. A laptop whose wall clock is put
    right in the middle of a lesson does not move anybody's deadline.
    """

    def __init__(self) -> None:
        self._zero_ns = time.time_ns() - time.monotonic_ns()

    def now_ms(self) -> int:
        return (self._zero_ns + time.monotonic_ns()) // 1_000_000


def new_pin() -> str:
    """Six digits, the first never 0 (a spreadsheet or a hasty reader drops a leading zero)."""
    return str(secrets.randbelow(9 * 10 ** (_PIN_DIGITS - 1)) + 10 ** (_PIN_DIGITS - 1))


def new_secret() -> str:
    """A capability: 256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """An identifier that is unguessable but no secret: 96 random bits, URL-safe."""
    return secrets.token_urlsafe(12)


def new_seed() -> int:
    """A seed for a game's shuffles, 53 bits so that JSON readers everywhere keep it exactly."""
    return secrets.randbits(53)
