"""Text that people type, as it may be shown: no invisible or unshowable characters, single spaces, a bounded length."""

from __future__ import annotations

import unicodedata
from typing import Literal

import regex

Trouble = Literal["empty", "long", "bad"]

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
_UNSHOWABLE = {"Cn", "Co", "Cs"}
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 2
_MOST_PARTS = 4
"""Of one grapheme. By Unicode's rule any row of Hangul jamo or skin tones is one, however wide it is drawn."""
_GRAPHEME = regex.compile(r"\X")
_BLANK = regex.compile(r"[\s\u115F\u1160\u3164\uFFA0\u2800]+")
"""White space, and the letters that fonts draw as nothing."""
_BREAK = regex.compile(r"[\t\n\v\f\r\u0085\u2028\u2029]")


def plain(raw: str, longest: int, form: Literal["NFC", "NFKC"]) -> tuple[str, Trouble | None]:
    """The text as it will be shown, or the reason why not. NFKC also folds what only looks different (x² is x2).

    At most `longest` graphemes; at most two combining marks on a letter, so that nothing climbs out of its line.
    """
    # First what is invisible: it may stand between a letter and the mark that is to be joined to it.
    seen = "".join(c for c in _BREAK.sub(" ", raw) if unicodedata.category(c) not in _INVISIBLE)
    text = _BLANK.sub(" ", unicodedata.normalize(form, seen)).strip()
    if not text:
        return "", "empty"
    if any(unicodedata.category(c) in _UNSHOWABLE for c in text):
        return "", "bad"
    graphemes = _GRAPHEME.findall(text)
    if len(graphemes) > longest:
        return "", "long"
    if any(len(g) > _MOST_PARTS or _marks(g) > _MOST_MARKS for g in graphemes):
        return "", "bad"
    # A mark that comes first would be drawn on whatever stands before the text.
    if unicodedata.category(text[0])[0] == "M":
        return "", "bad"
    return text, None


def _marks(grapheme: str) -> int:
    return sum(unicodedata.category(c) in _MARKS for c in grapheme)
