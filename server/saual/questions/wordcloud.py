"""Word cloud: each student sends a few words; the more often one is sent, the larger the class sees it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from saual.questions.base import Answer, Ask, RawAnswer
from saual.questions.collected import Collected
from saual.questions.text import Lang

_WORDS_EACH = 3
"""What stands in a cloud is a word or a name, not a sentence."""


class WordCloud(Collected, frozen=True, kw_only=True, tag="wordcloud"):
    kind: ClassVar[str] = "wordcloud"
    longest: ClassVar[int] = 30
    words: Annotated[int, Meta(ge=1, le=5)] = 3
    """How many each student may send."""

    def read(self, raw: RawAnswer) -> Answer | None:
        texts = self.read_texts(raw, self.words)
        return texts if texts and all(len(text.split()) <= _WORDS_EACH for text in texts) else None

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(most=self.words)
