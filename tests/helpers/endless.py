"""A class that answers one question after the other until it is told to stop, and what a log of it says."""

from __future__ import annotations

import asyncio
from typing import Any

from saual.game import commands as c
from saual.game.room import Room
from saual.log.base import Entry
from tests.helpers.phones import Lesson, Phone

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
        await asyncio.sleep(THINK_S * phone.seat / len(self.room.phones))
        assert await phone.answered((phone.seat + i) % 3) is None
        self.acked.add((game, i, phone.seat))

    async def press(self) -> None:
        host, step = self.room.host, self.room.host.stage["step"]
        assert await host.step() is None
        await host.until(lambda me: me.stage["step"] != step)


async def first_scores(room: Lesson) -> None:
    await asyncio.gather(*(phone.until(lambda me: me.me.get("rank")) for phone in room.phones))


async def back(host: str, phone: Phone) -> dict[str, Any]:
    """What the phone is shown of itself when it comes back, on a socket of its own."""
    again = Phone(host, phone.name, phone.lang, phone.device)
    again.key, again.room = phone.key, phone.room
    try:
        await again.back()
        assert again.noes == []
        return again.me
    finally:
        await again.leave()
