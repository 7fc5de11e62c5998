"""Several processes write the same games to one PostgreSQL, and die while they do: each game is there once, whole."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace
from sqlalchemy import Connection, delete, event, func, select

from saual.reports.record import GameRecord
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database, StoreFailed
from tests.helpers.postgres_server import PostgresServer
from tests.reports.played import played

PLAYED = played().record()


def record(no: int, seq: int) -> GameRecord:
    """Two with different `seq` differ in what they hold."""
    return replace(PLAYED, no=no, seq=seq, responses=PLAYED.responses[: 1 + seq % 13], finished=seq % 2 == 0)


@pytest.fixture
async def two(database_url: str) -> AsyncIterator[list[Database]]:
    databases = [Database(database_url) for _ in range(2)]
    yield databases
    for database in databases:
        await database.close()


async def test_of_many_that_write_at_once_the_newest_stays(two: list[Database]) -> None:
    archives = [Archive(database) for database in two]
    seqs = [7, 3, 13, 1, 12, 5, 13, 2, 9, 13]

    await asyncio.gather(*(archive.write(record(1, seq)) for seq in seqs for archive in archives))

    assert await archives[0].get("room1-1") == record(1, 13)


async def test_who_reads_while_another_writes_sees_one_record_whole(two: list[Database]) -> None:
    writer, reader = Archive(two[0]), Archive(two[1])
    seen: list[GameRecord | None] = []
    await writer.write(record(1, 0))

    async def read() -> None:
        while not writing.done():
            seen.append(await reader.get("room1-1"))

    async def write() -> None:
        for seq in range(1, 40):
            await writer.write(record(1, seq))

    writing = asyncio.ensure_future(write())
    await asyncio.gather(writing, read(), read())

    assert seen
    assert all(found == record(1, found.seq) for found in seen if found)
    assert None not in seen


async def test_a_game_that_is_deleted_while_others_write_it_stays_deleted(two: list[Database]) -> None:
    archives = [Archive(database) for database in two]
    for no in range(1, 11):
        await archives[0].write(record(no, 0))

        _, deleted, _ = await asyncio.gather(
            archives[1].write(record(no, 1)), archives[0].delete(f"room1-{no}"), archives[1].write(record(no, 2))
        )

        assert deleted
        await archives[1].write(record(no, 3))
        assert await archives[0].get(f"room1-{no}") is None


async def test_a_process_that_is_cut_off_anywhere_in_a_write_leaves_the_old_record_or_the_new(
    two: list[Database], database_url: str
) -> None:
    """Before each statement in turn, then before the commit, then after it."""
    doomed, other = two
    with psycopg.connect(database_url, autocommit=True) as admin:
        at, done, met = 0, itertools.count(), True

        def cut(db: Connection) -> None:
            nonlocal met
            if next(done) == at:
                met = True
                pid = db.connection.driver_connection.info.backend_pid
                admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

        event.listen(doomed._engine, "before_cursor_execute", lambda db, *_: cut(db))
        event.listen(doomed._engine, "commit", cut)
        failures = 0
        await Archive(other).write(record(1, 0))
        while met:
            met, done = False, itertools.count()
            old, new = record(1, at), record(1, at + 1)
            try:
                await Archive(doomed).write(new)
            except StoreFailed:
                failures += 1
                assert await Archive(other).get("room1-1") in (old, new)
                at, before = -1, at  # the caller tries again, in peace
                await Archive(doomed).write(new)
                at = before
            assert await Archive(other).get("room1-1") == new
            at += 1

    assert at > 10  # every statement had its turn
    assert failures == 1  # the one at the commit; all others were made good unnoticed


async def test_what_is_written_while_the_database_is_down_fails_soon_and_later_succeeds(
    own_postgres: PostgresServer,
) -> None:
    database = Database(own_postgres.url())
    archive = Archive(database)
    await archive.write(record(1, 1))
    own_postgres.kill()

    async with asyncio.timeout(5):
        with pytest.raises(StoreFailed):
            await archive.write(record(1, 2))
    own_postgres.start()
    assert await archive.get("room1-1") == record(1, 1)

    await archive.write(record(1, 2))
    assert await archive.get("room1-1") == record(1, 2)
    await database.close()


class Together(RuleBasedStateMachine):
    """The model of a game: the highest `seq` that was written, or that it is deleted."""

    databases: list[Database]
    runner: asyncio.Runner

    @initialize()
    def empty(self) -> None:
        self.newest: dict[int, int] = {}
        self.deleted: set[int] = set()
        self.archives = [Archive(database) for database in self.databases]
        self.runner.run(self.databases[0].run(self._empty))

    @staticmethod
    def _empty(db: Connection) -> None:
        db.execute(delete(schema.games))
        db.execute(delete(schema.deleted_games))

    games = st.integers(1, 2)
    processes = st.integers(0, 1)

    @rule(no=games, writes=st.lists(st.tuples(processes, st.integers(0, 30)), min_size=1, max_size=6))
    def write(self, no: int, writes: list[tuple[int, int]]) -> None:
        async def all_at_once() -> None:
            await asyncio.gather(*(self.archives[process].write(record(no, seq)) for process, seq in writes))

        self.runner.run(all_at_once())
        self.newest[no] = max([self.newest.get(no, 0), *(seq for _, seq in writes)])

    @rule(no=games, process=processes, seq=st.none() | st.integers(0, 30))
    def delete(self, no: int, process: int, seq: int | None) -> None:
        """Perhaps while the other process writes it."""

        async def both() -> bool:
            deleting = asyncio.ensure_future(self.archives[process].delete(f"room1-{no}"))
            if seq is not None:
                await self.archives[1 - process].write(record(no, seq))
            return await deleting

        there = no in self.newest and no not in self.deleted
        deleted = self.runner.run(both())
        assert deleted or not there
        if deleted:
            assert no not in self.deleted
            self.deleted.add(no)
        elif seq is not None:
            self.newest[no] = max(self.newest.get(no, 0), seq)

    @invariant()
    def each_game_is_there_once_and_whole(self) -> None:
        wanted = {
            f"room1-{no}": record(no, seq) for no, seq in getattr(self, "newest", {}).items() if no not in self.deleted
        }
        for archive in getattr(self, "archives", []):
            lines = self.runner.run(archive.page()).games
            assert {line.id for line in lines} == set(wanted)
            assert len(lines) == len(wanted)
            for id, expected in wanted.items():
                assert self.runner.run(archive.get(id)) == expected
        if wanted:
            query = select(func.count()).select_from(schema.responses)
            rows = self.runner.run(self.databases[0].read(lambda db: db.scalar(query)))
            assert rows == sum(len(one.responses) for one in wanted.values())


@pytest.mark.timeout(300)
def test_whatever_two_processes_do_to_the_same_games_each_is_there_once(database_url: str) -> None:
    with asyncio.Runner() as runner:
        databases = [Database(database_url) for _ in range(2)]
        try:
            kind = type("Machine", (Together,), {"databases": databases, "runner": runner})
            run_state_machine_as_test(
                kind,
                settings=settings(
                    max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
                ),
            )
        finally:
            for database in databases:
                runner.run(database.close())
