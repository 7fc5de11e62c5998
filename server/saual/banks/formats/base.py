"""What a format of question banks is: a name, a look that knows it by its content, a reader, perhaps a writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from saual.banks.found import Found
from saual.banks.sources.source import Source
from saual.questions.bank import Bank


class Written(NamedTuple):
    data: bytes
    taken: list[int]
    """The questions of the bank that are in it, in order, from 0."""


class Format(NamedTuple):
    name: str
    suffix: str
    """Of a file that is written."""
    sniff: Callable[[Source], bool]
    """Whether the file is of this format; the more particular formats are asked first."""
    read: Callable[[Source, Found], None]
    """Takes down every question of the file; may raise Refused."""
    write: Callable[[Bank, Mapping[str, bytes]], Written] | None = None
    """The bank, and the files that its questions name as far as they are at hand."""
    mathjax: bool = False
    r"""Formulas are written as `\(x^2\)`."""
