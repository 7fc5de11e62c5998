"""Writes our own table: the columns that a bank needs, and the template that a teacher fills in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from saual.banks.formats.base import Written
from saual.banks.formats.table_words import heading_of, truth_word, type_word
from saual.questions.bank import DEFAULT_POINTS, DEFAULT_TIME, AnyQuestion, Bank
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS, WithOptions
from saual.questions.rating import Ends
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import LANGS, Lang, Text
from saual.questions.truefalse import TrueFalse

FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
"""A text that a spreadsheet could take for a formula; apostrophes before it are doubled."""
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?", re.ASCII)

_Key = tuple[str, Lang | None, str]
"""A column: its key, its language, the letter of an option."""
_ORDER = (
    *("type", "text", "body", "gaps", "options", "right", "tolerance", "unit", "typos", "bank", "min", "max", "step"),
    *("near", "items", "words", "steps", "each", "votes", "names", "low", "high", "explanation"),
    *("time", "points", "topic", "level", "bloom", "skill"),
)
_WIDTHS = {"text": 60, "body": 40, "options": 24, "items": 24, "gaps": 18, "explanation": 40, "right": 18}
_ALWAYS: tuple[_Key, ...] = (("type", None, ""), ("text", None, ""), ("right", None, ""))


def write_csv(bank: Bank, files: Mapping[str, bytes]) -> Written:
    """UTF-8 with a mark, so that Excel reads it, and semicolons, which Excel in Kazakhstan and Russia expects."""
    return Written(delimited(_rows(bank)), _held(bank))


def write_xlsx(bank: Bank, files: Mapping[str, bytes]) -> Written:
    rows = _rows(bank)
    heading = next(i for i, row in enumerate(rows) if not row)
    return Written(workbook(rows, heading + 1), _held(bank))


def _held(bank: Bank) -> list[int]:
    """The places of the questions that a table has a row for: a place on a picture is none without it."""
    return [i for i, question in enumerate(bank.questions) if not isinstance(question, Hotspot)]


def delimited(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(rows: list[list[str]], heading: int, more: list[list[str]] | None = None, name: str = "") -> bytes:
    """The rows as the first sheet of a workbook, every cell a text; `more` is a second sheet."""
    import xlsxwriter  # only who writes a spreadsheet needs it

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - the same bank is the same file
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for number, lines in enumerate([rows, more] if more else [rows]):
        sheet = book.add_worksheet(name if number == 0 and name else None)
        for i, row in enumerate(lines or []):
            for j, cell in enumerate(row):
                if cell:
                    sheet.write_string(i, j, cell, bold if i == heading and number == 0 else text)
        # What is typed below stays what was typed: Excel makes a date of 1/2 elsewhere.
        sheet.set_column(0, 0, 18, text)
        sheet.set_column(1, 1, 60, text)
        sheet.set_column(2, 40, 22, text)
        if number == 0:
            sheet.freeze_panes(heading + 1, 2)
    book.close()
    return buffer.getvalue()


def _rows(bank: Bank) -> list[list[str]]:
    """The head of the bank, an empty row, the headings, the questions."""
    lang = bank.language
    lines = [_line(bank.questions[i], lang) for i in _held(bank)]
    columns = sorted({*_ALWAYS, *(key for line in lines for key in line)}, key=_place)
    rows = [["Saual", "1"]]
    for key in ("title", "about", "language", "author", "licence"):
        value: Any = getattr(bank, key)
        if isinstance(value, dict):
            rows += [[heading_of(key, lang, said), text] for said, text in value.items()]
        elif value:
            rows.append([heading_of(key, lang), value])
    rows += [[], [heading_of(key, lang, said, label) for key, said, label in columns]]
    return rows + [[line.get(key, "") for key in columns] for line in lines]


def _place(key: _Key) -> tuple[int, str, int]:
    name, lang, label = key
    return _ORDER.index(name), label.rjust(2), LANGS.index(lang) if lang else -1


def _line(given: AnyQuestion, lang: Lang) -> dict[_Key, str]:
    question = given.written()
    line: dict[_Key, str] = {("type", None, ""): type_word(question.kind, lang)}

    def put(key: str, value: Any, label: str = "") -> None:
        if isinstance(value, dict):
            line.update({(key, said, label): str(text) for said, text in value.items()})
        elif value is not None:
            line[(key, None, label)] = str(value)

    for key in ("text", "explanation", "topic", "level", "bloom", "skill"):
        put(key, getattr(question, key))
    if isinstance(question, WithOptions):
        for letter, option in zip(LETTERS, question.options, strict=False):
            put("options", option, letter)
    match question:
        case Single():
            put("right", question.right)
        case Multiple() | Matching() | Categorising():
            put("right", ", ".join(question.right) or None)
        case Gaps():
            for number, gap in enumerate(question.gaps, 1):
                put("gaps", gap, str(number))
            for letter, option in zip(LETTERS, question.options, strict=False):
                put("options", option, letter)
            put("bank", truth_word(True, lang) if question.bank else None)
        case TrueFalse():
            put("right", truth_word(question.right, lang))
        case Short(accept=dict() as accept):
            put("right", {said: _spellings(spellings) for said, spellings in accept.items()})
        case Short(accept=tuple() as accept):
            put("right", _spellings(accept))
        case Number() | Slider():
            put("right", f"{question.right:f}")
            put("tolerance", f"{question.tolerance:f}" if question.tolerance else None)
            put("unit", question.unit)
            for key in ("min", "max", "step", "near") if isinstance(question, Slider) else ():
                put(key, f"{getattr(question, key):f}")
        case Ends():
            put("low", question.low)
            put("high", question.high)
        case OpenText() if question.names:
            put("names", truth_word(True, lang))
        case Slide():
            put("body", question.body)
    for key in ("typos", "words", "steps", "each", "votes"):
        if hasattr(question, key) and (value := getattr(question, key)) != _usual(question, key):
            put(key, value)
    for said, text in _items(getattr(question, "items", None) or getattr(question, "ideas", None) or ()).items():
        line[("items", said, "")] = text
    put("time", question.time if question.time != DEFAULT_TIME else None)
    put("points", question.points if question.marked and question.points != DEFAULT_POINTS else None)
    return line


def _usual(question: AnyQuestion, key: str) -> object:
    return next(field.default for field in msgspec.structs.fields(question) if field.name == key)


def _items(items: tuple[Text, ...]) -> dict[Lang | None, str]:
    """A line an item; what is the same in all languages stands in the column without one."""
    spoken: set[Lang | None] = {lang for item in items if isinstance(item, dict) for lang in item}
    if any(isinstance(item, str) for item in items):
        spoken.add(None)

    def line(item: Text, said: Lang | None) -> str:
        if isinstance(item, str):
            return "" if said else item
        return item.get(said, "") if said else ""

    return {said: "\n".join(line(item, said) for item in items) for said in spoken}


def _spellings(spellings: tuple[str, ...]) -> str:
    """Apart by |; by lines where one of them has that sign."""
    if any("|" in spelling for spelling in spellings):
        return "\n".join(spellings) + "\n" * (len(spellings) == 1)
    return " | ".join(spellings)


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
