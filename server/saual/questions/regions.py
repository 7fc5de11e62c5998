"""Regions of a picture, and which points lie in them. Knows no question.

Everything is in thousandths of the picture's width and height, so that no region depends on how large it is shown.
A region is written as its shape and numbers: `rectangle 100 200 300 150` (left, top, width, height), `ellipse 500 500
80 60` (centre, half width, half height), `polygon 100 100 400 120 250 300` (its corners).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Literal, cast, get_args

from msgspec import Meta, Struct

Shape = Literal["rectangle", "ellipse", "polygon"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
RegionText = Annotated[str, Meta(min_length=1, max_length=400)]
Point = tuple[int, int]

WHOLE = 1000
COLUMNS = "ABCDEF"
ROWS = 6
NEAR = 20
"""As far beside a region a tap still counts: 7 of the 360 points that a phone is wide, half a fingertip."""
_FEWEST_CORNERS, _MOST_CORNERS = 3, 40
_REGION = re.compile(rf"({'|'.join(SHAPES)})((?: \d{{1,4}}){{4,80}})")


class Region(Struct, frozen=True):
    shape: Shape
    numbers: tuple[int, ...]

    def holds(self, x: float, y: float, near: int = 0) -> bool:
        """The point is in it, or no farther from it than `near`."""
        if self.shape == "rectangle":
            left, top, width, height = self.numbers
            return -near <= x - left <= width + near and -near <= y - top <= height + near
        if self.shape == "ellipse":
            middle, level, wide, high = self.numbers
            return ((x - middle) / (wide + near)) ** 2 + ((y - level) / (high + near)) ** 2 <= 1
        return self._inside(x, y) or any(_away(x, y, one, other) <= near * near for one, other in self._sides())

    def centre(self) -> tuple[float, float]:
        """In the middle of it; of a polygon the middle of its corners."""
        if self.shape == "rectangle":
            left, top, width, height = self.numbers
            return left + width / 2, top + height / 2
        if self.shape == "ellipse":
            return self.numbers[0], self.numbers[1]
        corners = self._corners()
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)

    def __str__(self) -> str:
        return " ".join([self.shape, *map(str, self.numbers)])

    def _corners(self) -> list[Point]:
        return list(zip(self.numbers[::2], self.numbers[1::2], strict=True))

    def _sides(self) -> list[tuple[Point, Point]]:
        corners = self._corners()
        return list(pairwise([*corners, corners[0]]))

    def _inside(self, x: float, y: float) -> bool:
        """A ray to the right crosses its sides an odd number of times."""
        crossed = 0
        for (ax, ay), (bx, by) in self._sides():
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossed += 1
        return crossed % 2 == 1


def read_region(text: str) -> Region | None:
    """None for what is none, or reaches out of the picture."""
    match = _REGION.fullmatch(text)
    if match is None:
        return None
    shape, numbers = cast(Shape, match[1]), tuple(map(int, match[2].split()))
    if max(numbers) > WHOLE:
        return None
    if shape == "polygon":
        corners = len(numbers) // 2
        fits = len(numbers) % 2 == 0 and _FEWEST_CORNERS <= corners <= _MOST_CORNERS
        return Region(shape, numbers) if fits else None
    if len(numbers) != 4 or not numbers[2] or not numbers[3]:
        return None
    if shape == "rectangle" and (numbers[0] + numbers[2] > WHOLE or numbers[1] + numbers[3] > WHOLE):
        return None
    return Region(shape, numbers)


def square(x: float, y: float) -> str:
    """The square of a coarse grid that the point is in: A1 at the top left, F6 at the bottom right."""
    column, row = (min(int(at * ROWS / WHOLE), ROWS - 1) for at in (x, y))
    return f"{COLUMNS[column]}{row + 1}"


def middle(name: str) -> Point:
    """The middle of such a square."""
    side = WHOLE / ROWS
    return round((COLUMNS.index(name[0]) + 0.5) * side), round((int(name[1]) - 0.5) * side)


SQUARES = tuple(f"{column}{row}" for row in range(1, ROWS + 1) for column in COLUMNS)


def _away(x: float, y: float, one: Point, other: Point) -> float:
    """How far the point is from the line between two others, squared."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - one[0]) * dx + (y - one[1]) * dy) / length)) if length else 0.0
    return (x - one[0] - along * dx) ** 2 + (y - one[1] - along * dy) ** 2
