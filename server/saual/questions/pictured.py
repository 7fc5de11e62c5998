"""Options that are pictures. The words of such an option say what its picture shows: they are heard where it is not
seen, stand in its place until it has come, and are read in reports; `captions` shows them below it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Annotated, Self

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.base import Ask, Fault, unknown_media
from saual.questions.options import LETTERS, WithOptions
from saual.questions.text import Lang

OptionPicture = Annotated[str, Meta(max_length=60)]
"""The name of a stored picture; "" for an option that is words alone."""


class WithPictures(WithOptions, frozen=True, kw_only=True):
    pictures: Annotated[tuple[OptionPicture, ...], Meta(max_length=8)] = ()
    """In the options' order; those at the end may be left out."""
    captions: bool = False
    """The words are shown below the pictures."""

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from unknown_media("picture", [("pictures", i, name) for i, name in enumerate(self.pictures) if name])
        for i in range(len(self.options), len(self.pictures)):
            if self.pictures[i]:
                problem = "has a picture, but there is no such option"
                fix = "Write the option: it says what the picture shows."
                yield Fault("pictures", "no_option", problem, fix, {"letter": LETTERS[i] if i < 8 else ""}, i)
        if self.captions:
            return
        for (i, one), (j, other) in combinations(enumerate(self.pictures[: len(LETTERS)]), 2):
            if one and one == other:
                problem = f"options {LETTERS[i]} and {LETTERS[j]} have the same picture"
                params: dict[str, str | int] = {"one": LETTERS[i], "other": LETTERS[j]}
                yield Fault("pictures", "equal_pictures", problem, "Change one of them, or show the words.", params)

    def own_pictures(self) -> tuple[str, ...]:
        return tuple(name for name in self.pictures if name)

    def written(self) -> Self:
        """Without empty places at the end."""
        last = max((i for i, name in enumerate(self.pictures, 1) if name), default=0)
        return replace(self, pictures=self.pictures[:last], captions=self.captions and last > 0)

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        asked = super().ask(lang, fallback)
        if not any(self.pictures):
            return asked
        return replace(asked, pictures=self._pictures(range(len(self.options))), captions=self.captions)

    def reordered(self, order: Sequence[int]) -> Self:
        """Its options in this order, each with its picture."""
        pictures = self._pictures(order) if any(self.pictures) else ()
        return replace(self, options=tuple(self.options[i] for i in order), pictures=tuple(pictures))

    def picture_of(self, option: int) -> str:
        """The name of its picture, "" if it has none."""
        return self.pictures[option] if option < len(self.pictures) else ""

    def _pictures(self, order: Iterable[int]) -> list[str]:
        return [self.picture_of(i) for i in order]
