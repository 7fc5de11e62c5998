"""Our own table, as .xlsx or as text with separators: a heading row in kk, ru or en, then a question a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from saual.banks.formats.base import Format
from saual.banks.formats.headers import Heading, asked, below, find_heading, typed
from saual.banks.formats.shared import cleaned, number
from saual.banks.formats.table_answers import guess, letters, spellings, whole
from saual.banks.formats.table_words import LISTS, Column, above, column, kind_of, truth_of
from saual.banks.formats.table_write import FORMULA, write_csv, write_xlsx
from saual.banks.found import Found, Scribe
from saual.banks.remark import Remark, Untaken, Where
from saual.banks.sources.sheet import Cell, Row
from saual.banks.sources.source import Source
from saual.questions.bank import UNMARKED
from saual.questions.text import LANGS, Lang, Text

_TEXTS = ("text", "explanation", "unit", "low", "high", "body")
_PLAIN = ("topic", "level", "bloom", "skill")
_WHOLE = ("time", "points", "typos", "words", "steps", "each", "votes")


class _Table(NamedTuple):
    heading: Heading
    columns: dict[int, Column]
    exact: bool
    """Written by us: cells are taken as they are, not as HTML."""
    guarded: bool
    """A file of text, where an apostrophe keeps a program from taking what follows for a formula."""


def _is_heading(names: list[str]) -> bool:
    keys = [found.key for name in names if (found := column(name))]
    return "text" in keys and ("right" in keys or keys.count("options") > 1 or "type" in keys)


def _sniff(spreadsheet: bool) -> Callable[[Source], bool]:
    def sniff(source: Source) -> bool:
        return (source.archive is not None) == spreadsheet and find_heading(source.peek, _is_heading) is not None

    return sniff


def read(source: Source, found: Found) -> None:
    heading = find_heading(source.sheets, _is_heading)
    assert heading is not None
    first = heading.sheet.rows[heading.at]
    columns: dict[int, Column] = {}
    for index, cell in first.cells.items():
        known = column(cell.text)
        if known is None or (known.key not in LISTS and known in columns.values()):
            where = Where(line=first.number) if heading.sheet.lines else Where(cell=str(first.number))
            found.note(Remark("column_left_out", where, {"name": cell.text.strip()[:40]}))
        else:
            columns[index] = known
    guarded = source.archive is None
    table = _Table(heading, columns, _head(heading, guarded, found), guarded)
    for row in below(heading):
        if not any(_filled(row.cells.get(index)) for index in columns):
            continue
        with asked(found, heading, row) as scribe:
            _row(row, table, scribe)


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip() or cell.trouble)


def _head(heading: Heading, guarded: bool, found: Found) -> bool:
    """The rows above the headings: a word that is known and its value. Whether the file says that it is ours."""
    head: dict[str, Any] = {}
    for row in heading.sheet.rows[: heading.at]:
        values = [row.cells[index].text for index in sorted(row.cells)]
        name, lang = _split_lang(values[0])
        key = above(name)
        if key is not None and len(values) > 1:
            text = _restored(values[1]) if guarded else values[1]
            if lang is None:
                head[key] = text
            else:
                head[key] = {**(head[key] if isinstance(head.get(key), dict) else {}), lang: text}
    exact = head.pop("exact", None) is not None
    if str(head.get("language", "kk")).strip().lower() not in LANGS:
        head.pop("language")
    found.head = head
    return exact


def _split_lang(name: str) -> tuple[str, Lang | None]:
    match = re.fullmatch(r"(.*)\((kk|ru|en)\)", name.strip())
    return (match[1], next(lang for lang in LANGS if lang == match[2])) if match else (name, None)


def _row(row: Row, table: _Table, scribe: Scribe) -> None:
    said = _cells(row, table, scribe)
    kind_word = str(said.get("type") or "")
    options, labels = _list("options", row, table, scribe)
    right = said.get("right")
    kind = kind_of(kind_word) if kind_word.strip() else guess(right, options)
    if kind is None:
        raise Untaken("unknown_kind_word", "type", value=kind_word.strip()[:40])
    fields: dict[str, Any] = {key: said.get(key) for key in (*_TEXTS, *_PLAIN)}
    for key in _WHOLE:
        if isinstance(value := said.get(key), str) and value.strip():
            fields[key] = whole(value, key, scribe)
    items = _lines(row, table, scribe)
    if kind == "rating" and items:
        kind = "scale"
    if kind in UNMARKED:
        fields.pop("points", None)
    match kind:
        case "single" | "multiple":
            marked = letters(str(right or ""), options, labels)
            fields |= {"options": options, "right": marked if kind == "multiple" else marked[0]}
            if kind == "single" and len(marked) > 1:
                raise Untaken("several_right", "right")
        case "poll":
            fields |= {"options": options}
        case "scale":
            fields |= {"items": items}
        case "brainstorm":
            fields |= {"ideas": items}
        case "open":
            fields |= {"names": truth_of(str(said.get("names") or "")) or None}
        case "truefalse":
            truth = truth_of(str(right or ""))
            if truth is None:
                raise Untaken("no_truth", "right", value=str(right or "")[:40])
            fields |= {"right": truth}
        case "short":
            fields |= {"accept": spellings(right, options)}
        case "number":
            fields |= {"right": number(str(right or "")), "tolerance": number(str(said.get("tolerance") or "0"))}
        case "slider":
            given = {key: str(said.get(key) or "") for key in ("min", "max", "step", "tolerance", "near")}
            fields |= {key: number(text, key) for key, text in given.items() if text.strip() or key in ("min", "max")}
            fields |= {"right": number(str(right or ""))}
        case "ordering":
            numbers = [str(i) for i in range(1, len(items) + 1)]
            fields |= {"items": items, "right": letters(str(right), items, numbers) if right else []}
        case "matching" | "categorising":
            marked = letters(str(right or ""), options, labels) if right or kind == "categorising" else []
            fields |= {"items": items, "options": options, "right": marked}
        case "gaps":
            gaps, _ = _list("gaps", row, table, scribe)
            bank = bool(options) or truth_of(str(said.get("bank") or "")) is True
            fields |= {"gaps": gaps, "options": options, **({"bank": True} if bank else {})}
    scribe.take(kind, **fields)


def _cells(row: Row, table: _Table, scribe: Scribe) -> dict[str, Text]:
    """What stands under each heading; a table of languages where the headings say languages."""
    said: dict[str, Any] = {}
    for index, known in table.columns.items():
        if known.key in (*LISTS, "items"):
            continue
        text = _text(row, index, known.key, table, scribe)
        if not text:
            continue
        if known.lang is None:
            said.setdefault(known.key, text)
        elif isinstance(said.setdefault(known.key, {}), dict):
            said[known.key][known.lang] = text
    return said


def _lines(row: Row, table: _Table, scribe: Scribe) -> list[Text]:
    """One item a line; in a column of one language those of the others have the same lines."""
    said: dict[int, Any] = {}
    for index, known in table.columns.items():
        if known.key != "items":
            continue
        for i, line in enumerate(str(_text(row, index, known.key, table, scribe)).split("\n")):
            if line.strip() and known.lang is None:
                said[i] = line
            elif line.strip() and isinstance(said.setdefault(i, {}), dict):
                said[i][known.lang] = line
    return [said[i] for i in sorted(said)]


def _text(row: Row, index: int, key: str, table: _Table, scribe: Scribe) -> Text:
    text = typed(row, index, key, scribe, table.heading)
    text = _restored(text) if table.guarded else text
    if table.exact or key.rstrip("0123456789") not in (*_TEXTS, *LISTS):
        return text if text.strip() else ""
    return cleaned(scribe, text, "auto", key) if text.strip() else ""


def _list(key: str, row: Row, table: _Table, scribe: Scribe) -> tuple[list[Any], list[str]]:
    """The options or gaps in the order of their columns, and the labels of these. Empty ones are none."""
    order: list[str] = []
    said: dict[str, Any] = {}
    for index, known in table.columns.items():
        if known.key != key:
            continue
        if known.label not in order:
            order.append(known.label)
        text = _text(row, index, f"{key}{order.index(known.label) + 1}", table, scribe)
        if not text:
            continue
        if known.lang is None:
            said.setdefault(known.label, text)
        elif isinstance(said.setdefault(known.label, {}), dict):
            said[known.label][known.lang] = text
    filled = [label for label in order if label in said]
    return [said[label] for label in filled], filled


def _restored(text: str) -> str:
    """Without the apostrophe that `table_write` puts before what looks like a formula."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


XLSX = Format(
    "xlsx",
    ".xlsx",
    {"kk": "Excel кестесі", "ru": "Таблица Excel", "en": "Excel table"},
    _sniff(True),
    read,
    write_xlsx,
    about={
        "kk": "Кестеде өңдеп, қайта қосуға болады",
        "ru": "Править в таблице и вернуть обратно",
        "en": "To edit as a table and bring back",
    },
    rank=22,
)
CSV = Format(
    "csv",
    ".csv",
    {"kk": "CSV кестесі", "ru": "Таблица CSV", "en": "CSV table"},
    _sniff(False),
    read,
    write_csv,
    about={
        "kk": "Сол кестенің мәтіні, кез келген бағдарлама үшін",
        "ru": "Та же таблица текстом, для любой программы",
        "en": "The same table as text, for any program",
    },
    rank=23,
)
