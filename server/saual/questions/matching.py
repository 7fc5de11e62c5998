"""Matching: each item on the left belongs to one of the options on the right, of which some may belong to none."""

from __future__ import annotations

from random import Random
from typing import Annotated, ClassVar, Self

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.assigning import Assigning
from saual.questions.items import mixed
from saual.questions.options import LETTERS, Letter, moved
from saual.questions.text import TitleText


class Matching(Assigning, frozen=True, kw_only=True, tag="matching"):
    kind: ClassVar[str] = "matching"
    telling_order: ClassVar[bool] = True
    items: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=8)]
    right: Annotated[tuple[Letter, ...], Meta(max_length=8)] = ()
    """None: the first item belongs to the first option, the second to the second, …"""

    def letters(self) -> tuple[Letter, ...]:
        return self.right or LETTERS[: min(len(self.items), len(self.options))]

    def shuffled(self, random: Random) -> Self:
        """The options in another order, never with each beside its item. Of two, that would tell which is which."""
        right = self._right()
        order = mixed(self.options, random, lambda order: len(order) > 2 and order[: len(right)] == right)
        letters = tuple(moved(letter, order) for letter in self.letters())
        return replace(self, options=tuple(self.options[i] for i in order), right=letters)

    def written(self) -> Self:
        """The options in the order in which the items need them, then those that none needs."""
        right = list(dict.fromkeys(self._right()))
        order = right + [i for i in range(len(self.options)) if i not in right]
        letters = tuple(moved(letter, order) for letter in self.letters())
        same = letters == LETTERS[: len(letters)]
        return replace(self, options=tuple(self.options[i] for i in order), right=() if same else letters)
