"""`saual report …`: the reports of the pages on the command line, from the record, beside a running server or without.

Lists are lines of text; a report is the JSON that the interface for programs gives; a table is CSV or XLSX.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from saual.questions.text import Lang, say
from saual.reports.bank import bank_report
from saual.reports.course import class_report
from saual.reports.csv_export import as_csv
from saual.reports.gradebook import class_gradebook
from saual.reports.lesson import report
from saual.reports.person import student_report
from saual.reports.record import GameRecord, People
from saual.reports.tables import Cell, Table, tables
from saual.reports.xlsx_export import as_xlsx
from saual.store.archive import Wanted, games_page, read_record
from saual.store.class_histories import ClassHistories
from saual.store.histories import Histories
from saual.store.people import identities
from saual.store.reading import Reads, reading


class NoSuchThing(Exception):
    """There is nothing of this id; says how to find what there is."""


async def run(where: Path | str, options: argparse.Namespace) -> None:
    """Print or write what `options` ask for. Raises NoSuchThing, StoreFailed, OSError."""
    async with reading(where) as database:
        match options.what:
            case "games":
                _list(await _games(database, options.lang, options.search))
            case "banks":
                _list(await _banks(database, options.lang))
            case "classes":
                _list(await _classes(database))
            case "game":
                await _game(database, options)
            case "bank":
                history = await Histories(database).bank(options.id)
                _write(_found(history and bank_report(history, options.lang), "bank", "banks"), options.output)
            case "class":
                await _class(database, options)
            case "student":
                student = await ClassHistories(database).of_student(options.id)
                made = student and student_report(student, options.lang)
                _write(_found(made, "student", "class CLASS"), options.output)


async def _games(database: Reads, lang: Lang, search: str) -> list[str]:
    lines, after = list[str](), ""
    while True:
        page = await database.read(lambda db, after=after: games_page(db, lang, Wanted(search), after))  # type: ignore[misc]
        for game in page.games:
            right = "" if game.right is None else f"{game.right:4.0%} right"
            lines.append(f"{game.id}  {_time(game.started_ms)}  {game.students:>3} students {right:>11}  {game.title}")
        after = page.next
        if not after:
            return lines


async def _banks(database: Reads, lang: Lang) -> list[str]:
    played = await Histories(database).played()
    return [
        f"{line.bank}  {_time(line.last_ms)}  {line.games:>3} games  {say(line.title, lang, line.language)}"
        for line in played
    ]


async def _classes(database: Reads) -> list[str]:
    return [f"{id}  {name}" for id, name in await ClassHistories(database).all()]


async def _game(database: Reads, options: argparse.Namespace) -> None:
    record: GameRecord = _found(await database.read(lambda db: read_record(db, options.id)), "game", "games")
    ids = [row.student_id for row in record.students if row.student_id is not None]
    people: People = await database.read(lambda db: identities(db, ids))
    if options.table is None and not options.xlsx:
        _write(report(record, options.lang, people), options.output)
        return
    made = tables(record, options.lang, people)
    if options.xlsx:
        _put(as_xlsx(made, options.lang), options.output)
    else:
        _put(_csv(made[options.table], options.table, options.lang), options.output)


async def _class(database: Reads, options: argparse.Namespace) -> None:
    history = _found(await ClassHistories(database).of_class(options.id), "class", "classes")
    if options.gradebook:
        numbers = await database.read(lambda db: identities(db, list(history.names)))
        _put(_csv(class_gradebook(history, numbers, options.lang), "gradebook", options.lang), options.output)
    elif options.table is not None:
        whole = await _together(database, [game.id for game in history.games], options.table, options.lang)
        _put(_csv(whole, options.table, options.lang), options.output)
    else:
        _write(class_report(history, options.lang), options.output)


async def _together(database: Reads, games: list[str], name: str, lang: Lang) -> Table:
    """One table of several games, one below the other."""
    rows: list[list[Cell]] = []
    columns: tuple[str, ...] = ()
    for game in games:
        record = await database.read(lambda db, game=game: read_record(db, game))  # type: ignore[misc]
        if record is not None:
            ids = [row.student_id for row in record.students if row.student_id is not None]
            people = await database.read(lambda db, ids=ids: identities(db, ids))  # type: ignore[misc]
            columns, more = tables(record, lang, people)[name]
            rows += more
    return Table(columns, rows)


def _csv(table: Table, name: str, lang: Lang) -> bytes:
    # Moodle reads a gradebook with commas and points, whatever language the teacher reads.
    return as_csv(table, "en" if name == "gradebook" else lang)


def _found(what: Any, name: str, where: str) -> Any:
    if what is None:
        raise NoSuchThing(f"there is no such {name}: `saual report {where}` lists what there is")
    return what


def _write(body: Any, output: Path | None) -> None:
    _put(msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n", output)


def _list(lines: list[str]) -> None:
    _put("".join(f"{line}\n" for line in lines).encode(), None)


def _put(content: bytes, output: Path | None) -> None:
    """To the file, or to the standard output, byte by byte. What is there already is not written over."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    with output.open("xb") as file:
        file.write(content)


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def told(where: Path | str, options: argparse.Namespace) -> None:
    """`run`, to its end."""
    asyncio.run(run(where, options))
