"""What is deleted for good: students with everything that they did, classes, and what is older than it may be kept.

Knows no logs; whoever deletes here has the logs forgotten that tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, delete, select, update

from saual.reports.erased import without
from saual.reports.record import GameRecord
from saual.store.archive import put_record, read_record
from saual.store.database import Database
from saual.store.notes import drop_notes
from saual.store.schema import (
    classes,
    deleted_games,
    erased_students,
    games,
    lessons,
    rosters,
    seats,
    students,
)


class Erasing:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def games_of(self, student: str) -> list[GameRecord]:
        """The games in which this student of a class sat, the oldest first."""

        def read(db: Connection) -> list[GameRecord]:
            found = [read_record(db, id) for id in db.scalars(_games_of([student])).all()]
            return [record for record in found if record is not None]

        return await self._database.read(read)

    async def rooms_naming(self, ids: Iterable[str]) -> set[str]:
        """Rooms whose logs hold the names of these students."""
        query = select(rosters.c.room).where(rosters.c.student_id.in_(list(ids)))
        return await self._database.read(lambda db: set(db.scalars(query)))

    async def any_game_of(self, room: str) -> bool:
        query = select(games.c.id).where(games.c.room == room).limit(1)
        return await self._database.read(lambda db: db.scalar(query) is not None)

    async def students_of(self, class_id: str) -> list[str]:
        """Everybody who is in the class, or has left it and is still in its lessons."""
        query = select(students.c.id).where(students.c.class_id == class_id)
        return await self._database.read(lambda db: list(db.scalars(query)))

    async def erase(self, ids: Iterable[str]) -> None:
        """Delete these students and all that they did in any game. A record that is written later has them no more."""
        gone = sorted(set(ids))

        def remove(db: Connection) -> None:
            known = set(db.scalars(select(erased_students.c.id).where(erased_students.c.id.in_(gone))))
            self._database.insert(db, erased_students, {"id": [id for id in gone if id not in known]})
            for id in db.scalars(_games_of(gone)).all():
                self._database.lock(db, id)
                record = read_record(db, id)
                if record is not None:
                    put_record(self._database, db, without(record, gone))
            db.execute(delete(rosters).where(rosters.c.student_id.in_(gone)))
            db.execute(delete(students).where(students.c.id.in_(gone)))

        await self._database.run(remove)

    async def delete_class(self, id: str) -> None:
        """Delete a class whose students are erased. Its games stay, as those of nobody's class."""

        def remove(db: Connection) -> None:
            db.execute(update(games).where(games.c.class_id == id).values(class_id=None))
            db.execute(delete(lessons).where(lessons.c.class_id == id))
            db.execute(delete(classes).where(classes.c.id == id))

        await self._database.run(remove)

    async def drop_older(self, before_ms: int) -> None:
        """Delete the games that ended before, and the classes and students that have had no lesson since."""

        def remove(db: Connection) -> None:
            open_homework = (games.c.homework != "null") & games.c.finished.is_(False)
            query = select(games.c.id).where(games.c.ended_ms < before_ms, ~open_homework).order_by(games.c.id)
            old = db.scalars(query).all()
            for id in old:
                self._database.lock(db, id)
            known = set(db.scalars(select(deleted_games.c.id).where(deleted_games.c.id.in_(old))))
            self._database.insert(db, deleted_games, {"id": [id for id in old if id not in known]})
            db.execute(delete(games).where(games.c.id.in_(old)))
            drop_notes(db, old)
            db.execute(delete(lessons).where(lessons.c.opened_ms < before_ms))
            left = students.c.gone.is_(True) & students.c.id.not_in(select(rosters.c.student_id))
            db.execute(delete(students).where(left))
            unused = classes.c.id.not_in(select(lessons.c.class_id))
            db.execute(delete(classes).where((classes.c.created_at_ms < before_ms) & unused))

        await self._database.run(remove)


def _games_of(ids: Iterable[str]) -> Select[str]:
    mine = select(seats.c.game).where(seats.c.student_id.in_(list(ids)))
    return select(games.c.id).where(games.c.id.in_(mine)).order_by(games.c.started_ms, games.c.id)
