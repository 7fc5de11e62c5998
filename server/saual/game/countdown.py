"""A countdown that can be paused, lengthened and stopped. All times are the log's, in ms."""

from __future__ import annotations

from msgspec import Struct

UNTIMED_MS = 24 * 3_600_000
"""The span of a window that only the host closes (or the last answer): no lesson is so long."""


class Countdown(Struct):
    """Runs from `started_ms` for `span_ms`. A pause moves the start, so that the time spent paused is nobody's."""

    started_ms: int
    span_ms: int
    paused_ms: int | None = None
    stopped_ms: int | None = None

    @property
    def ends_ms(self) -> int:
        return self.end_of(self.span_ms)

    def end_of(self, span_ms: int) -> int:
        """When a countdown of another length that was begun with this one ends."""
        end_ms = self.started_ms + span_ms
        return end_ms if self.stopped_ms is None else min(end_ms, self.stopped_ms)

    @property
    def untimed(self) -> bool:
        return self.span_ms == UNTIMED_MS

    def settle(self, now_ms: int) -> None:
        """It is over: one that had no length was as long as it lasted."""
        if self.untimed:
            self.span_ms = max(1, min(self.ends_ms, now_ms) - self.started_ms)

    def at(self, now_ms: int) -> int:
        """The moment that counts: while paused, the moment of the pause."""
        return now_ms if self.paused_ms is None else min(now_ms, self.paused_ms)

    def left(self, now_ms: int) -> int:
        return max(0, self.ends_ms - self.at(now_ms))

    def pause(self, now_ms: int) -> None:
        self.paused_ms = now_ms

    def resume(self, now_ms: int) -> None:
        assert self.paused_ms is not None
        self.started_ms += now_ms - self.paused_ms
        self.paused_ms = None

    def stop(self, now_ms: int) -> None:
        """End it now, if it has not ended; the span stays, and with it what an answer earns."""
        if self.paused_ms is not None:
            self.resume(now_ms)
        self.stopped_ms = now_ms
