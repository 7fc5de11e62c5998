"""One screen's outbox: bounded, in order, and never in anybody's way."""

from __future__ import annotations

import asyncio

import pytest

from saual.game.views.edition import Viewer
from saual.protocol.player import Ack
from saual.rooms import connection as module
from saual.rooms.connection import Connection
from saual.rooms.turn import Turn
from tests.rooms.conftest import Wire, until


class Held:
    def __init__(self) -> None:
        self.wire = Wire()
        self.connection = Connection("c", self.wire, Turn())

    def say(self, *numbers: int) -> None:
        for number in numbers:
            self.connection.say(Ack(str(number)))

    def drain(self) -> None:
        """The phone reads again."""
        self.wire.full = False
        self.connection.flush()

    def heard(self) -> list[str]:
        return [frame.get("id", frame.get("code", frame["t"])) for frame in self.wire.sent]


@pytest.fixture
async def screen() -> Held:
    return Held()


async def turn() -> None:
    """The end of this turn of the loop has come."""
    await asyncio.sleep(0)


def numbers(*of: int) -> list[str]:
    return [str(number) for number in of]


def picture(*kinds: str) -> list[bytes]:
    return [b'{"t":"%s"}' % kind.encode() for kind in kinds]


async def test_what_is_said_in_one_turn_of_the_loop_is_one_message_in_order(screen: Held):
    screen.say(1, 2, 3)
    assert screen.wire.messages == []

    await turn()

    assert screen.heard() == numbers(1, 2, 3)
    assert len(screen.wire.messages) == 1


async def test_a_frame_alone_is_no_list(screen: Held):
    screen.say(1)
    await turn()
    assert screen.wire.messages == [{"t": "ack", "id": "1"}]


async def test_a_screen_that_reads_late_gets_what_fits_into_its_outbox(screen: Held):
    screen.wire.full = True
    screen.say(*range(64))
    await turn()
    assert screen.heard() == []

    screen.drain()

    assert screen.heard() == numbers(*range(64))


async def test_a_screen_that_does_not_read_gets_one_fresh_picture_instead(screen: Held):
    screen.connection.viewer = Viewer("player", "en", 1)
    screen.connection.whole = lambda viewer: picture("stage", viewer.view)
    screen.wire.full = True

    for number in range(1000):
        screen.say(number)
        assert len(screen.connection._frames) <= 64
    await turn()
    screen.drain()

    assert screen.heard() == ["stage", "player"]


async def test_what_comes_after_the_fresh_picture_is_sent_as_ever(screen: Held):
    screen.connection.viewer = Viewer("player", "en", 1)
    screen.connection.whole = lambda _: picture("stage")
    screen.say(*range(100))
    await turn()

    screen.say(7)
    await turn()

    assert screen.heard() == ["stage", "7"]


async def test_a_screen_without_a_room_has_no_picture_to_get(screen: Held):
    screen.say(*range(100))
    await turn()
    screen.say(7)
    await turn()

    assert screen.heard() == ["7"]


async def test_goodbye_is_the_last_word(screen: Held):
    screen.say(1)
    screen.connection.bye("replaced")
    screen.connection.bye("kicked", 4000)
    screen.say(2)
    assert screen.connection.closing

    await turn()

    assert screen.heard() == ["1", "replaced"]
    assert screen.wire.closed == 1008


async def test_a_full_outbox_leaves_room_for_a_goodbye(screen: Held):
    screen.wire.full = True
    screen.say(*range(1000))
    screen.connection.bye("room_closed", 1000)
    await turn()
    assert screen.wire.closed is None

    screen.drain()

    assert screen.heard() == ["room_closed"]
    assert screen.wire.closed == 1000


async def test_a_screen_that_is_gone_is_told_nothing(screen: Held):
    screen.say(1)
    screen.connection.lost()
    screen.say(2)
    screen.connection.bye("replaced")
    await turn()
    screen.drain()

    assert screen.heard() == []
    assert screen.wire.closed is None
    assert screen.connection.closing


async def test_a_screen_that_takes_nothing_for_long_is_given_up(screen: Held, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_LONGEST_FULL_S", 0.01)
    screen.wire.full = True
    screen.say(1)

    await until(lambda: screen.wire.aborted)


async def test_a_screen_that_reads_in_time_is_not_given_up(screen: Held, monkeypatch: pytest.MonkeyPatch):
    screen.wire.full = True
    screen.say(1)
    await turn()
    assert screen.connection._patience is not None

    screen.drain()

    assert screen.connection._patience is None
    assert screen.heard() == ["1"]


async def test_a_screen_that_is_owed_nothing_may_be_full_for_ever(screen: Held):
    screen.wire.full = True

    screen.connection.flush()

    assert screen.connection._patience is None
