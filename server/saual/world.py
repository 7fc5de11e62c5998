"""The only module that asks the world for time, randomness and ids.

Everything else is given what it needs, so that a test can give it something else.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import partial

_PIN_DIGITS = 6


def _steady() -> Callable[[], int]:
    """A clock that only counts up, also while the machine sleeps: a lesson's time does not stop with a closed lid."""
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux, where the monotonic clock stops in sleep
        return partial(time.clock_gettime_ns, time.CLOCK_BOOTTIME)
    if hasattr(time, "clock_gettime_ns"):  # macOS, where this one counts on and time.monotonic does not
        return partial(time.clock_gettime_ns, time.CLOCK_MONOTONIC)
    return time.monotonic_ns


_steady_ns = _steady()


def steady_s() -> float:
    """Seconds of no particular origin that only count up: for measuring how long something takes."""
    return _steady_ns() / 1e9


class Clock:
    """Milliseconds since the Unix epoch that never run backwards and never jump.

    The wall clock is read once, at the start; after that a steady clock counts on. A laptop whose wall clock is put
    right in the middle of a lesson does not move anybody's deadline.
    """

    def __init__(self) -> None:
        self._zero_ns = time.time_ns() - _steady_ns()
        self._last_ms = 0

    def now_ms(self) -> int:
        now_ms = (self._zero_ns + _steady_ns()) // 1_000_000
        if now_ms > self._last_ms:  # `shift` may have put it back a little: it stands still until that is made up for
            self._last_ms = now_ms
        return self._last_ms

    def begin_at(self, now_ms: int) -> None:
        """At the start, before anything was timed by this clock: count on from the time that others go by."""
        self._zero_ns = now_ms * 1_000_000 - _steady_ns()
        self._last_ms = 0

    def shift(self, by_ms: int) -> None:
        """A hair's breadth, to stay with the others; it never runs back for that."""
        self._zero_ns += by_ms * 1_000_000

    def not_before(self, at_ms: int) -> None:
        """Something was recorded at `at_ms`: if the wall clock was put back since, count on from there."""
        self._zero_ns += max(0, at_ms - self.now_ms()) * 1_000_000


def new_pin() -> str:
    """Six digits, the first never 0 (a spreadsheet or a hasty reader drops a leading zero)."""
    return str(secrets.randbelow(9 * 10 ** (_PIN_DIGITS - 1)) + 10 ** (_PIN_DIGITS - 1))


def new_secret() -> str:
    """A capability: 256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """An identifier that is unguessable but no secret: 96 random bits, safe in a path and on a command line."""
    return secrets.token_hex(12)


def new_code() -> str:
    """What stands on a student's card: nine digits, for they are the same on the keyboards of all languages."""
    return f"{secrets.randbelow(10**9):09d}"


def new_process() -> str:
    """A name for this process among those that share rooms, for as long as it runs: 48 random bits."""
    return secrets.token_hex(6)


def new_seed() -> int:
    """A seed for a game's shuffles, 53 bits so that JSON readers everywhere keep it exactly."""
    return secrets.randbits(53)
