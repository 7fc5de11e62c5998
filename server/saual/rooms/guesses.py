"""How often a PIN may be guessed: limited per device, slowed for all, never by address (a school is one address)."""

from __future__ import annotations

from collections import OrderedDict, deque

from saual.world import Clock

MISSES = 20
WINDOW_MS = 5 * 60_000
_DEVICES = 10_000
"""Devices remembered; the one that missed longest ago is forgotten first."""
_FREE_PER_S = 5.0
"""Misses of all devices together that are answered at once, per second; beyond that each waits for its turn."""
_BURST = 100.0
_LONGEST_S = 5.0


class Guesses:
    """A right PIN is never delayed and forgives nothing; a wrong one counts against its device."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._misses: OrderedDict[str, deque[int]] = OrderedDict()
        self._credit = _BURST
        self._counted_ms = clock.now_ms()

    def blocked(self, device: str) -> bool:
        """This device has used up its guesses for now."""
        misses = self._misses.get(device)
        if misses is None:
            return False
        while misses and misses[0] <= self._clock.now_ms() - WINDOW_MS:
            misses.popleft()
        return len(misses) >= MISSES

    def miss(self, device: str) -> float:
        """Count a wrong PIN; the seconds to wait before saying so."""
        now_ms = self._clock.now_ms()
        self._misses.setdefault(device, deque(maxlen=MISSES)).append(now_ms)
        self._misses.move_to_end(device)
        if len(self._misses) > _DEVICES:
            self._misses.popitem(last=False)
        self._credit = min(_BURST, self._credit + (now_ms - self._counted_ms) / 1000 * _FREE_PER_S) - 1
        self._counted_ms = now_ms
        return min(_LONGEST_S, max(0.0, -self._credit / _FREE_PER_S))
