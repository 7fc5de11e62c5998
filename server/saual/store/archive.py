"""The archive of played games: records in, records out, as tidy tables. Owns what stands in which column.

It makes no figures: those of the list of games come from the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, RowMapping, Select, Table, bindparam, delete, insert, select

from saual.game.settings import Settings
from saual.protocol.api import BarLine, GameLine
from saual.protocol.codes import Code
from saual.protocol.common import Use
from saual.protocol.homework import Homework
from saual.protocol.reports import GamesPage
from saual.questions.aloud import PlayedQuestion
from saual.questions.base import Answer
from saual.questions.text import Lang, TitleText, say
from saual.reports.annotating import Note, annotated, why_not
from saual.reports.erased import without
from saual.reports.homework import AttemptRow, OpenedRow
from saual.reports.record import (
    AskedRow,
    GameRecord,
    ItemRow,
    PartRow,
    PulseRow,
    ResponseRow,
    SpokenRow,
    StudentRow,
    TeamRow,
)
from saual.reports.sums import sums
from saual.store import schema
from saual.store.backend import Columns
from saual.store.database import Database
from saual.store.notes import drop_notes, notes_of, put_note
from saual.store.texts import cleaned

_Row = TypeVar("_Row", bound=msgspec.Struct)

ANSWER: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(int | str | tuple[int | str, ...])
"""Of an answer as it stands in its column; in words that msgspec takes."""
_JSON: dict[str, msgspec.json.Decoder[Any]] = {
    "title": msgspec.json.Decoder(TitleText),
    "settings": msgspec.json.Decoder(Settings),
    "question": msgspec.json.Decoder(PlayedQuestion),
    "answer": ANSWER,
    "uses": msgspec.json.Decoder(dict[Use, int]),
    "teams": msgspec.json.Decoder(tuple[TeamRow, ...]),
    "plan": msgspec.json.Decoder(tuple[PartRow, ...]),
    "homework": msgspec.json.Decoder(Homework | None),
    "bars": msgspec.json.Decoder(tuple[BarLine, ...]),
}
"""The columns that hold JSON, and what it is."""
_ENCODER = msgspec.json.Encoder()
_KNOWN = select(
    select(schema.games.c.seq).where(schema.games.c.id == bindparam("id")).scalar_subquery(),
    select(schema.deleted_games.c.id).where(schema.deleted_games.c.id == bindparam("id")).scalar_subquery(),
)
"""Of a game: how new its record is, and that it was deleted; NULL where it is not so."""

MOST_LINES = 100
"""Games in one page of the list."""


class Wanted(msgspec.Struct, frozen=True):
    """Which games: whose title has `search` in any of its languages, of this bank, of this class; "" leaves one out."""

    search: str = ""
    bank: str = ""
    class_id: str = ""

    def narrow(self, query: Select[Any]) -> Select[Any]:
        games = schema.games.c
        if self.search.strip():
            query = query.where(games.found_by.contains(_searchable(self.search.strip()), autoescape=True))
        if self.bank:
            query = query.where(games.bank == self.bank)
        return query.where(games.class_id == self.class_id) if self.class_id else query


EVERYTHING = Wanted()


class Archive:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, record: GameRecord) -> None:
        """Keep the game, unless a record that is as new is there already; a game that was deleted stays deleted.

        Every process that sees the end of a game may write it, again and again, at the same time or late.
        """

        def replace(db: Connection) -> None:
            if _unwanted(db, record):
                return  # most often: without waiting for one another, while another process writes the same
            self._database.lock(db, record.id)
            if not _unwanted(db, record):
                put_record(self._database, db, _as_kept(db, record))

        await self._database.run(replace)

    async def page(
        self, lang: Lang | None = None, wanted: Wanted = EVERYTHING, after: str = "", limit: int = MOST_LINES
    ) -> GamesPage:
        """Some games, newest first, titles in `lang` (None: in the language of the class), from the one on that follows
        `after`, the last page's `next`. What is not the end of any page is taken for the beginning.
        """
        return await self._database.read(lambda db: games_page(db, lang, wanted, after, limit))

    async def get(self, game: str) -> GameRecord | None:
        """The record, exactly as it was written."""
        return await self._database.read(lambda db: read_record(db, game))

    async def annotate(self, game: str, note: Note) -> Code | None:
        """Put down something of a question; why not, or None. "no_question" also where there is no such game."""

        def write(db: Connection) -> Code | None:
            self._database.lock(db, game)
            record = read_record(db, game)
            code = why_not(record, note) if record is not None else "no_question"
            if record is not None and code is None:
                put_note(db, game, note)
                put_record(self._database, db, annotated(record, [note]))
            return code

        return await self._database.run(write)

    async def delete(self, game: str) -> bool:
        """Delete the game and every answer in it, for good; False if there is no such game."""

        def remove(db: Connection) -> bool:
            self._database.lock(db, game)
            if db.execute(delete(schema.games).where(schema.games.c.id == game)).rowcount == 0:
                return False
            drop_notes(db, [game])
            db.execute(insert(schema.deleted_games).values(id=game))
            return True

        return await self._database.run(remove)


def games_page(db: Connection, lang: Lang | None, wanted: Wanted, after: str, limit: int = MOST_LINES) -> GamesPage:
    """What `Archive.page` says."""
    limit = max(1, min(limit, MOST_LINES))
    query = wanted.narrow(_before(select(schema.games), after))
    query = query.order_by(schema.games.c.started_ms.desc(), schema.games.c.id).limit(limit + 1)
    rows = db.execute(query).mappings().all()
    more = rows[limit - 1] if len(rows) > limit else None
    return GamesPage([_line(row, lang) for row in rows[:limit]], f"{more['started_ms']}_{more['id']}" if more else "")


def _before(query: Select[Any], after: str) -> Select[Any]:
    started, _, id = after.partition("_")
    if not (started.isascii() and started.isdecimal() and len(started) < 16):
        return query
    games = schema.games.c
    at_ms = int(started)
    return query.where((games.started_ms < at_ms) | ((games.started_ms == at_ms) & (games.id > id)))


def _searchable(text: str) -> str:
    # In Python: SQLite folds the case of ASCII alone.
    return text.casefold()


def put_record(database: Database, db: Connection, record: GameRecord) -> None:
    """Instead of the rows that there are, under the lock of the record's id."""
    db.execute(delete(schema.games).where(schema.games.c.id == record.id))
    for table, columns in _tables(record):
        database.insert(db, table, columns)


def differing(db: Connection, record: GameRecord) -> list[str]:
    """The tables whose rows of this game are not exactly those that this record makes; [] if all is the same.

    Students whose traces were erased are left out of the record first, and later notes put in, as when it was written.
    """
    found = []
    for table, columns in _tables(_as_kept(db, record)):
        kept = {tuple(row) for row in db.execute(select(table).where(_game_of(table) == record.id))}
        if kept != set(zip(*cleaned(table, columns).values(), strict=True)):
            found.append(table.name)
    return found


def _as_kept(db: Connection, record: GameRecord) -> GameRecord:
    """Without students who were erased, and with what was put down later."""
    return annotated(without(record, _erased(db, record)), notes_of(db, record.id))


def _erased(db: Connection, record: GameRecord) -> set[str]:
    ids = [row.student_id for row in record.students if row.student_id is not None]
    erased = schema.erased_students.c.id
    return set(db.scalars(select(erased).where(erased.in_(ids)))) if ids else set()


def _unwanted(db: Connection, record: GameRecord) -> bool:
    kept_seq, deleted = db.execute(_KNOWN, {"id": record.id}).one()
    return deleted is not None or (kept_seq is not None and kept_seq >= record.seq)


def _tables(record: GameRecord) -> list[tuple[Table, Columns]]:
    """What each table holds of the game, in the order in which it can be inserted."""
    counted = sums(record)
    titles = [record.title] if isinstance(record.title, str) else record.title.values()
    game = _columns(
        schema.games,
        [record],
        id=[record.id],
        students=[len(record.students)],
        questions=[sum(row.counted for row in counted.items)],
        marked_answers=[sum(row.marked for row in counted.seats)],
        right_answers=[sum(row.correct for row in counted.seats)],
        found_by=[_searchable("\n".join(titles))],
    )

    def of(table: Table, rows: Sequence[msgspec.Struct], **more: Sequence[Any]) -> tuple[Table, Columns]:
        return table, _columns(table, rows, game=[record.id] * len(rows), **more)

    def pairs(table: Table, first: str, found: Iterable[tuple[int, Sequence[int]]]) -> tuple[Table, Columns]:
        """A row for every seat that is named."""
        flat = [(number, seats) for number, seats in found if seats]
        numbers = [number for number, seats in flat for _ in seats]
        return table, {
            "game": [record.id] * len(numbers),
            first: numbers,
            "seat": [seat for _, seats in flat for seat in seats],
        }

    return [
        (schema.games, game),
        of(schema.seats, record.students),
        of(schema.items, record.items, kind=[row.question.kind for row in record.items]),
        pairs(schema.witnesses, "i", ((row.i, row.witnesses) for row in record.items)),
        of(schema.responses, record.responses),
        of(schema.asked, record.asked),
        pairs(schema.seconds, "no", ((row.no, row.seconds) for row in record.asked)),
        of(schema.spoken, record.spoken),
        of(schema.attempts, record.attempts),
        of(schema.opened, record.opened),
        of(schema.pulse, record.pulse),
        of(schema.seat_sums, counted.seats),
        of(schema.item_sums, counted.items),
    ]


def _columns(table: Table, rows: Sequence[msgspec.Struct], **more: Sequence[Any]) -> Columns:
    """The rows' fields as the table takes them, in its order; `more`: what is no field, or another one."""
    made: dict[str, Sequence[Any]] = {}
    for name in (column.name for column in table.columns):
        made[name] = more[name] if name in more else list(map(attrgetter(name), rows))
        if name in _JSON:
            # All in one: JSON has its line breaks escaped.
            made[name] = _ENCODER.encode_lines(made[name]).decode().split("\n")[:-1]
    return made


def _game_of(table: Table) -> Column[str]:
    return table.c.id if table is schema.games else table.c.game


def _fields(db: Connection, game: str, table: Table, kind: type[msgspec.Struct]) -> Iterator[dict[str, Any]]:
    """The other way round: of each row of this game those columns that are fields, in the order of the keys."""
    names = [name for name in kind.__struct_fields__ if name in table.c]
    query = select(*(table.c[name] for name in names)).where(_game_of(table) == game)
    for row in db.execute(query.order_by(*table.primary_key.columns)):
        fields = dict(zip(names, row, strict=True))
        for name in _JSON.keys() & fields.keys():
            fields[name] = _JSON[name].decode(fields[name])
        yield fields


def read_record(db: Connection, game: str) -> GameRecord | None:
    heads = list(_fields(db, game, schema.games, GameRecord))
    if not heads:
        return None
    witnesses = _seats_by(db, game, schema.witnesses.c.i, schema.witnesses.c.seat)
    seconds = _seats_by(db, game, schema.seconds.c.no, schema.seconds.c.seat)

    def rows(table: Table, kind: type[_Row]) -> tuple[_Row, ...]:
        return tuple(kind(**fields) for fields in _fields(db, game, table, kind))

    return GameRecord(
        **heads[0]
        | {
            "students": rows(schema.seats, StudentRow),
            "items": tuple(
                ItemRow(**fields, witnesses=tuple(witnesses.get(fields["i"], ())))
                for fields in _fields(db, game, schema.items, ItemRow)
            ),
            "responses": rows(schema.responses, ResponseRow),
            "asked": tuple(
                AskedRow(**fields, seconds=tuple(seconds.get(fields["no"], ())))
                for fields in _fields(db, game, schema.asked, AskedRow)
            ),
            "spoken": rows(schema.spoken, SpokenRow),
            "attempts": rows(schema.attempts, AttemptRow),
            "opened": rows(schema.opened, OpenedRow),
            "pulse": rows(schema.pulse, PulseRow),
        }
    )


def _seats_by(db: Connection, game: str, number: Column[int], seat: Column[int]) -> dict[int, list[int]]:
    """The seats that a table of pairs names, in order."""
    found: dict[int, list[int]] = {}
    query = select(number, seat).where(_game_of(number.table) == game).order_by(number, seat)
    for no, one in db.execute(query):
        found.setdefault(no, []).append(one)
    return found


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
        bank=row["bank"],
        homework=row["homework"] != "null",
    )
