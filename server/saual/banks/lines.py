"""On which line of a TOML file each key and each list item stands. `tomllib` does not tell.

A light scanner for text that `tomllib` has accepted: it follows headers, keys, strings (also of several
lines), lists and comments, and never judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Where a value is: ("question", 2, "options", 0) is the first option of the third question."""

_TOKEN = re.compile(
    r'''
      (?P<string> """ (?: \\. | (?!""") . )* "{3,5}  |  \'\'\' (?: (?!\'\'\') . )* \'{3,5}
                | " (?: \\. | [^"\\\n] )* "          |  ' [^'\n]* ' )
    | (?P<comment> \#[^\n]* )
    | (?P<newline> \n )
    | (?P<space> [ \t\r]+ )
    | (?P<mark> [\[\]{},=.] )
    | (?P<word> [^\s\[\]{},=.\#"']+ )
    ''',
    re.VERBOSE | re.DOTALL,
)


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the value, or of the nearest thing around it; 1 if there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def line_numbers(text: str) -> dict[Path, int]:
    """The line, from 1, of every header, key and list item that has one of its own."""
    lines: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        first = statement[0][1]
        if first != "[":
            key, value = _key(statement, "=")
            path = (*table, *key)
            lines.setdefault(path, line)
            lines.update(_items(path, value))
            continue
        many = statement[1][1] == "["
        key, _ = _key(statement[2 if many else 1 :], "]")
        name = str(key[0])
        if many:
            counts[name] = counts.get(name, -1) + 1
            lines.setdefault((name,), line)
        table = (name, counts[name], *key[1:]) if name in counts else key
        lines.setdefault(table, line)
    return lines


_Tokens = list[tuple[int, str]]


def _statements(text: str) -> Iterator[tuple[int, _Tokens]]:
    """Headers and `key = value`, each with its first line and its pieces (line, text); spaces are dropped."""
    line, depth, statement = 1, 0, list[tuple[int, str]]()
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if match.lastgroup == "newline" and depth == 0 and statement:
            yield statement[0][0], statement
            statement = []
        elif match.lastgroup in ("string", "mark", "word"):
            statement.append((line, piece))
            depth += (piece in "[{") - (piece in "]}") if match.lastgroup == "mark" else 0
        line += piece.count("\n")
    if statement:
        yield statement[0][0], statement


def _key(tokens: _Tokens, end: str) -> tuple[Path, _Tokens]:
    """A dotted key up to its end mark, and what follows."""
    parts: list[str] = []
    for i, (_, piece) in enumerate(tokens):
        if piece == end:
            return tuple(parts), tokens[i + 1 :]
        if piece != ".":
            parts.append(piece.strip("\"'"))
    return tuple(parts), []


def _items(path: Path, value: _Tokens) -> Iterator[tuple[Path, int]]:
    """The lines of the items of a list."""
    if not value or value[0][1] != "[":
        return
    depth, index, fresh = 0, 0, False
    for line, piece in value:
        if depth == 1 and fresh and piece != "]":
            yield (*path, index), line
            fresh = False
        if piece in ("[", "{"):
            depth += 1
            fresh = fresh or depth == 1
        elif piece in ("]", "}"):
            depth -= 1
        elif piece == "," and depth == 1:
            index, fresh = index + 1, True
