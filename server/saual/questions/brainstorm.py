"""Brainstorm: students send ideas, the host sorts them, then each votes for a few. Two steps of one question.

One without `ideas` collects them; the game asks it a second time with the ideas that the host let through, to be voted
on. A bank may give `ideas` itself: then there is only the vote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.base import Answer, Ask, Bar, Fault, RawAnswer
from saual.questions.collected import Collected
from saual.questions.items import item_faults
from saual.questions.text import Lang, Text, TitleText, say

MOST_IDEAS = 40
"""To vote on: more than anybody reads on a phone."""


class Brainstorm(Collected, frozen=True, kw_only=True, tag="brainstorm"):
    kind: ClassVar[str] = "brainstorm"
    longest: ClassVar[int] = 100
    each: Annotated[int, Meta(ge=1, le=5)] = 3
    """How many ideas each student may send."""
    votes: Annotated[int, Meta(ge=1, le=10)] = 3
    """For how many each student may vote."""
    ideas: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=MOST_IDEAS)] | None = None

    @property
    def collects(self) -> bool:
        return self.ideas is None

    @property
    def playable(self) -> bool:
        return self.ideas is None or len(self.ideas) > 1

    def voted(self, ideas: Sequence[str]) -> Brainstorm:
        """The second step: the same question with these ideas to vote on, in the order of the alphabet."""
        return replace(self, ideas=tuple(sorted(ideas, key=lambda idea: (idea.casefold(), idea))))

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for idea in self.ideas or ():
            yield "ideas", idea

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from item_faults(self.ideas or (), "ideas")

    def read(self, raw: RawAnswer) -> Answer | None:
        if self.ideas is None:
            return self.read_texts(raw, self.each)
        if not isinstance(raw, list) or not 0 < len(raw) <= self.votes:
            return None
        chosen = {one for one in raw if type(one) is int and one < len(self.ideas)}
        return tuple(sorted(chosen)) if len(chosen) == len(raw) else None

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        if self.ideas is None:
            return Ask(most=self.each)
        return Ask(options=[say(idea, lang, fallback) for idea in self.ideas], most=self.votes)

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """What was written; in a vote one bar an idea, without a label: they stand in the ideas' order."""
        if self.ideas is None:
            return super().figure(answers)
        chosen = [i for answer in answers if isinstance(answer, tuple) for i in answer]
        return [Bar(n=chosen.count(i)) for i in range(len(self.ideas))]

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        if self.ideas is None:
            return super().write(answer, lang, fallback)
        chosen = answer if isinstance(answer, tuple) else ()
        return "; ".join(say(self.ideas[i], lang, fallback) for i in chosen if isinstance(i, int))
