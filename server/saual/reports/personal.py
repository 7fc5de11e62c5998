"""All that is kept of one student, to be handed out: the tables of the games with that student's rows alone. Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import msgspec

from saual.protocol.common import Needs
from saual.questions.text import Lang
from saual.reports.csv_export import as_csv
from saual.reports.record import GameRecord, Person
from saual.reports.tables import Cell, Table, tables

_OF_A_STUDENT = ("students", "responses", "asked", "attempts", "material")


def personal(id: str, who: Person, group: str, needs: Needs, records: Sequence[GameRecord], lang: Lang) -> bytes:
    """A zip: `student.json` with everything, and a CSV for each table."""
    found: dict[str, Table] = {}
    for record in records:
        mine = {row.seat for row in record.students if row.student_id == id}
        made = tables(_own_questions(record, mine), lang, {id: who})
        for name in _OF_A_STUDENT:
            table = made.get(name)
            if table is None:
                continue  # only homework has it
            seat = table.columns.index("seat")
            rows = [row for row in table.rows if row[seat] in mine]
            known = found.setdefault(name, Table(table.columns, []))
            known.rows.extend(rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "student.json", msgspec.json.format(msgspec.json.encode(_plain(who, group, needs, found)), indent=2)
        )
        for name, table in found.items():
            file.writestr(f"{name}.csv", as_csv(table, lang))
    return packed.getvalue()


def _own_questions(record: GameRecord, mine: set[int]) -> GameRecord:
    """To the student it is told what was asked without a name, too; of others nothing is."""
    asked = tuple(msgspec.structs.replace(row, named=True) for row in record.asked if row.seat in mine)
    return msgspec.structs.replace(record, asked=asked)


def _plain(who: Person, group: str, needs: Needs, found: dict[str, Table]) -> dict[str, Any]:
    tables = {name: [_line(table.columns, row) for row in table.rows] for name, table in found.items()}
    return {"name": who.name, "number": who.number, "class": group, "needs": needs, **tables}


def _line(columns: Sequence[str], row: Sequence[Cell]) -> dict[str, Cell]:
    return dict(zip(columns, row, strict=True))
