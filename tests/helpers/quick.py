"""A bank to play fast with: two questions and a poll, closed as soon as everybody has answered.

A window may be so ample that time runs out in no test, however slow the machine. Who wants to see it run out takes
`QUICK`, the shortest there is, and has all that comes before the end done by then.
"""

WINDOW_S = 5
AMPLE_S = 120

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


def quick(time_s: int = AMPLE_S) -> str:
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
