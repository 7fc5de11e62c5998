"""The JSON body of a bank on paper. Staff cookie needed."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.api import QuestionLine
from saual.protocol.common import Math


class PaperLine(Struct, frozen=True):
    n: int
    """Its number on the sheet; 0 for what is only read."""
    question: QuestionLine
    """As it stands on this sheet: `i` is its place in the bank, the options are in the order of the sheet."""
    key: str
    """What is right, in letters of the sheet; "" where nothing is."""


class PaperPage(Struct, frozen=True):
    """GET /api/banks/{id}/paper?lang=kk&variants=4&seed=1&questions=1&options=1: the bank as sheets to print, the same
    for the same seed. `questions` and `options` say what is put in another order on each sheet.
    """

    title: str
    variants: list[list[PaperLine]]
    math: Math
    """The formulas of all texts, drawn."""
