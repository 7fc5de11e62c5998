"""Homework in the hall: it lives for days without anybody, costs nothing meanwhile, and opens and closes on time."""

from __future__ import annotations

import pytest

from saual.game import commands as c
from saual.game.commands.opening import Programme
from saual.game.flows.own_pace import ON_THE_WAY_MS, STAYS_MS
from saual.game.settings import Settings
from saual.protocol.homework import Homework
from saual.rooms import housekeeping
from saual.rooms.live import LiveRoom
from tests.helpers import banks
from tests.rooms.conftest import START_MS, House, Screen, until

DAY = 24 * 3_600_000
PLAN = Homework(opens_ms=START_MS + DAY, closes_ms=START_MS + 3 * DAY)


async def given(house: House) -> LiveRoom:
    return await house.hall.open_room(
        banks.bank(banks.single(), banks.single("Again?")),
        Settings(lang="en", scoring="none"),
        programme=Programme(homework=PLAN),
    )


async def let_go(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has been away long enough."""
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    await house.hall.housekeeping.tidy()
    await house.hall.housekeeping.tidy()


async def test_a_homework_that_nobody_is_in_leaves_the_memory_and_comes_back_when_it_is_due(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = await given(house)
    await let_go(house, monkeypatch)
    assert house.hall.held(live.id) is None

    await house.hall.housekeeping.sweep()
    assert house.hall.held(live.id) is None, "it is not due yet"

    house.clock.at_ms = PLAN.opens_ms + 1
    await house.hall.housekeeping.sweep()
    back = house.hall.held(live.id)
    assert back is not None
    await until(lambda: back.room.place.phase == "own_pace")
    await until(lambda: house.recorded == [(live.id, 1, False)])


async def test_it_is_never_left_and_its_pin_is_kept_for_a_week_after_the_closing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = await given(house)
    house.clock.at_ms = PLAN.opens_ms
    live._ring()
    await until(lambda: live.room.place.phase == "own_pace")
    house.clock.at_ms = PLAN.closes_ms + ON_THE_WAY_MS
    live._ring()
    await until(lambda: live.room.place.phase == "podium")
    await let_go(house, monkeypatch)

    house.clock.at_ms = PLAN.closes_ms + STAYS_MS
    await house.hall.housekeeping.sweep()
    assert await house.hall.find(live.room.pin) is not None

    await let_go(house, monkeypatch)
    house.clock.at_ms += 1
    await house.hall.housekeeping.sweep()
    await until(lambda: live.id in house.hall._over)
    assert await house.hall.find(live.room.pin) is None
    assert house.recorded[-1] == (live.id, 1, True)


async def test_a_restart_in_the_middle_loses_nothing_and_the_phone_goes_on(house: House) -> None:
    live = await given(house)
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")
    house.clock.at_ms = PLAN.opens_ms
    live._ring()
    await until(lambda: live.room.place.phase == "own_pace")
    await live.submit(c.BeginAttempt(seat, 1))
    await live.submit(c.GiveAnswer(seat, 1, 0, 1, "one"))

    await house.reopen()

    again = await house.hall.get(live.id)
    assert again is not None
    assert again.room.pace is not None
    attempt = again.room.pace.newest(seat)
    assert attempt is not None
    assert {i: done.answer for i, done in attempt.answers.items()} == {0: 1}
    facts = await again.submit(c.GiveAnswer(seat, 1, 0, 1, "one"))
    assert attempt.answers[0].ids == {"one"}, facts


async def test_homework_stands_in_a_list_of_its_own(house: House) -> None:
    lesson, home = await house.room(), await given(house)
    assert [line.room for line in await house.hall.lines()] == [lesson.id]
    assert [live.id for live in await house.hall.homework()] == [home.id]
