"""Reading a class's or a student's games: rows of sums for the reports over weeks. Owns these queries; no figures.

A report over 200 games of 35 students reads 7,000 rows of sums, and of answers none; that of a student those alone that
were put to this student.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, select

from saual.protocol.api import BarLine
from saual.protocol.reports import Counts, Tag
from saual.questions.bank import AnyQuestion
from saual.questions.text import TitleText
from saual.reports.history import (
    ClassHistory,
    GameHead,
    PulseSum,
    PutQuestion,
    SeatInGame,
    StudentHistory,
    TagSums,
    TicketItem,
)
from saual.reports.person import MOST_AGAIN
from saual.store import schema
from saual.store.histories import questions_of
from saual.store.reading import Reads

MOST_GAMES = 200
TAGS: tuple[Tag, ...] = ("topic", "skill", "bloom", "level")

_games, _items, _item_sums = schema.games.c, schema.items.c, schema.item_sums.c
_seats, _seat_sums, _students, _classes = schema.seats.c, schema.seat_sums.c, schema.students.c, schema.classes.c
_responses, _witnesses, _asked, _spoken = schema.responses.c, schema.witnesses.c, schema.asked.c, schema.spoken.c
_title = msgspec.json.Decoder(TitleText)
_question: msgspec.json.Decoder[AnyQuestion] = msgspec.json.Decoder(AnyQuestion)
_bars = msgspec.json.Decoder(tuple[BarLine, ...])
_HEAD = (_games.id, _games.started_ms, _games.ended_ms, _games.title, _games.language, _games.students)
_SEAT = (_seats.game, _seats.student_id, _seats.present_ms, _seat_sums.credit, _seat_sums.put)
_COUNTS = [
    *(_seat_sums.possible, _seat_sums.answered, _seat_sums.late, _seat_sums.marked, _seat_sums.correct),
    *(_seat_sums.questions, _seat_sums.seconded, _seat_sums.spoken, _seat_sums.aloud, _seat_sums.contributed),
]
_SAME_SEAT = and_(_seats.game == _seat_sums.game, _seats.seat == _seat_sums.seat)


class ClassHistories:
    """Every coroutine raises StoreFailed. Times are Unix ms; a span has its beginning and not its end."""

    def __init__(self, database: Reads) -> None:
        self._database = database

    async def all(self) -> list[tuple[str, str]]:
        """Id and name of every class, by name."""
        query = select(_classes.id, _classes.name).order_by(_classes.name, _classes.id)
        return await self._database.read(lambda db: [(id, name) for id, name in db.execute(query)])

    async def of_class(self, id: str, from_ms: int = 0, to_ms: int = 2**53) -> ClassHistory | None:
        """None if there is no such class."""
        return await self._database.read(lambda db: _of_class(db, id, from_ms, to_ms))

    async def of_student(self, id: str) -> StudentHistory | None:
        """None if there is no such student."""
        return await self._database.read(lambda db: _of_student(db, id))


def _newest(db: Connection, query: Select[Any]) -> tuple[list[GameHead], bool]:
    """The newest games of a query, oldest first, and whether there are more."""
    rows = db.execute(query.order_by(_games.started_ms.desc(), _games.id.desc()).limit(MOST_GAMES + 1)).all()
    heads = [
        GameHead(id, started_ms, ended_ms, _title.decode(title), language, students)
        for id, started_ms, ended_ms, title, language, students in reversed(rows[:MOST_GAMES])
    ]
    return heads, len(rows) > MOST_GAMES


def _of_class(db: Connection, id: str, from_ms: int, to_ms: int) -> ClassHistory | None:
    name = db.scalar(select(_classes.name).where(_classes.id == id))
    if name is None:
        return None
    in_span = (_games.class_id == id) & (_games.started_ms >= from_ms) & (_games.started_ms < to_ms)
    games, older = _newest(db, select(*_HEAD).where(in_span))
    ids = [game.id for game in games]
    seats = select(*_SEAT, *_COUNTS)
    seats = seats.join_from(schema.seat_sums, schema.seats, _SAME_SEAT).where(_seat_sums.game.in_(ids))
    put = select(_item_sums.game, func.count()).where(_item_sums.game.in_(ids), _item_sums.counted.is_(True))
    asked = select(_asked.game, func.count()).where(_asked.game.in_(ids), _asked.state != "hidden")
    spoken = select(_spoken.game, func.count()).where(_spoken.game.in_(ids), _spoken.what == "question")
    rows = _seat_rows(db, seats)
    return ClassHistory(
        id=id,
        name=name,
        games=games,
        seats=rows,
        names=_names(db, id, {row.student for row in rows if row.student}),
        put=_by_game(db, put.group_by(_item_sums.game)),
        asked=_by_game(db, asked.group_by(_asked.game)),
        spoken=_by_game(db, spoken.group_by(_spoken.game)),
        tags=[sums for tag in TAGS for sums in _tagged(db, tag, ids)],
        older=older,
        pulse=_pulse(db, ids),
        tickets=_tickets(db, ids),
    )


def _pulse(db: Connection, games: list[str]) -> list[PulseSum]:
    told = schema.pulse.c
    query = select(told.game, told.what, told.value, func.sum(told.n)).where(told.game.in_(games))
    query = query.group_by(told.game, told.what, told.value)
    return [PulseSum(game, what, value, int(n)) for game, what, value, n in db.execute(query)]


def _tickets(db: Connection, games: list[str]) -> list[TicketItem]:
    item = and_(_items.game == _item_sums.game, _items.i == _item_sums.i)
    query = select(_items.game, _items.question, _item_sums.answered, _item_sums.bars)
    query = query.join_from(schema.items, schema.item_sums, item)
    query = query.where(_items.game.in_(games), _items.flow == "ticket", _items.skipped.is_(False))
    return [
        TicketItem(game, _question.decode(question), answered, _bars.decode(bars))
        for game, question, answered, bars in db.execute(query.order_by(_items.game, _items.i))
    ]


def _seat_rows(db: Connection, query: Select[Any]) -> list[SeatInGame]:
    return [
        SeatInGame(game, who, ms, credit, put, Counts(*counts))
        for game, who, ms, credit, put, *counts in db.execute(query)
    ]


def _names(db: Connection, id: str, seen: set[str]) -> dict[str, str]:
    """Of the students who are in the class; of those who left it, if they were seen."""
    query = select(_students.id, _students.name, _students.gone).where(_students.class_id == id)
    return {student: name for student, name, gone in db.execute(query) if not gone or student in seen}


def _by_game(db: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in db.execute(query)}


def _tagged(db: Connection, tag: Tag, games: list[str]) -> list[TagSums]:
    name = _item_sums[tag]
    sums = (func.sum(_item_sums.possible), func.sum(_item_sums.answered), func.sum(_item_sums.correct))
    query = select(name, *sums).where(_item_sums.game.in_(games), _item_sums.marked.is_(True), name.is_not(None))
    return [TagSums(tag, *row) for row in db.execute(query.group_by(name))]


def _of_student(db: Connection, id: str) -> StudentHistory | None:
    who = select(_students.name, _classes.id, _classes.name).join_from(schema.students, schema.classes)
    found = db.execute(who.where(_students.id == id)).first()
    if found is None:
        return None
    name, class_id, class_name = found
    theirs = select(_seats.game).where(_seats.student_id == id)
    games, older = _newest(db, select(*_HEAD).where(_games.id.in_(theirs)))
    ids = [game.id for game in games]
    seats = select(*_SEAT, *_COUNTS)
    seats = seats.join_from(schema.seats, schema.seat_sums, _SAME_SEAT)
    seats = seats.where(_seats.student_id == id, _seats.game.in_(ids))
    all_marked = select(_games.id, _games.marked_answers, _games.right_answers).where(_games.id.in_(ids))
    put = _put(db, id, ids)
    last: dict[str, tuple[str, int]] = {}
    for one in put:
        last.setdefault(one.key, (one.game, one.i))
    wrong = {one.key for one in put if (one.game, one.i) == last[one.key] and one.right is not True}
    wanted = {key: place for key, place in last.items() if key in wrong}
    return StudentHistory(
        id=id,
        name=name,
        class_id=class_id,
        class_name=class_name,
        games=games,
        seats=_seat_rows(db, seats),
        marked={game: (marked, right) for game, marked, right in db.execute(all_marked)},
        put=put,
        questions=questions_of(db, dict(list(wanted.items())[:MOST_AGAIN])),
        older=older,
    )


def _put(db: Connection, id: str, games: list[str]) -> list[PutQuestion]:
    here = and_(_item_sums.game == _seats.game, _item_sums.marked.is_(True))
    item = and_(_items.game == _item_sums.game, _items.i == _item_sums.i)
    was_there = and_(_witnesses.game == _item_sums.game, _witnesses.i == _item_sums.i, _witnesses.seat == _seats.seat)
    own = and_(
        *(_responses.game == _item_sums.game, _responses.i == _item_sums.i, _responses.seat == _seats.seat),
        _responses.late.is_(False),
    )
    query = (
        select(_items.game, _items.i, _items.key, _responses.credit, *(_item_sums[tag] for tag in TAGS))
        .join_from(schema.seats, schema.item_sums, here)
        .join(schema.witnesses, was_there)
        .join(schema.items, item)
        .join(schema.games, _games.id == _items.game)
        .outerjoin(schema.responses, own)
        .where(_seats.student_id == id, _seats.game.in_(games))
        .order_by(_games.started_ms.desc(), _games.id.desc(), _items.i)
    )
    return [
        PutQuestion(
            game=game,
            i=i,
            key=key,
            tags={tag: name for tag, name in zip(TAGS, names, strict=True) if name is not None},
            right=None if credit is None else credit == 1.0,
        )
        for game, i, key, credit, *names in db.execute(query)
    ]
