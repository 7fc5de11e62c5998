"""What an import has to say about a file: a stable code, its parameters and the place. Knows no language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from saual.banks.words import without_hidden


class Where(Struct, frozen=True, omit_defaults=True):
    """A place in a file, as exactly as its format allows. What does not apply is 0 or ""."""

    question: int = 0
    """The place among the questions of the file, from 1, counting those that cannot be taken."""
    line: int = 0
    cell: str = ""
    """As a spreadsheet names it: "C5"; or a row alone: "5"."""
    file: str = ""
    """The file inside a package."""
    item: str = ""
    """The identifier or title that the question has in the file, cut short."""
    field: str = ""
    """The key of a question in a bank file (see docs/banks.md) that it is about."""
    index: int = 0
    """Which item of that field, from 1: option 2."""


def harmless(text: str) -> str:
    """Words of a file on one line, without what a terminal would obey and what no encoding holds."""
    return " ".join(without_hidden(text).split())


class Remark(Struct, frozen=True):
    """One thing that a teacher should know; `sentences.py` says it in a language. Its texts are `harmless`."""

    code: str
    where: Where = Where()
    params: Mapping[str, str | int] = {}


class Refused(Exception):
    """The file as a whole cannot be read, and why. The only exception that an import raises."""

    def __init__(self, code: str, where: Where | None = None, **params: str | int) -> None:
        super().__init__(code)
        shown = {key: harmless(value) if isinstance(value, str) else value for key, value in params.items()}
        self.remark = Remark(code, where or Where(), shown)


class Untaken(Exception):
    """One question cannot be taken, and why. Raised and caught inside an import."""

    def __init__(self, code: str, field: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.code, self.field, self.params = code, field, params
