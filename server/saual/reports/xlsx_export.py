"""All tables of a game as one workbook, with a codebook. Text is written as text: nothing in it can ever run."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from saual.questions.text import Lang
from saual.reports.codebook import HEADINGS, MEANINGS
from saual.reports.tables import Cell, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {
    "text": 50,
    "answer": 30,
    "distribution": 40,
    "name": 20,
    "student": 28,
    "joined": 24,
    "time": 24,
    "discrimination": 14,
}


def as_xlsx(tables: Mapping[str, Table], lang: Lang) -> bytes:
    """The file. Sheets and columns have the same names in every language; the codebook is in `lang`."""
    import xlsxwriter  # only who writes a spreadsheet needs it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in {**tables, "codebook": _codebook(tables, lang)}.items():
            sheet = book.add_worksheet(name)
            for column, heading in enumerate(table.columns):
                sheet.write_string(0, column, heading, bold)
                sheet.set_column(column, column, _WIDTHS.get(heading, 90 if name == "codebook" and column == 2 else 12))
            for row, cells in enumerate(table.rows, 1):
                for column, value in enumerate(cells):
                    _write(sheet, row, column, value)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    match value:
        case None:
            pass
        case str():
            sheet.write_string(row, column, value)
        case _:
            sheet.write_number(row, column, float(value))


def _codebook(tables: Mapping[str, Table], lang: Lang) -> Table:
    rows: list[list[Cell]] = [
        [name, column, MEANINGS[column][lang]]
        for name, table in tables.items()
        for column in table.columns
        if column in MEANINGS  # a column of attendance is named by its lesson
    ]
    return Table(HEADINGS[lang], rows)
