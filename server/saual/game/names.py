"""Nicknames: what is allowed on the class screen, and when two of them look the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from saual.game.plain import Trouble, plain
from saual.protocol.codes import Code
from saual.questions.lookalike import skeleton

LONGEST = 20
_CODES: dict[Trouble, Code] = {"empty": "name_empty", "long": "name_long", "bad": "name_bad"}


def clean(raw: str) -> tuple[str, Code | None]:
    """The nickname as it will be shown (at most 20 graphemes), or the reason why not."""
    name, trouble = plain(raw, LONGEST, "NFKC")
    return name, _CODES[trouble] if trouble else None


def short_names(full: str) -> Iterator[str]:
    """What the class may call a student of this real name, the shortest first; there is always another one.

    School lists have the family name first: Серікқызы Айгерім is Айгерім, then Айгерім С., Айгерім С. 2 …
    """
    family, _, given = full.partition(" ")
    first = given.split(" ")[0] or family
    short = clean(first[: LONGEST - 8])[0] or "?"
    yield short
    if given:
        short = f"{short} {family[0]}."
        yield short
    for number in itertools.count(2):
        yield f"{short} {number}"


def alike(name: str) -> str:
    """Equal for two names that a class could not tell apart: look-alike letters, case and spaces do not count."""
    return skeleton(name, digits=True).replace(" ", "")
