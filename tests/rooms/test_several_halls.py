"""Several processes with the same rooms: here each is a hall of its own, on one log, in the test's one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import pytest

from saual.game import commands as c
from saual.game.commands.opening import Programme
from saual.game.settings import Settings
from saual.game.views.edition import Viewer
from saual.protocol.homework import Homework
from saual.protocol.staff import Hello
from saual.rooms import hall as hall_module
from saual.rooms import housekeeping
from saual.rooms.hall import Hall
from saual.rooms.housekeeping import LEFT_MS, Housekeeping
from saual.rooms.live import LiveRoom
from saual.store.database import StoreFailed
from tests.helpers.banks import bank, single
from tests.rooms.conftest import House, OpenLog, Screen, until
from tests.rooms.test_hall import to_podium


class Village(House):
    """A house with several halls. `dead` are the processes that are gone."""

    def __init__(self, open_log: OpenLog) -> None:
        super().__init__(open_log)
        self.halls: list[Hall] = []
        self.rooms: dict[str, set[str]] = {}
        self.dead: set[str] = set()

    async def another(self) -> Hall:
        """One more process. It looks after rooms only when a test says so."""
        hall = Hall(self.log, self._record, self._close, self.clock, Neighbour(self, f"p{len(self.halls)}"))
        self.halls.append(hall)
        return hall

    async def dies(self, hall: Hall) -> None:
        """It writes nothing more, and the others get to know that."""
        await hall.stop()
        self.halls.remove(hall)
        self.dead.add(hall._peers.me)

    async def close(self) -> None:
        for hall in self.halls:
            await hall.stop()
        await super().close()


class Neighbour:
    alone = False

    def __init__(self, village: Village, me: str) -> None:
        self.me = me
        self._village = village

    def gone(self, process: str) -> bool:
        return process in self._village.dead

    def living(self) -> int:
        return len(self._village.halls)

    async def share(self, rooms: Collection[str]) -> set[str]:
        self._village.rooms[self.me] = set(rooms)
        others = set(self._village.rooms) - self._village.dead - {self.me}
        return {room for process in others for room in self._village.rooms[process]}


@pytest.fixture(params=["local", "redis"])
async def village(request: pytest.FixtureRequest) -> AsyncIterator[Village]:
    village = Village(request.getfixturevalue(f"{request.param}_log"))
    await village.open()
    yield village
    await village.close()


async def in_both(village: Village) -> tuple[LiveRoom, LiveRoom]:
    """A room, as two processes have it."""
    village.hall = await village.another()
    here = await village.room()
    there = await (await village.another()).get(here.id)
    assert there is not None
    return here, there


def phone(live: LiveRoom, hall: Hall) -> Screen:
    return Screen(live, hall.new_connection())


# ── found ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_room_that_another_process_opened_is_found(village: Village, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hall_module, "_LOOK_S", 0)
    village.hall = await village.another()
    here = await village.room()
    other = await village.another()

    assert other.held(here.id) is None
    there = await other.find(here.room.pin)
    assert there is not None
    assert there is not here
    assert there.id == here.id
    assert await other.get(here.id) is there
    assert await other.find("000000") is None
    assert await other.get("no-such-room") is None


async def test_a_room_is_read_once_however_many_ask_at_once(village: Village, monkeypatch: pytest.MonkeyPatch):
    village.hall = await village.another()
    here = await village.room()
    other = await village.another()
    folded, fold = [], hall_module.folded
    monkeypatch.setattr(hall_module, "folded", lambda entries: folded.append(1) or fold(entries))

    found = await asyncio.gather(*(other.find(here.room.pin) for _ in range(35)))

    assert len(set(map(id, found))) == 1
    assert folded == [1]


async def test_who_comes_in_sees_what_others_have_just_written(village: Village):
    here, there = await in_both(village)
    await here.submit(c.Lock(True))

    again = await village.halls[1].get(here.id)

    assert again is there
    assert there.room.locked


async def test_however_many_come_at_once_the_log_is_read_twice_at_most(
    village: Village, monkeypatch: pytest.MonkeyPatch
):
    here, there = await in_both(village)
    reads, read = [], village.log.read

    async def counted(room: str, after: int = 0) -> object:
        reads.append(after)
        return await read(room, after)

    monkeypatch.setattr(village.log, "read", counted)
    first = [asyncio.ensure_future(village.halls[1].get(here.id)) for _ in range(50)]
    await until(lambda: reads)  # one reads, and what is written from now on may be missing there
    await here.submit(c.Lock(True))
    second = [asyncio.ensure_future(village.halls[1].get(here.id)) for _ in range(50)]
    await asyncio.gather(*second)

    assert there.room.locked
    assert set(await asyncio.gather(*first)) == {there}
    assert len(reads) == 2


async def test_a_room_that_is_just_being_written_back_is_waited_for(village: Village, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hall_module, "_LOOK_S", 0)
    village.hall = await village.another()
    here = await village.room()
    read, emptied = village.log.read, [True, True]

    async def read_again(room: str, after: int = 0) -> object:
        return [] if emptied and emptied.pop() else await read(room, after)

    monkeypatch.setattr(village.log, "read", read_again)

    assert await (await village.another()).get(here.id) is not None
    assert not emptied


async def test_all_live_rooms_are_listed_wherever_they_are(village: Village):
    first, second = await village.another(), await village.another()
    village.hall = first
    one = await village.room()
    village.clock.at_ms += 1
    village.hall = second
    two = await village.room()

    assert [line.room for line in await first.lines()] == [two.id, one.id]
    assert [line.room for line in await second.lines()] == [two.id, one.id]


async def test_a_closed_room_is_asked_for_in_vain_and_folded_no_more(village: Village, monkeypatch: pytest.MonkeyPatch):
    here, there = await in_both(village)
    await here.submit(c.CloseRoom())
    await until(lambda: village.halls[1].held(there.id) is None)
    monkeypatch.delattr(hall_module, "folded")

    assert [await hall.get(here.id) for hall in village.halls] == [None, None]


# ── one picture ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_processes_fold_the_same_room(village: Village):
    here, there = await in_both(village)
    left, right = phone(here, village.halls[0]), phone(there, village.halls[1])
    seats = [await left.sit("Aru"), await right.sit("Dana")]
    await here.submit(c.Advance(0))
    await until(lambda: there.room.place.phase == "answering")

    here.answer(left.connection, c.SubmitAnswer(seats[0], 1, 0, 0, "a1"))
    there.answer(right.connection, c.SubmitAnswer(seats[1], 1, 0, 1, "a2"))

    await until(lambda: here.room.place.phase == there.room.place.phase == "reveal")  # all have answered
    assert {"t": "ack", "id": "a1"} in left.wire.sent
    assert {"t": "ack", "id": "a2"} in right.wire.sent
    assert here.room.seq == there.room.seq


async def test_a_phone_that_comes_to_another_process_leaves_this_one(village: Village):
    here, there = await in_both(village)
    older, newer = phone(here, village.halls[0]), phone(there, village.halls[1])
    seat = await older.sit("Aru")
    village.clock.at_ms += 2000

    assert await newer.sit("Aru") == seat

    await older.closed()
    assert older.wire.sent[-1] == {"t": "bye", "code": "replaced"}
    older.leave()
    await here.submit(c.Lock(True))
    assert here.room.seat(seat).conn == newer.connection.id
    assert newer.wire.closed is None


async def test_a_phone_that_comes_back_is_not_replaced_by_its_own_past(village: Village):
    here, there = await in_both(village)
    away, back = phone(there, village.halls[1]), phone(here, village.halls[0])
    seat = (await here.submit(c.Join("Aru", "d", "Aru")))[0].seat  # type: ignore[union-attr]
    await until(lambda: there.room.seats.get(seat))
    viewer, hello = Viewer("player", "en", seat), Hello(here.id, 0, "1")

    there.seat_down(away.connection, viewer, hello)
    here.seat_down(back.connection, viewer, hello)  # before the log has said that it was away

    await until(lambda: here.room.seat(seat).conn == back.connection.id)
    assert back.wire.closed is None
    await away.closed()


async def test_of_two_phones_that_come_at_once_the_older_is_to_come_back(village: Village):
    here, there = await in_both(village)
    older, newer = phone(here, village.halls[0]), phone(there, village.halls[1])
    await older.sit("Aru")
    village.clock.at_ms += 5

    await newer.sit("Aru")

    await older.closed()
    assert older.wire.closed == 1012
    assert newer.wire.closed is None


async def test_an_arrival_that_a_stopped_process_writes_late_replaces_nobody(village: Village):
    here, there = await in_both(village)
    late, newer = phone(here, village.halls[0]), phone(there, village.halls[1])
    village.clock.at_ms += 30_000
    seat = await newer.sit("Aru")

    await here.submit(c.Arrive(seat, late.connection.id, village.clock.at_ms - 29_000))

    assert here.room.seat(seat).conn == newer.connection.id
    assert newer.wire.closed is None


async def test_a_kicked_student_goes_wherever_the_phone_is_and_comes_in_nowhere(village: Village):
    here, there = await in_both(village)
    screen = phone(there, village.halls[1])
    seat = await screen.sit("Aru")

    await here.submit(c.Kick(seat))

    await screen.closed()
    assert screen.wire.sent[-1] == {"t": "bye", "code": "kicked"}
    for live in (here, there):
        assert (await live.submit(c.Join("Aru", "device of Aru", "Aru")))[0].code == "kicked"  # type: ignore[union-attr]


async def test_a_closed_room_is_closed_everywhere_and_its_pin_is_free(village: Village):
    here, there = await in_both(village)
    screen = phone(there, village.halls[1])
    await screen.sit("Aru")
    await to_podium(here)

    await here.submit(c.CloseRoom())

    await screen.closed()
    assert screen.wire.closed == 1000
    await until(lambda: len(village.closed) == 2)
    assert set(village.recorded) == {(here.id, 1, True)}
    assert await village.log.find(here.room.pin) is None
    assert [hall.held(here.id) for hall in village.halls] == [None, None]


# ── processes end ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_phones_of_a_dead_process_are_seen_off(village: Village):
    here, there = await in_both(village)
    lost, mine = phone(here, village.halls[0]), phone(there, village.halls[1])
    seats = [await lost.sit("Aru"), await mine.sit("Dana")]
    await village.dies(village.halls[0])

    await village.halls[0].housekeeping.tidy()

    await until(lambda: there.room.seat(seats[0]).conn is None)
    assert there.room.seat(seats[1]).conn == mine.connection.id


async def test_a_room_that_is_read_has_no_phones_of_the_dead(village: Village):
    village.hall = await village.another()
    here = await village.room()
    seat = await phone(here, village.halls[0]).sit("Aru")
    await village.dies(village.halls[0])

    there = await (await village.another()).get(here.id)

    assert there is not None
    await until(lambda: there.room.seat(seat).conn is None)


async def test_a_process_that_was_thought_dead_sends_its_phones_to_come_back(village: Village):
    here, there = await in_both(village)
    screen = phone(here, village.halls[0])
    seat = await screen.sit("Aru")
    village.dead.add(village.halls[0]._peers.me)

    village.halls[1].housekeeping.see_off(there)

    await screen.closed()
    assert screen.wire.closed == 1012
    again = phone(here, village.halls[0])
    assert await again.sit("Aru") == seat
    assert again.wire.closed is None


async def test_what_a_dead_process_has_not_recorded_another_one_does(village: Village):
    village.hall = await village.another()
    village.record_fails = StoreFailed("down")
    here = await village.room()
    await to_podium(here)
    await village.dies(village.halls[0])
    village.record_fails = None
    assert village.recorded == []

    await (await village.another()).housekeeping.sweep()

    await until(lambda: village.recorded == [(here.id, 1, True)])


async def test_a_room_that_was_closed_by_a_process_that_died_then_is_freed(village: Village):
    village.hall = await village.another()
    village.record_fails = StoreFailed("down")
    here = await village.room()
    await to_podium(here)
    await here.submit(c.CloseRoom())
    await village.dies(village.halls[0])
    village.record_fails = None

    await (await village.another()).housekeeping.sweep()

    await until(lambda: village.closed == [here.id])
    assert village.recorded == [(here.id, 1, True)]
    assert await village.log.find(here.room.pin) is None


@pytest.mark.parametrize("look", [Housekeeping.sweep, Housekeeping.tidy])
async def test_rooms_that_a_living_process_has_are_left_to_it_as_soon_as_it_has_looked_around(
    village: Village, look: Callable[[Housekeeping], Awaitable[None]]
):
    village.hall = await village.another()
    here = await village.room()
    await look(village.hall.housekeeping)
    other = await village.another()

    await other.housekeeping.sweep()

    assert other.held(here.id) is None


# ── left ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def let_go(hall: Hall) -> None:
    """It is tidied, and tidied again when rooms that are empty have been so for long."""
    await hall.housekeeping.tidy()
    await hall.housekeeping.tidy()


async def test_a_room_that_nobody_of_this_process_is_in_is_let_go_of(village: Village, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    here, there = await in_both(village)
    await phone(here, village.halls[0]).sit("Aru")

    for hall in village.halls:
        await let_go(hall)

    assert village.halls[0].held(here.id) is here
    assert village.halls[1].held(here.id) is None
    await here.submit(c.Lock(True))
    assert not there.room.locked  # it follows no more
    back = await village.halls[1].get(here.id)
    assert back is not None
    assert back.room.locked


async def test_a_room_that_a_teacher_watches_is_kept(village: Village, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    here, _ = await in_both(village)
    screen = phone(here, village.halls[0])
    here.watch(screen.connection, Viewer("projector", "en"), "teacher", lambda: True, Hello(here.id, 0, "1"))

    await let_go(village.halls[0])

    assert village.halls[0].held(here.id) is here


async def test_a_room_is_kept_until_its_games_are_recorded(village: Village, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    here, _ = await in_both(village)
    village.record_fails = StoreFailed("down")
    await to_podium(here)

    await let_go(village.halls[0])

    assert village.halls[0].held(here.id) is here


async def test_a_room_that_was_asked_for_just_now_is_kept(village: Village):
    here, _ = await in_both(village)

    await let_go(village.halls[0])

    assert village.halls[0].held(here.id) is here


async def test_a_room_that_nobody_has_is_read_once_and_again_only_when_it_changes(
    village: Village, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    village.hall = await village.another()
    here = await village.room()
    await village.dies(village.halls[0])
    keeper = await village.another()
    await keeper.housekeeping.sweep()
    assert keeper.held(here.id) is not None
    await let_go(keeper)

    await keeper.housekeeping.sweep()
    assert keeper.held(here.id) is None

    await village.log.append(here.id, c.encode(c.Lock(True)))
    await keeper.housekeeping.sweep()
    live = keeper.held(here.id)
    assert live is not None
    assert live.room.locked


async def test_a_room_that_nobody_has_and_that_was_left_is_closed_and_recorded(
    village: Village, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    village.hall = await village.another()
    here = await village.room()
    await here.submit(c.Advance(0))
    await village.dies(village.halls[0])
    first, second = await village.another(), await village.another()
    await first.housekeeping.sweep()
    await let_go(first)
    village.clock.at_ms += LEFT_MS + 1

    await asyncio.gather(first.housekeeping.sweep(), second.housekeeping.sweep())

    await until(lambda: village.closed)
    assert set(village.recorded) == {(here.id, 1, False)}
    await until(lambda: first.held(here.id) is None and second.held(here.id) is None)
    await until(lambda: len(village.closed) == 2 or not any(hall._tasks for hall in (first, second)))
    assert await village.log.find(here.room.pin) is None


async def test_a_room_that_another_process_has_is_not_left(village: Village):
    village.hall, other = await village.another(), await village.another()
    kept = await village.room()
    await village.hall.housekeeping.sweep()
    village.clock.at_ms += LEFT_MS + 1

    await other.housekeeping.sweep()

    assert kept.room.place.phase == "lobby"


async def test_a_broken_room_is_said_once_and_harms_no_sweep(
    village: Village, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    village.hall = await village.another()
    broken, sound = await village.room(), await village.room()
    await village.log.append(broken.id, b"no command at all")
    await village.dies(village.halls[0])
    other = await village.another()

    for _ in range(3):
        await other.housekeeping.sweep()

    assert other.held(sound.id) is not None
    assert caplog.text.count(f"Room {broken.id} cannot be brought back") == 1


async def test_a_homework_that_no_process_has_is_opened_on_time_by_whichever_looks(
    village: Village, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(housekeeping, "IDLE_S", 0)
    village.hall = await village.another()
    plan = Homework(opens_ms=village.clock.at_ms + 10 * LEFT_MS, closes_ms=village.clock.at_ms + 20 * LEFT_MS)
    given = await village.hall.open_room(
        bank(single()), Settings(lang="en", scoring="none"), programme=Programme(homework=plan)
    )
    await let_go(village.hall)
    village.clock.at_ms += 5 * LEFT_MS
    await village.hall.housekeeping.sweep()
    assert village.hall.held(given.id) is None, "nobody has left it, and it is not due"

    await village.dies(village.halls[0])
    village.clock.at_ms = plan.opens_ms + 1
    other = await village.another()
    await other.housekeeping.sweep()

    found = other.held(given.id)
    assert found is not None
    await until(lambda: found.room.place.phase == "own_pace")
    await until(lambda: village.recorded == [(given.id, 1, False)])
