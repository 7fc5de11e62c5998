"""`saual report` and `saual verify`: what they print, their exit codes, and that both only read."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import Connection, insert

from loadtests.term import FIRST_MS, term
from saual.config import LOG_FILE, RECORD_FILE
from saual.log.local import LocalLog
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from saual.world import Clock
from tests.helpers.phones import lesson
from tests.helpers.server import saual, serving


def _write(db: Connection) -> None:
    db.execute(insert(schema.classes).values(id="9a", name="9 А", created_at_ms=FIRST_MS, closed=False))
    rows = [
        {"id": f"9a-{n}", "class_id": "9a", "name": f"Student {n}", "number": f"{n}", "code_hash": None, "gone": False}
        for n in range(1, 13)
    ]
    db.execute(insert(schema.students), rows)


async def _prepare(data: Path) -> None:
    """Three lessons of a class in the record; the log has no room."""
    database = Database(f"sqlite:///{data / RECORD_FILE}")
    await database.run(_write)
    for record in term(3, 12, 5, class_id="9a"):
        await Archive(database).write(record)
    await database.close()
    log = await LocalLog.open(data / LOG_FILE, Clock())
    await log.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    asyncio.run(_prepare(folder))
    return folder


def test_lists_name_what_the_other_reports_take(data: Path) -> None:
    games = saual("report", "games", "--lang", "ru", "--data", data)
    banks = saual("report", "banks", "--data", data)
    classes = saual("report", "classes", "--data", data)
    found = saual("report", "games", "--search", "lesson 2", "--data", data)

    assert [line.split()[0] for line in games.stdout.splitlines()] == ["term0002-1", "term0001-1", "term0000-1"]
    assert "Урок 3" in games.stdout
    assert banks.stdout.startswith("bank0 ")
    assert classes.stdout == "9a  9 А\n"
    assert len(found.stdout.splitlines()) == 1
    assert {run.returncode for run in (games, banks, classes, found)} == {0}


def test_reports_are_the_json_that_programs_read(data: Path) -> None:
    bank = json.loads(saual("report", "bank", "bank0", "--data", data).stdout)
    group = json.loads(saual("report", "class", "9a", "--lang", "kk", "--data", data).stdout)
    student = json.loads(saual("report", "student", "9a-3", "--data", data).stdout)
    game = json.loads(saual("report", "game", "term0001-1", "--data", data).stdout)

    assert (bank["games"], len(bank["items"])) == (3, 5)
    assert (group["name"], len(group["games"]), group["games"][0]["title"]) == ("9 А", 3, "1-сабақ")
    assert student["name"] == "Student 3"
    assert game["students"][0]["student"].startswith("Student ")


def test_tables_are_files_that_are_never_written_over(data: Path, tmp_path: Path) -> None:
    printed = saual("report", "game", "term0001-1", "--table", "responses", "--data", data)
    grades = saual("report", "class", "9a", "--gradebook", "--lang", "ru", "--data", data)
    whole = saual("report", "class", "9a", "--table", "responses", "--lang", "en", "--data", data)
    book = tmp_path / "all.xlsx"
    first = saual("report", "game", "term0001-1", "--xlsx", "-o", book, "--data", data)
    again = saual("report", "game", "term0001-1", "--xlsx", "-o", book, "--data", data)

    assert printed.stdout.lstrip("\ufeff").startswith("room,game,time,seat")
    answers = list(csv.DictReader(io.StringIO(whole.stdout.lstrip("\ufeff"))))
    assert len({row["room"] for row in answers}) == 3
    assert len(answers) == sum(len(record.responses) for record in term(3, 12, 5, class_id="9a"))
    assert {row["student"].split()[0] for row in answers} == {"Student"}
    rows = list(csv.DictReader(io.StringIO(grades.stdout.lstrip("\ufeff"))))
    assert list(rows[0])[:3] == ["idnumber", "name", "2026-09-21 Урок 1"]
    assert len(rows) == 12
    assert book.read_bytes().startswith(b"PK")
    assert (first.returncode, again.returncode) == (0, 1)
    assert "is there already" in again.stderr


@pytest.mark.parametrize("what", ["game", "bank", "class", "student"])
def test_what_is_not_there_is_one_clear_line(data: Path, what: str) -> None:
    run = saual("report", what, "nothing", "--data", data)

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith(f"saual: there is no such {what}: ")
    assert "Traceback" not in run.stderr


def test_words_that_make_no_sense_and_a_folder_without_a_record(tmp_path: Path) -> None:
    assert saual("report").returncode == 2
    assert saual("report", "weather").returncode == 2
    nothing = saual("report", "games", "--data", tmp_path)
    assert (nothing.returncode, "--data" in nothing.stderr) == (1, True)
    assert saual("verify", "--data", tmp_path).returncode == 1


async def test_a_lesson_that_was_played_is_verified_beside_the_server_and_a_changed_number_is_found(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as server:
        teacher = server.teacher()
        async with lesson(server, teacher, 2) as room:
            await room.host.go("answering", i=1)
            await asyncio.gather(*(phone.phase("answering", i=1) for phone in room.phones))
            await asyncio.gather(*(phone.answered(2) for phone in room.phones))
            await room.host.phase("reveal", i=1)
            await room.host.go("podium")
            game = f"{room.host.room}-1"
        teacher.report_when(game, lambda report: report["game"]["finished"])

        beside = await asyncio.to_thread(saual, "verify", "--data", tmp_path)

    with closing(connect(tmp_path / RECORD_FILE)) as db:
        db.execute("UPDATE responses SET points = points + 1 WHERE seat = 1")
        db.commit()
    changed = await asyncio.to_thread(saual, "verify", "--data", tmp_path)

    assert (beside.returncode, beside.stderr) == (0, "")
    assert f"{game}  the same: 2 answers" in beside.stdout
    assert changed.returncode == 1
    assert f"✗ {game}  differs in responses" in changed.stdout


def test_reading_changes_no_byte_of_the_record(data: Path) -> None:
    before = (data / RECORD_FILE).read_bytes()
    saual("report", "class", "9a", "--data", data)
    saual("verify", "--data", data)

    assert (data / RECORD_FILE).read_bytes() == before
