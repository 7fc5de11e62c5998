"""By which names files are kept: their content says it, so that nothing is kept twice. Pure."""

from __future__ import annotations

import hashlib

from saual.questions.media import HASH_DIGITS, kind_of

PHONE_SUFFIX = "webp"


def named(content: bytes, suffix: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:HASH_DIGITS]}.{suffix}"


def for_phones(name: str) -> str:
    """What phones get of a file: of a picture the smaller form, of a sound the file itself."""
    return f"{name.partition('.')[0]}.{PHONE_SUFFIX}" if kind_of(name) == "picture" else name
