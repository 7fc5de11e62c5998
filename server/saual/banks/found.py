"""What a format finds in a file: the head of the bank, questions as drafts, and what it must leave. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from saual.banks.files import Files, embedded
from saual.banks.remark import Refused, Remark, Untaken, Where, harmless
from saual.questions.media import kind_of
from saual.questions.text import Text

MOST_REMARKS = 1000
"""Beyond it they are only counted: nobody mends a file by the thousandth line of a list."""
MOST_ASKED = 5000
"""Questions of a file that are looked at; a bank has at most 500."""
_LONGEST_ITEM = 60


def _nothing(address: str) -> None:
    """Most files have nothing beside their text."""


class Draft(Struct):
    """A question as a file tells it: the keys and values of docs/banks.md, not yet checked."""

    where: Where
    fields: dict[str, Any]
    cells: dict[str, str] = {}
    """Where a field stands in a spreadsheet, if it does."""


class Found:
    """Filled by one format from one file."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self.drafts: list[Draft] = []
        self.files = Files()
        self.problems: list[Remark] = []
        self.notes: list[Remark] = []
        self.beyond = 0
        """How many remarks were too many to keep."""
        self.asked = 0
        """How many questions the file has as far as it was read, those that cannot be taken among them."""

    @contextmanager
    def question(self, *, line: int = 0, cell: str = "", file: str = "", item: str = "") -> Iterator[Scribe]:
        """Around the reading of one question: what it gives up by raising Untaken is listed, and the next comes.

        Raises Refused when there are too many.
        """
        self.asked += 1
        if self.asked > MOST_ASKED:
            raise Refused("many_questions", most=MOST_ASKED)
        short = item if len(item) <= _LONGEST_ITEM else item[: _LONGEST_ITEM - 1] + "…"
        scribe = Scribe(
            Where(question=self.asked, line=line, cell=cell, file=harmless(file), item=harmless(short)), self.files
        )
        try:
            yield scribe
        except Untaken as no:
            self.problem(Remark(no.code, scribe.at(no.field), no.params))
            return
        for remark in scribe.notes.values():
            self.note(remark)
        if scribe.fields:
            self.drafts.append(Draft(scribe.where, scribe.fields, scribe.cells))

    def problem(self, remark: Remark) -> None:
        self._keep(self.problems, remark)

    def note(self, remark: Remark) -> None:
        self._keep(self.notes, remark)

    def _keep(self, list_: list[Remark], remark: Remark) -> None:
        if len(list_) < MOST_REMARKS:
            shown = {key: harmless(value) if isinstance(value, str) else value for key, value in remark.params.items()}
            list_.append(replace(remark, params=shown, where=replace(remark.where, field=harmless(remark.where.field))))
        else:
            self.beyond += 1


class Scribe(Struct):
    """Takes down one question."""

    where: Where
    files: Files
    fields: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], Remark] = field(default_factory=dict)
    beside: Callable[[str], bytes | None] = _nothing
    """What an address in the question's text leads to within the file."""
    media: dict[str, str] = field(default_factory=dict)
    """The picture in the text, and what it shows."""
    _option: tuple[str, str] | None = None
    """The picture in the option that is being read, "" while there is none, and what it shows."""

    def see(self, address: str, alt: str, field: str) -> None:
        """There is a picture in a text. The first one of the question itself is taken, and that of an option."""
        of_option = field == "options" and self._option is not None
        if (self._option != ("", "")) if of_option else (self.media or field not in ("text", "body")):
            self.note("picture_left_out", field)
            return
        data = embedded(address) or self.beside(address)
        name = self.files.take(data) if data else None
        if name is None or kind_of(name) != "picture":
            self.note("picture_bad" if data else "picture_missing", field)
        elif of_option:
            self._option = name, alt.strip()
        else:
            self.media = {"picture": name} | ({"alt": alt.strip()} if alt.strip() else {})

    def option(self, read: Callable[[], Text]) -> tuple[Text, str, str]:
        """The text of an option that may be a picture, the name of the picture ("": none), and what it shows."""
        self._option = "", ""
        text = read()
        (name, alt), self._option = self._option, None
        return text, name, alt

    def take(self, type: str, **fields: Any) -> None:
        """The question; a field that is None or empty is not there."""
        self.fields |= (
            {"type": type}
            | self.media
            | {key: value for key, value in fields.items() if value not in (None, "", {}, [])}
        )

    def note(self, code: str, field: str = "", **params: str | int) -> None:
        """The question comes in, but something of it is not as it was; the same is told once."""
        self.notes.setdefault((code, field), Remark(code, self.at(field), params))

    def at(self, field: str) -> Where:
        cell = self.cells.get(field, self.where.cell)
        return replace(self.where, field=field, cell=cell) if field else self.where
