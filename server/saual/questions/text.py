"""Text in up to three languages, and the rule that picks one. Knows nothing of questions."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = ("kk", "ru", "en")

Title = Annotated[str, Meta(min_length=1, max_length=120)]
"""Bank titles, options, the ends of a scale."""
Line = Annotated[str, Meta(min_length=1, max_length=300)]
"""Question text; what a bank is about."""
Note = Annotated[str, Meta(min_length=1, max_length=600)]
"""Explanations."""
Para = Annotated[str, Meta(min_length=1, max_length=1000)]
"""Slide bodies."""
Unit = Annotated[str, Meta(min_length=1, max_length=20)]
"""What a number is counted in."""

TitleText = Title | Annotated[dict[Lang, Title], Meta(min_length=1)]
LineText = Line | Annotated[dict[Lang, Line], Meta(min_length=1)]
NoteText = Note | Annotated[dict[Lang, Note], Meta(min_length=1)]
ParaText = Para | Annotated[dict[Lang, Para], Meta(min_length=1)]
UnitText = Unit | Annotated[dict[Lang, Unit], Meta(min_length=1)]
Text = str | dict[Lang, str]


def say(text: Text, lang: Lang, fallback: Lang) -> str:
    """The text in `lang`; else in `fallback`; else in the first language it has."""
    if isinstance(text, str):
        return text
    return text.get(lang) or text.get(fallback) or next(iter(text.values()), "")


def spoken(text: Text, fallback: Lang) -> set[Lang]:
    """The languages that the text exists in; a plain string counts as `fallback`."""
    return {fallback} if isinstance(text, str) else set(text)
