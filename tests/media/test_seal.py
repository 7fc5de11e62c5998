"""What phones fetch early: unreadable without the key, and of a size that tells little."""

from __future__ import annotations

import hashlib

from saual.media.seal import sealed


def opened(content: bytes, key: str) -> bytes:
    """As a phone does it."""
    stream = hashlib.shake_128(key.encode()).digest(len(content))
    plain = bytes(a ^ b for a, b in zip(content, stream, strict=True))
    return plain[4 : 4 + int.from_bytes(plain[:4], "big")]


def test_the_key_opens_what_it_sealed_and_no_other_does() -> None:
    picture = bytes(range(256)) * 100
    assert opened(sealed(picture, "a key"), "a key") == picture
    assert opened(sealed(picture, "a key"), "another key") != picture


def test_pictures_of_about_the_same_size_look_alike() -> None:
    sizes = {len(sealed(bytes(size), "key")) for size in (0, 1, 10_000, 16_380)}
    assert sizes == {16 * 1024}
    assert len(sealed(bytes(16_381), "key")) == 32 * 1024
