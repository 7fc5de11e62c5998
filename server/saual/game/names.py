"""Nicknames: what is allowed on the class screen, and when two of them look the same."""

from __future__ import annotations

from saual.game.plain import Trouble, plain
from saual.protocol.codes import Code
from saual.questions.lookalike import skeleton

LONGEST = 20
_CODES: dict[Trouble, Code] = {"empty": "name_empty", "long": "name_long", "bad": "name_bad"}


def clean(raw: str) -> tuple[str, Code | None]:
    """The nickname as it will be shown (at most 20 graphemes), or the reason why not."""
    name, trouble = plain(raw, LONGEST, "NFKC")
    return name, _CODES[trouble] if trouble else None


def alike(name: str) -> str:
    """Equal for two names that a class could not tell apart: look-alike letters, case and spaces do not count."""
    return skeleton(name, digits=True).replace(" ", "")
