"""A place on a picture in QTI 2 and 3: hotspotInteraction and selectPointInteraction are read, the latter is written.

QTI has pixels of the picture as its `object` gives its size, we have thousandths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from saual.banks.formats.qti2_pieces import declaration, quoted, xhtml
from saual.banks.formats.qti2_placing import correct, mapping
from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.xml import Node
from saual.questions.hotspot import Hotspot
from saual.questions.media import media_type
from saual.questions.regions import WHOLE, Region, read_region
from saual.questions.text import Lang, say

SPOTS = ("hotspotinteraction", "selectpointinteraction")
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?")
_MOST_CORNERS = 40
_Size = tuple[int, int]


def take_spot(interaction: Node, declared: Node, fields: dict[str, Any], scribe: Scribe) -> None:
    size = _picture(interaction, scribe)
    if interaction.name == "hotspotinteraction":
        right = correct(declared) or [key for key, value in mapping(declared).items() if value > 0]
        choices = interaction.all("hotspotchoice")
        areas = [choice for choice in choices if choice.attrs.get("identifier", "") in right]
        if len(areas) < len(choices):
            scribe.note("wrong_regions_left_out", "regions")
        if len(areas) > 1 and declared.attrs.get("cardinality", "single") != "single":
            scribe.note("one_region_enough", "regions")
    else:
        areas = [
            area for area in declared.deep("areamapentry") if not area.attrs.get("mappedvalue", "0").startswith("-")
        ]
        areas = [area for area in areas if area.attrs.get("mappedvalue", "0").strip("0.") != ""]
    regions = [region for area in areas if (region := _region(area, size)) is not None]
    if not regions:
        raise Untaken("no_right", "regions")
    scribe.take("hotspot", **fields, regions=[str(region) for region in regions])


def _picture(interaction: Node, scribe: Scribe) -> _Size:
    """The interaction's own picture becomes the question's. Raises Untaken."""
    shown = next(interaction.deep("object", "img", "image"), None)
    if shown is not None:
        if scribe.media:
            scribe.note("picture_left_out", "text")
            scribe.media = {}
        alt = shown.attrs.get("alt") or shown.attrs.get("arialabel") or shown.text().strip()
        scribe.see(shown.attrs.get("data") or shown.attrs.get("src", ""), " ".join(alt.split()), "text")
    if shown is None or "picture" not in scribe.media:
        raise Untaken("no_picture", "picture")
    width, height = (_pixels(shown.attrs.get(side, "")) for side in ("width", "height"))
    return (width, height) if width and height else scribe.files.sizes[scribe.media["picture"]]


def _pixels(said: str) -> int:
    match = _NUMBER.match(said.strip())
    return max(0, int(float(match[0]))) if match else 0


def _region(area: Node, size: _Size) -> Region | None:
    """In thousandths, cut off where it reaches out of the picture; None for what is none."""
    shape = area.attrs.get("shape", "default").lower()
    at = [float(one) for one in _NUMBER.findall(area.attrs.get("coords", "")[:2000])]
    wide, high = (WHOLE / side for side in size)
    match shape, at:
        case "rect", [left, top, right, bottom]:
            (x, z), (y, u) = (
                sorted((_cut(left * wide), _cut(right * wide))),
                sorted((_cut(top * high), _cut(bottom * high))),
            )
            found = ["rectangle", x, y, z - x, u - y]
        case "circle", [x, y, radius]:
            found = ["ellipse", _cut(x * wide), _cut(y * high), _cut(radius * wide), _cut(radius * high)]
        case "ellipse", [x, y, across, down]:
            found = ["ellipse", _cut(x * wide), _cut(y * high), _cut(across * wide), _cut(down * high)]
        case "poly", [_, _, _, _, _, _, *_]:
            corners = [(_cut(x * wide), _cut(y * high)) for x, y in zip(at[::2], at[1::2], strict=False)]
            corners = corners[:-1] if corners[0] == corners[-1] else corners
            every = -(-len(corners) // _MOST_CORNERS)
            found = ["polygon", *(n for corner in corners[::every] for n in corner)]
        case "default", _:
            found = ["rectangle", 0, 0, WHOLE, WHOLE]
        case _:
            return None
    return read_region(" ".join(map(str, found)))


def _cut(n: float) -> int:
    return min(WHOLE, max(0, round(n)))


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def declared_spot(question: Hotspot, picture: bytes) -> str:
    size = _size(picture)
    regions = [region for text in question.regions if (region := read_region(text)) is not None]
    areas = "".join(f'<areaMapEntry {_coords(region, size)} mappedValue="1"/>' for region in regions)
    x, y = regions[0].centre()
    middle = f"{round(x * size[0] / WHOLE)} {round(y * size[1] / WHOLE)}"
    mapped = f'<areaMapping lowerBound="0" upperBound="1" defaultValue="0">{areas}</areaMapping>'
    return declaration("single", "point", [middle], mapped)


def spot(question: Hotspot, picture: bytes, lang: Lang) -> Iterator[str]:
    size = _size(picture)
    yield '<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1">'
    place = f"../media/{question.picture}"
    yield f"<object type={quoted(media_type(question.picture))} data={quoted(place)}"
    yield f' width="{size[0]}" height="{size[1]}">{xhtml(say(question.alt or "", lang, lang))}</object>'
    yield "</selectPointInteraction>"


def _size(picture: bytes) -> _Size:
    from saual.media.pictures import size_of  # it needs Pillow, which most questions do not

    return size_of(picture)


def _coords(region: Region, size: _Size) -> str:
    across, down = (side / WHOLE for side in size)
    at = [round(n * (across if i % 2 == 0 else down)) for i, n in enumerate(region.numbers)]
    if region.shape == "rectangle":
        at = [at[0], at[1], at[0] + at[2], at[1] + at[3]]
    shape = {"rectangle": "rect", "ellipse": "ellipse", "polygon": "poly"}[region.shape]
    return f'shape="{shape}" coords="{",".join(map(str, at))}"'
