"""Ordering: three to eight items to be put in their right order; each pair in the right order counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from typing import Annotated, ClassVar, Self

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.items import indexes, item_faults, mixed, placed_bars, right_faults
from saual.questions.options import LETTERS, Letter, moved
from saual.questions.text import Lang, Text, TitleText, say


class Ordering(Question, frozen=True, kw_only=True, tag="ordering"):
    kind: ClassVar[str] = "ordering"
    telling_order: ClassVar[bool] = True
    items: Annotated[tuple[TitleText, ...], Meta(min_length=3, max_length=8)]
    right: Annotated[tuple[Letter, ...], Meta(max_length=8)] = ()
    """The items' letters in the right order; none: the items stand in it."""

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for item in self.items:
            yield "items", item

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from item_faults(self.items)
        if not self.right:
            return
        yield from right_faults(self.right, self.items)
        for letter in dict.fromkeys(self.right):
            if self.right.count(letter) > 1:
                problem = f'"{letter}" stands there twice'
                yield Fault("right", "twice", problem, "Write each letter once.", {"letter": letter})
            elif LETTERS.index(letter) >= len(self.items):
                last = LETTERS[len(self.items) - 1]
                yield Fault(
                    "right",
                    "no_such_item",
                    f'"{letter}" names no item: there are {len(self.items)}, A to {last}',
                    f"Write each letter from A to {last} once.",
                    {"letter": letter, "last": last},
                )

    def shuffled(self, random: Random) -> Self:
        """Never in the right order: a class that changes nothing has it wrong."""
        right = self._right()
        order = mixed(self.items, random, lambda order: order == right)
        letters = tuple(moved(LETTERS[i], order) for i in right)
        return replace(self, items=tuple(self.items[i] for i in order), right=letters)

    def written(self) -> Self:
        return replace(self, items=tuple(self.items[i] for i in self._right()), right=())

    def read(self, raw: RawAnswer) -> Answer | None:
        order = indexes(raw, len(self.items), len(self.items))
        return order if order is not None and len(set(order)) == len(order) else None

    def mark(self, answer: Answer) -> float:
        """Pairs in the right order less those in the wrong one, of all: chance earns nothing."""
        right = self._right()
        place = {item: i for i, item in enumerate(answer)} if isinstance(answer, tuple) else {}
        pairs = [place[one] < place[other] for one, other in combinations(right, 2)]
        return max(0.0, (2 * sum(pairs) - len(pairs)) / len(pairs))

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(items=[say(item, lang, fallback) for item in self.items])

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        words = self.bar_names(lang, fallback)
        return Solution(right=self._right(), words=words, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """In the right order: how many have each item in its place, and how many in each other."""
        right = self._right()
        given = [answer for answer in answers if isinstance(answer, tuple)]
        placed = [[answer.index(i) for i in right] for answer in given]
        return placed_bars(range(len(right)), placed, len(right))

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        return [f"{n}. {say(self.items[i], lang, fallback)}" for n, i in enumerate(self._right(), 1)]

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        order = answer if isinstance(answer, tuple) else ()
        return " → ".join(say(self.items[i], lang, fallback) for i in order if isinstance(i, int))

    def _right(self) -> list[int]:
        return [LETTERS.index(letter) for letter in self.right] if self.right else list(range(len(self.items)))
