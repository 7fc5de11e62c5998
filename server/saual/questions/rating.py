"""Rating: a scale from 1 to 5 (Likert), its ends labelled; nothing is right. And what types with two ends share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.text import LANGS, Lang, Text, TitleText, say

SCALE = (1, 2, 3, 4, 5)


class Ends(Question, frozen=True, kw_only=True):
    """A question answered by one number between two ends."""

    marked: ClassVar[bool] = False
    low: TitleText | None = None
    high: TitleText | None = None

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        if self.low is not None:
            yield "low", self.low
        if self.high is not None:
            yield "high", self.high

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        if isinstance(self.low, dict) and isinstance(self.high, dict):
            for lang in LANGS:
                if (lang in self.low) != (lang in self.high):
                    field, other = ("low", "high") if lang in self.high else ("high", "low")
                    problem = f"has no {lang}, but `{other}` does"
                    yield Fault(field, "language_gap", problem, f"Add {lang} here.", {"lang": lang})

    def mark(self, answer: Answer) -> float:
        return 0.0

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(low=say(self.low or "", lang, fallback), high=say(self.high or "", lang, fallback))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return str(answer)


class Rating(Ends, frozen=True, kw_only=True, tag="rating"):
    kind: ClassVar[str] = "rating"

    def read(self, raw: RawAnswer) -> Answer | None:
        return raw if type(raw) is int and raw in SCALE else None

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return [Bar(n=list(answers).count(i), label=str(i)) for i in SCALE]

    def score(self, answers: Sequence[Answer]) -> float | None:
        """The mean."""
        given = [answer for answer in answers if isinstance(answer, int)]
        return round(sum(given) / len(given), 2) if given else None
