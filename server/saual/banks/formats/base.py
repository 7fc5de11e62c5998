"""What a format of question banks is: a name, a look that knows it by its content, a reader, perhaps a writer.

The contract of a plug-in, ours and anybody's: docs/formats/plug-ins.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from saual.banks.found import Found
from saual.banks.sources.source import Source
from saual.questions.bank import Bank
from saual.questions.text import Lang


class Written(NamedTuple):
    data: bytes
    taken: list[int]
    """The questions of the bank that are in it, in order, from 0."""


class Format(NamedTuple):
    name: str
    """That of its entry point, too: small letters and digits."""
    suffix: str
    """Of a file that is written."""
    title: Mapping[Lang, str]
    """What teachers call it, in all three languages."""
    sniff: Callable[[Source], bool]
    """Whether the file is of this format; the more particular formats are asked first."""
    read: Callable[[Source, Found], None]
    """Takes down every question of the file; may raise Refused."""
    write: Callable[[Bank, Mapping[str, bytes]], Written] | None = None
    """The bank, and the files that its questions name as far as they are at hand."""
    about: Mapping[Lang, str] = {}
    """When one takes it, in a few words."""
    mathjax: bool = False
    r"""Formulas are written as `\(x^2\)`."""
    rank: int = 50
    """When it is asked: 10 is known by a mark in the file, 90 is what nearly any text could be."""
