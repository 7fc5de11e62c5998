"""Classes and their students as rows, their cards, and which rooms were opened for them. Makes no figures.

The real names are here and nowhere else in the record; what was played names students by their ids alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from saual import world
from saual.protocol.common import Needs
from saual.reports.attendance import Presence
from saual.reports.record import Person
from saual.store.database import Database
from saual.store.schema import classes, games, lessons, rosters, seats, students

MOST_STUDENTS = 200
"""In a class, without those who have left it."""
_NEWEST_LESSONS = 5


class NoClass(LookupError):
    """There is no such class."""


class NoStudent(LookupError):
    """There is no such student."""


class ClassFull(ValueError):
    """More than `MOST_STUDENTS` would be in the class."""


class Student(Struct, frozen=True):
    """`number` is the school's own, "" for none; `gone`: no more in the class, but in its past lessons."""

    id: str
    class_id: str
    name: str
    number: str
    code_hash: str | None
    gone: bool
    needs: Needs


class Class(Struct, frozen=True):
    """`created_at_ms` is Unix ms; a `closed` class has no more lessons. `students` are those in it, by name."""

    id: str
    name: str
    created_at_ms: int
    closed: bool
    students: tuple[Student, ...]
    goal: int = 0
    """Right answers of all in a month; 0: there is no goal."""
    streaks: bool = False
    badges: bool = False


class NewStudent(Struct, frozen=True):
    name: str
    number: str = ""


def hashed(code: str) -> str:
    """What is kept of a card's code."""
    return sha256(f"card:{code}".encode()).hexdigest()


class People:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock) -> None:
        self._database = database
        self._clock = clock

    # ── classes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def classes(self) -> list[Class]:
        """All of them, by name; those that are closed last."""
        return await self._database.read(_classes)

    async def get(self, id: str) -> Class:
        """Raises NoClass."""
        return await self._database.read(lambda db: _class(db, id))

    async def make(self, name: str) -> Class:
        made = Class(world.new_id(), name, self._clock.now_ms(), False, ())
        row = {"id": made.id, "name": name, "created_at_ms": made.created_at_ms, "closed": False}
        await self._database.run(lambda db: db.execute(insert(classes).values(row)))
        return made

    async def change(self, id: str, **values: Any) -> Class:
        """Its `name`, its `goal`, or whether it is `closed`, `streaks` and `badges` are told. Raises NoClass."""

        def write(db: Connection) -> Class:
            if values:
                db.execute(update(classes).where(classes.c.id == id).values(values))
            return _class(db, id)

        return await self._database.run(write)

    # ── students ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def add(self, id: str, new: Sequence[NewStudent]) -> Class:
        """Who is in the class by that name already is not added again; who had left it is back.

        Raises NoClass and ClassFull.
        """

        def write(db: Connection) -> Class:
            self._database.lock(db, f"class {id}")
            _class(db, id)
            known = {_same(one.name): one for one in _students(db, students.c.class_id == id)}
            fresh = []
            for one in new:
                there = known.get(_same(one.name))
                if there is None:
                    fresh.append(_row(one, id))
                elif there.gone:
                    db.execute(update(students).where(students.c.id == there.id).values(gone=False))
            if fresh:
                self._database.insert(db, students, {name: [row[name] for row in fresh] for name in fresh[0]})
            made = _class(db, id)
            if len(made.students) > MOST_STUDENTS:
                raise ClassFull(id)
            return made

        return await self._database.run(write)

    async def student(self, id: str) -> Student:
        """Raises NoStudent."""
        return await self._database.read(lambda db: _student(db, id))

    async def change_student(self, id: str, **values: Any) -> Student:
        """The `name`, the `number`, the `class_id`, the `needs`, or that the student is `gone`.

        Raises NoStudent, and NoClass and ClassFull for the class that the student would come into.
        """

        def write(db: Connection) -> Student:
            if "class_id" in values:
                self._database.lock(db, f"class {values['class_id']}")
                _class(db, values["class_id"])
            if "needs" in values:
                values["needs"] = msgspec.json.encode(values["needs"]).decode() if values["needs"] else None
            if values:
                db.execute(update(students).where(students.c.id == id).values(values))
            student = _student(db, id)
            if len(_class(db, student.class_id).students) > MOST_STUDENTS:
                raise ClassFull(student.class_id)
            return student

        return await self._database.run(write)

    async def names(self, ids: Iterable[str | None]) -> dict[str, Person]:
        """Who they are, by id; those of whom something is known."""
        wanted = {id for id in ids if id is not None}
        return await self._database.read(lambda db: identities(db, wanted)) if wanted else {}

    # ── cards ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def new_cards(self, id: str, chosen: Iterable[str]) -> dict[str, str]:
        """New codes of these students of the class, by id; their older cards are void. Raises NoClass."""

        def write(db: Connection) -> dict[str, str]:
            wanted = set(chosen)
            codes = {one.id: world.new_code() for one in _class(db, id).students if one.id in wanted}
            for student, code in codes.items():
                db.execute(update(students).where(students.c.id == student).values(code_hash=hashed(code)))
            return codes

        return await self._database.run(write)

    # ── lessons ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def opened(self, room: str, id: str, present: Iterable[str], at_ms: int, homework: bool = False) -> None:
        """A room was opened for the class; the names of these students stand in its log."""
        ids = list(present)

        def write(db: Connection) -> None:
            db.execute(insert(lessons).values(room=room, class_id=id, opened_ms=at_ms, homework=homework))
            self._database.insert(db, rosters, {"room": [room] * len(ids), "student_id": ids})

        await self._database.run(write)

    async def lessons_of_card(self, code: str) -> list[str]:
        """The newest rooms that were opened with this card's student on the list; homework after lessons."""
        query = (
            select(rosters.c.room)
            .join(students, students.c.id == rosters.c.student_id)
            .join(lessons, lessons.c.room == rosters.c.room)
            .where(students.c.code_hash == hashed(code))
            .order_by(lessons.c.homework, lessons.c.opened_ms.desc())
            .limit(_NEWEST_LESSONS)
        )
        return await self._database.read(lambda db: list(db.scalars(query)))

    async def last_lessons(self) -> dict[str, int]:
        """When each class had its last lesson, Unix ms."""
        query = select(lessons.c.class_id, func.max(lessons.c.opened_ms)).group_by(lessons.c.class_id)
        return await self._database.read(lambda db: {row[0]: row[1] for row in db.execute(query)})

    async def presence(self, id: str) -> list[Presence]:
        """What attendance is counted from: for each lesson and each student on its list, the oldest lesson first."""
        here = (
            select(games.c.room, seats.c.student_id, func.sum(seats.c.present_ms).label("present_ms"))
            .join(seats, seats.c.game == games.c.id)
            .where(games.c.class_id == id, seats.c.student_id.is_not(None))
            .group_by(games.c.room, seats.c.student_id)
            .subquery()
        )
        query = (
            select(lessons.c.room, lessons.c.opened_ms, rosters.c.student_id, here.c.present_ms)
            .join(rosters, rosters.c.room == lessons.c.room)
            .join(here, (here.c.room == lessons.c.room) & (here.c.student_id == rosters.c.student_id), isouter=True)
            .where(lessons.c.class_id == id, lessons.c.homework.is_(False))
            .order_by(lessons.c.opened_ms, lessons.c.room)
        )
        rows = await self._database.read(lambda db: db.execute(query).all())
        return [Presence(room, at_ms, who, None if ms is None else int(ms)) for room, at_ms, who, ms in rows]


def identities(db: Connection, ids: Collection[str]) -> dict[str, Person]:
    """Who they are, by id; those of whom something is known."""
    return {one.id: Person(one.name, one.number) for one in _students(db, students.c.id.in_(ids))}


def _row(one: NewStudent, class_id: str) -> dict[str, Any]:
    row = {"id": world.new_id(), "class_id": class_id, "name": one.name, "number": one.number}
    return row | {"code_hash": None, "gone": False}


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _classes(db: Connection) -> list[Class]:
    by_class: dict[str, list[Student]] = {}
    for student in _students(db, students.c.gone.is_(False)):
        by_class.setdefault(student.class_id, []).append(student)
    rows = db.execute(select(classes).order_by(classes.c.closed, classes.c.name, classes.c.id)).mappings()
    return [_read_class(row, by_class.get(row["id"], [])) for row in rows]


def _read_class(row: RowMapping, present: list[Student]) -> Class:
    return Class(**{name: value for name, value in row.items() if value is not None}, students=tuple(present))


def _class(db: Connection, id: str) -> Class:
    row = db.execute(select(classes).where(classes.c.id == id)).mappings().first()
    if row is None:
        raise NoClass(id)
    present = _students(db, (students.c.class_id == id) & students.c.gone.is_(False))
    return _read_class(row, present)


def _student(db: Connection, id: str) -> Student:
    found = _students(db, students.c.id == id)
    if not found:
        raise NoStudent(id)
    return found[0]


def _students(db: Connection, which: Any) -> list[Student]:
    rows: Sequence[RowMapping] = db.execute(select(students).where(which)).mappings().all()
    return sorted((_read(row) for row in rows), key=lambda one: (_same(one.name), one.id))


def _read(row: RowMapping) -> Student:
    needs = msgspec.json.decode(row["needs"], type=Needs) if row["needs"] else Needs()
    return Student(**{**row, "needs": needs})
