"""Text with separators: comma, semicolon, tab; whichever the program that saved it uses. Knows no question."""

from __future__ import annotations

import csv

from saual.banks.remark import Refused, Where
from saual.banks.sources.sheet import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet

_SEPARATORS = ",;\t"
_SAMPLE = 20_000


def read_delimited(text: str, *, whole: bool = True) -> Sheet:
    """Raises Refused for more rows than a bank can have, and in a whole text for a quote that is never closed."""
    lines = text.split("\n", 1)
    first = lines[0].strip().strip('"')
    skipped = 0
    if first.lower().startswith("sep=") and len(first) == 5:
        separator, text, skipped = first[4], lines[1] if len(lines) > 1 else "", 1
    else:
        separator = _separator(text[:_SAMPLE])
    rows: list[Row] = []
    start = 1 + skipped
    reader = csv.reader(iter(text.splitlines(keepends=True)), delimiter=separator)
    try:
        for values in reader:
            cells = {i: Cell(value) for i, value in enumerate(values[:MOST_COLUMNS]) if value.strip()}
            if cells:
                rows.append(Row(start, cells))
            start = reader.line_num + 1 + skipped
            if len(rows) > MOST_ROWS:
                raise Refused("sheet_long", most=MOST_ROWS)
    except csv.Error:
        raise Refused("csv_quote", Where(line=start)) from None
    if whole and rows and sum(line.count('"') for line in text.split("\n")[rows[-1].number - skipped - 1 :]) % 2:
        raise Refused("csv_quote", Where(line=rows[-1].number))
    return Sheet("", rows, lines=True)


def _separator(sample: str) -> str:
    """The one that stands in most of the first lines, outside of quotes."""
    bare = "".join(sample.split('"')[::2])
    lines = [line for line in bare.split("\n") if line.strip()][:50]
    return max(
        _SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines))
    )
