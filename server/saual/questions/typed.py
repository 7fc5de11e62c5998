"""What the typed types share: cleaning what a phone sent, and bars of what the class typed. Marks nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from saual.questions.base import Answer, Bar, RawAnswer

LONGEST = 60
"""Characters of a typed answer; more is not an answer."""

_MOST_BARS = 8
_SEEN_FROM = 2
"""A wrong text stays off the screen until this many students typed it: nobody's slip is put on show."""


def clean(raw: RawAnswer, longest: int = LONGEST) -> str | None:
    """The text as typed, trimmed, without what cannot be seen or stored (control, bidi, half characters)."""
    if not isinstance(raw, str):
        return None
    spaced = " ".join(raw.split())
    text = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()
    return text if 0 < len(text) <= longest else None


def grouped(
    answers: Sequence[Answer],
    right: str | None,
    is_right: Callable[[str], bool],
    form: Callable[[str], Hashable],
    seen_from: int = _SEEN_FROM,
) -> list[Bar]:
    """One bar of all right answers, labelled `right` (none where nothing is), then the wrong ones by `form`, the
    commonest first."""
    typed = [answer for answer in answers if isinstance(answer, str)]
    right_ones = {text for text in set(typed) if is_right(text)}
    wrong = [text for text in typed if text not in right_ones]
    forms = Counter(form(text) for text in wrong)
    spellings = Counter(wrong)
    # Of several spellings of one form the commonest is the label, of equally common ones the first in the
    # alphabet, so that the order in which answers came in never shows.
    label: dict[Hashable, str] = {}
    for text in sorted(spellings, key=lambda text: (-spellings[text], text)):
        label.setdefault(form(text), text)
    bars = [Bar(n=n, label=label[f]) for f, n in forms.items() if n >= seen_from]
    bars.sort(key=lambda bar: (-bar.n, bar.label))
    of_right = [] if right is None else [Bar(n=len(typed) - len(wrong), label=right, right=True)]
    return [*of_right, *bars[: _MOST_BARS - len(of_right)]]
