"""Kahoot's spreadsheet template (.xlsx): question, four answers, time limit, the numbers of the right ones."""

from __future__ import annotations

import re

from saual.banks.formats.base import Format
from saual.banks.formats.headers import Heading, asked, below, find_heading, plain_heading, typed
from saual.banks.formats.shared import cleaned, seconds, take_numbered
from saual.banks.found import Found, Scribe
from saual.banks.sources.sheet import Row
from saual.banks.sources.source import Source

_MOST_ANSWERS = 6


def sniff(source: Source) -> bool:
    return find_heading(source.peek, _is_heading) is not None


def _is_heading(names: list[str]) -> bool:
    starts = ("question", "answer 1", "answer 2", "time limit", "correct answer")
    return all(any(name.startswith(start) for name in names) for start in starts)


def read(source: Source, found: Found) -> None:
    heading = find_heading(source.sheets, _is_heading)
    assert heading is not None
    names = {plain_heading(cell.text): column for column, cell in heading.sheet.rows[heading.at].cells.items()}
    question = _column(names, "question")
    answers = [c for n in range(1, _MOST_ANSWERS + 1) if (c := _column(names, f"answer {n}")) is not None]
    used = {question, *answers, _column(names, "correct answer")}
    for row in below(heading):
        if not any(row.text(column).strip() for column in used if column is not None):
            continue  # the template is numbered far beyond its questions
        with asked(found, heading, row) as scribe:
            _row(row, names, question, answers, heading, scribe)


def _row(
    row: Row, names: dict[str, int], question: int | None, answers: list[int], heading: Heading, scribe: Scribe
) -> None:
    text = cleaned(scribe, typed(row, question, "text", scribe, heading), "auto", "text")
    said = [typed(row, column, f"options{i}", scribe, heading) for i, column in enumerate(answers, 1)]
    right = _numbers(typed(row, _column(names, "correct answer"), "right", scribe, heading))
    time = _time(typed(row, _column(names, "time limit"), "time", scribe, heading), scribe)
    take_numbered(scribe, said, right, several=False, text=text, time=time)


def _numbers(text: str) -> list[int]:
    """1 · 1,3 · 1;3 · 1 and 3. A Russian Excel keeps a typed 1,3 as the number 1.3, which means the same here."""
    return sorted({int(digit) for digit in re.findall("[1-9]", text[:100])})


def _time(text: str, scribe: Scribe) -> int | None:
    time = seconds(text)
    if text.strip() and time is None:
        scribe.note("no_number", "time", value=text.strip()[:40])
    return time


def _column(names: dict[str, int], start: str) -> int | None:
    return next((column for name, column in names.items() if name.startswith(start)), None)


FORMAT = Format(
    "kahoot",
    ".xlsx",
    {"kk": "Kahoot", "ru": "Kahoot", "en": "Kahoot"},
    sniff,
    read,
    rank=20,
)
