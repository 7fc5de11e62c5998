"""Letters that look alike, folded to one. Owns the table and the rule; knows nothing of questions or names.

A class writes in three alphabets' worth of letters that share their shapes: a phone left on the wrong
keyboard types the Latin `a` for the Cyrillic `а`, and a joker takes a classmate's name that way. Two texts
with equal skeletons look equal on a screen. The reverse is weaker on purpose: letters that a Kazakh reader
tells apart (у ү ұ, к қ, и й, е ё, н һ) never fold together.
"""

from __future__ import annotations

import re
import unicodedata

# Small Cyrillic (and rare Latin) letters by the Latin letter that they are drawn as. The first line is alike
# in small and capital form. The second is alike as capitals only (В B, К K, М M, Т T) and folds in both
# because case is forgiven too; this joins nothing that a Kazakh reader needs apart. Н and Ү are missing: see
# _CAPITALS.
_SMALL = str.maketrans(
    "асеорхуіһәѕјԁԛԝ" + "вкмт" + "ѳɵөǝıӏ",
    "aceopxyihəsjdqw" + "bkmt" + "өөөəii",
)

# Greek letters are folded one by one as drawn, before case is: Μ looks like M, but μ does not look like m,
# and a physics answer must not take one for the other.
_GREEK = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΓΠΦΘ" + "αοριϊκνχφθ\u0345",  # the last is a small iota below another letter
    "ABEZHIKMNOPTYXГПФӨ" + "aopiïkvxфөi",
)

# The capitals H and Y are drawn as the Kazakh Н and Ү, but the small h and y as һ and у. Folding all of them
# would make н = һ and у = ү. So in a word that has Cyrillic letters a capital stands for the letter that it
# is drawn as.
_CAPITALS = str.maketrans("HY", "НҮ")
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")

_DIGITS = str.maketrans("01", "ol")
# In "AIiya" the second letter is a capital I, drawn as l. At the start of a word, and among capitals, it is read as I.
_FIRST = re.compile(r"\b1(?=\w)")
_STROKE = re.compile(r"(?<=\w)[IІӀ](?=\w*[^\W\d_A-ZА-Я])|(?<=[^\W\d_A-ZА-Я])[IІӀ]")

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DOT_ON_I = re.compile("(?<=i)\u0307")


def skeleton(text: str, *, digits: bool = False) -> str:
    """A form that is equal for texts that look alike, whatever their case.

    With `digits`, 0 is also o, and 1 and a capital I within a word are l (1 at its start is I): right for names, where
    a joker may choose, not for answers.
    """
    apart = unicodedata.normalize("NFKD", _FIRST.sub("I", _STROKE.sub("l", text)) if digits else text)
    seen = "".join(c for c in apart if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    drawn = _WORD.sub(_as_drawn, _UNSEEN.sub("", seen).translate(_GREEK))
    # Twice decomposed: folding case can compose (ŉ) and decompose (İ) letters.
    small = unicodedata.normalize("NFKD", drawn.casefold()).casefold().translate(_SMALL)
    if digits:
        small = small.translate(_DIGITS)
    return unicodedata.normalize("NFC", _DOT_ON_I.sub("", small))


def _as_drawn(word: re.Match[str]) -> str:
    return word[0].translate(_CAPITALS) if _CYRILLIC.search(word[0]) else word[0]
