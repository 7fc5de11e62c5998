"""Categorising: every item goes into one of two to five boxes."""

from __future__ import annotations

from random import Random
from typing import Annotated, ClassVar, Self

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.assigning import Assigning
from saual.questions.items import mixed
from saual.questions.text import TitleText


class Categorising(Assigning, frozen=True, kw_only=True, tag="categorising"):
    """The options are the boxes."""

    kind: ClassVar[str] = "categorising"
    telling_order: ClassVar[bool] = True
    options: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=5)]

    def shuffled(self, random: Random) -> Self:
        """The items in another order: an author writes box by box."""
        order = mixed(self.items, random)
        items = tuple(self.items[i] for i in order)
        return replace(self, items=items, right=tuple(self.right[i] for i in order))
