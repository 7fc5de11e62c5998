"""`saual replay ROOM`: a room's log, line by line, and the state that it folds to. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from saual.game import commands as c
from saual.game.facts import Refused
from saual.game.room import Room
from saual.log import peek
from saual.log.base import Entry, RoomLine
from saual.questions.text import say
from saual.world import Clock

_WIDEST = 160


class UnknownRoom(Exception):
    """Says which rooms there are."""


def replay(path: Path, wanted: str) -> Iterator[str]:
    """Lines of text for the room of this id, or of this PIN while it is live. Raises UnknownRoom, LogFailed."""
    room = _chosen(peek.rooms(path), wanted, str(path))
    yield from _told(room, peek.entries(path, room))


async def replay_shared(redis_url: str, wanted: str) -> list[str]:
    """The same of a room that several processes share. Raises UnknownRoom, LogFailed."""
    from saual.log.redis import RedisLog

    log = await RedisLog.open(redis_url, Clock())
    try:
        room = _chosen(await log.rooms(), wanted, "Redis")
        return list(_told(room, await log.read(room)))
    finally:
        await log.close()


def _chosen(rooms: list[RoomLine], wanted: str, where: str) -> str:
    chosen = [line.room for line in rooms if wanted in (line.room, line.pin)]
    if not chosen:
        known = "\n".join(f"  {line.room}  {_time(line.opened_ms)}  {line.pin or 'closed'}" for line in rooms)
        raise UnknownRoom(f"There is no room {wanted!r} in {where}. Rooms:\n{known or '  none'}")
    return chosen[0]


def _told(id: str, entries: list[Entry]) -> Iterator[str]:
    opened = c.decode(entries[0].command)
    assert isinstance(opened, c.OpenRoom)
    room = Room(opened, entries[0].at_ms)
    title = say(opened.bank.title, opened.settings.lang, opened.bank.language)
    yield f"room {id}, PIN {opened.pin}, {title}, {len(opened.bank.questions)} questions"
    yield f"{entries[0].seq:>6} {_time(entries[0].at_ms)}  OpenRoom {opened.settings}"
    for entry in entries[1:]:
        yield _line(room, entry)
    yield from _state(room)


def _line(room: Room, entry: Entry) -> str:
    command = c.decode(entry.command)
    facts = room.apply(command, entry.at_ms)
    refused = "".join(f"  refused: {fact.code}" for fact in facts if isinstance(fact, Refused))
    text = str(command)
    return f"{entry.seq:>6} {_time(entry.at_ms)}  {text if len(text) <= _WIDEST else text[:_WIDEST] + '…'}{refused}"


def _state(room: Room) -> Iterator[str]:
    yield ""
    yield f"phase {room.place.phase}, question {room.place.index + 1}, step {room.step}, game {room.games}"
    for seat in room.seats.everyone():
        standing = room.game.standings.get(seat.no) if room.game else None
        score = f"{standing.score} points, rank {standing.rank}" if standing else "no result yet"
        yield f"  seat {seat.no:>3}  {seat.name:<22}  {'removed' if seat.kicked else score}"
    for asked in room.game.rounds.values() if room.game else ():
        skipped = ", skipped" if asked.skipped else ""
        yield (
            f"  question {asked.index + 1:>3}  {asked.question.kind:<10} "
            f"{len(asked.responses)} answers, {asked.right()} right, {len(asked.late)} late{skipped}"
        )
    for question in room.asking.questions.values():
        yield f"  asked by seat {question.seat:>3}: {question.state}, {len(question.seconds)} ask the same"
    if room.asking.spoken:
        yield f"  said aloud and counted: {len(room.asking.spoken)}"


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000).astimezone().isoformat(" ", "milliseconds")
