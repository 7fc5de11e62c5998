"""A bank to play fast with: two questions with the shortest window there is, and a poll."""

WINDOW_S = 5

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
