"""Looks for what a reader cannot see in a text: letters of two alphabets in one word, characters without a
shape.

Such a text looks right on the screen and fails elsewhere: search does not find it, a typed answer does not
match it, a screen reader spells it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259]")

# A joiner builds one emoji of several, a tag builds a flag: they are seen.
_KEPT = re.compile("[\n\t\u200d\U000e0020-\U000e007f]")

_UNSEEN = ("Cc", "Cf", "Cs")


def mixed_words(text: str) -> Iterator[tuple[str, str, str]]:
    """The word, the problem and the fix for each word that mixes Cyrillic and Latin letters."""
    for word in dict.fromkeys(_WORD.findall(text)):
        cyrillic, latin = _CYRILLIC.findall(word), _LATIN.findall(word)
        if cyrillic and latin:
            strangers, theirs, ours = (latin, "Latin", "Cyrillic")
            if len(cyrillic) < len(latin):
                strangers, theirs, ours = (cyrillic, "Cyrillic", "Latin")
            letters = ", ".join(dict.fromkeys(strangers))
            yield (
                word,
                f"the word “{word}” mixes alphabets: {theirs} {letters} among {ours} letters",
                f"Type the word anew in {ours} letters, or put a hyphen between if both are meant.",
            )


def hidden_character(text: str) -> tuple[str, str] | None:
    """The problem and the fix if the text holds a character that nobody sees."""
    for character in _KEPT.sub("", text):
        if unicodedata.category(character) in _UNSEEN:
            name = unicodedata.name(character, "a control character").lower()
            return (
                f"has a character that nobody sees: U+{ord(character):04X} ({name})",
                "Delete it: type the text anew around it, or paste it as plain text.",
            )
    return None


def without_hidden(text: str) -> str:
    """The text without the characters that `hidden_character` finds."""
    return "".join(c for c in text if unicodedata.category(c) not in _UNSEEN or _KEPT.match(c))
