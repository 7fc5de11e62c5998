"""Nicknames: what is allowed on the class screen, and when two of them look the same."""

from __future__ import annotations

import unicodedata

import regex

from saual.protocol.codes import Code
from saual.questions.lookalike import skeleton

LONGEST = 20
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_UNSHOWABLE = {"Cn", "Co", "Cs"}
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 2
_MOST_PARTS = 4
"""Of one grapheme. By Unicode's rule any row of Hangul jamo or skin tones is one, however wide it is drawn."""
_GRAPHEME = regex.compile(r"\X")
_BLANK = regex.compile(r"[\s\u115F\u1160\u3164\uFFA0\u2800]+")
"""White space, and the letters that fonts draw as nothing."""


def clean(raw: str) -> tuple[str, Code | None]:
    """The nickname as it will be shown (NFKC, no invisible characters, single spaces), or the reason why not.

    At most 20 graphemes; at most two combining marks on a letter, so that nothing climbs out of its line.
    """
    # First what is invisible: it may stand between a letter and the mark that NFKC is to join to it.
    seen = "".join(c for c in raw if unicodedata.category(c) not in _INVISIBLE)
    name = _BLANK.sub(" ", unicodedata.normalize("NFKC", seen)).strip()
    if not name:
        return "", "name_empty"
    if any(unicodedata.category(c) in _UNSHOWABLE for c in name):
        return "", "name_bad"
    graphemes = _GRAPHEME.findall(name)
    if len(graphemes) > LONGEST:
        return "", "name_long"
    if any(len(g) > _MOST_PARTS or _marks(g) > _MOST_MARKS for g in graphemes):
        return "", "name_bad"
    # A mark that comes first would be drawn on whatever stands before the name.
    if unicodedata.category(name[0])[0] == "M":
        return "", "name_bad"
    return name, None


def _marks(grapheme: str) -> int:
    return sum(unicodedata.category(c) in _MARKS for c in grapheme)


def alike(name: str) -> str:
    """Equal for two names that a class could not tell apart: look-alike letters, case and spaces do not count."""
    return skeleton(name, digits=True).replace(" ", "")
