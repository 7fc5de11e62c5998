"""All rooms of the process: found by PIN, brought back after a crash, recorded when over, closed when left."""

from __future__ import annotations

import asyncio

import pytest

from saual.game import commands as c
from saual.game.room import Room
from saual.game.views.edition import Viewer
from saual.protocol.staff import Hello
from saual.rooms import keeper
from saual.rooms.housekeeping import LEFT_MS
from saual.rooms.live import LiveRoom
from saual.store.database import StoreFailed
from tests.rooms.conftest import House, Screen, until


async def to_podium(live: LiveRoom) -> None:
    await live.submit(c.Advance(live.room.step))
    await live.submit(c.EndGame(live.room.step))


async def test_a_room_is_found_by_its_pin_and_by_its_id(house: House):
    live = await house.room()

    assert await house.hall.find(live.room.pin) is live
    assert await house.hall.get(live.id) is live
    assert await house.hall.find("000000") is None


async def test_two_live_rooms_never_share_a_pin(house: House, monkeypatch: pytest.MonkeyPatch):
    pins = iter(["111111", "111111", "111111", "222222"])
    monkeypatch.setattr(house.hall, "_draw_pin", lambda: next(pins))

    first, second = await house.room(), await house.room()

    assert (first.room.pin, second.room.pin) == ("111111", "222222")


async def test_the_pin_of_a_closed_room_is_free_again(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(house.hall, "_draw_pin", lambda: "111111")
    first = await house.room()
    await first.submit(c.CloseRoom())
    await until(lambda: not house.hall._tasks or house.hall.held(first.id) is None)

    async with asyncio.timeout(60):
        second = await house.room()

    assert second.room.pin == "111111"
    assert await house.hall.find("111111") is second


async def test_a_restart_brings_back_every_live_room_as_it_was(house: House):
    live = await house.room()
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")
    await live.submit(c.Advance(0))
    live.answer(screen.connection, c.SubmitAnswer(seat, 1, 0, 0, "a1"))
    await until(lambda: live.room.place.phase == "reveal")  # all have answered

    await house.reopen()

    back = await house.hall.get(live.id)
    assert back is not None
    assert back is not live
    assert await house.hall.find(live.room.pin) is back
    assert back.room.place == live.room.place
    assert back.room.step == live.room.step
    assert back.room.seats.of_key("Aru") is not None
    assert back.room.receipt(c.SubmitAnswer(seat, 1, 0, 0, "a1")) is not None


async def test_after_a_restart_nobody_is_there_until_they_come_back(house: House):
    live = await house.room()
    seat = await Screen(live, "c1").sit("Aru")

    await house.reopen()

    back = await house.hall.get(live.id)
    assert back is not None
    await until(lambda: back.room.seat(seat).conn is None)
    assert await Screen(back, "c2").sit("Aru") == seat


async def test_a_window_whose_time_ran_out_while_the_server_was_down_closes(house: House):
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    await live.submit(c.Advance(0))
    await house.close()
    house.clock.at_ms += 60_000

    await house.open()

    back = await house.hall.get(live.id)
    assert back is not None
    await until(lambda: back.room.place.phase == "reveal")


async def test_a_game_is_recorded_when_it_ends(house: House):
    live = await house.room()

    await to_podium(live)

    await until(lambda: house.recorded)
    assert house.recorded == [(live.id, 1, True)]


async def test_a_game_that_is_left_is_recorded_as_left(house: House):
    live = await house.room()
    await live.submit(c.Advance(0))

    await live.submit(c.CloseRoom())

    await until(lambda: house.recorded)
    assert house.recorded == [(live.id, 1, False)]


async def test_a_room_that_was_never_played_leaves_no_record(house: House):
    live = await house.room()

    await live.submit(c.CloseRoom())

    await until(lambda: house.hall.held(live.id) is None)
    assert house.recorded == []


async def test_a_record_that_cannot_be_written_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeper, "_RETRY_S", 0)
    house.record_fails = StoreFailed("the disk is full")
    live = await house.room()
    await to_podium(live)
    await live.submit(c.CloseRoom())
    assert house.recorded == []

    house.record_fails = None

    await until(lambda: house.recorded)
    assert house.recorded == [(live.id, 1, True)]


async def test_a_record_that_was_not_written_before_a_crash_is_written_after_it(house: House):
    house.record_fails = StoreFailed("the disk is full")
    live = await house.room()
    await to_podium(live)
    await live.submit(c.CloseRoom())
    await until(lambda: house.hall.held(live.id) is None)
    await house.close()

    house.record_fails = None
    await house.open()

    await until(lambda: house.closed.count(live.id) == 1)
    assert house.recorded == [(live.id, 1, True)]
    assert await house.hall.get(live.id) is None
    await house.reopen()
    assert [line.pin for line in await house.log.rooms()] == [None]


async def test_a_room_that_was_left_for_three_hours_is_closed_and_recorded(house: House):
    live = await house.room()
    screen = Screen(live, "c1")
    await screen.sit("Aru")
    await live.submit(c.Advance(0))
    screen.leave()
    await until(lambda: live.room.seat(1).conn is None)
    house.clock.at_ms += LEFT_MS
    live._ring()
    await until(lambda: live.room.place.phase == "reveal")

    await house.hall.housekeeping.sweep()
    assert await house.hall.get(live.id) is live  # its window has closed just now

    house.clock.at_ms += LEFT_MS + 1
    await house.hall.housekeeping.sweep()
    await until(lambda: house.recorded)
    assert house.recorded == [(live.id, 1, False)]
    assert await house.hall.get(live.id) is None


async def test_a_room_that_somebody_watches_is_never_left(house: House):
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    house.clock.at_ms += 10 * LEFT_MS

    await house.hall.housekeeping.sweep()

    assert await house.hall.get(live.id) is live


async def test_a_room_that_the_teacher_alone_watches_is_not_left(house: House):
    live = await house.room()
    screen = Screen(live, "host")
    live.watch(screen.connection, Viewer("projector", "en"), "teacher", lambda: True, Hello(live.id, 0, "1"))
    house.clock.at_ms += 10 * LEFT_MS

    await house.hall.housekeeping.sweep()

    assert await house.hall.get(live.id) is live


async def test_a_room_that_breaks_is_read_again_from_its_log(house: House, monkeypatch: pytest.MonkeyPatch):
    live = await house.room()
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")
    apply = Room.apply

    def broken_once(room: Room, command: c.AnyCommand, at_ms: int) -> object:
        if room is live.room:
            raise RuntimeError("a mistake of ours")
        return apply(room, command, at_ms)

    monkeypatch.setattr(Room, "apply", broken_once)
    await house.log.append(live.id, c.encode(c.Lock(True)))

    await until(lambda: house.hall.held(live.id) not in (None, live))
    again = await house.hall.get(live.id)
    assert again is not None
    assert again.room.locked
    await screen.closed()
    assert screen.wire.closed == 1012  # come back
    assert await Screen(again, "c2").sit("Aru") == seat


async def test_a_room_whose_log_cannot_be_read_ends_no_other(house: House, caplog: pytest.LogCaptureFixture):
    broken, sound = await house.room(), await house.room()

    await house.log.append(broken.id, b"no command at all")

    await until(lambda: house.hall.held(broken.id) is None)
    assert await sound.steer("a", c.Lock(True)) is None
    await house.reopen()
    assert await house.hall.get(broken.id) is None
    assert await house.hall.get(sound.id) is not None
    assert f"Room {broken.id} cannot be brought back" in caplog.text


async def test_after_the_wall_clock_was_put_back_time_goes_on_from_the_log_s(house: House):
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    await live.submit(c.Advance(0))
    opened_ms = house.clock.at_ms
    await house.close()
    house.clock.at_ms -= 3_600_000

    await house.open()

    assert house.clock.at_ms >= opened_ms
