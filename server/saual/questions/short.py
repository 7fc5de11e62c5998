"""Short typed answer: one of several accepted spellings, with the slips of a phone's keyboard forgiven."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Annotated, ClassVar

from msgspec import Meta

from saual.questions.base import Answer, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.lookalike import skeleton
from saual.questions.text import Lang
from saual.questions.typed import LONGEST, clean, grouped

Spelling = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Spellings = Annotated[tuple[Spelling, ...], Meta(min_length=1, max_length=20)]

_TOO_SHORT_FOR_TYPOS = 3
"""One wrong letter in three is another word: cat, car, can."""

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʻʹ`´′", "'"),
        **dict.fromkeys("«»“”„‟‹›″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


class Short(Question, frozen=True, kw_only=True, tag="short"):
    kind: ClassVar[str] = "short"
    accept: Spellings | Annotated[dict[Lang, Spellings], Meta(min_length=1)]
    typos: Annotated[int, Meta(ge=0, le=2)] = 0

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for spelling in self._accepted():
            if not normal_form(spelling):
                problem = f"“{spelling}” has nothing to compare"
                yield Fault("accept", "unmatchable", problem, "Write a word, or delete it.", {"text": spelling})

    def read(self, raw: RawAnswer) -> Answer | None:
        text = clean(raw)
        return text if text is not None and normal_form(text) else None

    def mark(self, answer: Answer) -> float:
        typed = normal_form(str(answer))
        return float(any(matches(typed, normal_form(spelling), self.typos) for spelling in self._accepted()))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        if isinstance(self.accept, dict):
            spellings = self.accept.get(lang) or self.accept.get(fallback) or self._accepted()
        else:
            spellings = self.accept
        return Solution(words=list(spellings), explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, self._accepted()[0], lambda text: self.mark(text) == 1.0, normal_form)

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return str(answer)

    def _accepted(self) -> tuple[str, ...]:
        """The spellings of every language: a student may answer in any."""
        if isinstance(self.accept, dict):
            return tuple(spelling for spellings in self.accept.values() for spelling in spellings)
        return self.accept


@lru_cache(maxsize=8192)
def normal_form(text: str) -> str:
    """What is compared: capitals, look-alike letters, ё, kinds of quotes and dashes, spacing and a last full
    stop aside.
    """
    composed = unicodedata.normalize("NFC", text.translate(_PUNCTUATION))
    plain = skeleton(composed.replace("ё", "е").replace("Ё", "Е"))
    return " ".join(plain.split()).rstrip(" .")


@lru_cache(maxsize=65_536)  # a class types the same few words, and the teacher's figure marks them all again and again
def matches(typed: str, accepted: str, typos: int) -> bool:
    """Two normal forms: the same, or with no more slips than these between them."""
    if typed == accepted:
        return True
    if len(accepted) <= _TOO_SHORT_FOR_TYPOS or abs(len(typed) - len(accepted)) > typos:
        return False
    return slips(typed, accepted) <= typos


def slips(one: str, other: str) -> int:
    """How many slips lead from one word to the other: a letter missing, extra, wrong, or two neighbours
    swapped.

    This is the optimal string alignment distance: no letter is touched twice.
    """
    older, row = [0], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        oldest, older, row = older, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(older[j] + 1, row[j - 1] + 1, older[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
    return row[-1]
