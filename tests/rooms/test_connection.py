"""One screen's outbox: bounded, in order, and never in anybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from saual.protocol.player import Ack
from saual.rooms import connection as module
from saual.rooms.connection import Connection
from tests.rooms.conftest import Wire, until


class Held:
    def __init__(self) -> None:
        self.wire = Wire()
        self.connection = Connection("c", self.wire)
        self.writer = asyncio.ensure_future(self.connection.write())

    def say(self, *numbers: int) -> None:
        for number in numbers:
            self.connection.say(Ack(str(number)))

    def heard(self) -> list[str]:
        return [frame.get("id", frame.get("code", frame["t"])) for frame in self.wire.sent]


@pytest.fixture
async def screen() -> AsyncIterator[Held]:
    held = Held()
    yield held
    held.writer.cancel()
    await asyncio.gather(held.writer, return_exceptions=True)


def numbers(*of: int) -> list[str]:
    return [str(number) for number in of]


async def test_frames_arrive_in_order(screen: Held):
    screen.say(1, 2, 3)

    await until(lambda: len(screen.wire.sent) == 3)
    assert screen.heard() == numbers(1, 2, 3)


async def test_a_screen_that_reads_late_gets_what_fits_into_its_outbox(screen: Held):
    screen.wire.open.clear()
    screen.say(*range(64))

    screen.wire.open.set()

    await until(lambda: len(screen.wire.sent) == 64)
    assert screen.heard() == numbers(*range(64))


async def test_a_screen_that_does_not_read_gets_one_fresh_picture_instead(screen: Held):
    screen.connection.whole = lambda: [b'{"t":"stage"}', b'{"t":"me"}']
    screen.wire.open.clear()
    screen.say(0)
    await until(lambda: not screen.connection._frames)  # the first is with the transport

    screen.say(*range(1, 1000))
    assert len(screen.connection._frames) <= 64
    screen.wire.open.set()

    await until(lambda: len(screen.wire.sent) == 3)
    assert screen.heard() == ["0", "stage", "me"]


async def test_what_comes_after_the_fresh_picture_is_sent_as_ever(screen: Held):
    screen.connection.whole = lambda: [b'{"t":"stage"}']
    screen.say(*range(100))
    await until(lambda: screen.wire.sent)

    screen.say(7)

    await until(lambda: len(screen.wire.sent) == 2)
    assert screen.heard() == ["stage", "7"]


async def test_a_screen_without_a_room_has_no_picture_to_get(screen: Held):
    screen.say(*range(100))
    await until(lambda: not screen.connection._dropped)
    screen.say(7)

    await until(lambda: screen.wire.sent)
    assert screen.heard() == ["7"]


async def test_goodbye_is_the_last_word(screen: Held):
    screen.say(1)
    screen.connection.bye("replaced")
    screen.connection.bye("kicked", 4000)
    screen.say(2)

    await screen.writer

    assert screen.heard() == ["1", "replaced"]
    assert screen.wire.closed == 1008


async def test_a_full_outbox_leaves_room_for_a_goodbye(screen: Held):
    screen.wire.open.clear()
    screen.say(0)
    await until(lambda: not screen.connection._frames)
    screen.say(*range(1, 1000))
    screen.connection.bye("room_closed", 1000)
    screen.wire.open.set()

    await screen.writer

    assert screen.heard() == ["0", "room_closed"]
    assert screen.wire.closed == 1000


async def test_a_screen_that_is_gone_ends_its_writer(screen: Held):
    screen.wire.gone = True
    screen.say(1)

    with pytest.raises(ConnectionError):
        await screen.writer


async def test_a_screen_that_takes_nothing_for_long_is_given_up(screen: Held, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_LONGEST_SEND_S", 0.01)
    screen.wire.open.clear()
    screen.say(1)

    with pytest.raises(ConnectionError):
        await screen.writer
