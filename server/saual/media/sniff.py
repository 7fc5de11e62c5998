"""What a file is by its first bytes, whatever it is called. Pure; opens nothing."""

from __future__ import annotations

from typing import Literal

Found = Literal["picture", "mp3", "ogg", "m4a", "wav", "mp4", "webm", "svg", "heic", "unknown"]

HEAD_BYTES = 4096
"""So much of a file's beginning is enough."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")
_MP4 = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"M4V ", b"qt  ")
_M4A = (b"M4A ", b"M4B ")
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


def sniff(head: bytes) -> Found:
    """`head` is the beginning of the file, `HEAD_BYTES` of it if it has as many."""
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]:
        return "webm"
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    if head[:3] == b"ID3" or _mp3_frame(head):
        return "mp3"
    return "svg" if b"<svg" in head.lower() else "unknown"


def _boxed(brand: bytes) -> Found:
    """ISO base media file format: the brand says which."""
    if brand in (b"avif", b"avis"):
        return "picture"
    if brand in _HEIC:
        return "heic"
    if brand in _M4A:
        return "m4a"
    return "mp4" if brand in _MP4 else "unknown"


def _mp3_frame(head: bytes) -> bool:
    """An MPEG audio frame of layer III: eleven set bits, then no reserved version, bit rate or sampling rate."""
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[1] & 0x18 != 0x08
        and head[2] & 0xF0 not in (0x00, 0xF0)
        and head[2] & 0x0C != 0x0C
    )
