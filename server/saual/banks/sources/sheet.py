"""A table as a spreadsheet program shows it: rows of cells by their numbers. Knows no question."""

from __future__ import annotations

from typing import NamedTuple

MOST_ROWS = 5000
MOST_COLUMNS = 100


class Cell(NamedTuple):
    text: str
    trouble: str = ""
    """Why the text is not what the teacher typed: formula, date, error; "" if it is."""


class Row(NamedTuple):
    number: int
    """As the program shows it, from 1. For a text file the line on which the row starts."""
    cells: dict[int, Cell]
    """By column, from 0. Empty cells are not there."""

    def text(self, column: int) -> str:
        cell = self.cells.get(column)
        return cell.text if cell else ""


class Sheet(NamedTuple):
    name: str
    rows: list[Row]
    lines: bool = False
    """A file of text: rows are numbered by the lines on which they start."""


def column_name(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name
