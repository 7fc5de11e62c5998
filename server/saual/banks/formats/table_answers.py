"""What stands in the cells of our own table as an answer: letters in any alphabet, numbers, words. Knows no sheet."""

from __future__ import annotations

import re
from typing import Any

from saual.banks.formats.shared import is_number
from saual.banks.formats.table_words import truth_of
from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.questions.options import LETTERS
from saual.questions.text import Text

_LATIN = str.maketrans("авсен", "abceh")


def guess(right: Text | None, options: list[Any]) -> str:
    """The type of a question whose row does not say it."""
    if right is None:
        raise Untaken("no_right", "right")
    if len(options) > 1:
        return "multiple" if len(_marks(str(right))) > 1 and str(right) not in options else "single"
    if isinstance(right, str) and truth_of(right) is not None and not right.strip().isdecimal():
        return "truefalse"
    return "number" if isinstance(right, str) and is_number(right) else "short"


def _marks(right: str) -> list[str]:
    marks = [mark for mark in re.split(r"[\s,;.+&/|]+", right.casefold()) if mark not in ("", "и", "және", "and")]
    return [*marks[0]] if len(marks) == 1 and re.fullmatch(r"[a-h]{2,8}|[а-и]{2,8}|[1-8]{2,8}", marks[0]) else marks


def letters(right: str, options: list[Any], labels: list[str]) -> list[str]:
    """Letters or numbers of options, in any alphabet, or the text of one."""
    if not right.strip():
        raise Untaken("no_right", "right")
    same = [i for i, option in enumerate(options) if isinstance(option, str) and option.strip() == right.strip()]
    if len(same) == 1:
        return [LETTERS[same[0]]] if same[0] < len(LETTERS) else ["A"]
    latin = [label.translate(_LATIN) for label in labels]
    marked: list[str] = []
    for mark in _marks(right):
        place = next((i for i, names in enumerate(zip(labels, latin, strict=True)) if mark in names), None)
        if place is None and mark.translate(_LATIN) in latin:
            place = latin.index(mark.translate(_LATIN))
        if place is None and mark in "12345678"[: len(options)]:
            place = int(mark) - 1
        if place is None and mark in [x.lower() for x in LETTERS[: len(options)]]:
            place = [x.lower() for x in LETTERS].index(mark)
        if place is None or place >= len(LETTERS):
            raise Untaken("no_such_label", "right", letter=right.strip()[:20])
        marked.append(LETTERS[place])
    return marked


def spellings(right: Text | None, options: list[Any]) -> Any:
    if isinstance(right, dict):
        return {lang: _lines(text) for lang, text in right.items()}
    return _lines(right) if right else [option for option in options if isinstance(option, str)]


def _lines(text: str) -> list[str]:
    """A spelling a line; on one line they are apart by |."""
    return [line for line in text.split("\n" if "\n" in text else "|") if line.strip()]


def whole(text: str, key: str, scribe: Scribe) -> int | None:
    digits = re.match(r"\s*(\d{1,5})(?:[.,]0*)?\s*(?:\D.*)?$", text, re.ASCII | re.DOTALL)
    if digits is None:
        scribe.note("no_number", key, value=text.strip()[:40])
        return None
    value = int(digits[1])
    # Points of others' scales: 1 is the usual, 2 is double.
    return {1: 1000, 2: 2000}.get(value, value) if key == "points" else value
