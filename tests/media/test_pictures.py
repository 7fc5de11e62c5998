"""A picture is made fit: upright, small, with nothing in it but what is seen; and no file can do harm."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image

from saual.media.names import named
from saual.media.pictures import LONGEST, Bad, made
from saual.media.sniff import sniff
from tests.helpers.drawn import BLUE, RED, encoded, landscape, opened, photo, tone


def near(pixel: object, colour: tuple[int, ...]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=False))


def test_a_photo_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    picture = opened(made(photo(orientation=6)).content)
    assert picture.size == (800, 1200)
    assert near(picture.getpixel((400, 10)), RED)  # what was left is above now
    assert near(picture.getpixel((400, 1190)), BLUE)
    assert not picture.getexif()
    assert b"A maker of phones" not in made(photo(orientation=6)).content


def test_a_big_picture_is_made_as_small_as_the_screens_need() -> None:
    made_fit = made(encoded(landscape(4000, 3000)))
    assert max(opened(made_fit.content).size) == LONGEST
    assert max(opened(made_fit.phone).size) == 800
    assert (opened(made_fit.content).format, opened(made_fit.phone).format) == ("JPEG", "WEBP")


def test_a_picture_that_is_fit_already_stays_as_it_is_however_often_it_comes() -> None:
    for first in (made(photo()).content, encoded(landscape(300, 200), "PNG")):
        once = made(first)
        assert once.content == first
        assert made(once.content).name == once.name


def test_the_name_is_that_of_the_content() -> None:
    picture = made(photo())
    assert picture.name == named(picture.content, "jpg")
    assert made(photo()) == picture


def test_what_can_be_seen_through_stays_so() -> None:
    glass = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    glass.paste((0, 128, 0, 255), (0, 0, 100, 100))
    picture = made(encoded(glass, "WEBP", lossless=True))
    assert picture.name.endswith(".png")
    assert opened(picture.content).mode == "RGBA"
    assert opened(picture.phone).mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16"])
def test_every_kind_of_pixel_becomes_one_that_browsers_show(mode: str) -> None:
    format = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (300, 200)) if mode == "I;16" else landscape(300, 200).convert(mode)
    assert opened(made(encoded(source, format)).phone).mode in ("RGB", "RGBA")


def test_what_is_hidden_in_a_picture_does_not_come_through() -> None:
    for hidden in (photo() + b"<script>", encoded(landscape(), comment=b"<script>")):
        assert b"<script>" not in made(hidden).content
    png = encoded(landscape(100, 100), "PNG")
    text = b"tEXtCommand\0<script>"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    assert b"<script>" not in made(png[:33] + chunk + png[33:]).content


def bomb(width: int, height: int) -> bytes:
    """A PNG of very many pixels in very few bytes, most of which are not even there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(60_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(60_000, 60_000), "too_many_pixels"),
        (bomb(2**31 - 1, 2**31 - 1), "too_many_pixels"),
        (photo()[:5_000], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not_a_picture"),
        (b"\xff\xd8\xff" + b"\xff" * 1_000, "not_a_picture"),
        (b"GIF89a", "not_a_picture"),
    ],
    ids=["3.6 billion pixels", "the most pixels", "half a photo", "only a sign", "nothing but bits", "six letters"],
)
def test_what_is_broken_or_made_to_harm_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Bad) as refused:
        made(data)
    assert refused.value.code == code


def test_a_file_is_what_its_first_bytes_say() -> None:
    box = lambda brand: b"\0\0\0\x18ftyp" + brand + b"\0" * 12  # noqa: E731
    known = {
        "picture": [photo(), encoded(landscape(9, 9), "PNG"), encoded(landscape(9, 9), "WEBP"), box(b"avif")],
        "wav": [tone()],
        "mp3": [b"ID3\x04\0\0", b"\xff\xfb\x90\x64\0\0"],
        "ogg": [b"OggS\0\x02"],
        "m4a": [box(b"M4A ")],
        "mp4": [box(b"isom"), box(b"mp42")],
        "webm": [b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"],
        "heic": [box(b"heic")],
        "svg": [b"<?xml version='1.0'?><!-- x --><SVG onload='x()'>", b"\xef\xbb\xbf<svg/>"],
        "unknown": [b"", b"<html><script>", b"MZ\x90\0", b"%PDF-1.7", b"\xff\xff\xff\xff", b"PK\x03\x04"],
    }
    for kind, heads in known.items():
        assert {sniff(head[:4096]) for head in heads} == {kind}
