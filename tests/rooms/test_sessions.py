"""One screen's frames: in their order, whatever one of them has to wait for, and at most so many of them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from saual.log.base import LogFailed
from saual.protocol import player as p
from saual.protocol import staff as s
from saual.rooms.connection import Connection
from saual.rooms.guesses import Guesses
from saual.rooms.live import LiveRoom
from saual.rooms.player_session import PlayerSession
from saual.rooms.staff_session import StaffSession
from saual.rooms.turn import Turn
from tests.rooms.conftest import House, Wire, until


class Phone:
    def __init__(self, house: House) -> None:
        self.wire = Wire()
        self.connection = Connection("c", self.wire, Turn())
        guesses = Guesses(house.clock)
        self.session = PlayerSession(
            *(self.connection, house.hall, guesses, house.clock, "device", lambda _: False), _no_lessons
        )


async def _no_lessons(_: str) -> list[str]:
    return []


class Gate:
    """A look-up that waits until it is opened, as of a room that must be read first, or fails."""

    def __init__(self, live: LiveRoom | None = None, error: Exception | None = None) -> None:
        self.live = live
        self.error = error
        self.open = asyncio.Event()

    async def __call__(self, _: str) -> LiveRoom | None:
        await self.open.wait()
        if self.error is not None:
            raise self.error
        return self.live


@pytest.fixture
def phone(house: House) -> Phone:
    return Phone(house)


async def test_what_needs_no_waiting_is_done_at_once(phone: Phone):
    phone.session.take(p.Ping(7))
    await asyncio.sleep(0)

    assert phone.wire.kinds() == ["pong"]
    assert phone.session._task is None


async def test_frames_behind_one_that_waits_keep_their_order(
    house: House, phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    live = await house.room()
    monkeypatch.setattr(house.hall, "find", gate := Gate(live))
    phone.session.take(p.JoinIn(live.room.pin, "k" * 32, "Aru", "en"))
    phone.session.take(p.AnswerIn("a1", 1, 0, 0))
    phone.session.take(p.Look(live.room.pin, "en"))
    phone.session.take(p.Ping(7))
    await asyncio.sleep(0)
    assert phone.wire.sent == []

    gate.open.set()

    await until(lambda: "pong" in phone.wire.kinds())
    kinds = phone.wire.kinds()
    assert kinds[0] == "you"
    assert kinds.index("ack") < kinds.index("room") < kinds.index("pong")
    assert phone.session._task is None


async def test_more_frames_than_may_wait_are_a_flood(house: House, phone: Phone, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(house.hall, "find", Gate())
    phone.session.take(p.Look("111111", "en"))

    for number in range(1000):
        phone.session.take(p.Ping(number))
        assert len(phone.session._waiting) <= 64
    await asyncio.sleep(0)

    assert phone.wire.sent == [{"t": "bye", "code": "flood"}]
    phone.session.gone()


async def test_who_hangs_up_is_waited_for_no_more(house: House, phone: Phone, monkeypatch: pytest.MonkeyPatch):
    live = await house.room()
    monkeypatch.setattr(house.hall, "find", gate := Gate(live))
    phone.session.take(p.JoinIn(live.room.pin, "k" * 32, "Aru", "en"))
    await asyncio.sleep(0)

    phone.session.gone()
    gate.open.set()

    await until(lambda: phone.session._task is None)
    assert live.audience.empty
    assert len(live.room.seats) == 0


@pytest.mark.parametrize("frame", [p.Ping(1), p.Look("111111", "en")], ids=["at once", "later"])
async def test_a_mistake_of_ours_ends_this_connection_alone(
    house: House, phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, frame: Any
):
    def broken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(house.clock, "now_ms", broken)
    monkeypatch.setattr(house.hall, "find", broken)

    phone.session.take(frame)

    await until(lambda: phone.wire.closed)
    assert phone.wire.closed == 1011
    assert "A connection has failed" in caplog.text
    monkeypatch.undo()


@pytest.mark.parametrize(
    "frame",
    [p.Look("111111", "en"), p.JoinIn("111111", "k" * 32, "Aru", "en"), p.BackIn("r" * 24, "k" * 32, "en")],
    ids=["look", "join", "back"],
)
async def test_a_room_that_cannot_be_read_is_told_to_the_phone(
    house: House, phone: Phone, monkeypatch: pytest.MonkeyPatch, frame: Any
):
    monkeypatch.setattr(house.hall, "find", gate := Gate(error=LogFailed("the disk gives an error")))
    monkeypatch.setattr(house.hall, "get", gate)
    gate.open.set()

    phone.session.take(frame)
    phone.session.take(p.Ping(1))

    await until(lambda: "pong" in phone.wire.kinds())
    assert phone.wire.sent[0] == {"t": "no", "code": "not_saved"}
    assert not phone.connection.closing


async def test_a_room_that_cannot_be_read_is_told_to_the_screen_which_comes_back(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(house.hall, "get", gate := Gate(error=LogFailed("the disk gives an error")))
    gate.open.set()
    wire = Wire()
    session = StaffSession(Connection("c", wire, Turn()), house.hall, house.clock, "token", lambda _: True)

    session.take(s.Watch("r" * 24, "host", "en"))

    await until(lambda: wire.closed)
    assert wire.sent == [{"t": "notice", "code": "not_saved", "on": True}]
    assert wire.closed == 1013
