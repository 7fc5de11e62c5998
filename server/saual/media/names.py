"""By which names files are kept: their content says it, so that nothing is kept twice. Pure."""

from __future__ import annotations

import hashlib

from saual.questions.media import HASH_DIGITS, kind_of

PHONE_SUFFIX = "webp"
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


def named(content: bytes, suffix: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:HASH_DIGITS]}.{suffix}"


def for_phones(name: str) -> str:
    """What phones get of a file: of a picture the smaller form, of a sound the file itself."""
    return f"{name.partition('.')[0]}.{PHONE_SUFFIX}" if kind_of(name) == "picture" else name


def media_type(name: str) -> str:
    """Raises KeyError for what is no name of ours."""
    return _TYPES[name.rpartition(".")[2]]
