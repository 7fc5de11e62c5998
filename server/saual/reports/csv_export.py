"""A table as CSV for a spreadsheet: numbers and separators as a spreadsheet of that language reads them.

Text that came from people can never become a formula.
"""

from __future__ import annotations

import csv
import io
import re

from saual.questions.text import Lang
from saual.reports.tables import Cell, Table

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?", re.ASCII)


def neutral(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it. A plain number cannot run, and stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_csv(table: Table, lang: Lang) -> bytes:
    """The file, UTF-8 with a byte order mark."""
    # Excel in Kazakh and Russian takes ";" between cells and "," in numbers; without the mark it reads no UTF-8.
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter="," if lang == "en" else ";")
    writer.writerow(table.columns)
    writer.writerows([_cell(value, lang) for value in row] for row in table.rows)
    return sheet.getvalue().encode("utf-8-sig")


def _cell(value: Cell, lang: Lang) -> str:
    match value:
        case None:
            return ""
        case str():
            return neutral(value)
        case float():
            number = f"{value:.4f}".rstrip("0").rstrip(".")
            return number if lang == "en" else number.replace(".", ",")
        case _:
            return str(int(value))
