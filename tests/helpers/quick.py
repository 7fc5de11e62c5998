"""Banks to play with: two questions and a poll, or what ships.

Their windows are the longest there are, so that time runs out in no test, however slow the machine: a question is
closed when everybody has answered, or by hand. Who wants to see time run out takes `QUICK`, the shortest there is, and
has all that comes before the end done by then.
"""

import functools
import re
from pathlib import Path

WINDOW_S = 5
LONGEST_S = 600
LONGEST_READING_MS = 60_000
_BANKS = Path(__file__).parents[2] / "question_banks"

_QUICK = """
format = "saual-bank/1"
title = "Quick"
language = "en"

[defaults]
time = {time_s}

[[question]]
type = "single"
text = "She ___ to school."
options = ["goes", "go", "going"]
right = "A"

[[question]]
type = "single"
text = "They ___ to school."
options = ["goes", "go", "going"]
right = "B"

[[question]]
type = "poll"
text = "Again?"
options = ["yes", "no"]
"""


def quick(time_s: int = LONGEST_S) -> str:
    return _QUICK.format(time_s=time_s)


QUICK = quick(WINDOW_S)


def many(questions: int) -> str:
    """A bank of so many questions."""
    asked = """
[[question]]
type = "single"
text = "{}. She ___ to school."
options = ["goes", "go", "going"]
right = "A"
"""
    return quick().partition("[[question]]")[0] + "".join(asked.format(n) for n in range(1, questions + 1))


@functools.cache
def shipped(name: str) -> str:
    """A bank that ships, with the longest windows."""
    bank = (_BANKS / f"{name}.toml").read_text("utf-8")
    assert "[defaults]\ntime = " in bank, "each question has a time that is written here"
    return re.sub(r"(?m)^time = \d+$", f"time = {LONGEST_S}", bank)
