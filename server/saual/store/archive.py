"""The archive of played games: records in, records out, as tidy tables. Owns what stands in which column.

It makes no figures: those of the list of games come from the report.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, delete, insert, select

from saual.game.settings import Settings
from saual.protocol.api import GameLine
from saual.questions.bank import AnyQuestion
from saual.questions.text import Lang, TitleText, say
from saual.reports.lesson import game_line, marked_answers
from saual.reports.record import AskedRow, GameRecord, ItemRow, ResponseRow, SpokenRow, StudentRow
from saual.store import schema
from saual.store.database import Database

_JSON: dict[str, msgspec.json.Decoder[Any]] = {
    "title": msgspec.json.Decoder(TitleText),
    "settings": msgspec.json.Decoder(Settings),
    "question": msgspec.json.Decoder(AnyQuestion),
    "answer": msgspec.json.Decoder(int | str | tuple[int | str, ...]),
}
"""The columns that hold JSON, and what it is."""


class Archive:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, record: GameRecord) -> None:
        """Keep the game, unless a record that is as new is there already; a game that was deleted stays deleted.

        Every process that sees the end of a game may write it, again and again, at the same time or late.
        """
        tables = _tables(record)

        def replace(db: Connection) -> None:
            if _unwanted(db, record):
                return  # most often: without waiting for one another, while another process writes the same
            self._database.lock(db, record.id)
            if _unwanted(db, record):
                return
            db.execute(delete(schema.games).where(schema.games.c.id == record.id))
            for table, rows in tables:
                if rows:
                    self._database.insert(db, table, rows)

        await self._database.run(replace)

    async def lines(self, lang: Lang | None = None) -> list[GameLine]:
        """All games, newest first, titles in `lang` (None: in the language of the class)."""
        games = schema.games.c
        newest_first = select(schema.games).order_by(games.started_ms.desc(), games.id)
        rows = await self._database.read(lambda db: db.execute(newest_first).mappings().all())
        return [_line(row, lang) for row in rows]

    async def get(self, game: str) -> GameRecord | None:
        """The record, exactly as it was written."""
        return await self._database.read(lambda db: _read(db, game))

    async def delete(self, game: str) -> bool:
        """Delete the game and every answer in it, for good; False if there is no such game."""

        def remove(db: Connection) -> bool:
            self._database.lock(db, game)
            if db.execute(delete(schema.games).where(schema.games.c.id == game)).rowcount == 0:
                return False
            db.execute(insert(schema.deleted_games).values(id=game))
            return True

        return await self._database.run(remove)


def _unwanted(db: Connection, record: GameRecord) -> bool:
    games, deleted = schema.games.c, schema.deleted_games.c
    kept_seq = db.scalar(select(games.seq).where(games.id == record.id))
    if kept_seq is not None and kept_seq >= record.seq:
        return True
    return db.scalar(select(deleted.id).where(deleted.id == record.id)) is not None


def _tables(record: GameRecord) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The rows of each table, in the order in which they can be inserted."""
    line, marked = game_line(record, record.settings.lang), marked_answers(record)
    game = _columns(record, "students", "items", "responses", "asked", "spoken") | {
        "id": record.id,
        "students": line.students,
        "questions": line.questions,
        "marked_answers": len(marked),
        "right_answers": sum(row.credit == 1.0 for row in marked),
    }
    key = {"game": record.id}
    return [
        (schema.games, [game]),
        (schema.students, [key | _columns(row) for row in record.students]),
        (
            schema.items,
            [key | _columns(row, "witnesses") | {"kind": row.question.kind} for row in record.items],
        ),
        (schema.witnesses, [key | {"i": row.i, "seat": seat} for row in record.items for seat in row.witnesses]),
        (schema.responses, [key | _columns(row) for row in record.responses]),
        (schema.asked, [key | _columns(row, "seconds") for row in record.asked]),
        (schema.seconds, [key | {"no": row.no, "seat": seat} for row in record.asked for seat in row.seconds]),
        (schema.spoken, [key | _columns(row) for row in record.spoken]),
    ]


def _columns(row: msgspec.Struct, *but: str) -> dict[str, Any]:
    """The fields of a row as a table takes them."""
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in but}
    return {name: msgspec.json.encode(value).decode() if name in _JSON else value for name, value in fields.items()}


def _fields(row: RowMapping, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The other way round: those of the struct's fields that are columns."""
    names = [name for name in kind.__struct_fields__ if name in row]
    return {name: _JSON[name].decode(row[name]) if name in _JSON else row[name] for name in names}


def _read(db: Connection, game: str) -> GameRecord | None:
    head = db.execute(select(schema.games).where(schema.games.c.id == game)).mappings().first()
    if head is None:
        return None

    def rows(table: Table) -> list[RowMapping]:
        of_game = select(table).where(table.c.game == game).order_by(*table.primary_key.columns)
        return list(db.execute(of_game).mappings())

    witnesses: dict[int, list[int]] = {}
    for row in rows(schema.witnesses):
        witnesses.setdefault(row["i"], []).append(row["seat"])
    seconds: dict[int, list[int]] = {}
    for row in rows(schema.seconds):
        seconds.setdefault(row["no"], []).append(row["seat"])
    return GameRecord(
        **_fields(head, GameRecord)
        | {
            "students": tuple(StudentRow(**_fields(row, StudentRow)) for row in rows(schema.students)),
            "items": tuple(
                ItemRow(**_fields(row, ItemRow), witnesses=tuple(witnesses.get(row["i"], ())))
                for row in rows(schema.items)
            ),
            "responses": tuple(ResponseRow(**_fields(row, ResponseRow)) for row in rows(schema.responses)),
            "asked": tuple(
                AskedRow(**_fields(row, AskedRow), seconds=tuple(seconds.get(row["no"], ())))
                for row in rows(schema.asked)
            ),
            "spoken": tuple(SpokenRow(**_fields(row, SpokenRow)) for row in rows(schema.spoken)),
        }
    )


def _line(row: RowMapping, lang: Lang | None) -> GameLine:
    title: Any = _JSON["title"].decode(row["title"])
    settings: Settings = _JSON["settings"].decode(row["settings"])
    return GameLine(
        id=row["id"],
        title=say(title, lang or settings.lang, row["language"]),
        started_ms=row["started_ms"],
        ended_ms=row["ended_ms"],
        students=row["students"],
        questions=row["questions"],
        right=row["right_answers"] / row["marked_answers"] if row["marked_answers"] else None,
        finished=row["finished"],
    )
