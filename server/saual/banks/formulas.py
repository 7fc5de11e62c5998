r"""Formulas as other programs write them: `\(x^2\)`, `\[x^2\]` and `$$x^2$$` come in as `$x^2$`; Moodle and others get
`\(x^2\)`. Knows no format; what is in a formula is the questions' affair.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import asdict, replace

from saual.questions.bank import AnyQuestion, Bank
from saual.questions.formula import without_formulas

_OTHERS = re.compile(r"\\\((.{1,300}?)\\\)|\\\[(.{1,300}?)\\\]|\$\$([^$]{1,300}?)\$\$", re.DOTALL)


def ours(text: str) -> str:
    """With every formula between single dollar signs."""
    if "\\(" not in text and "\\[" not in text and "$$" not in text:
        return text
    return _OTHERS.sub(lambda m: f"${' '.join((m[1] or m[2] or m[3]).split())}$", text)


def theirs(bank: Bank) -> Bank:
    """As MathJax reads it, which Moodle and most others have."""
    return replace(bank, questions=tuple(map(_question, bank.questions)))


def _question(question: AnyQuestion) -> AnyQuestion:
    changed = {key: said for key, value in asdict(question).items() if (said := _said(value)) != value}
    return replace(question, **changed) if changed else question


def _said(value: Any) -> Any:
    match value:
        case str():
            return without_formulas(value, r"\(\1\)")
        case dict():
            return {key: _said(item) for key, item in value.items()}
        case tuple():
            return tuple(map(_said, value))
        case _:
            return value
