"""What several formats have in common of questions in which something is put somewhere. Knows no format.

A pair is an item and its option; a gap is a number in the text and what is right there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.questions.bank import AnyQuestion
from saual.questions.gaps import MARK, Gaps
from saual.questions.items import sortable
from saual.questions.options import LETTERS
from saual.questions.text import Text

Pair = tuple[Text, Text]

_MOST_MATCHED = 8
_MOST_BOXES = 5
"""Many items and few options: that is how categorising looks in formats that do not have it."""


def take_pairs(scribe: Scribe, pairs: Sequence[Pair], options: Iterable[Text] = (), **more: Any) -> None:
    """Matching, or categorising where `type` in `more` says so. Options that are the same are one.

    `options` come first and in their order: all there are, where the file has them apart from the pairs.
    """
    kind = "categorising" if more.pop("type", "") == "categorising" else "matching"
    if not pairs:
        raise Untaken("no_right", "right")
    distinct: dict[str, Text] = {}
    for option in (*options, *(option for _, option in pairs)):
        distinct.setdefault(_key(option), option)
    keys = list(distinct)
    if len(keys) > len(LETTERS):
        raise Untaken("too_many", "options", n=len(keys), most=len(LETTERS), over=len(keys) - len(LETTERS))
    if len(pairs) > _MOST_MATCHED and len(keys) <= _MOST_BOXES:
        kind = "categorising"
    right = [LETTERS[keys.index(_key(option))] for _, option in pairs]
    in_order = kind == "matching" and right == list(LETTERS[: len(right)])
    items = [item for item, _ in pairs]
    scribe.take(kind, items=items, options=list(distinct.values()), right=[] if in_order else right, **more)


def pairs_of(question: AnyQuestion) -> tuple[list[Pair], list[Text]]:
    """The items of a matching or categorising with their options, and the options that are left over."""
    options, items = list(getattr(question, "options", ())), list(getattr(question, "items", ()))
    right = [LETTERS.index(letter) for letter in question.letters()] if hasattr(question, "letters") else []
    pairs = [(item, options[i]) for item, i in zip(items, right, strict=True)]
    return pairs, [option for i, option in enumerate(options) if i not in right]


def take_gaps(
    scribe: Scribe, gaps: Sequence[Sequence[Text]], extras: Iterable[Text] | None = None, **more: Any
) -> None:
    """A text in which the gaps are marked already. `extras` (perhaps none): it is a bank of words."""
    said = [_joined(spellings) for spellings in gaps]
    if not said or not all(said):
        raise Untaken("no_right", "gaps")
    bank = extras is not None
    used = {_key(spellings[0]) for spellings in gaps}
    words: dict[str, Text] = {}
    for word in extras or ():
        if _key(word) not in used:
            words.setdefault(_key(word), word)
    scribe.take("gaps", gaps=said, options=list(words.values()), **more, **({"bank": True} if bank else {}))


def unmarked(text: str) -> str:
    """A text of a file that has gaps of its own: what looks like our marks stays what it was."""
    return MARK.sub(r"(\1)", text)


def spellings_of(question: Gaps) -> list[list[Text]]:
    """What is right in each gap: one text a language or one for all, spelling by spelling."""
    found: list[list[Text]] = []
    for gap in question.gaps:
        if isinstance(gap, str):
            found.append([part.strip() for part in gap.split("|")])
        else:
            most = max(text.count("|") for text in gap.values()) + 1
            split = {lang: [part.strip() for part in text.split("|")] for lang, text in gap.items()}
            found.append([{lang: parts[min(i, len(parts) - 1)] for lang, parts in split.items()} for i in range(most)])
    return found


def split_marks(text: str) -> list[str | int]:
    """The text in its parts: what is read, and the numbers of the gaps, from 0."""
    parts: list[str | int] = []
    for i, part in enumerate(re.split(MARK, text)):
        parts.append(int(part) - 1 if i % 2 else part)
    return parts


def _joined(spellings: Sequence[Text]) -> Text:
    """Several spellings of one gap, apart by |."""
    distinct = list({_key(one): one for one in spellings if one}.values())
    if all(isinstance(one, str) for one in distinct):
        return " | ".join(str(one).replace("|", "/").strip() for one in distinct)
    return distinct[0]


def _key(text: Text) -> str:
    return str(sortable(text)) if isinstance(text, dict) else " ".join(text.split())
