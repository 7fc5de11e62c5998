"""JSON bodies of the interface about pictures, sound, film and formulas of questions."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import Math
from saual.questions.media import MediaKind


class MediaLine(Struct, frozen=True):
    """POST /api/media with the bytes of a file: its name for a question, and for looking at it under /media/NAME."""

    name: str
    kind: MediaKind


class MathWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/math: the formulas in these texts, to be drawn. Answered by MathPage."""

    texts: Annotated[list[Annotated[str, Meta(max_length=2000)]], Meta(max_length=50)]


class MathPage(Struct, frozen=True):
    """By what stands between the dollar signs; what cannot be drawn is not there."""

    math: Math
