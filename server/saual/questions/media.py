"""Pictures, sound and film of a question: how they are named and what is said of them. Knows no bytes and no store."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

MediaName = Annotated[str, Meta(min_length=1, max_length=60)]
"""What was stored goes by the hash of its content and a suffix that says what it is: `4f0c….jpg`."""
MediaKind = Literal["picture", "sound", "film"]
Listen = Literal["class", "phones"]
"""Where a sound is played: on the class screen, or on each phone."""
Plays = Annotated[int, Meta(ge=1, le=9)]

HASH_DIGITS = 40
SUFFIXES: dict[MediaKind, tuple[str, ...]] = {
    "picture": ("jpg", "png"),
    "sound": ("mp3", "ogg", "m4a", "wav"),
    "film": ("mp4", "webm"),
}
_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
_NAME = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}\.([a-z0-9]{{3,4}})")
_KINDS = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}


class Media(Struct, frozen=True, omit_defaults=True):
    """One of a question's, as the teacher's screens get it. `alt`: what a picture shows, in the screen's language."""

    kind: MediaKind
    name: str
    alt: str = ""
    plays: int = 0
    """How often a sound or film may be played; 0: as often as one likes."""
    listen: Listen = "class"
    """Where a sound is played. Pictures are everywhere, a film is on the class screen."""


def kind_of(name: str) -> MediaKind | None:
    """What a stored file is by its name; None if it is no such name."""
    match = _NAME.fullmatch(name)
    return _KINDS.get(match[1]) if match else None


def media_type(name: str) -> str:
    """As HTTP calls it. Raises KeyError for what is no name of ours."""
    return _TYPES[name.rpartition(".")[2]]
