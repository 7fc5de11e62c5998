"""What this process has counted since its start, for whoever watches over it. Plain numbers: counting costs nothing.

There is one for the process, as there is one logger: nothing depends on it.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct, field

ACK_BOUNDS_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Counts(Struct):
    """`answers` by what came of them: "accepted", or the code of their ack. `turned_away` by the code that was said.

    `handed_over` by what came of it: "taken", or why the connection was served where it came in.
    """

    rounds: int = 0
    dropped: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    turned_away: dict[str, int] = field(default_factory=dict)
    handed_over: dict[str, int] = field(default_factory=dict)
    acks: list[int] = field(default_factory=lambda: [0] * (len(ACK_BOUNDS_MS) + 1))
    acks_ms: int = 0

    def answered(self, result: str | None, after_ms: int | None = None) -> None:
        """An answer was acknowledged; `result` is the code, None for accepted. `after_ms`: so long after it came in it
        was in the log and folded."""
        key = result or "accepted"
        self.answers[key] = self.answers.get(key, 0) + 1
        if after_ms is not None:
            self.acks[bisect_left(ACK_BOUNDS_MS, after_ms)] += 1
            self.acks_ms += max(0, after_ms)

    def turn_away(self, code: str) -> None:
        self.turned_away[code] = self.turned_away.get(code, 0) + 1

    def hand_over(self, result: str) -> None:
        self.handed_over[result] = self.handed_over.get(result, 0) + 1


COUNTS = Counts()
