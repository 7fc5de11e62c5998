"""Banks to play fast with: two questions with the shortest window there is, and a poll. And banks to take one's time
with, where no window closes while a test looks at what is in it.
"""

import functools
import re
from pathlib import Path

WINDOW_S = 5
LONGEST_S = 600
"""The longest window there is."""
LONGEST_READING_MS = 60_000
_BANKS = Path(__file__).parents[2] / "question_banks"

QUICK = f"""
format = "saual-bank/1"
title = "Quick"
language = "en"

[defaults]
time = {WINDOW_S}

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


def many(questions: int) -> str:
    """A bank of so many questions with the shortest window there is."""
    asked = """
[[question]]
type = "single"
text = "She {} to school."
options = ["goes", "go", "going"]
right = "A"
"""
    return QUICK.partition("[[question]]")[0] + "".join(asked.format("_" * n) for n in range(1, questions + 1))


def unhurried(bank: str) -> str:
    """The same bank, of which no question is over before the test has gone on, however slow the machine is."""
    assert "[defaults]\ntime = " in bank, "each question has a time that is written here"
    return re.sub(r"(?m)^time = \d+$", f"time = {LONGEST_S}", bank)


@functools.cache
def shipped(name: str) -> str:
    """A bank that ships, unhurried."""
    return unhurried((_BANKS / f"{name}.toml").read_text("utf-8"))
