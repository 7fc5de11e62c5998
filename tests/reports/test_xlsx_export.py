"""The workbook, read as Excel reads it: by a reader that is not our writer's."""

from __future__ import annotations

import io
import re
import zipfile
from typing import get_args

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from saual.protocol.homework import Homework
from saual.questions.text import Lang
from saual.reports.attendance import attendance
from saual.reports.codebook import MEANINGS
from saual.reports.record import PartRow
from saual.reports.tables import tables
from saual.reports.xlsx_export import as_xlsx
from tests.reports.played import played

LANGS = get_args(Lang)


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_table_is_a_sheet_with_the_same_cells_and_numbers_are_numbers() -> None:
    made = tables(played().record(), "en", {})

    sheets = read(as_xlsx(made, "en"))

    assert list(sheets) == ["students", "questions", "responses", "asked", "lesson", "gradebook", "codebook"]
    for name, table in made.items():
        heading, *rows = sheets[name]
        assert heading == list(table.columns)
        assert rows == [["" if cell is None else cell for cell in row] for row in table.rows]


@pytest.mark.parametrize("lang", LANGS)
def test_the_codebook_says_what_every_column_means(lang: Lang) -> None:
    made = tables(played().record(), lang, {})

    _, *rows = read(as_xlsx(made, lang))["codebook"]

    assert [row[:2] for row in rows] == [[name, column] for name, table in made.items() for column in table.columns]
    assert all(isinstance(row[2], str) and len(row[2]) > 3 for row in rows)
    at_home = replace(played().record(), homework=Homework(opens_ms=0, closes_ms=1))
    in_steps = replace(played().record(), plan=(PartRow(0, "talk", "Why", "", 5, 0, 60_000),))
    known = [*tables(at_home, lang, {}).values(), *tables(in_steps, lang, {}).values(), attendance([], {}, [], 0)]
    assert {column for table in known for column in table.columns} == set(MEANINGS)


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "https://evil.example", "{=1}", "Ұлт Әсем"])
def test_a_name_is_text_whatever_it_looks_like(name: str) -> None:
    record = played().record()
    record = replace(record, students=tuple(replace(student, name=name) for student in record.students))

    content = as_xlsx(tables(record, "kk", {}), "kk")

    assert {row[3] for row in read(content)["students"][1:]} == {name}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(part).decode() for part in parts.namelist() if re.match(r"xl/worksheets/sheet", part)]
    assert sheets
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
