"""A picture that a phone has before its question is asked, and cannot look at before that.

The bytes are covered by a stream that SHAKE128 makes of a key (FIPS 202; the phone's side is `web/student/keccak.ts`).
What is covered: four bytes with the length, the content, zeros up to a whole number of blocks, so that sizes tell
little. Each key covers one content only.
"""

from __future__ import annotations

import hashlib

_BLOCK = 16 * 1024


def sealed(content: bytes, key: str) -> bytes:
    whole = len(content).to_bytes(4, "big") + content
    whole += bytes(-len(whole) % _BLOCK)
    stream = hashlib.shake_128(key.encode()).digest(len(whole))
    return (int.from_bytes(whole, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(whole), "big")
