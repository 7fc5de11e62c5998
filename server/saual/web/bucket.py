"""How much may come in: so much at once, and so much a second for long."""

from __future__ import annotations


class Bucket:
    """Holds `burst` at most and fills by `per_s` each second. Knows no clock: `now_s` is any clock that only rises."""

    __slots__ = ("_at_s", "_burst", "_left", "_per_s")

    def __init__(self, per_s: float, burst: float, now_s: float) -> None:
        self._per_s = per_s
        self._burst = self._left = burst
        self._at_s = now_s

    def take(self, amount: float, now_s: float) -> bool:
        """Take so much out. False: there was not so much in it, and it stays."""
        left = self._left + (now_s - self._at_s) * self._per_s
        self._left = left if left < self._burst else self._burst
        self._at_s = now_s
        if self._left < amount:
            return False
        self._left -= amount
        return True
