"""NPS: how likely one is to recommend something, from 0 to 10; the class's answer is one number, −100 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from saual.questions.base import Answer, Bar, RawAnswer
from saual.questions.rating import Ends

MOST = 10
PROMOTERS_FROM = 9
DETRACTORS_TO = 6


class Nps(Ends, frozen=True, kw_only=True, tag="nps"):
    kind: ClassVar[str] = "nps"

    def read(self, raw: RawAnswer) -> Answer | None:
        return raw if type(raw) is int and 0 <= raw <= MOST else None

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return [Bar(n=list(answers).count(i), label=str(i)) for i in range(MOST + 1)]

    def score(self, answers: Sequence[Answer]) -> float | None:
        """Promoters (9, 10) less detractors (0 to 6), in percent of all: −100 to 100."""
        given = [answer for answer in answers if isinstance(answer, int)]
        if not given:
            return None
        balance = sum((one >= PROMOTERS_FROM) - (one <= DETRACTORS_TO) for one in given)
        return round(100 * balance / len(given), 1)
