"""Excel workbooks (.xlsx): the text of the cells of each visible sheet, as typed. Knows no question.

Our own small reader: it takes what a bank needs, within bounds, and tells a date and a formula from a text. A
library that lays a sheet out whole can be asked for all memory by two cells far apart.
"""

from __future__ import annotations

import posixpath
import re
from decimal import Decimal, InvalidOperation

from saual.banks.remark import Refused
from saual.banks.sources.archive import Archive
from saual.banks.sources.decoding import decode
from saual.banks.sources.sheet import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet
from saual.banks.sources.xml import events, tree

WORKBOOK = "xl/workbook.xml"
_MOST_SHEETS = 20
_MOST_STRINGS = 100_000
_MOST_MERGES = 2000
_MOST_CHARACTERS = 10_000_000
"""Of all cells of a sheet."""
_LONGEST_CELL = 32_767
"""What Excel holds."""

# Built-in number formats that are dates or times, and those that are shares.
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENTS = frozenset((9, 10))
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(archive: Archive) -> list[Sheet]:
    """The visible sheets in their order. Raises Refused."""
    strings = _strings(archive)
    styles = _styles(archive)
    return [_sheet(archive, name, path, strings, styles) for name, path in _paths(archive)[:_MOST_SHEETS]]


def _xml(archive: Archive, name: str) -> str:
    return decode(archive.read(name)).text


def _paths(archive: Archive) -> list[tuple[str, str]]:
    rels = "xl/_rels/workbook.xml.rels"
    if rels not in archive.names:
        raise Refused("zip_broken")
    targets = {node.attrs.get("Id", ""): node.attrs.get("Target", "") for node in tree(_xml(archive, rels)).children}
    paths: list[tuple[str, str]] = []
    for node in tree(_xml(archive, WORKBOOK)).deep("sheet"):
        target = targets.get(node.attrs.get("id", ""), "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path in archive.names and node.attrs.get("state", "visible") == "visible":
            paths.append((node.attrs.get("name", ""), path))
    return paths


def _strings(archive: Archive) -> list[str]:
    """The shared strings. Readings of East Asian text (rPh) are no part of them."""
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    strings: list[str] = []
    pieces: list[str] = []
    phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        if name == "si":
            pieces.clear()
        phonetic = phonetic or name == "rPh"

    def end(name: str, text: str) -> None:
        nonlocal phonetic
        if name == "t" and not phonetic:
            pieces.append(text)
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            strings.append(_unescaped("".join(pieces)))
            if len(strings) > _MOST_STRINGS:
                raise Refused("xml_too_big")

    events(_xml(archive, "xl/sharedStrings.xml"), start, end)
    return strings


def _styles(archive: Archive) -> list[str]:
    """What each style makes of a number: date, percent or nothing."""
    if "xl/styles.xml" not in archive.names:
        return []
    root = tree(_xml(archive, "xl/styles.xml"))
    codes = {node.attrs.get("numFmtId", ""): node.attrs.get("formatCode", "") for node in root.deep("numFmt")}
    formats = root.first("cellXfs")
    return [_shown_as(node.attrs.get("numFmtId", "0"), codes) for node in formats.all("xf")] if formats else []


def _shown_as(number: str, codes: dict[str, str]) -> str:
    known = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", codes.get(number, "")[:200])
    if known in _DATES or re.search("[dmyhsДМГдмгч]", code):
        return "date"
    return "percent" if known in _PERCENTS or "%" in code else ""


def _sheet(archive: Archive, name: str, path: str, strings: list[str], styles: list[str]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    merges: list[str] = []
    at: tuple[int, int] | None = None
    kind = style = value = ""
    inline: list[str] = []
    formula = False
    last_row, last_column = 0, -1
    characters = 0

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal at, kind, style, value, formula, last_row, last_column
        if tag == "row":
            number = attrs.get("r", "")
            last_row = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else last_row + 1
            last_column = -1
        elif tag == "c":
            at = _place(attrs.get("r", ""))
            if at is None:  # some programs leave the reference out: the cell follows the one before
                at = (last_row, last_column + 1)
            last_column = at[1]
            kind, style, value, formula = attrs.get("t", "n"), attrs.get("s", ""), "", False
            inline.clear()
        elif tag == "f":
            formula = True
        elif tag == "mergeCell" and len(merges) < _MOST_MERGES:
            merges.append(attrs.get("ref", ""))

    def end(tag: str, text: str) -> None:
        nonlocal value, characters
        if tag == "v":
            value = text
        elif tag == "t":
            inline.append(text)
        elif tag == "c" and at is not None and at[1] < MOST_COLUMNS:
            cell = _cell(kind, value, "".join(inline), style, formula, strings, styles)
            characters += len(cell.text)
            if characters > _MOST_CHARACTERS:  # one long string may stand in every cell
                raise Refused("xml_too_big")
            if cell.text.strip() or cell.trouble:
                rows.setdefault(at[0], {})[at[1]] = cell
                if len(rows) > MOST_ROWS:
                    raise Refused("sheet_long", most=MOST_ROWS)

    events(_xml(archive, path), start, end)
    for merge in merges:
        characters += _fill(rows, merge)
    if characters > _MOST_CHARACTERS:
        raise Refused("xml_too_big")
    return Sheet(name, [Row(number, rows[number]) for number in sorted(rows)])


def _place(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def _cell(kind: str, value: str, inline: str, style: str, formula: bool, strings: list[str], styles: list[str]) -> Cell:
    small = value.isascii() and value.isdecimal() and len(value) < 7
    match kind:
        case "s":
            text = strings[int(value)] if small and int(value) < len(strings) else ""
        case "inlineStr":
            text = _unescaped(inline)
        case "str":
            text = _unescaped(value)
        case "b":
            text = "TRUE" if value.strip() == "1" else "FALSE"
        case "e":
            return Cell(value[:40], "error")
        case "d":
            return Cell(value[:40], "date")
        case _:
            known = style.isascii() and style.isdecimal() and len(style) < 7 and int(style) < len(styles)
            shown = styles[int(style)] if known else ""
            text = _number(value.strip(), shown)
            if shown == "date" and text:
                return Cell(text, "date")
    text = text[:_LONGEST_CELL].replace("\r\n", "\n").replace("\r", "\n")
    return Cell(text, "formula" if formula else "")


def _number(value: str, shown: str) -> str:
    """As typed: without the noise of binary fractions, a share with its sign."""
    try:
        number = Decimal(value[:40])
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return value[:40]
        number = Decimal(f"{number:.15g}") * (100 if shown == "percent" else 1)
    except InvalidOperation:
        return value[:40]
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if shown == "percent" else text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _fill(rows: dict[int, dict[int, Cell]], merge: str) -> int:
    """A cell that is merged downwards holds for each of its rows that has something of its own. How many characters
    came in by it."""
    first, _, last = merge.partition(":")
    top, bottom = _place(first), _place(last)
    if top is None or bottom is None or top[1] != bottom[1] or top[1] >= MOST_COLUMNS:
        return 0
    cell = rows.get(top[0], {}).get(top[1])
    if cell is None:
        return 0
    characters = 0
    for number in range(top[0] + 1, min(bottom[0], top[0] + MOST_ROWS) + 1):
        if number in rows and top[1] not in rows[number]:
            rows[number][top[1]] = cell
            characters += len(cell.text)
    return characters
