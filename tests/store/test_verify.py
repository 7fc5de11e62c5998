"""Folding a log again gives exactly the record that was kept, in any game; and what does not is found."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Table, update

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.log.base import Entry
from saual.protocol.homework import Material
from saual.reports.record import record_of
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from saual.verifying import Finding, of_room
from tests.game.test_any_game import AnyGame
from tests.game.test_own_pace import Home
from tests.helpers import banks
from tests.helpers.play import START_MS
from tests.helpers.play import Table as Play


def entries(table: Play) -> list[Entry]:
    lines = [(c.encode(table.opened), START_MS), *table.log]
    return [Entry(seq, at_ms, line) for seq, (line, at_ms) in enumerate(lines, 1)]


async def keep(database: Database, table: Play) -> None:
    """The record of the game that has just ended, as the server writes it."""
    await Archive(database).write(record_of("room", table.room, table.game, True))


def played() -> Play:
    table = Play(*banks.tour().questions, students=3, reading_ms=0, seed=3, shuffle_options=True)
    while table.phase != "podium":
        if table.phase == "answering":
            for seat in (1, 2, 3):
                table.answer(seat, seat - 1)
        table.time_out() if table.room.due() else table.advance()
    return table


async def test_a_record_is_what_its_log_says_however_the_room_went_on(database: Database) -> None:
    table = played()
    await keep(database, table)
    table.do(c.PlayAgain(table.room.step))

    (finding,) = await of_room(database, "room", entries(table))

    assert not finding.wrong
    assert finding.text == f"the same: {len((await Archive(database).get('room-1')).responses)} answers"  # type: ignore[union-attr]


async def test_a_homework_that_goes_on_is_what_its_log_says(database: Database) -> None:
    home = Home(students=2, attempts=2, material=(Material(title="Read", text="Text"),))
    for seat in (1, 2):
        home.begin(seat)
        home.do(c.OpenMaterial(seat, 0))
        home.give(0, 0, seat)
    home.finish(1)
    home.give(2, "Abai", 2)
    await Archive(database).write(record_of("room", home.room, home.game, False))
    home.begin(1, 2)

    (finding,) = await of_room(database, "room", entries(home))

    assert finding == Finding("room-1", "the same: 1 answers")
    kept = await Archive(database).get("room-1")
    assert kept is not None
    assert [(row.seat, row.answered, row.counts) for row in kept.attempts] == [(1, 1, True), (2, 2, True)]


CHANGES: list[tuple[Table, dict[str, Any], str]] = [
    (schema.responses, {"credit": 0.25}, "responses"),
    (schema.seats, {"present_ms": 1}, "seats"),
    (schema.seat_sums, {"correct": 99}, "seat_sums"),
    (schema.item_sums, {"xr": 1e-9}, "item_sums"),
    (schema.games, {"right_answers": 0}, "games"),
]


@pytest.mark.parametrize(("table", "values", "named"), CHANGES, ids=[named for _, _, named in CHANGES])
async def test_a_number_that_was_changed_is_found(
    database: Database, table: Table, values: dict[str, Any], named: str
) -> None:
    game = played()
    await keep(database, game)
    await database.run(lambda db: db.execute(update(table).values(values)))

    (finding,) = await of_room(database, "room", entries(game))

    assert finding == Finding("room-1", f"differs in {named}", True)


async def test_a_game_without_its_record_and_a_record_that_is_too_old_are_found(database: Database) -> None:
    table = played()

    (missing,) = await of_room(database, "room", entries(table))
    await keep(database, table)
    table.do(c.TallySpoken("t1", "question", 1))
    (old,) = await of_room(database, "room", entries(table))
    await keep(database, table)
    (new,) = await of_room(database, "room", entries(table))

    assert (missing.wrong, old.wrong, new.wrong) == (True, True, False)
    assert old.text == "the record is older than the log"


async def test_a_deleted_game_is_no_difference(database: Database) -> None:
    table = played()
    await keep(database, table)
    await Archive(database).delete("room-1")

    assert await of_room(database, "room", entries(table)) == [Finding("room-1", "was deleted")]


def test_of_any_game_that_is_recorded_the_log_says_the_same(tmp_path: Path) -> None:
    runner = asyncio.Runner()

    class Recorded(AnyGame):
        def __init__(self) -> None:
            super().__init__()
            self.folder = TemporaryDirectory(dir=tmp_path)
            self.database = Database(f"sqlite:///{self.folder.name}/record.db")
            self.ended: dict[int, GameEnded] = {}

        def do(self, command: c.AnyCommand) -> None:
            super().do(command)
            for fact in self.facts:
                if isinstance(fact, GameEnded):
                    self.ended[fact.game.no] = fact
                    record = record_of("room", self.room, fact.game, fact.finished)
                    runner.run(Archive(self.database).write(record))

        def teardown(self) -> None:
            if hasattr(self, "lines"):
                log = [Entry(seq, at_ms, line) for seq, (line, at_ms) in enumerate(self.lines, 1)]
                findings = runner.run(of_room(self.database, "room", log))
                assert len(findings) == len(self.ended)
                assert not [finding for finding in findings if finding.wrong]
            runner.run(self.database.close())
            self.folder.cleanup()

    with runner:
        run_state_machine_as_test(
            Recorded,
            settings=settings(
                max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
