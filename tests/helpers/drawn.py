"""Files of pictures and sound to give to Saual, made here: nothing of them lies in the repository."""

from __future__ import annotations

import io
import wave
from typing import Any

from PIL import Image, ImageDraw

from saual.media.pictures import made

ORIENTATION, MAKER = 0x0112, 0x010F
RED, BLUE = (200, 40, 40), (40, 60, 200)


def landscape(width: int = 1200, height: int = 800) -> Image.Image:
    """Sky, ground and a sun: red on the left, blue on the right, so that a turn can be seen."""
    picture = Image.new("RGB", (width, height), (190, 220, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 2 // 3, width, height), fill=(120, 160, 90))
    draw.rectangle((0, 0, width // 8, height), fill=RED)
    draw.rectangle((width * 7 // 8, 0, width, height), fill=BLUE)
    draw.ellipse((width // 2, height // 8, width // 2 + height // 4, height // 8 + height // 4), fill=(250, 210, 60))
    return picture


def patch(n: int, width: int = 400, height: int = 300) -> bytes:
    """A PNG unlike that of any other number: `n` disks on a ground of its own."""
    picture = Image.new("RGB", (width, height), (60 + 40 * n % 180, 200 - 30 * n % 160, 90 + 70 * n % 150))
    draw = ImageDraw.Draw(picture)
    for i in range(n + 1):
        draw.ellipse((20 + 45 * i, 100, 55 + 45 * i, 135), fill=(250, 250, 250))
    return encoded(picture, "PNG")


def encoded(picture: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


def photo(orientation: int = 1, **options: Any) -> bytes:
    """As a phone writes it: with its maker and how it was held."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "A maker of phones"
    return encoded(landscape(), exif=exif, **options)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def tone(seconds: float = 0.3) -> bytes:
    """A WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(b"\0\x10\0\xf0" * int(4_000 * seconds))
    return file.getvalue()


PICTURE = made(encoded(landscape(120, 80)))
"""A small one, as it is kept."""
