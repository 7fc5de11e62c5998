"""Open text: an answer in a sentence or two. The class sees those that the host picks, without names unless set."""

from __future__ import annotations

from typing import ClassVar

from saual.questions.base import Answer, Ask, RawAnswer
from saual.questions.collected import Collected
from saual.questions.text import Lang


class OpenText(Collected, frozen=True, kw_only=True, tag="open"):
    kind: ClassVar[str] = "open"
    longest: ClassVar[int] = 200
    picked: ClassVar[bool] = True
    names: bool = False
    """The class may see who wrote it; the phone says so beforehand."""

    @property
    def signed(self) -> bool:
        return self.names

    def read(self, raw: RawAnswer) -> Answer | None:
        texts = self.read_texts(raw, 1) if isinstance(raw, str) else None
        return texts[0] if texts else None

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(named=self.names)
