"""True or false: a statement, and whether it holds. Shown as two options, always true first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from saual.questions.base import Answer, Ask, Bar, Question, RawAnswer, Solution
from saual.questions.text import Lang

_WORDS: dict[Lang, tuple[str, str]] = {
    "kk": ("Дұрыс", "Бұрыс"),
    "ru": ("Верно", "Неверно"),
    "en": ("True", "False"),
}


class TrueFalse(Question, frozen=True, kw_only=True, tag="truefalse"):
    kind: ClassVar[str] = "truefalse"
    arguable: ClassVar[bool] = True
    right: bool

    def read(self, raw: RawAnswer) -> Answer | None:
        return raw if type(raw) is int and raw in (0, 1) else None

    def mark(self, answer: Answer) -> float:
        return float(answer == self._right())

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(options=list(_WORDS[lang]))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution(right=[self._right()], explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return [Bar(n=list(answers).count(i), right=i == self._right()) for i in (0, 1)]

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        return _WORDS[lang][0 if answer == 0 else 1]

    def _right(self) -> int:
        return 0 if self.right else 1
