"""What is special to the log in SQLite: when it commits, and what it does when the file fails it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, Protocol

import pytest

from saual.log.base import Entry, LogFailed, PinTaken
from saual.log.local import LocalLog
from saual.log.local_file import LogFile
from saual.world import Clock
from tests.helpers.following import following

BUSY_MS = 50
PATIENCE_S = 20


class Disk(Protocol):
    """See `disk` in conftest."""

    folder: Path

    def fill(self, file: LogFile) -> None: ...

    def free(self, file: LogFile) -> None: ...


class SetClock(Clock):
    def __init__(self, ms: int) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms


@pytest.fixture
def file(tmp_path: Path) -> LogFile:
    return LogFile(tmp_path / "live.db", BUSY_MS)


@pytest.fixture
async def log(file: LogFile) -> AsyncIterator[LocalLog]:
    log = LocalLog(file, Clock())
    yield log
    await log.close()


def statements(file: LogFile) -> list[str]:
    """Every statement from now on."""
    seen: list[str] = []
    file._db.set_trace_callback(seen.append)
    return seen


def other_program(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, isolation_level=None))


async def try_appending(log: LocalLog, room: str, commands: list[bytes]) -> list[Entry | BaseException]:
    return await asyncio.gather(*(log.append(room, c) for c in commands), return_exceptions=True)


# Commits


async def test_a_commit_is_on_the_disk_before_it_returns(file: LogFile, log: LocalLog) -> None:
    assert file._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert file._db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


async def test_another_connection_sees_an_entry_as_soon_as_it_is_acknowledged(log: LocalLog, tmp_path: Path) -> None:
    await log.open_room("room", "111111", b"open")
    for number in range(20):
        acked = await log.append("room", b"%d" % number)
        with other_program(tmp_path / "live.db") as other:
            row = other.execute("SELECT command FROM entry WHERE seq = ?", (acked.seq,)).fetchone()
        assert row == (b"%d" % number,)


async def test_a_class_that_answers_at_once_costs_one_commit(file: LogFile, log: LocalLog) -> None:
    await log.open_room("room", "111111", b"open")
    seen = statements(file)

    acked = await asyncio.gather(*(log.append("room", b"answer") for _ in range(35)))

    assert [entry.seq for entry in acked] == list(range(2, 37))
    assert seen.count("COMMIT") == 1
    assert len(seen) == 3, "begin, one insert, commit"


async def test_the_event_loop_is_woken_once_per_commit(file: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[object] = []
    loop = asyncio.get_running_loop()
    wake = loop.call_soon_threadsafe

    def counting(callback: Callable[..., object], *args: Any) -> asyncio.Handle:
        woken.append(callback)
        return wake(callback, *args)

    monkeypatch.setattr(loop, "call_soon_threadsafe", counting)
    log = LocalLog(file, Clock())
    await log.open_room("room", "111111", b"open")
    woken.clear()
    await asyncio.gather(*(log.append("room", b"answer") for _ in range(35)))
    wakings = len(woken)
    await log.close()

    assert wakings == 1


async def test_reading_a_long_room_holds_up_no_answer(log: LocalLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saual.log.local.PAGE", 2)
    monkeypatch.setattr("saual.log.local_file.PAGE", 2)
    await log.open_room("room", "111111", b"open")
    await asyncio.gather(*(log.append("room", b"command") for _ in range(2000)))

    reading = asyncio.create_task(log.read("room"))
    await asyncio.sleep(0)
    await log.append("room", b"answer")

    assert not reading.done()
    assert len(await reading) == 2002


async def test_more_callers_than_the_queue_holds_are_refused_and_may_come_again(
    log: LocalLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.log.local._MAX_WAITING", 10)
    await log.open_room("room", "111111", b"open")

    results = await try_appending(log, "room", [b"command"] * 35)
    again = await log.append("room", b"again")

    assert [isinstance(result, Entry) for result in results] == [True] * 10 + [False] * 25
    assert all(isinstance(result, LogFailed) for result in results[10:])
    assert again.seq == 12


# Followers


@pytest.mark.parametrize("count", [1, 10], ids=["as many as a follower may leave", "more than that"])
async def test_what_is_committed_just_after_a_follower_read_the_file_is_not_lost(
    file: LogFile, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("saual.log.local._MAX_KEPT", 4)
    reading, read_on, settled = asyncio.Event(), threading.Event(), threading.Semaphore(0)
    page = file.page
    loop = asyncio.get_running_loop()
    wake = loop.call_soon_threadsafe

    def page_that_waits(room: str, after: int) -> list[Entry]:
        entries = page(room, after)
        wake(reading.set)
        assert read_on.wait(PATIENCE_S)
        return entries

    def counting(callback: Callable[..., object], *args: Any) -> asyncio.Handle:
        handle = wake(callback, *args)
        settled.release()
        return handle

    monkeypatch.setattr(file, "page", page_that_waits)
    monkeypatch.setattr(loop, "call_soon_threadsafe", counting)
    log = LocalLog(file, Clock())
    await log.open_room("room", "111111", b"open")
    assert settled.acquire(timeout=PATIENCE_S)

    async def followed() -> list[int]:
        seqs: list[int] = []
        async with aclosing(following(log, "room")) as follower, asyncio.timeout(PATIENCE_S):
            while not seqs or seqs[-1] <= count:
                seqs += [entry.seq for entry in await anext(follower)]
        return seqs

    # given: a follower's page is read, but has not reached it, and appends are on their way
    all_told = asyncio.create_task(followed())
    await reading.wait()
    appends = [log.append("room", b"command") for _ in range(count)]
    await asyncio.sleep(0)  # each has begun
    log._hand_over()
    # when: page and commit reach the event loop in the same turn
    read_on.set()
    assert settled.acquire(timeout=PATIENCE_S)
    assert settled.acquire(timeout=PATIENCE_S)

    assert await all_told == list(range(1, count + 2))
    await asyncio.gather(*appends)
    await log.close()


# Time


async def test_time_goes_on_from_the_last_entry_when_the_wall_clock_went_back(tmp_path: Path) -> None:
    log = await LocalLog.open(tmp_path / "live.db", SetClock(5_000_000))
    await log.open_room("room", "111111", b"open")
    await log.close()

    log = await LocalLog.open(tmp_path / "live.db", clock := SetClock(1_000_000))
    early = await log.append("room", b"early")
    clock.ms = 5_000_001
    late = await log.append("room", b"late")
    other = await log.open_room("other", "222222", b"open")
    await log.close()

    assert (early.seq, early.at_ms) == (2, 5_000_000)
    assert (late.seq, late.at_ms) == (3, 5_000_001)
    assert other.at_ms == 5_000_001


async def test_an_entry_has_the_time_at_which_it_came_in(file: LogFile) -> None:
    log = LocalLog(file, clock := SetClock(1000))
    await log.open_room("room", "111111", b"open")
    clock.ms = 2000
    append = log.append("room", b"answer")
    await asyncio.sleep(0)
    clock.ms = 3000
    entry = await append
    await log.close()

    assert entry.at_ms == 2000


# Failures


async def test_a_full_disk_fails_those_appends_only_and_the_log_goes_on_once_there_is_room(
    disk: Disk,
) -> None:
    file = LogFile(disk.folder / "live.db", BUSY_MS)
    log = LocalLog(file, Clock())
    await log.open_room("room", "111111", b"open")
    kept = [await log.append("room", bytes(4000)) for _ in range(3)]

    disk.fill(file)
    refused = await try_appending(log, "room", [bytes(16_000)] * 10)
    refused += await try_appending(log, "room", [bytes(16_000)])
    with pytest.raises(LogFailed):
        await log.open_room("other", "222222", bytes(16_000))
    still_read = await log.read("room", after=1)
    disk.free(file)
    following = await log.append("room", b"after")
    await log.open_room("other", "222222", b"open")
    await log.close()

    assert all(isinstance(result, LogFailed) for result in refused)
    assert "the disk" in str(refused[0])
    assert still_read == kept
    assert following.seq == 5

    log = await LocalLog.open(disk.folder / "live.db", Clock())
    assert await log.read("room", after=1) == [*kept, following]
    await log.close()


async def test_a_disk_that_took_nothing_is_tried_until_it_takes_something_though_nobody_writes(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saual.log.local._PROBE_S", 0.01)
    file = LogFile(disk.folder / "live.db", BUSY_MS)
    log = LocalLog(file, Clock())
    told: asyncio.Queue[tuple[bool, str]] = asyncio.Queue()
    log.watch(lambda well: told.put_nowait((well, log.health.why)))
    await log.open_room("room", "111111", b"open")

    disk.fill(file)
    assert all(isinstance(one, LogFailed) for one in await try_appending(log, "room", [bytes(16_000)] * 10))
    ill, why = await told.get()
    disk.free(file)
    well, _ = await told.get()
    after = await log.append("room", b"after")
    await log.close()

    assert (ill, well) == (False, True)
    assert "the disk" in why
    assert after.seq == 2, "to try leaves nothing in a room"


async def test_a_file_that_another_program_locks_fails_the_append_until_it_lets_go(
    log: LocalLog, tmp_path: Path
) -> None:
    await log.open_room("room", "111111", b"open")
    with other_program(tmp_path / "live.db") as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await try_appending(log, "room", [b"answer"] * 5)
        still_read = await log.read("room")
        other.execute("ROLLBACK")
    following = await log.append("room", b"after")

    assert all(isinstance(result, LogFailed) for result in refused)
    assert "locked by another program" in str(refused[0])
    assert [entry.seq for entry in still_read] == [1]
    assert following.seq == 2


async def test_what_failed_reaches_no_follower(log: LocalLog, tmp_path: Path) -> None:
    await log.open_room("room", "111111", b"open")
    follower = following(log, "room")
    assert [entry.command for entry in await anext(follower)] == [b"open"]
    with other_program(tmp_path / "live.db") as other:
        other.execute("BEGIN IMMEDIATE")
        await try_appending(log, "room", [b"refused"])
        other.execute("ROLLBACK")
    await log.append("room", b"after")

    assert [entry.command for entry in await anext(follower)] == [b"after"]
    await follower.aclose()


async def test_a_pin_whose_room_failed_is_not_taken(log: LocalLog, tmp_path: Path) -> None:
    with other_program(tmp_path / "live.db") as other:
        other.execute("BEGIN IMMEDIATE")
        claims = await asyncio.gather(
            *(log.open_room(room, "111111", b"open") for room in ("first", "second")), return_exceptions=True
        )
        other.execute("ROLLBACK")

    await log.open_room("second", "111111", b"open")
    with pytest.raises(PinTaken):
        await log.open_room("first", "111111", b"open")

    assert all(isinstance(claim, LogFailed) for claim in claims)


async def test_a_change_that_cannot_be_made_at_all_leaves_the_log_alive(log: LocalLog) -> None:
    await log.open_room("room", "111111", b"open")

    with pytest.raises(LogFailed):
        await log.open_room(chr(0xD800), "222222", b"open")  # no UTF-8 has it

    assert (await log.append("room", b"after")).seq == 2


async def test_a_line_written_in_by_somebody_else_costs_one_failure_and_no_more(log: LocalLog, tmp_path: Path) -> None:
    await log.open_room("room", "111111", b"open")
    with other_program(tmp_path / "live.db") as other:
        other.execute("INSERT INTO entry (room, seq, at_ms, command) SELECT room, 2, at_ms, 'theirs' FROM entry")

    with pytest.raises(LogFailed):
        await log.append("room", b"ours")

    assert (await log.append("room", b"ours")).seq == 3


# Opening


async def refusal(path: Path) -> str:
    with pytest.raises(LogFailed) as refused:
        await LocalLog.open(path, Clock(), busy_ms=BUSY_MS)
    return str(refused.value)


async def test_the_folder_must_be_there(tmp_path: Path) -> None:
    assert "nothing can be written in" in await refusal(tmp_path / "missing" / "live.db")


async def test_a_place_that_takes_no_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert "nothing can be written in" in await refusal(tmp_path / "file" / "live.db")


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "live.db").mkdir()

    assert "the file cannot be opened" in await refusal(tmp_path / "live.db")


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "live.db").write_bytes(b"the register of grade 9\n" * 100)

    assert "no Saual log" in await refusal(tmp_path / "live.db")
    assert (tmp_path / "live.db").read_bytes() == b"the register of grade 9\n" * 100


async def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with other_program(tmp_path / "live.db") as other:
        other.execute("CREATE TABLE marks (pupil TEXT)")
    before = (tmp_path / "live.db").read_bytes()

    assert "no Saual log" in await refusal(tmp_path / "live.db")
    assert (tmp_path / "live.db").read_bytes() == before


async def test_the_log_of_a_newer_saual_is_refused(tmp_path: Path) -> None:
    log = await LocalLog.open(tmp_path / "live.db", Clock())
    await log.close()
    with other_program(tmp_path / "live.db") as other:
        other.execute("PRAGMA user_version = 1000")

    assert "newer Saual" in await refusal(tmp_path / "live.db")


async def test_a_file_locked_by_another_program_is_refused(tmp_path: Path) -> None:
    log = await LocalLog.open(tmp_path / "live.db", Clock())
    await log.close()
    with other_program(tmp_path / "live.db") as other:
        other.execute("BEGIN IMMEDIATE")

        assert "locked by another program" in await refusal(tmp_path / "live.db")


async def test_a_file_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = await LocalLog.open(tmp_path / "live.db", Clock())
    await log.close()
    connect = sqlite3.connect
    # Root may write whatever the permissions say; a connection opened for reading only may not, whoever it is.
    read_only = f"{(tmp_path / 'live.db').as_uri()}?mode=ro"
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(read_only, uri=True, **options))

    assert "read-only" in await refusal(tmp_path / "live.db")


async def test_the_file_belongs_to_one_log_at_a_time(tmp_path: Path) -> None:
    first = await LocalLog.open(tmp_path / "live.db", Clock())

    assert await refusal(tmp_path / "live.db") == "another Saual is already running with this data folder"

    await first.close()
    second = await LocalLog.open(tmp_path / "live.db", Clock())
    await second.close()


async def test_a_refused_file_can_be_opened_once_it_is_put_right(tmp_path: Path) -> None:
    (tmp_path / "live.db").write_bytes(b"the register of grade 9\n" * 100)
    await refusal(tmp_path / "live.db")
    (tmp_path / "live.db").unlink()

    log = await LocalLog.open(tmp_path / "live.db", Clock())
    await log.close()
