"""Finds the row of headings in a table, and reads cells below it. Knows no format's headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.sheet import Row, Sheet, column_name
from saual.banks.sources.source import PEEK_ROWS


class Heading(NamedTuple):
    sheet: Sheet
    at: int
    """Its index among the rows of the sheet."""


def plain_heading(text: str) -> str:
    """Small letters, one space between words, marks at the ends aside."""
    return " ".join(re.sub(r"[\s_]+", " ", text.replace("\xa0", " ")).casefold().split()).strip(" *:.?")


def find_heading(sheets: list[Sheet], is_heading: Callable[[list[str]], bool]) -> Heading | None:
    for sheet in sheets:
        for i, row in enumerate(sheet.rows[:PEEK_ROWS]):
            if is_heading([plain_heading(cell.text) for cell in row.cells.values()]):
                return Heading(sheet, i)
    return None


def below(heading: Heading) -> Iterator[Row]:
    yield from heading.sheet.rows[heading.at + 1 :]


def asked(found: Found, heading: Heading, row: Row) -> AbstractContextManager[Scribe]:
    """Around the reading of one row: see `Found.question`."""
    line, cell = (row.number, "") if heading.sheet.lines else (0, str(row.number))
    return found.question(line=line, cell=cell)


def typed(row: Row, column: int | None, field: str, scribe: Scribe, heading: Heading) -> str:
    """The text of a cell. Raises Untaken if the program made something else of what the teacher typed."""
    cell = row.cells.get(column) if column is not None else None
    if cell is None or column is None:
        return ""
    if not heading.sheet.lines:
        scribe.cells[field] = f"{column_name(column)}{row.number}"
    if cell.trouble:
        raise Untaken(f"cell_{cell.trouble}", field)
    return cell.text
