"""A picture made fit for a lesson: turned upright, small enough, without anything that was written into the file.

Runs in the process beside the server alone (see `clerk`), which bounds its memory and time: what it reads may be made
to harm. Pure: the same bytes always become the same picture.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import Literal

from msgspec import Struct
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from saual.media.names import named

_MOST_PIXELS = 64_000_000
"""A photo of 64 megapixels is 200 MB when it is unpacked."""
_MOST_PNG_PIXELS = 36_000_000
"""Only JPEG can be unpacked smaller than it is."""
LONGEST = 1600
"""The longer side at most, px: a class screen of 1920 px shows a picture on two thirds of its width."""
_PHONE = 800
"""On phones: 360 points wide at most, two to three pixels a point."""
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "AVIF")
_KEPT_BYTES = 2_000_000
"""A file that is as we would have written it and no bigger is kept as it is: made again and again, a JPEG fades."""
_MOST_PNG_BYTES = 400_000
"""What is drawn is JPEG beyond this, too."""
_JPEG_QUALITY, _WEBP_QUALITY = 84, 76


class Bad(Exception):
    """`code`: "damaged", "too_many_pixels" or "not_a_picture"."""

    def __init__(self, code: Literal["damaged", "too_many_pixels", "not_a_picture"]) -> None:
        super().__init__(code)
        self.code = code


class Picture(Struct, frozen=True):
    """`content` is for the class screen and for taking away, `phone` the same smaller, as WebP."""

    name: str
    content: bytes
    phone: bytes
    pixels: int
    """How many the file had: what the work goes by."""
    size: tuple[int, int]
    """Width and height that the file had, upright, px."""


def made(data: bytes) -> Picture:
    """Raises Bad."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of profiles and tags that are dropped anyway
            return _made(data)
    except UnidentifiedImageError:
        raise Bad("not_a_picture") from None
    except Image.DecompressionBombError:
        raise Bad("too_many_pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error) as error:
        raise Bad("damaged") from error  # whatever a decoder stumbles over


def _made(data: bytes) -> Picture:
    Image.MAX_IMAGE_PIXELS = None  # asked here, and strictly
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        width, height = opened.size
        if width * height > (_MOST_PIXELS if opened.format == "JPEG" else _MOST_PNG_PIXELS):
            raise Bad("too_many_pixels")
        if opened.format == "JPEG":
            opened.draft("RGB", (LONGEST, LONGEST))  # unpacked at an eighth, a quarter or half, if that is enough
        drawn = opened.format in ("PNG", "GIF", "BMP")
        upright = _plain(ImageOps.exif_transpose(opened))
        bare = opened.format in ("JPEG", "PNG") and max(width, height) <= LONGEST and _bare(data)
        suffix = "png" if opened.format == "PNG" else "jpg"
    size = _turned(upright, width, height)
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if bare and len(data) <= _KEPT_BYTES:
        content = data
    else:
        suffix, content = _written(upright, drawn)
    small = upright.copy()
    small.thumbnail((_PHONE, _PHONE), Image.Resampling.LANCZOS)
    phone = _saved(small, "WEBP", quality=_WEBP_QUALITY, method=4)
    return Picture(named(content, suffix), content, phone, width * height, size)


def _turned(upright: Image.Image, width: int, height: int) -> tuple[int, int]:
    """A JPEG may have been unpacked smaller than it is: the size that it has, the way it is held."""
    lying = (upright.width > upright.height) == (width > height)
    return (width, height) if lying else (height, width)


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that is kept, px."""
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        return opened.size


def _plain(picture: Image.Image) -> Image.Image:
    """In sRGB, with an alpha channel only where something can be seen through."""
    profile = picture.info.get("icc_profile")
    if "A" in picture.getbands() or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        lowest = rgba.getchannel("A").getextrema()[0]
        plain = rgba if lowest < 255 else rgba.convert("RGB")  # type: ignore[operator]
    else:
        plain = picture.convert("RGB")
    if profile and plain.mode == "RGB" and picture.mode == "RGB":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), inPlace=True)
        except (ImageCms.PyCMSError, OSError):
            pass  # the colours are a little off, as they are in any viewer that knows no profiles
    plain.info.clear()
    return plain


def _written(picture: Image.Image, drawn: bool) -> tuple[str, bytes]:
    """PNG for what is drawn or can be seen through, unless it is big; else JPEG."""
    if drawn or picture.mode == "RGBA":
        png = _saved(picture, "PNG", optimize=True)
        if picture.mode == "RGBA" or len(png) <= _MOST_PNG_BYTES:
            return "png", png
    return "jpg", _saved(picture, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)


def _saved(picture: Image.Image, format: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


# ── is there anything in the file but the picture? ──────────────────────────────────────────────────────────────────

_PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM", b"bKGD", b"pHYs", b"sBIT"}


def _bare(data: bytes) -> bool:
    return _bare_png(data) if data.startswith(b"\x89PNG") else _bare_jpeg(data)


def _bare_png(data: bytes) -> bool:
    at, kind = 8, b""
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_CHUNKS:
            return False
        at += 12 + size
        if kind == b"IEND":
            break
    return kind == b"IEND" and at == len(data)


def _bare_jpeg(data: bytes) -> bool:
    """Up to the picture itself nothing but tables and JFIF's own head (APP0), and nothing behind it."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return data.endswith(b"\xff\xd9") and data.find(b"\xff\xd9", at) == len(data) - 2
        if marker == 0xFE or 0xE1 <= marker <= 0xEF:
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False
