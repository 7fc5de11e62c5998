"""Lists of students as teachers have them: pasted lines, CSV, XLSX, Moodle's list of participants. Pure and bounded.

Takes names and the school's numbers, and leaves out all else that a file may hold of a child.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from saual.banks.formats.headers import plain_heading
from saual.banks.remark import Refused, Remark, Where
from saual.banks.sources.delimited import read_delimited
from saual.banks.sources.sheet import Cell, Row, Sheet
from saual.banks.sources.source import PEEK_ROWS, Source
from saual.game.plain import Trouble, plain

MOST_NAMES = 200
MOST_REMARKS = 200
LONGEST = 60
"""Graphemes of a name."""
_LONGEST_NUMBER = 40

_HEADINGS = {
    "family": "surname|last name|lastname|family name|фамилия|тегі|тегi",
    "given": "first name|firstname|given name|given names|имя|аты|есімі|есімдері",
    "middle": "middle name|patronymic|отчество|әкесінің аты",
    "name": "name|full name|student|student name|фио|ф.и.о|ф. и. о|ученик|студент|учащийся|имя и фамилия|фамилия и имя"
    "|фамилия имя|фамилия, имя|фамилия имя отчество|аты-жөні|аты жөні|толық аты|оқушы|студенттің аты-жөні|тегі аты"
    "|оқушының аты-жөні|т.а.ә",
    "number": "id number|idnumber|student id|student number|id|индивидуальный номер|номер|номер ученика|код|жсн|иин"
    "|нөмірі|нөмір|id нөмірі|жеке нөмірі",
}
_KEYS = {word: key for key, words in _HEADINGS.items() for word in words.split("|")}
_BEFORE = re.compile(r"^\s*(?:\d{1,3}\s*[.)\-–:]|[-–•*·])\s*")
"""What a list has before each of its names."""
_TROUBLES: dict[Trouble, str] = {"empty": "name_missing", "long": "name_too_long", "bad": "name_unshowable"}


class Named(NamedTuple):
    """`number` is the school's own, "" for none."""

    name: str
    number: str


class Names(NamedTuple):
    """`problems` has what cannot be taken, `notes` what was left out."""

    students: list[Named]
    problems: list[Remark]
    notes: list[Remark]


class _Columns(NamedTuple):
    """Where the parts of a name stand, in the order in which they are said; None: in every cell that could be one."""

    name: tuple[int, ...] | None
    number: int | None


def read_names(data: bytes, filename: str = "") -> Names:
    """Raises Refused for what nothing can be read from."""
    source = Source(data, filename)
    sheet = _sheet(source)
    at, columns = _columns(sheet)
    names = Names([], [], [])
    seen: dict[str, Where] = {}
    left_out = 0
    for row in sheet.rows[at:]:
        where = Where(line=row.number) if sheet.lines else Where(cell=str(row.number))
        left_out += any("@" in cell.text for cell in row.cells.values())
        text = _name(row, columns)
        name, trouble = plain(text, LONGEST, "NFC")
        if not trouble and not any(letter.isalpha() for letter in name):
            trouble = "empty"
        if trouble:
            names.problems.append(Remark(_TROUBLES[trouble], where))
        elif name.casefold() in seen:
            names.problems.append(Remark("name_twice", where, {"name": name}))
        elif len(names.students) >= MOST_NAMES:
            raise Refused("names_many", most=MOST_NAMES)
        else:
            seen[name.casefold()] = where
            names.students.append(Named(name, _number(row, columns)))
    if not names.students and not names.problems:
        raise Refused("names_none")
    if left_out:
        names.notes.append(Remark("mail_left_out", params={"n": left_out}))
    return names._replace(problems=names.problems[:MOST_REMARKS])


def _sheet(source: Source) -> Sheet:
    """The first sheet that has anything; of a text the table that it is, or else its lines."""
    if source.archive is not None:
        found = next((sheet for sheet in source.sheets if sheet.rows), None)
        if found is None:
            raise Refused("names_none")
        return found
    lines = [(number, line) for number, line in enumerate(source.text.split("\n"), 1) if line.strip()]
    # A comma also stands between a family name and a given one: it makes no table without a heading.
    if any("\t" in line or ";" in line for _, line in lines) or (lines and _known(lines[0][1].split(","))):
        return read_delimited(source.text)
    rows = [Row(number, {0: Cell(line.replace(",", " "))}) for number, line in lines]
    return Sheet("", rows, lines=True)


def _known(cells: list[str]) -> bool:
    return any(plain_heading(cell.strip('"')) in _KEYS for cell in cells)


def _columns(sheet: Sheet) -> tuple[int, _Columns]:
    """From which row on there are students, and where their names stand."""
    for at, row in enumerate(sheet.rows[:PEEK_ROWS]):
        keys = {_KEYS.get(plain_heading(cell.text)): column for column, cell in reversed(row.cells.items())}
        number = keys.get("number")
        if "family" in keys:
            parts = tuple(keys[key] for key in ("family", "given", "middle") if key in keys)
            return at + 1, _Columns(parts, number)
        if "name" in keys or "given" in keys:
            return at + 1, _Columns((keys["name"] if "name" in keys else keys["given"],), number)
    return 0, _Columns(None, None)


def _name(row: Row, columns: _Columns) -> str:
    if columns.name is None:
        cells = [cell.text for cell in row.cells.values() if not re.search(r"[\d@]", _BEFORE.sub("", cell.text))]
        return " ".join(_BEFORE.sub("", text) for text in cells)
    return " ".join(_BEFORE.sub("", row.text(column)) for column in columns.name)


def _number(row: Row, columns: _Columns) -> str:
    return " ".join(row.text(columns.number).split())[:_LONGEST_NUMBER] if columns.number is not None else ""
