"""What every log promises, whatever keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saual.log.base import Entry, Log, LogFailed, PinTaken
from saual.world import new_id, new_pin
from tests.helpers.following import following

OpenLog = Callable[[], Awaitable[Log]]
Follower = AsyncGenerator[list[Entry], None]

PATIENCE_S = 20


async def entries_up_to(follower: Follower, last: int) -> list[Entry]:
    """What the follower gives until it has reached `last`."""
    entries: list[Entry] = []
    async with asyncio.timeout(PATIENCE_S):
        while not entries or entries[-1].seq < last:
            batch = await anext(follower)
            assert batch, "a batch is never empty"
            entries += batch
    return entries


async def append_all(log: Log, room: str, commands: list[bytes]) -> list[Entry]:
    return await asyncio.gather(*(log.append(room, command) for command in commands))


def seqs(entries: list[Entry]) -> list[int]:
    return [entry.seq for entry in entries]


def numbered(count: int) -> list[bytes]:
    return [b"command %d" % number for number in range(count)]


async def test_entries_of_a_room_count_from_one_without_gaps(log: Log) -> None:
    first = await log.open_room("room", "111111", b"open")
    others = [await log.append("room", command) for command in numbered(20)]

    assert seqs([first, *others]) == list(range(1, 22))
    assert await log.read("room") == [first, *others]


async def test_the_time_of_a_room_never_decreases(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    await append_all(log, "room", numbered(50))

    times = [entry.at_ms for entry in await log.read("room")]

    assert all(before <= after for before, after in pairwise(times))


async def test_appends_at_once_each_get_their_own_place(log: Log) -> None:
    await log.open_room("room", "111111", b"open")

    acked = await append_all(log, "room", numbered(35))

    assert [entry.command for entry in acked] == numbered(35)
    assert sorted(seqs(acked)) == list(range(2, 37))
    assert await log.read("room", after=1) == sorted(acked, key=lambda entry: entry.seq)


async def test_reading_starts_after_the_seq_it_is_given(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    await append_all(log, "room", numbered(9))

    assert seqs(await log.read("room", after=7)) == [8, 9, 10]
    assert await log.read("room", after=10) == []
    assert await log.read("room", after=1000) == []


async def test_an_append_begins_at_once_and_is_heard_of_later(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    heard: list[asyncio.Future[Entry]] = []

    appended = log.append("room", b"command")
    appended.add_done_callback(heard.append)
    refused = log.append("nowhere", b"command")
    refused.add_done_callback(heard.append)
    await asyncio.wait([appended, refused], timeout=PATIENCE_S)

    assert set(heard) == {appended, refused}
    assert appended.result() == (await log.read("room"))[-1]
    assert isinstance(refused.exception(), LogFailed)


async def test_what_is_put_is_followed_in_its_place_and_only_a_failure_is_told(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    told: list[LogFailed] = []
    refused: asyncio.Future[LogFailed] = asyncio.get_running_loop().create_future()

    log.put("nowhere", b"command", refused.set_result)
    log.put("room", b"first", told.append)
    appended = log.append("room", b"second")
    log.put("room", b"third", told.append)
    async with aclosing(following(log, "room")) as follower:
        followed = await entries_up_to(follower, 4)
    await asyncio.wait_for(refused, PATIENCE_S)

    assert [entry.command for entry in followed] == [b"open", b"first", b"second", b"third"]
    assert await appended == followed[2]
    assert not told


async def test_a_closed_log_tells_who_puts_something_into_it(store: OpenLog) -> None:
    log = await store()
    await log.open_room("room", "111111", b"open")
    await log.close()
    refused: asyncio.Future[LogFailed] = asyncio.get_running_loop().create_future()

    log.put("room", b"too late", refused.set_result)

    await asyncio.wait_for(refused, PATIENCE_S)


@pytest.mark.parametrize("command", [b"", b"\x00\xff\n'\"", "Әңгіме".encode(), bytes(16 * 1024)])
async def test_a_command_comes_back_byte_for_byte(log: Log, command: bytes) -> None:
    await log.open_room("room", "111111", command)
    await log.append("room", command)

    assert [entry.command for entry in await log.read("room")] == [command, command]


async def test_a_long_room_is_read_and_followed_whole(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    await append_all(log, "room", numbered(1200))

    read = await log.read("room")
    async with aclosing(following(log, "room")) as follower:
        followed = await entries_up_to(follower, 1201)

    assert seqs(read) == list(range(1, 1202))
    assert followed == read


async def test_entries_and_count_survive_closing_and_opening(store: OpenLog) -> None:
    log = await store()
    await log.open_room("room", "111111", b"open")
    await append_all(log, "room", numbered(10))
    before = await log.read("room")
    await log.close()

    log = await store()
    after = await log.read("room")
    following = await log.append("room", b"next")
    await log.close()

    assert after == before
    assert following.seq == 12
    assert following.at_ms >= before[-1].at_ms


async def test_what_was_accepted_is_written_by_close(store: OpenLog) -> None:
    log = await store()
    await log.open_room("room", "111111", b"open")
    appends = [log.append("room", command) for command in numbered(35)]
    await asyncio.sleep(0)  # each has begun, none is acknowledged
    await log.close()
    acked = await asyncio.gather(*appends)

    log = await store()
    kept = await log.read("room", after=1)
    await log.close()

    assert kept == sorted(acked, key=lambda entry: entry.seq)


async def test_a_closed_log_refuses_and_closing_again_does_nothing(store: OpenLog) -> None:
    log = await store()
    await log.open_room("room", "111111", b"open")
    await log.close()
    await log.close()

    with pytest.raises(LogFailed):
        await log.append("room", b"too late")
    with pytest.raises(LogFailed):
        await log.read("room")


async def test_a_cancelled_caller_leaves_no_gap(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    appends = [log.append("room", command) for command in numbered(10)]
    await asyncio.sleep(0)
    for append in appends[::2]:
        append.cancel()
    await asyncio.gather(*appends, return_exceptions=True)
    last = await log.append("room", b"last")

    entries = await log.read("room")

    assert seqs(entries) == list(range(1, last.seq + 1))
    assert {append.result() for append in appends[1::2]} <= set(entries)


# Rooms and PINs


async def test_an_unknown_room_is_empty_and_takes_no_entry(log: Log) -> None:
    assert await log.read("nowhere") == []
    with pytest.raises(LogFailed):
        await log.append("nowhere", b"command")
    await log.close_room("nowhere")

    assert await log.rooms() == []
    assert await log.read("nowhere") == []


async def test_rooms_are_told_newest_first_with_the_pins_of_the_live_ones(log: Log) -> None:
    opened = [await log.open_room(f"room {number}", f"{number}" * 6, b"open") for number in (1, 2, 3)]
    await log.close_room("room 2")

    rooms = await log.rooms()

    assert [(line.room, line.pin) for line in rooms] == [
        ("room 3", "333333"),
        ("room 2", None),
        ("room 1", "111111"),
    ]
    assert [line.opened_ms for line in rooms] == [entry.at_ms for entry in reversed(opened)]


async def test_two_rooms_at_once_know_nothing_of_each_other(log: Log) -> None:
    await log.open_room("left", "111111", b"open left")
    await log.open_room("right", "222222", b"open right")
    left = [b"left %d" % number for number in range(40)]
    right = [b"right %d" % number for number in range(40)]
    async with aclosing(following(log, "left")) as at_left, aclosing(following(log, "right")) as at_right:
        pairs = zip(left, right, strict=True)
        await asyncio.gather(*(log.append(c.split()[0].decode(), c) for pair in pairs for c in pair))
        followed_left = await entries_up_to(at_left, 41)
        followed_right = await entries_up_to(at_right, 41)

    assert followed_left == await log.read("left")
    assert followed_right == await log.read("right")
    assert sorted(entry.command for entry in followed_left) == sorted([b"open left", *left])
    assert sorted(entry.command for entry in followed_right) == sorted([b"open right", *right])


async def test_a_pin_belongs_to_one_live_room(log: Log) -> None:
    await log.open_room("first", "111111", b"open")

    with pytest.raises(PinTaken):
        await log.open_room("second", "111111", b"open")

    assert [line.room for line in await log.rooms()] == ["first"]
    assert await log.read("second") == []


async def test_of_many_rooms_that_claim_a_pin_at_once_one_gets_it(log: Log) -> None:
    names = [f"room {number}" for number in range(20)]

    claims = await asyncio.gather(*(log.open_room(name, "111111", b"open") for name in names), return_exceptions=True)

    winners = [name for name, claim in zip(names, claims, strict=True) if isinstance(claim, Entry)]
    assert sum(isinstance(claim, PinTaken) for claim in claims) == 19
    assert [line.room for line in await log.rooms()] == winners
    for name in names:
        assert len(await log.read(name)) == (1 if name in winners else 0)


async def test_a_closed_room_frees_its_pin_and_keeps_its_entries(log: Log) -> None:
    await log.open_room("first", "111111", b"open")
    await log.close_room("first")
    await log.close_room("first")

    await log.open_room("second", "111111", b"open")
    await log.close_room("first")

    assert [(line.room, line.pin) for line in await log.rooms()] == [("second", "111111"), ("first", None)]
    assert seqs(await log.read("first")) == [1]


async def test_a_closed_room_can_be_forgotten_with_all_that_was_said_in_it(log: Log) -> None:
    await log.open_room("first", "111111", b"open")
    await log.open_room("second", "222222", b"open")
    await append_all(log, "first", numbered(10))
    await log.close_room("first")

    await log.forget("first")
    await log.forget("first")

    assert await log.read("first") == []
    assert [line.room for line in await log.rooms()] == ["second"]
    with pytest.raises(LogFailed):
        await log.append("first", b"command")
    assert seqs([await log.append("second", b"command")]) == [2]


async def test_a_live_room_is_not_forgotten(log: Log) -> None:
    await log.open_room("room", "111111", b"open")

    with pytest.raises(LogFailed):
        await log.forget("room")

    assert seqs(await log.read("room")) == [1]


async def test_a_pin_is_still_taken_after_closing_and_opening_the_log(store: OpenLog) -> None:
    log = await store()
    await log.open_room("first", "111111", b"open")
    await log.close()

    log = await store()
    with pytest.raises(PinTaken):
        await log.open_room("second", "111111", b"open")
    await log.close()


async def test_a_live_room_is_found_by_its_pin(log: Log) -> None:
    await log.open_room("first", "111111", b"open")
    await log.open_room("second", "222222", b"open")
    await log.close_room("second")

    assert await log.find("111111") == "first"
    assert await log.find("222222") is None
    assert await log.find("333333") is None


async def test_a_pin_leads_to_the_room_that_has_it_now(log: Log) -> None:
    await log.open_room("first", "111111", b"open")
    await log.close_room("first")
    await log.open_room("second", "111111", b"open")
    await log.close_room("first")

    assert await log.find("111111") == "second"


async def test_a_room_is_opened_once(log: Log) -> None:
    await log.open_room("room", "111111", b"open")

    with pytest.raises(LogFailed):
        await log.open_room("room", "222222", b"open again")
    await log.open_room("other", "222222", b"open")

    assert [entry.command for entry in await log.read("room")] == [b"open"]


# Followers


async def test_a_follower_gets_what_there_is_and_then_what_comes(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    await append_all(log, "room", numbered(5))
    async with aclosing(following(log, "room", after=2)) as follower:
        there = await entries_up_to(follower, 6)
        for number in range(7, 20):
            coming = asyncio.create_task(entries_up_to(follower, number))
            appended = await log.append("room", b"more")
            assert await coming == [appended]

    assert seqs(there) == [3, 4, 5, 6]


async def test_a_follower_may_wait_for_a_room_that_is_not_open_yet(log: Log) -> None:
    async with aclosing(following(log, "room")) as follower:
        coming = asyncio.create_task(entries_up_to(follower, 1))
        await asyncio.sleep(0)
        opened = await log.open_room("room", "111111", b"open")

        assert await coming == [opened]


async def test_a_follower_may_wait_for_a_seq_that_is_still_to_come(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    async with aclosing(following(log, "room", after=10)) as follower:
        coming = asyncio.create_task(entries_up_to(follower, 15))
        await append_all(log, "room", numbered(14))

        assert seqs(await coming) == [11, 12, 13, 14, 15]


async def test_a_follower_that_does_not_take_holds_up_nobody_and_misses_nothing(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    async with aclosing(following(log, "room")) as idle, aclosing(following(log, "room")) as busy:
        assert seqs(await anext(idle)) == [1]
        taking = asyncio.create_task(entries_up_to(busy, 1501))
        for _ in range(3):
            await append_all(log, "room", numbered(500))

        assert seqs(await taking) == list(range(1, 1502))
        assert seqs(await entries_up_to(idle, 1501)) == list(range(2, 1502))


async def test_a_follower_that_leaves_changes_nothing_for_the_others(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    async with aclosing(following(log, "room", after=1)) as staying:
        leaving = asyncio.create_task(anext(following(log, "room", after=1)))
        coming = asyncio.create_task(entries_up_to(staying, 3))
        await asyncio.sleep(0)
        leaving.cancel()
        await append_all(log, "room", numbered(2))

        assert seqs(await coming) == [2, 3]
    assert leaving.cancelled()


async def test_a_follower_that_wants_no_more_is_told_no_more(log: Log) -> None:
    await log.open_room("room", "111111", b"open")
    told: list[int] = []

    def take(entries: list[Entry]) -> bool:
        told.extend(entry.seq for entry in entries)
        return told[-1] < 2

    async with asyncio.timeout(PATIENCE_S):
        watching = asyncio.ensure_future(log.follow("room", 0, take))
        await log.append("room", b"second")
        await watching
        await log.append("room", b"third")

    assert told == [1, 2]


async def test_what_a_follower_raises_ends_it_alone(log: Log) -> None:
    await log.open_room("room", "111111", b"open")

    def stumble(entries: list[Entry]) -> bool:
        if entries[-1].seq == 2:
            raise ValueError("cannot be folded")
        return True

    async with aclosing(following(log, "room")) as other, asyncio.timeout(PATIENCE_S):
        broken = asyncio.ensure_future(log.follow("room", 0, stumble))
        await entries_up_to(other, 1)
        await log.append("room", b"second")
        with pytest.raises(ValueError, match="cannot be folded"):
            await broken
        assert seqs(await entries_up_to(other, 2)) == [2]


async def test_closing_the_log_ends_its_followers_after_the_last_entry(store: OpenLog) -> None:
    log = await store()
    await log.open_room("room", "111111", b"open")

    async def all_batches() -> list[Entry]:
        return [entry async for batch in following(log, "room") for entry in batch]

    all_told = [asyncio.create_task(all_batches()) for _ in range(3)]
    async with aclosing(following(log, "room")) as follower:
        await entries_up_to(follower, 1)
        await log.append("room", b"last")
        await entries_up_to(follower, 2)
        await log.close()
        with pytest.raises(StopAsyncIteration):
            await anext(follower)

    async with asyncio.timeout(PATIENCE_S):
        for entries in await asyncio.gather(*all_told):
            assert seqs(entries) == [1, 2]


# Several processes


async def test_two_processes_append_to_a_room_and_both_followers_see_the_same_order(shared_store: OpenLog) -> None:
    one, other = await shared_store(), await shared_store()
    await one.open_room("room", "111111", b"open")
    async with aclosing(following(one, "room")) as at_one, aclosing(following(other, "room")) as at_other:
        appends = [
            log.append("room", b"%d of %s" % (number, who))
            for number in range(60)
            for log, who in ((one, b"one"), (other, b"other"))
        ]
        seen_by_one = await entries_up_to(at_one, 121)
        seen_by_other = await entries_up_to(at_other, 121)
        acked = await asyncio.gather(*appends)
    kept = await other.read("room")
    await one.close()
    await other.close()

    assert seqs(kept) == list(range(1, 122))
    assert seen_by_one == seen_by_other == kept
    assert sorted(acked, key=lambda entry: entry.seq) == kept[1:]
    for who in (b"one", b"other"):
        assert [e.command for e in kept if e.command.endswith(b" " + who)] == [
            b"%d of %s" % (n, who) for n in range(60)
        ]


async def test_what_one_process_opens_and_closes_the_other_knows(shared_store: OpenLog) -> None:
    one, other = await shared_store(), await shared_store()
    opened = await one.open_room("room", "111111", b"open")

    assert await other.find("111111") == "room"
    assert await other.read("room") == [opened]
    with pytest.raises(PinTaken):
        await other.open_room("second", "111111", b"open")

    await other.close_room("room")
    assert await one.find("111111") is None
    await one.close()
    await other.close()


async def test_a_process_that_leaves_ends_nothing_for_the_other(shared_store: OpenLog) -> None:
    one, other = await shared_store(), await shared_store()
    await one.open_room("room", "111111", b"open")
    async with aclosing(following(other, "room")) as follower:
        await entries_up_to(follower, 1)
        last_words = one.append("room", b"last words")
        await one.close()
        assert await entries_up_to(follower, 2) == [await last_words]
        appended = await other.append("room", b"and on")
        assert await entries_up_to(follower, 3) == [appended]
    await other.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(1, 12)),
        st.tuples(st.just("follow"), st.integers(0, 100)),
        st.tuples(st.just("take"), st.integers(0, 100)),
        st.tuples(st.just("wait"), st.just(0)),
        st.tuples(st.just("turn"), st.just(0)),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_followers_get_each_entry_once_in_order_from_wherever_they_start(
    log: Log, steps: list[tuple[str, int]]
) -> None:
    room = new_id()
    await log.open_room(room, pin := new_pin(), b"open")
    appends: list[asyncio.Task[Entry]] = []
    followers: list[Follower] = []
    starts: list[int] = []
    taken: list[list[int]] = []
    acked = 1

    for step, number in steps:
        match step:
            case "append":
                appends += [log.append(room, c) for c in numbered(number)]
            case "follow":
                starts.append(acked * number // 100)
                followers.append(following(log, room, starts[-1]))
                taken.append([])
            case "take" if followers:
                which = number % len(followers)
                reached = taken[which][-1] if taken[which] else starts[which]
                if reached < acked:  # else it would wait for ever
                    taken[which] += seqs(await anext(followers[which]))
            case "wait":
                acked = 1 + len(await asyncio.gather(*appends))
            case _:
                await asyncio.sleep(0)
    last = 1 + len(await asyncio.gather(*appends))

    for start, follower, got in zip(starts, followers, taken, strict=True):
        async with aclosing(follower):
            if (got[-1] if got else start) < last:
                got += seqs(await entries_up_to(follower, last))
        assert got == list(range(start + 1, last + 1))
    await log.close_room(room)
    assert pin not in [line.pin for line in await log.rooms()]
