"""Hotspot: a place on a picture. One point is tapped; in one of the right regions, or close beside one, it is right.

Who does not see the picture may name a square of a coarse grid instead of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.media import Media, MediaName
from saual.questions.regions import NEAR, SQUARES, WHOLE, Region, RegionText, middle, read_region, square
from saual.questions.text import Lang, say

_WORDS: dict[Lang, list[str]] = {
    "kk": ["Дұрыс жерде", "Басқа жерде"],
    "ru": ["В нужном месте", "В другом месте"],
    "en": ["In the right place", "Elsewhere"],
}


class Hotspot(Question, frozen=True, kw_only=True, tag="hotspot"):
    """An answer is a point, its x and y in thousandths, or the name of a square."""

    kind: ClassVar[str] = "hotspot"
    picture: MediaName
    regions: Annotated[tuple[RegionText, ...], Meta(min_length=1, max_length=8)]

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for i, text in enumerate(self.regions):
            if read_region(text) is None:
                fix = "Write a shape and thousandths of the picture's width and height: rectangle 100 200 300 150."
                yield Fault("regions", "no_region", f"“{text[:60]}” is no region", fix, {"text": text[:60]}, i)

    def media(self, lang: Lang, fallback: Lang) -> list[Media]:
        """Its picture comes with what is to be answered."""
        return [one for one in super().media(lang, fallback) if one.kind != "picture"]

    def own_pictures(self) -> tuple[str, ...]:
        return (self.picture,)

    def read(self, raw: RawAnswer) -> Answer | None:
        if isinstance(raw, str):
            return raw if raw in SQUARES else None
        if not isinstance(raw, list) or len(raw) != 2:
            return None
        # JSON's true is no number, although Python's is an int.
        point = tuple(one for one in raw if type(one) is int and 0 <= one <= WHOLE)
        return point if len(point) == 2 else None

    def mark(self, answer: Answer) -> float:
        if isinstance(answer, str):
            return float(answer in self._squares())
        x, y = _point(answer)
        return float(any(region.holds(x, y, NEAR) for region in self._regions()))

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(pictures=[self.picture], body=say(self.alt or "", lang, fallback))

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        words, regions = [", ".join(self._squares())], [str(region) for region in self._regions()]
        return Solution(words=words, regions=regions, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """How many are right and how many are not, and where; in an order that says nothing of who it was."""
        points: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
        for answer in answers:
            points[self.mark(answer) == 1.0].append(_point(answer))
        return [
            Bar(n=len(given), right=right, points=[at for point in sorted(given) for at in point])
            for right, given in points.items()
        ]

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        return _WORDS[lang]

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        if isinstance(answer, str):
            return answer
        x, y = _point(answer)
        return f"{square(x, y)} ({x / 10:g} %, {y / 10:g} %)"

    def _regions(self) -> list[Region]:
        return [region for text in self.regions if (region := read_region(text)) is not None]

    def _squares(self) -> list[str]:
        """Those in whose middle a region is, or that have the middle of one."""
        regions = self._regions()
        centres = {square(*region.centre()) for region in regions}
        return [one for one in SQUARES if one in centres or any(region.holds(*middle(one)) for region in regions)]


def _point(answer: Answer) -> tuple[int, int]:
    if isinstance(answer, str):
        return middle(answer)
    return (int(answer[0]), int(answer[1])) if isinstance(answer, tuple) else (0, 0)
