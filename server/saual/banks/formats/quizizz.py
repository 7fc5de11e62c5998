"""The spreadsheet of Quizizz (Wayground): question text, type, options, the numbers of the right ones, seconds."""

from __future__ import annotations

import re
from typing import Any

from saual.banks.formats.base import Format
from saual.banks.formats.headers import Heading, asked, below, find_heading, plain_heading, typed
from saual.banks.formats.shared import Choice, cleaned, seconds, take_numbered, take_spellings
from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.sheet import Row
from saual.banks.sources.source import Source

_CHOICES = ("multiple choice", "multiplechoice", "mcq", "checkbox", "msq", "")
_TYPED = ("fill-in-the-blank", "fill in the blank", "fill-in-the-blanks", "blank")
_OPEN = ("open-ended", "open ended")
_UNSUPPORTED = {
    "draw": "drawing",
    "match": "matching",
    "reorder": "ordering",
    "categorize": "categories",
    "drag and drop": "cloze",
    "drop down": "cloze",
    "dropdown": "cloze",
    "hotspot": "hotspot",
    "labeling": "hotspot",
    "video response": "upload",
    "audio response": "upload",
    "math response": "calculated",
}
_MOST_OPTIONS = 10


def sniff(source: Source) -> bool:
    return find_heading(source.peek, _is_heading) is not None


def _is_heading(names: list[str]) -> bool:
    return {"question text", "option 1", "option 2", "correct answer"} <= set(names)


def read(source: Source, found: Found) -> None:
    heading = find_heading(source.sheets, _is_heading)
    assert heading is not None
    columns = {plain_heading(cell.text): column for column, cell in heading.sheet.rows[heading.at].cells.items()}
    for row in below(heading):
        kind = row.text(columns.get("question type", -1)).strip()
        if "(default" in kind.lower() or row.text(columns["question text"]).startswith("Text of the question"):
            continue  # the template explains its columns below their names
        with asked(found, heading, row) as scribe:
            _row(row, columns, kind.casefold(), heading, scribe)


def _row(row: Row, columns: dict[str, int], kind: str, heading: Heading, scribe: Scribe) -> None:
    if kind in _UNSUPPORTED:
        raise Untaken("unsupported", kind=_UNSUPPORTED[kind])
    if kind not in (*_CHOICES, *_TYPED, *_OPEN, "poll"):
        raise Untaken("unsupported", kind=kind[:40])

    def cell(name: str, field: str) -> str:
        return typed(row, columns.get(name), field, scribe, heading)

    more: dict[str, Any] = {
        "text": cleaned(scribe, cell("question text", "text"), "auto", "text"),
        "explanation": cleaned(scribe, cell("answer explanation", "explanation"), "auto", "explanation"),
    }
    if cell("image link", "picture").strip():
        scribe.note("picture_left_out", "picture")
    more["time"] = seconds(cell("time in seconds", "time"))
    names = [f"option {n}" for n in range(1, _MOST_OPTIONS + 1)]
    said = [cell(name, f"options{n}") for n, name in enumerate(names, 1) if name in columns]
    right = {int(n) for n in re.findall(r"[0-9]+", cell("correct answer", "right")[:100]) if len(n) < 3}
    if kind in _TYPED:
        spellings = [text for text in said if text.strip()] or [cell("correct answer", "right")]
        take_spellings(
            scribe, [Choice(text.strip().replace("*", "\\*"), 100.0) for text in spellings if text.strip()], **more
        )
        return
    if kind in _OPEN:
        scribe.take("open", **more)
        return
    if kind == "poll":
        options = [cleaned(scribe, text, "auto", "options") for text in said if text.strip()]
        scribe.take("poll", options=options, **more)
        return
    take_numbered(scribe, said, right, several=kind in ("checkbox", "msq"), **more)


FORMAT = Format(
    "quizizz",
    ".xlsx",
    {"kk": "Quizizz, Wayground", "ru": "Quizizz, Wayground", "en": "Quizizz, Wayground"},
    sniff,
    read,
    rank=21,
)
