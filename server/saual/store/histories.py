"""Reading many games at once: rows of sums for the reports over weeks. Owns these queries; makes no figures.

No query here reads single answers, but those of one question or of one student.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from saual.protocol.api import BarLine
from saual.questions.aloud import PlayedQuestion
from saual.questions.bank import AnyQuestion
from saual.questions.text import TitleText
from saual.reports.history import AskedItem, BankHistory, GameHead, Given, PlayedLine, QuestionHistory
from saual.reports.sums import ItemSums
from saual.store import schema
from saual.store.archive import ANSWER
from saual.store.reading import Reads

MOST_GAMES = 500
"""Of one bank: a report is over the newest ones."""
MOST_ANSWERS = 50_000
"""To one question."""
_AT_ONCE = 400
"""Ids in one query."""

_games, _items, _item_sums = schema.games.c, schema.items.c, schema.item_sums.c
_responses, _seat_sums = schema.responses.c, schema.seat_sums.c
_title = msgspec.json.Decoder(TitleText)
_question: msgspec.json.Decoder[AnyQuestion] = msgspec.json.Decoder(PlayedQuestion)
_bars = msgspec.json.Decoder(tuple[BarLine, ...])
_SUMS = [schema.item_sums.c[name] for name in ItemSums.__struct_fields__]


class Histories:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Reads) -> None:
        self._database = database

    async def bank(self, bank: str) -> BankHistory | None:
        """None if no game of it is kept."""
        return await self._database.read(lambda db: _bank(db, bank))

    async def played(self) -> list[PlayedLine]:
        """Banks of which games are kept, the last played first."""
        return await self._database.read(_played)

    async def question(self, bank: str, key: str) -> QuestionHistory | None:
        """None if no game of the bank asked such a question and counted it."""
        return await self._database.read(lambda db: _of_question(db, bank, key))


def _played(db: Connection) -> list[PlayedLine]:
    last = func.max(_games.started_ms)
    each = select(_games.bank, func.count().label("n"), last.label("last")).where(_games.bank != "")
    sums = each.group_by(_games.bank).subquery()
    newest = (_games.bank == sums.c.bank) & (_games.started_ms == sums.c.last)
    query = select(_games.bank, _games.title, _games.language, sums.c.n, sums.c.last).join_from(
        schema.games, sums, newest
    )
    found: dict[str, PlayedLine] = {}
    for bank, title, language, games, last_ms in db.execute(query):
        found[bank] = PlayedLine(bank, _title.decode(title), language, games, last_ms)
    return sorted(found.values(), key=lambda line: (-line.last_ms, line.bank))


def _bank(db: Connection, bank: str) -> BankHistory | None:
    newest = select(_games.id, _games.started_ms, _games.ended_ms, _games.title, _games.language, _games.students)
    newest = newest.where(_games.bank == bank).order_by(_games.started_ms.desc(), _games.id).limit(MOST_GAMES)
    games = [
        GameHead(id, started, ended, _title.decode(title), language, students)
        for id, started, ended, title, language, students in db.execute(newest)
    ]
    if not games:
        return None
    place = {game.id: n for n, game in enumerate(games)}
    items: list[AskedItem] = []
    for ids in _parts(list(place)):
        together = (_items.game == _item_sums.game) & (_items.i == _item_sums.i)
        query = select(_items.game, _items.key, *_SUMS).join_from(schema.item_sums, schema.items, together)
        for game, key, *values in db.execute(query.where(_item_sums.game.in_(ids))):
            row = dict(zip(ItemSums.__struct_fields__, values, strict=True))
            items.append(AskedItem(game, key, ItemSums(**row | {"bars": _bars.decode(row["bars"])})))
    items.sort(key=lambda item: (place[item.game], item.sums.i))
    last: dict[str, tuple[str, int]] = {}
    for item in items:
        last.setdefault(item.key, (item.game, item.sums.i))
    return BankHistory(bank, games, items, questions_of(db, last))


def questions_of(db: Connection, wanted: dict[str, tuple[str, int]]) -> dict[str, AnyQuestion]:
    """By key, in the order of `wanted`, which says where each one was asked."""
    found: dict[tuple[str, int], AnyQuestion] = {}
    places = set(wanted.values())
    for ids in _parts(sorted({game for game, _ in places})):
        query = select(_items.game, _items.i, _items.question).where(_items.game.in_(ids))
        found |= {(game, i): _question.decode(text) for game, i, text in db.execute(query) if (game, i) in places}
    return {key: found[place] for key, place in wanted.items()}


def _of_question(db: Connection, bank: str, key: str) -> QuestionHistory | None:
    history = _bank(db, bank)
    if history is None or key not in history.questions:
        return None
    marked: dict[str, int] = {}
    for item in history.items:
        marked[item.game] = marked.get(item.game, 0) + item.sums.marked
    asked = {item.game: item for item in history.items if item.key == key and item.sums.counted}
    asked_as: dict[str, AnyQuestion] = {}
    given: list[Given] = []
    for ids in _parts(list(asked)):
        query = select(_items.game, _items.question).where(_items.key == key, _items.vote != 1, _items.game.in_(ids))
        asked_as |= {game: _question.decode(text) for game, text in db.execute(query)}
        for game, answer, elapsed_ms, credit, whole, complete in db.execute(_answers(key, ids).limit(MOST_ANSWERS)):
            rest = (whole - credit) / (marked[game] - 1) if complete and asked[game].sums.marked else None
            given.append(Given(game, ANSWER.decode(answer), elapsed_ms, credit, rest))
    return QuestionHistory(history, key, asked_as, given[:MOST_ANSWERS])


def _answers(key: str, games: Iterable[str]) -> Any:
    here = (_responses.game == _items.game) & (_responses.i == _items.i)
    seat = (_seat_sums.game == _responses.game) & (_seat_sums.seat == _responses.seat)
    return (
        select(
            *(_responses.game, _responses.answer, _responses.elapsed_ms, _responses.credit),
            *(_seat_sums.credit, _seat_sums.complete),
        )
        .join_from(schema.items, schema.responses, here)
        .join(schema.seat_sums, seat)
        .where(_items.key == key, _items.vote != 1, _items.game.in_(list(games)), _responses.late.is_(False))
        .order_by(_responses.game, _responses.seat)
    )


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
