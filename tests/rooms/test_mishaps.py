"""What may go wrong around a live room for a moment, and leaves no trace."""

from __future__ import annotations

import asyncio

import pytest

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.game.views.edition import Viewer
from saual.log.base import LogFailed, Take
from saual.protocol.player import You
from saual.rooms import live as module
from tests.rooms.conftest import House, Screen, refused, until

WINDOW_MS = 20_000 + 500 + 1


async def test_an_alarm_that_rings_too_early_is_set_again(house: House):
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    await live.submit(c.Advance(0))
    before = await house.entries(live)

    live._ring()
    assert live._alarm is not None
    assert not live._alarm.cancelled()

    house.clock.at_ms += WINDOW_MS
    live._ring()
    await until(lambda: live.room.place.phase == "reveal")
    assert len(await house.entries(live)) == len(before) + 1


async def test_a_log_that_cannot_be_read_for_a_moment_is_followed_again(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_RETRY_S", 0)
    real, tries = house.log.follow, []

    async def follow(room: str, after: int, take: Take) -> None:
        tries.append(after)
        if len(tries) == 1:
            raise LogFailed("the file is locked")
        await real(room, after, take)

    monkeypatch.setattr(house.log, "follow", follow)
    live = await house.room()

    assert await live.steer("a", c.Lock(True)) is None
    assert len(tries) == 2


async def test_who_hangs_up_while_waiting_breaks_nothing(house: House):
    live = await house.room()
    waiting = asyncio.ensure_future(live.submit(c.Lock(True)))
    other = asyncio.ensure_future(live.submit(c.Lock(False)))
    await asyncio.sleep(0)

    waiting.cancel()

    await other
    assert await live.steer("a", c.Lock(True)) is None


async def test_a_phone_whose_arrival_was_never_written_leaves_nobody_behind(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    live = await house.room()
    seat = await Screen(live, "old").sit("Aru")

    with monkeypatch.context() as patch:
        patch.setattr(house.log, "append", lambda room, command: refused())
        newer = Screen(live, "new")
        live.seat_down(newer.connection, Viewer("player", "en", seat), You(live.id, seat, 0))
        newer.leave()

    await until(lambda: live.room.seat(seat).conn is None)


async def test_many_changes_of_a_finished_game_are_few_writings(house: House):
    live = await house.room()
    await live.submit(c.Advance(0))
    await live.submit(c.EndGame(live.room.step))
    game = live.room.game
    assert game is not None
    await until(lambda: house.recorded)

    for _ in range(100):
        house.hall.keeper.keep(live.id, live.room, GameEnded(game, True))
    await house.hall.keeper.kept(live.id)

    assert len(house.recorded) <= 3
