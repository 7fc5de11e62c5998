"""One live room: what its screens are told, whom a seat belongs to, and that the clock alone closes a window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from saual.game import commands as c
from saual.game import facts as f
from saual.game.views.edition import Viewer
from saual.log.base import Entry, Failed, LogFailed
from saual.protocol.staff import Hello
from saual.rooms.connection import Connection
from saual.rooms.live import LiveRoom
from saual.rooms.turn import Turn
from saual.world import steady_s
from tests.rooms.conftest import House, Screen, Wire, refused, until

OTHER_MS = 20_000 + 500 + 1


def host_of(live: LiveRoom, token: str = "teacher", may: Callable[[], bool] = lambda: True) -> Wire:
    wire = Wire()
    connection = Connection(f"host {id(wire)}", wire, Turn())
    live.watch(connection, Viewer("host", "en"), token, may, Hello(live.id, 0, "1"))
    return wire


async def test_a_newcomer_gets_the_whole_picture(house: House):
    live = await house.room()
    screen = Screen(live, "c1")

    await screen.sit("Aru")

    await until(lambda: len(screen.wire.sent) >= 4)
    assert screen.wire.kinds()[:4] == ["you", "stage", "name", "me"]


async def test_the_newest_connection_has_the_seat(house: House):
    live = await house.room()
    older, newer = Screen(live, "old"), Screen(live, "new")
    seat = await older.sit("Aru")

    assert await newer.sit("Aru") == seat

    await older.closed()
    assert older.wire.sent[-1] == {"t": "bye", "code": "replaced"}
    assert older.wire.closed == 1008
    older.leave()
    await live.submit(c.Lock(True))
    assert live.room.seat(seat).conn == "new"


async def test_a_connection_that_comes_back_in_the_same_breath_leaves_no_trace_of_going(house: House):
    live = await house.room()
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")

    live.leave(screen.connection)
    live.seat_down(screen.connection, Viewer("player", "ru", seat), Hello("", 0, ""))

    await live.submit(c.Lock(True))
    assert not any(isinstance(entry, c.Depart) for entry in await house.entries(live))


async def test_an_answer_is_acknowledged_when_it_is_in_the_log(house: House):
    live = await house.room()
    screen, other = Screen(live, "c1"), Screen(live, "c2")
    seat = await screen.sit("Aru")
    await other.sit("Dana")
    await live.submit(c.Advance(0))

    live.answer(screen.connection, c.SubmitAnswer(seat, 1, 0, 0, "a1"))
    assert {"t": "ack", "id": "a1"} not in screen.wire.sent

    await until(lambda: {"t": "ack", "id": "a1"} in screen.wire.sent)
    assert any(isinstance(entry, c.SubmitAnswer) for entry in await house.entries(live))


async def test_an_answer_said_again_is_acknowledged_again_and_logged_once(house: House):
    live = await house.room()
    screen, other = Screen(live, "c1"), Screen(live, "c2")
    seat = await screen.sit("Aru")
    await other.sit("Dana")
    await live.submit(c.Advance(0))
    command = c.SubmitAnswer(seat, 1, 0, 0, "a1")

    live.answer(screen.connection, command)
    await until(lambda: screen.wire.kinds().count("ack") == 1)
    live.answer(screen.connection, command)

    await until(lambda: screen.wire.kinds().count("ack") == 2)
    assert sum(isinstance(entry, c.SubmitAnswer) for entry in await house.entries(live)) == 1


async def test_a_refused_answer_is_not_even_logged(house: House):
    live = await house.room()
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")

    live.answer(screen.connection, c.SubmitAnswer(seat, 1, 0, 0, "early"))

    await until(lambda: {"t": "ack", "id": "early", "code": "not_open"} in screen.wire.sent)
    assert not any(isinstance(entry, c.SubmitAnswer) for entry in await house.entries(live))


async def test_a_window_closes_by_itself_when_its_time_is_over(house: House):
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    await live.submit(c.Advance(0))

    live._ring()
    await live.submit(c.Lock(True))
    assert live.room.place.phase == "answering"  # it rang too early

    house.clock.at_ms += OTHER_MS
    live._ring()

    await until(lambda: live.room.place.phase == "reveal")


async def test_a_kicked_student_is_told_and_closed(house: House):
    live = await house.room()
    screen = Screen(live, "c1")
    seat = await screen.sit("Aru")

    await live.submit(c.Kick(seat))

    await screen.closed()
    assert screen.wire.sent[-1] == {"t": "bye", "code": "kicked"}
    assert live.audience.empty


async def test_the_host_s_command_counts_once_however_often_it_is_said(house: House):
    live = await house.room()

    results = await asyncio.gather(*(live.steer("once", c.Advance(0)) for _ in range(10)))

    assert results == [None] * 10
    assert live.room.step == 1


async def test_the_host_hears_why_a_command_was_refused(house: House):
    live = await house.room()

    assert await live.steer("a", c.Advance(5)) == "stale"
    assert await live.steer("b", c.Kick(7)) == "unknown_seat"


async def test_of_one_token_two_screens_may_watch(house: House):
    live = await house.room()
    first, second, other = host_of(live), host_of(live), host_of(live, "remote")

    third = host_of(live)

    await until(lambda: first.closed)
    assert first.sent[-1] == {"t": "bye", "code": "replaced"}
    assert (second.closed, third.closed, other.closed) == (None, None, None)


async def test_a_screen_whose_session_was_revoked_sees_nothing_more(house: House):
    live = await house.room()
    allowed = True
    screen = host_of(live, may=lambda: allowed)
    await until(lambda: screen.kinds()[-1:] == ["asked"])
    heard = len(screen.sent)

    allowed = False
    await live.submit(c.Advance(0))

    await until(lambda: screen.closed)
    assert screen.sent[heard:] == [{"t": "bye", "code": "not_host"}]
    assert live.audience.empty


async def test_answers_reach_the_host_in_bundles(house: House):
    live = await house.room()
    screens = [Screen(live, f"c{i}") for i in range(35)]
    seats = [await screen.sit(f"S{i}") for i, screen in enumerate(screens)]
    host = host_of(live)
    await live.submit(c.Advance(0))
    await until(
        lambda: (
            host.sent and host.sent[-1]["t"] == "tally" and "answering" in (frame.get("phase") for frame in host.sent)
        )
    )
    heard, since = len(host.sent), steady_s()

    for seat, screen in zip(seats[:34], screens, strict=False):
        live.answer(screen.connection, c.SubmitAnswer(seat, 1, 0, 0, "a"))
    await until(lambda: len(live.room.game.rounds[0].responses) == 34)  # type: ignore[union-attr]

    await until(lambda: any(frame["t"] == "tally" and frame["n"] == 34 for frame in host.sent[heard:]))
    assert len(host.sent) - heard <= 6 + 10 * (steady_s() - since)


class Full:
    """The log on a disk that is full until it is not."""

    def __init__(self, log: Any) -> None:
        self._log = log
        self.full = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def append(self, room: str, command: bytes) -> asyncio.Future[Entry]:
        return refused() if self.full else self._log.append(room, command)

    def put(self, room: str, command: bytes, failed: Failed) -> None:
        if self.full:
            failed(LogFailed("the disk is full"))
        else:
            self._log.put(room, command, failed)


async def test_a_full_disk_is_told_to_the_phone_and_to_the_host_until_it_is_over(house: House):
    live = await house.room()
    screen, other = Screen(live, "c1"), Screen(live, "c2")
    seat = await screen.sit("Aru")
    await other.sit("Dana")
    host = host_of(live)
    await live.submit(c.Advance(0))
    disk = live._log = Full(house.log)
    command = c.SubmitAnswer(seat, 1, 0, 0, "a1")

    live.answer(screen.connection, command)
    await until(lambda: {"t": "ack", "id": "a1", "code": "not_saved"} in screen.wire.sent)
    await until(lambda: {"t": "notice", "code": "not_saved", "on": True} in host.sent)
    with pytest.raises(LogFailed):
        await live.steer("x", c.Lock(True))
    late = host_of(live, "another")
    await until(lambda: {"t": "notice", "code": "not_saved", "on": True} in late.sent)

    disk.full = False
    live.answer(screen.connection, command)
    await until(lambda: {"t": "ack", "id": "a1"} in screen.wire.sent)
    await until(lambda: {"t": "notice", "code": "not_saved", "on": False} in host.sent)
    assert await live.steer("x", c.Lock(True)) is None


async def test_a_window_whose_close_cannot_be_written_closes_as_soon_as_it_can(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("saual.rooms.live._RETRY_S", 0)
    live = await house.room()
    await Screen(live, "c1").sit("Aru")
    await live.submit(c.Advance(0))
    disk = live._log = Full(house.log)
    house.clock.at_ms += OTHER_MS
    live._ring()
    await until(lambda: live._unsaved)

    disk.full = False

    await until(lambda: live.room.place.phase == "reveal")


async def test_nothing_is_logged_after_the_close(house: House):
    live = await house.room()
    screens = [Screen(live, f"c{i}") for i in range(3)]
    for i, screen in enumerate(screens):
        await screen.sit(f"S{i}")

    await live.submit(c.CloseRoom())
    for screen in screens:
        await screen.closed()
        screen.leave()
    await until(lambda: house.hall.held(live.id) is None)
    await until(lambda: not live._tasks)

    assert isinstance((await house.entries(live))[-1], c.CloseRoom)


async def test_a_command_that_comes_after_the_close_is_told_so(house: House):
    live = await house.room()
    await live.submit(c.CloseRoom())

    assert await live.submit(c.Lock(True)) == [f.Refused("room_closed")]
