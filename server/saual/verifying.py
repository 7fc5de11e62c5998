"""`saual verify`: folds every log again and holds each game's record against it, number by number. Changes nothing.

A record says after which entry of the log it was made: the log is folded that far, and what comes of it must be what is
kept, the sums for reports over weeks included.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.log import peek
from saual.log.base import Entry
from saual.reports.record import GameRecord, record_of
from saual.store import schema
from saual.store.archive import differing
from saual.store.reading import Reads, reading
from saual.world import Clock


class Finding(Struct, frozen=True):
    """What is to be said of one game; `wrong`: log and record do not say the same."""

    game: str
    text: str
    wrong: bool = False


class _Kept(Struct, frozen=True):
    """What the record has of a room: by game, the entry after which it was made; and what was deleted."""

    seqs: dict[str, int]
    deleted: set[str]


async def verify(log: Path, record: Path) -> AsyncIterator[Finding]:
    """Every game of every room whose log is kept. Raises LogFailed, StoreFailed."""
    async with reading(record) as database:
        for line in peek.rooms(log):
            for finding in await of_room(database, line.room, peek.entries(log, line.room)):
                yield finding


async def verify_shared(redis_url: str, database_url: str) -> AsyncIterator[Finding]:
    """The same of rooms that several processes share."""
    from saual.log.redis import RedisLog

    log = await RedisLog.open(redis_url, Clock())
    try:
        async with reading(database_url) as database:
            for line in await log.rooms():
                for finding in await of_room(database, line.room, await log.read(line.room)):
                    yield finding
    finally:
        await log.close()


async def of_room(database: Reads, id: str, entries: Iterable[Entry]) -> list[Finding]:
    """The games of one room."""
    kept = await database.read(lambda db: _kept(db, id))
    again = _folded(id, entries, kept.seqs)
    findings = []
    for game, (made, ended_seq) in sorted(again.items()):
        if game in kept.deleted:
            findings.append(Finding(game, "was deleted"))
        elif game not in kept.seqs:
            findings.append(Finding(game, "ended, but has no record (it is written within seconds)", wrong=True))
        elif made is None or ended_seq > kept.seqs[game]:
            findings.append(Finding(game, "the record is older than the log", wrong=True))
        else:
            wrong = await database.read(lambda db, made=made: differing(db, made))  # type: ignore[misc]
            text = f"differs in {', '.join(wrong)}" if wrong else f"the same: {len(made.responses)} answers"
            findings.append(Finding(game, text, wrong=bool(wrong)))
    return findings


def _kept(db: Connection, room: str) -> _Kept:
    games = select(schema.games.c.id, schema.games.c.seq).where(schema.games.c.room == room)
    deleted = select(schema.deleted_games.c.id).where(schema.deleted_games.c.id.startswith(f"{room}-", autoescape=True))
    return _Kept({row.id: row.seq for row in db.execute(games)}, set(db.scalars(deleted)))


def _folded(id: str, entries: Iterable[Entry], seqs: dict[str, int]) -> dict[str, tuple[GameRecord | None, int]]:
    """By game: the record as it was after the entry that `seqs` names, and the last entry that called for one."""
    wanted: dict[int, list[str]] = {}
    for game, seq in seqs.items():
        wanted.setdefault(seq, []).append(game)
    ended: dict[str, GameEnded] = {}
    last: dict[str, int] = {}
    made: dict[str, GameRecord] = {}
    room: Room | None = None
    for entry in entries:
        command = c.decode(entry.command)
        if room is None:
            assert isinstance(command, c.OpenRoom)
            room = Room(command, entry.at_ms)
            continue
        for fact in room.apply(command, entry.at_ms):
            if isinstance(fact, GameEnded):
                game = f"{id}-{fact.game.no}"
                ended[game], last[game] = fact, entry.seq
        for game in wanted.get(entry.seq, ()):
            if game in ended:
                made[game] = record_of(id, room, ended[game].game, ended[game].finished)
    return {game: (made.get(game), seq) for game, seq in last.items()}
