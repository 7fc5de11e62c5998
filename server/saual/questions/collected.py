"""What the types share to which students write for the class to see: several texts an answer, equal ones one.

Nothing is right in them. What of it is shown, and when, is the host's affair: see `game/wall.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from saual.questions.base import Answer, Bar, Question, RawAnswer, Solution
from saual.questions.short import normal_form
from saual.questions.text import Lang
from saual.questions.typed import clean

_MOST_BARS = 300
"""Of a report's figure: more than anybody reads."""


class Collected(Question, frozen=True, kw_only=True):
    marked: ClassVar[bool] = False
    picked: ClassVar[bool] = False
    """The class sees what the host has picked; else all but what the list of words holds back."""
    longest: ClassVar[int]
    """Characters of one text."""

    @property
    def collects(self) -> bool:
        return True

    @property
    def signed(self) -> bool:
        """The class may see who wrote what."""
        return False

    def read_texts(self, raw: RawAnswer, most: int) -> tuple[str, ...] | None:
        """One to `most` texts, of several that are the same the first; None if it is anything else."""
        sent = [raw] if isinstance(raw, str) else raw
        if not isinstance(sent, list) or not 0 < len(sent) <= most:
            return None
        texts: dict[str, str] = {}
        for one in sent:
            text = clean(one, self.longest) if isinstance(one, str) else None
            if text is None or not normal_form(text):
                return None
            texts.setdefault(normal_form(text), text)
        return tuple(texts.values())

    def posts(self, answer: Answer) -> tuple[str, ...]:
        if isinstance(answer, tuple):
            return tuple(text for text in answer if isinstance(text, str))
        return (answer,) if isinstance(answer, str) else ()

    def mark(self, answer: Answer) -> float:
        return 0.0

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """One bar a text, the commonest first. Knows nothing of what the host hid: it is for the teacher's report."""
        return counted(text for answer in answers for text in self.posts(answer))

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return "; ".join(self.posts(answer))


def counted(texts: Iterable[str]) -> list[Bar]:
    """How often each text was written, whatever its spelling; see `usual` for the one that stands for all."""
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        spellings.setdefault(normal_form(text), Counter())[text] += 1
    bars = [Bar(n=found.total(), label=usual(found)) for found in spellings.values()]
    return sorted(bars, key=lambda bar: (-bar.n, bar.label))[:_MOST_BARS]


def usual(spellings: Counter[str]) -> str:
    """The commonest spelling; of equally common ones one without a full stop and not in capitals, then the first in the
    alphabet, so that no order of coming shows.
    """

    def loud(text: str) -> bool:
        return sum(c.isupper() for c in text) > 1

    return min(spellings, key=lambda text: (-spellings[text], text.endswith("."), loud(text), text))
