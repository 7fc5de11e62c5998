"""Reading what a class has done together: right answers of a month, who asked, who was prepared, who helped it gain."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, and_, func, select

from saual.protocol.homework import Homework
from saual.protocol.merits import Merits
from saual.reports.together import Vote, gains, streak
from saual.store import schema
from saual.store.reading import Reads

MOST_HOMEWORK = 60
"""The newest: a longer streak is told as so long."""
_homework = msgspec.json.Decoder(Homework)
_games, _seats, _sums = schema.games.c, schema.seats.c, schema.seat_sums.c
_items, _responses, _attempts = schema.items.c, schema.responses.c, schema.attempts.c
_SAME_SEAT = and_(_seats.game == _sums.game, _seats.seat == _sums.seat)


class MeritRows:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Reads) -> None:
        self._database = database

    async def right_since(self, class_id: str, from_ms: int) -> int:
        """Right answers of students of the class in its games since then."""
        query = select(func.coalesce(func.sum(_sums.correct), 0)).join_from(schema.seat_sums, schema.seats, _SAME_SEAT)
        query = query.join(schema.games, _games.id == _sums.game)
        query = query.where(_games.class_id == class_id, _games.started_ms >= from_ms, _seats.student_id.is_not(None))
        return await self._database.read(lambda db: int(db.scalar(query) or 0))

    async def merits(self, class_id: str) -> dict[str, Merits]:
        """By student, of those who have any."""
        return await self._database.read(lambda db: _merits(db, class_id))


def _merits(db: Connection, class_id: str) -> dict[str, Merits]:
    asked = select(_seats.student_id, func.count(func.distinct(_games.room)))
    asked = asked.join_from(schema.seats, schema.seat_sums, _SAME_SEAT).join(schema.games, _games.id == _seats.game)
    asked = asked.where(_games.class_id == class_id, _seats.student_id.is_not(None), _sums.questions > 0)
    askers = {row[0]: int(row[1]) for row in db.execute(asked.group_by(_seats.student_id))}
    gained, prepared = gains(_votes(db, class_id)), _prepared(db, class_id)
    return {
        student: Merits(askers.get(student, 0), gained.get(student, 0), prepared.get(student, 0))
        for student in {*askers, *gained, *prepared}
    }


def _votes(db: Connection, class_id: str) -> list[Vote]:
    answer = and_(_responses.game == _items.game, _responses.i == _items.i, _responses.late.is_(False))
    seat = and_(_seats.game == _responses.game, _seats.seat == _responses.seat)
    query = select(_games.room, _items.game, _items.i, _items.key, _seats.student_id, _responses.credit)
    query = query.join_from(schema.items, schema.games, _games.id == _items.game)
    query = query.join(schema.responses, answer).join(schema.seats, seat)
    query = query.where(_games.class_id == class_id, _items.flow == "peer", _items.skipped.is_(False))
    return [Vote(room, game, i, key, who, credit == 1.0) for room, game, i, key, who, credit in db.execute(query)]


def _prepared(db: Connection, class_id: str) -> dict[str, int]:
    """Streaks of homeworks that were handed in by their closing."""
    over = and_(_games.homework != "null", _games.finished.is_(True))
    query = select(_games.id, _games.homework).where(_games.class_id == class_id, over)
    rows = db.execute(query.order_by(_games.started_ms.desc(), _games.id).limit(MOST_HOMEWORK)).all()
    closes = {game: _homework.decode(text).closes_ms for game, text in reversed(rows)}
    seat = and_(_seats.game == _attempts.game, _seats.seat == _attempts.seat)
    done = select(_attempts.game, _seats.student_id, _attempts.finished_ms).join_from(
        schema.attempts, schema.seats, seat
    )
    done = done.where(_attempts.game.in_(closes), _attempts.finished_ms > 0, _seats.student_id.is_not(None))
    in_time: dict[str, set[str]] = {}
    for game, student, finished_ms in db.execute(done):
        if finished_ms <= closes[game]:
            in_time.setdefault(student, set()).add(game)
    return {student: streak([game in games for game in closes]) for student, games in in_time.items()}
