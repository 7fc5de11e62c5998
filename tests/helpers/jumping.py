"""A Saual whose wall clock somebody sets: `-m tests.helpers.jumping serve …`.

`$SAUAL_TEST_CLOCK` names a file with the seconds by which the wall clock is wrong just now. What asks `time` for the
wall clock sees the jump (all of Saual does); the steady clocks run on, as they do when a real one is set.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

CLOCK = "SAUAL_TEST_CLOCK"


def jump(by: Path) -> None:
    true_ns = time.time_ns

    def wall_ns() -> int:
        return true_ns() + int(by.read_text(encoding="ascii")) * 1_000_000_000

    time.time_ns = wall_ns
    time.time = lambda: wall_ns() / 1e9


if __name__ == "__main__":
    jump(Path(os.environ[CLOCK]))
    from saual.cli import main

    sys.exit(main())
