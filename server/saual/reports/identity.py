"""Which questions of different games are one and the same. Knows no games.

A question is what students read and what is right. How long it was open, what it earned, how it is tagged and explained
may change without making it another one; a single letter of its text may not.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec
from msgspec.structs import replace

from saual.questions.bank import AnyQuestion

_LETTERS = 16


def identity(question: AnyQuestion, only: str = "") -> str:
    """The same for the same question as the bank has it (options in the bank's order), on any server. With `only`
    (where it was asked) that of no other question."""
    bare = replace(question, time=None, points=None, explanation=None, topic=None, level=None, bloom=None, skill=None)
    return sha256(msgspec.json.encode(bare, order="sorted") + only.encode()).hexdigest()[:_LETTERS]
