"""Notes on questions of past games as rows. They outlive the rows of a game, which are written anew with them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import structs
from sqlalchemy import Connection, delete, insert, select

from saual.reports.annotating import Note
from saual.store.schema import item_notes


def notes_of(db: Connection, game: str) -> list[Note]:
    query = select(item_notes.c.content).where(item_notes.c.game == game).order_by(item_notes.c.i)
    return [msgspec.json.decode(row, type=Note) for row in db.scalars(query)]


def put_note(db: Connection, game: str, note: Note) -> None:
    """With what was noted of the same question before, where this one says nothing of it."""
    before = next((one for one in notes_of(db, game) if one.i == note.i), None)
    if before is not None:
        said = {name: value for name, value in structs.asdict(note).items() if value is not None}
        note = structs.replace(before, **said)
        db.execute(delete(item_notes).where((item_notes.c.game == game) & (item_notes.c.i == note.i)))
    db.execute(insert(item_notes).values(game=game, i=note.i, content=msgspec.json.encode(note).decode()))


def drop_notes(db: Connection, games: Iterable[str]) -> None:
    db.execute(delete(item_notes).where(item_notes.c.game.in_(list(games))))
