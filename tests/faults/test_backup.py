"""A backup is taken in the middle of a lesson: no answer waits, and what comes back is the lesson at one instant."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from saual.game import commands as c
from saual.game.room import Room
from saual.game.views.edition import Viewer
from saual.log import peek
from saual.log.base import Entry
from tests.helpers.phones import Lesson, Phone, StaffScreen, lesson
from tests.helpers.screens import Screen
from tests.helpers.server import Server, Teacher, saual, serving

PHONES = 20
BACKUPS = 2
THINK_S = 0.2
"""The answers of a class come evenly over so long; nobody may say more than 20 messages a second."""
BANK = (
    'format = "saual-bank/1"\ntitle = "Long"\nlanguage = "en"\n\n[defaults]\ntime = 240\n'
    + 100 * '\n[[question]]\ntype = "single"\ntext = "Which?"\noptions = ["this", "that", "neither"]\nright = "A"\n'
)


def folded(entries: list[Entry]) -> Room:
    opened = c.decode(entries[0].command)
    assert isinstance(opened, c.OpenRoom)
    room = Room(opened, entries[0].at_ms)
    for entry in entries[1:]:
        room.apply(c.decode(entry.command), entry.at_ms)
    return room


def answers(entries: list[Entry]) -> set[tuple[int, int, int]]:
    """Game, question and seat of every answer in the log."""
    commands = [c.decode(entry.command) for entry in entries]
    return {(one.game, one.question, one.seat) for one in commands if isinstance(one, c.SubmitAnswer)}


def scores(room: Room) -> dict[int, tuple[int, int, int]]:
    assert room.game is not None
    return {no: (stand.score, stand.rank, stand.streak) for no, stand in room.game.standings.items()}


class Play:
    """The class answers one question after the other, until told to stop."""

    def __init__(self, room: Lesson) -> None:
        self.room = room
        self.acked: set[tuple[int, int, int]] = set()
        self.enough = False

    async def run(self) -> None:
        host, phones = self.room.host, self.room.phones
        while not self.enough:
            stage = await host.phase("answering") if host.stage["phase"] == "answering" else None
            if stage is None:
                await self.press()
                continue
            i, game = stage["q"]["i"], stage["game"]
            await asyncio.gather(*(self.answer(phone, game, i) for phone in phones))
            await host.phase("reveal", i=i)
            await self.press()

    async def answer(self, phone: Phone, game: int, i: int) -> None:
        await phone.until(lambda me: me.stage["phase"] == "answering" and me.stage["q"]["i"] == i)
        await asyncio.sleep(THINK_S * phone.seat / PHONES)
        assert await phone.answered((phone.seat + i) % 3) is None
        self.acked.add((game, i, phone.seat))

    async def press(self) -> None:
        host, step = self.room.host, self.room.host.stage["step"]
        assert await host.step() is None
        await host.until(lambda me: me.stage["step"] != step)


async def backed_up(server: Server, file: Path) -> None:
    answer = await asyncio.to_thread(saual, "backup", file, "--data", server.data)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.timeout(90)
async def test_answers_are_acked_while_a_backup_is_taken_and_the_copy_has_the_scores_of_that_moment(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher = server.teacher()
        bank = teacher.add_bank(BANK, "long")
        async with lesson(server, teacher, PHONES, bank=bank) as room:
            play = Play(room)
            playing = asyncio.ensure_future(play.run())
            await first_scores(room)
            before: list[set[tuple[int, int, int]]] = []
            for n in range(BACKUPS):
                before.append(set(play.acked))

                await backed_up(server, tmp_path / f"{n}.saual")

                assert not playing.done()
                assert len(play.acked) > len(before[n]), "nothing was acknowledged meanwhile"
            play.enough = True
            await playing
            whole = peek.entries(server.data / "live.db", room.host.room)
            for n in range(BACKUPS):
                kept = await asyncio.to_thread(restored, tmp_path / f"{n}.saual", tmp_path / f"data-{n}", room)
                # Not a jumble: the log as it was, up to one entry, with all that was acknowledged before.
                assert kept == whole[: len(kept)]
                assert before[n] <= answers(kept) <= play.acked
                assert len(kept) < len(whole)
                await goes_on(tmp_path / f"data-{n}", teacher, room, kept)


async def first_scores(room: Lesson) -> None:
    await asyncio.gather(*(phone.until(lambda me: me.me.get("rank")) for phone in room.phones))


def restored(file: Path, data: Path, room: Lesson) -> list[Entry]:
    answer = saual("restore", file, "--data", data)
    assert (answer.returncode, answer.stderr) == (0, "")
    return peek.entries(data / "live.db", room.host.room)


async def goes_on(data: Path, teacher: Teacher, room: Lesson, kept: list[Entry]) -> None:
    """A server on the restored folder shows the same scores, and the same students go on in the same seats."""
    with serving(data) as server:
        host = await StaffScreen(server.host, teacher.token, room.host.room).watch()
        try:
            seen = {phone: await back(server, phone) for phone in room.phones[:3]}
        finally:
            await host.leave()
        assert server.terminate() == 0
    after = peek.entries(data / "live.db", room.host.room)
    assert after[: len(kept)] == kept
    # A question that everybody had answered in that very moment is closed, as it was then.
    due = [entry for entry in after[len(kept) :] if isinstance(c.decode(entry.command), c.TimeUp)]
    assert scores(folded(after)) == scores(folded(kept + due)) != {}
    for phone, me in seen.items():
        assert me == Screen(Viewer("player", "en", phone.seat), folded(after)).me


async def back(server: Server, phone: Phone) -> dict[str, Any]:
    """What the phone is shown of itself when it comes back, on a socket of its own."""
    again = Phone(server.host, phone.name, phone.lang, phone.device)
    again.key, again.room = phone.key, phone.room
    try:
        await again.back()
        assert again.noes == []
        return again.me
    finally:
        await again.leave()
