"""How long a room needs to come back from its log: a full class that played the whole bank, in this process."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from saual.banks.shelf import Shelf, shipped_dir
from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.room import Room
from saual.game.settings import Settings
from saual.log.local import LocalLog
from saual.questions.base import RawAnswer
from saual.rooms.hall import Hall
from saual.rooms.peers import Alone
from saual.world import Clock


async def recover_ms(bank: str, students: int, repeats: int) -> float:
    """Median milliseconds from a closed log to a hall with this room live in it."""
    with tempfile.TemporaryDirectory(prefix="saual-bench-") as folder:
        path, clock = Path(folder) / "live.db", Clock()
        await _write(path, clock, bank, students)
        return statistics.median([await _once(path, clock) for _ in range(repeats)])


async def _once(path: Path, clock: Clock) -> float:
    log = await LocalLog.open(path, clock)
    hall = Hall(log, _no_record, _no_close, clock, Alone())
    since = perf_counter()
    await hall.start()
    took = (perf_counter() - since) * 1000
    assert len(await hall.lines()) == 1
    await hall.stop()
    await log.close()
    return took


async def _write(path: Path, clock: Clock, bank: str, students: int) -> None:
    """A game up to the last answers, as a class would have left it in the log."""
    played = Shelf(shipped_dir()).get(bank)
    assert played is not None
    opened = c.OpenRoom("123456", played, Settings(reading_ms=0, lang="kk"), 1)
    log = await LocalLog.open(path, clock)
    entry = await log.open_room("room", opened.pin, c.encode(opened))
    room, said = Room(opened, entry.at_ms), list[c.AnyCommand]()

    def add(*commands: c.AnyCommand) -> None:
        for one in commands:
            room.apply(one, entry.at_ms)
            said.append(one)

    for no in range(1, students + 1):
        add(c.Join(f"{no:064x}", f"{no:064x}", f"Оқушы {no}"), c.Arrive(no, f"{no:024x}"))
    while True:
        add(c.Advance(room.step))
        if room.place.phase == "answering":
            assert room.game is not None
            assert room.round is not None
            answer, index = _answer(room), room.place.index
            add(*(c.SubmitAnswer(no, 1, index, answer, f"{no:016}", 20) for no in range(1, students + 1)))
            if index + 1 == len(room.game.steps):
                break
            add(c.TimeUp(room.step))
    # All at once: nobody has to wait for each question to be on the disk.
    await asyncio.gather(*(log.append("room", c.encode(one)) for one in said))
    await log.close()


def _answer(room: Room) -> RawAnswer:
    assert room.round is not None
    match room.round.question.kind:
        case "multiple":
            return [0]
        case "short" | "number":
            return "5"
    return 1


async def _no_record(id: str, room: Room, ended: GameEnded) -> None:
    pass


async def _no_close(id: str) -> None:
    pass
