"""Whether the log can be written now, and since when not: for the screens ("saving…") and for /readyz."""

from __future__ import annotations

import logging
from collections.abc import Callable

from saual.world import Clock

_say = logging.getLogger(__name__)


class Health:
    """Several parts may be in trouble at once; the log is well when none is."""

    def __init__(self, clock: Clock) -> None:
        self.down_since_ms: int | None = None
        """By the log's clock; None while all is well."""
        self._clock = clock
        self._troubles: dict[str, str] = {}
        self._watchers: list[Callable[[bool], None]] = []

    @property
    def why(self) -> str:
        """What the trouble is, in plain words; "" while all is well."""
        return next(iter(self._troubles.values()), "")

    def watch(self, changed: Callable[[bool], None]) -> None:
        """`changed` is told whenever the log becomes well (True) or is no longer so (False)."""
        self._watchers.append(changed)

    def trouble(self, part: str, why: str) -> None:
        if part not in self._troubles:
            _say.warning("The log cannot be written: %s.", why)
        self._troubles[part] = why
        if self.down_since_ms is None:
            self.down_since_ms = self._clock.now_ms()
            self._tell(well=False)

    def over(self, part: str) -> None:
        if self._troubles.pop(part, None) is not None and not self._troubles:
            _say.warning("The log can be written again.")
            self.down_since_ms = None
            self._tell(well=True)

    def _tell(self, *, well: bool) -> None:
        for watcher in self._watchers:
            watcher(well)
