"""How the teacher used the software in a lesson, counted as it happens, one count a kind of use.

What students and clocks do is no use of the teacher's; what is put to the class stands in the rounds.
"""

from __future__ import annotations

from collections import Counter
from typing import get_args

from saual.game import commands as c
from saual.protocol.common import Use

USES: tuple[Use, ...] = get_args(Use)
Uses = Counter[Use]


def use_of(command: c.AnyCommand) -> Use | None:
    """What this command is, once it was taken; None if it is none of these uses."""
    match command:
        case c.Pause():
            return "pauses"
        case c.AddTime():
            return "more_time"
        case c.Skip():
            return "skips"
        case c.SortAsked(to="open"):
            return "let_through"
        case c.SortAsked(to="answered"):
            return "marked_answered"
        case c.StarAsked(on=True):
            return "stars"
        case c.ShowAsked(question) if question:
            return "on_screen"
        case c.TallySpoken():
            return "tallied"
        case c.Improvise():
            return "improvised"
    return None
