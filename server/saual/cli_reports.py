"""The commands `saual report` and `saual verify`: their words, and what their failures are called."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from saual.cli_parts import add_data, add_lang, fail
from saual.config import BadConfig, Shared


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_report(commands)
    _add_verify(commands)


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = commands.add_parser("report", help="print reports from the record, also while a lesson is going on")
    whats = report.add_subparsers(title="reports", metavar="WHAT", dest="what", required=True)

    def add(name: str, help: str, id: str = "", output: bool = True) -> argparse.ArgumentParser:
        parser = whats.add_parser(name, help=help)
        if id:
            parser.add_argument("id", metavar=id, help=f"as `saual report {name}s` or a report lists it")
        if output:
            parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="a new file; default: print it")
        add_lang(parser)
        add_data(parser)
        parser.set_defaults(do=_report)
        return parser

    games = add("games", "list past games, newest first", output=False)
    games.add_argument("--search", default="", metavar="TEXT", help="those that have this in their title")
    add("banks", "list banks that were played", output=False)
    add("classes", "list classes", output=False)
    game = add("game", "one game: its report as JSON, or a table of it", "GAME")
    which = game.add_mutually_exclusive_group()
    which.add_argument(
        "--table",
        choices=("students", "questions", "responses", "asked", "lesson", "gradebook"),
        help="one table, as CSV, in place of the report",
    )
    which.add_argument("--xlsx", action="store_true", help="all tables in one workbook, in place of the report")
    add("bank", "which questions of a bank work, over all its games, as JSON", "BANK")
    group = add("class", "a class over weeks, as JSON", "CLASS")
    what = group.add_mutually_exclusive_group()
    what.add_argument("--gradebook", action="store_true", help="its grades for Moodle, as CSV, in place of the report")
    what.add_argument(
        "--table",
        choices=("students", "questions", "responses", "asked", "lesson"),
        help="one table of all these games together, as CSV, in place of the report",
    )
    add("student", "one student over weeks, as JSON", "STUDENT")


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify",
        help="fold every log again and hold the records of its games against it",
        description="Exit code 0: every record says exactly what its log says; 1: one does not, or cannot be read.",
    )
    add_data(verify)
    verify.set_defaults(do=_verify)


def _report(options: argparse.Namespace) -> int:
    from saual.config import RECORD_FILE
    from saual.reporting import NoSuchThing, told
    from saual.store.database import StoreFailed

    try:
        shared = Shared.of(os.environ)
        told(options.data.expanduser() / RECORD_FILE if shared is None else shared.database_url, options)
    except FileExistsError:
        return fail(FileExistsError(f"{options.output} is there already, and is left as it is: name another file"))
    except (BadConfig, NoSuchThing, StoreFailed, OSError) as problem:
        return fail(problem)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from saual.config import LOG_FILE, RECORD_FILE
    from saual.log.base import LogFailed
    from saual.store.database import StoreFailed
    from saual.verifying import verify, verify_shared

    async def told() -> bool:
        shared, data = Shared.of(os.environ), options.data.expanduser()
        findings = (
            verify_shared(shared.redis_url, shared.database_url)
            if shared is not None
            else verify(data / LOG_FILE, data / RECORD_FILE)
        )
        games = wrong = 0
        async for finding in findings:
            games, wrong = games + 1, wrong + finding.wrong
            print(f"{'✗' if finding.wrong else ' '} {finding.game}  {finding.text}")
        print(f"{games} games, {wrong} that differ")
        return wrong == 0

    try:
        return 0 if asyncio.run(told()) else 1
    except (BadConfig, LogFailed, StoreFailed) as problem:
        return fail(problem)
