"""What a teacher is told when a file is no TOML at all: the line, the likely slip, what to do. Judges nothing else."""

from __future__ import annotations

import re
from typing import NamedTuple

from saual.banks.problem import Problem

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

_KEY = re.compile(r"\s*([\w-]+)\s*=")


class _Slip(NamedTuple):
    """A slip is known by tomllib's message, and by the line from where reading stopped or as a whole."""

    message: str
    rest: str
    line: str
    problem: str
    fix: str


_QUOTES = 'Type straight quotes (") at both ends: key = "text".'
_TWICE = "Delete one of them, or start a new [[question]] between them."
_BRACKETS = "Write [[question]] with two brackets on each side."

# The first that fits is told, so the surer ones stand first.
_SLIPS = (
    _Slip("Cannot (declare|overwrite)", "", r"^\s*\[\[", "above, this heading has one bracket", _BRACKETS),
    _Slip("Cannot declare", "", r"^\s*\[\s*question", "this heading has one bracket", _BRACKETS),
    _Slip("Cannot declare", "", "", "this heading stands twice", "Delete one of the two."),
    _Slip("Cannot (overwrite|mutate)", "", "", "this key stands twice", _TWICE),
    _Slip("Invalid value", r"^[“”„‟«»‘’‚]", "", "curly quotes do not count as quotes", _QUOTES),
    _Slip("Invalid value", "^(?i:true|false)", "", "true and false need small letters", "Write true or false."),
    _Slip("Invalid value", r"^\s*(#|$)", "", "there is nothing after the =", 'Write a value: text = "…".'),
    _Slip("Invalid value", "", "", "this text has no quotes", _QUOTES),
    _Slip("Unclosed array", r"^\w+\s*=", "", "the list above this line is not closed", "End the list with ]."),
    _Slip("Unclosed array", "^[“”„«]", "", "curly quotes do not count as quotes", _QUOTES),
    _Slip("Unclosed array", r"^\S", "", "a comma is missing between two items", "Put a comma after each item."),
    _Slip("Unclosed array", "", "", "the list is not closed", "End the list with ]."),
    _Slip("Unclosed inline", r"^\S", "", "a comma is missing in the braces", "Put a comma between the languages."),
    _Slip("Unclosed inline", "", "", "the braces are not closed on this line", "End them with }, on the same line."),
    _Slip("key part", "^}", "", "there is a comma before }", "Delete this comma."),
    _Slip("key part", "^$", r"\{", "the braces go on in the next line", 'Write { kk = "…", ru = "…" } on one line.'),
    _Slip("escape|hex value|Unicode", "", "", "a backslash has a meaning inside quotes", r"Write it twice: \\."),
    _Slip("Illegal character '.n'", "", "", "this text has no closing quote", 'End it with ", on the same line.'),
    _Slip("Unterminated", "", "", "this text of several lines has no end", 'End it with """.'),
    _Slip("Illegal character", "", "", "there is a character that nobody sees", "Type this line anew."),
    _Slip("Expected newline", r"^,\d", "=", "a number has a decimal comma", "Write a point: 3.14."),
    _Slip("Expected newline", r"^[\d ]*\d", "=", "this is no number", "Write digits without spaces: 1000."),
    _Slip("Expected newline", r"^\w+\s*=", "", "two keys stand on one line", "Start a new line for each key."),
    _Slip("Expected newline", "^[,;]", "", "the line ends with a mark that is not needed", "Delete it."),
    _Slip("Expected newline", "", '"', "a text has quotes inside", r'Write \" for a quote inside a text, or use « ».'),
    _Slip("Expected newline", "", "'", "an apostrophe ends the text", 'Put the text in double quotes: "it\'s".'),
    _Slip("Expected ']", "", "", "the heading is not closed", _BRACKETS),
    _Slip("Expected '='", "^:", "", "a colon stands after the key", "Write = instead of the colon."),
    _Slip("Expected '='|Invalid|key part", r"^[\w-]*[^\x00-\x7f].*=", "", "a key has a letter that is not English",
          "Type the key anew with the English keyboard."),
    _Slip("Exceeds the limit", "", "", "there is a number with thousands of digits", "Write a shorter number."),
    _Slip("", "", "", "this line is no heading, no key and no remark", "Write key = value, or # before a remark."),
)  # fmt: skip

_OPENED = {"Unclosed array": r"=\s*\[[^\]]*$", "Unterminated": r"\"\"\"|'''"}


def syntax_problem(text: str, message: str) -> Problem:
    """`message` is tomllib's. It names the place where reading stopped: at the slip or just after it."""
    lines = text.split("\n")
    at = _AT.search(message)
    if at is not None and at[1]:
        number, column = int(at[1]), int(at[2])
    else:
        number, column = _opened(lines, message), 0
    line = lines[number - 1]
    rest = line[column - 1 :].lstrip() if column else ""
    slip = next(
        s for s in _SLIPS if re.search(s.message, message) and re.search(s.rest, rest) and re.search(s.line, line)
    )
    if "comma is missing" in slip.problem and not line[: column - 1].strip():
        # Reading stops at the next item; the comma belongs to the item before.
        number = max((n for n in range(1, number) if lines[n - 1].strip()), default=number)
    key = _KEY.match(lines[number - 1])
    return Problem(number, key[1] if key else "this line", slip.problem, slip.fix, "syntax")


def _opened(lines: list[str], message: str) -> int:
    """When the end of the file came too early: the last line that opened what was not closed."""
    opening = next((pattern for start, pattern in _OPENED.items() if start in message), ".")
    return max((n for n, line in enumerate(lines, 1) if re.search(opening, line)), default=len(lines))
