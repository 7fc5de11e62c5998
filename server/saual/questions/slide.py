"""Slide: something to read together between the questions. It is shown and never answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from saual.questions.base import Answer, Ask, Bar, Question, RawAnswer, Solution
from saual.questions.text import Lang, ParaText, Text, say


class Slide(Question, frozen=True, kw_only=True, tag="slide"):
    kind: ClassVar[str] = "slide"
    answered: ClassVar[bool] = False
    marked: ClassVar[bool] = False
    body: ParaText | None = None

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        if self.body is not None:
            yield "body", self.body

    def read(self, raw: RawAnswer) -> Answer | None:
        return None

    def mark(self, answer: Answer) -> float:
        return 0.0

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(body=say(self.body or "", lang, fallback))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return []

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return ""
