"""The native format: one TOML file a bank, written by hand. Turns its bytes into a bank, or into every fault
at once.

This module reads; `toml_check` judges what was read, `lines` finds the places, `syntax` explains what is no
TOML.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

import msgspec

from saual.banks.lines import line_numbers, line_of
from saual.banks.problem import BankFaults, Problem
from saual.banks.syntax import syntax_problem
from saual.banks.toml_check import Defaults, Head, place, tree_faults
from saual.banks.toml_write import serialise
from saual.questions.bank import AnyQuestion, Bank, settled

__all__ = ["MOST_BYTES", "exact", "parse", "read_toml", "serialise"]

MOST_BYTES = 1024 * 1024
_LONGEST_LINE = 8000
"""The longest question by far fits; reading absurd keys and numbers takes time that grows with their square."""
_MOST_PROBLEMS = 500
"""Enough to mend a file by; a file that is no bank at all need not be read to its end."""


def parse(source: bytes | str) -> Bank:
    """The bank, its id empty. Raises BankFaults with all faults of the file, sorted by line."""
    text = _decoded(source)
    tree = read_toml(text)
    found = list(islice(tree_faults(tree), _MOST_PROBLEMS))
    if found:
        lines = line_numbers(text)
        problems = [Problem(line_of(lines, m.path), place(m.path), m.problem, m.fix, m.code) for m in found]
        raise BankFaults(sorted(problems, key=lambda problem: problem.line))
    head = msgspec.convert(tree, Head)
    defaults = msgspec.convert(tree.get("defaults", {}), Defaults)
    questions = msgspec.convert(tree["question"], tuple[AnyQuestion, ...])
    return Bank(
        title=head.title,
        about=head.about,
        language=head.language,
        author=head.author,
        licence=head.licence,
        questions=tuple(settled(question, defaults.time, defaults.points) for question in questions),
    )


def _decoded(source: bytes | str) -> str:
    data = source.encode(errors="surrogatepass") if isinstance(source, str) else source
    if len(data) > MOST_BYTES:
        size = f"{len(data) / MOST_BYTES:.1f} MiB" if len(data) < 100 * MOST_BYTES else "very big"
        raise _refusal(1, f"the file is {size}; 1 MiB is allowed", "Split it into several banks.", "too_big")
    save = "Save it as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise _refusal(1, "the file is in UTF-16 (“Unicode”), not UTF-8", save, "not_utf8")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        letters = [c for c in data.decode("cp1251", "replace") if not c.isascii()]
        cyrillic = sum("\u0400" <= c <= "\u045f" for c in letters) > len(letters) / 2
        guess = "the file is in Windows-1251, not UTF-8" if cyrillic else "the file is not UTF-8 text"
        raise _refusal(line, guess, save, "not_utf8") from None


def read_toml(text: str) -> dict[str, Any]:
    """The keys and values of a text with \\n for line ends. Raises BankFaults with one fault if it is no TOML."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            problem = f"the line has {len(line)} characters; {_LONGEST_LINE} are allowed"
            raise _refusal(number, problem, "Start a new line for each key and each option.", "too_long")
    try:
        return tomllib.loads(text, parse_float=exact)
    except RecursionError:
        raise _refusal(1, "brackets are nested too deep", "Compare with docs/banks.md.", "syntax") from None
    except ValueError as error:
        raise BankFaults([syntax_problem(text, str(error))]) from None


def exact(number: str) -> Decimal:
    """The number as it is written."""
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("NaN")  # an exponent beyond measure: the question will say that it is no number


def _refusal(line: int, problem: str, fix: str, code: str) -> BankFaults:
    return BankFaults([Problem(line, "file", problem, fix, code)])
