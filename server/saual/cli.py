"""The command `saual`: reads the command line, calls the part that does it, turns its failures into one clear line."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from saual import __version__, cli_reports
from saual.cli_parts import add_data, add_lang, fail
from saual.config import HOST, KEEP_DAYS, MOST_WORKERS, PHONES, PORT, ROOM_SIZE, BadConfig, Config, Shared
from saual.questions.text import LANGS

_MOST = 100_000
"""Of phones, and of students in a room."""
_ELSEWHERE = "This server keeps its log in Redis and its record in PostgreSQL (docs/operating.md says how)"


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 well, 1 could not be done, 2 the words make no sense."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(words)
    try:
        code = int(options.do(options))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough (`| head`); what is left to flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="saual",
        description="Live classroom quizzes from one command.",
        epilog="Without a command: serve.",
    )
    parser.add_argument("--version", action="version", version=f"saual {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    serve = commands.add_parser(
        "serve", help="start a class", description="Start the server and open the teacher's page."
    )
    serve.add_argument("--host", default=HOST, help="address to listen on (default: all of this machine's)")
    serve.add_argument("--port", type=_port, default=PORT, help=f"port to listen on (default: {PORT})")
    add_data(serve)
    serve.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which browsers reach this server (a school's domain); may be repeated",
    )
    serve.add_argument(
        "--workers",
        type=_workers,
        default=1,
        metavar="N",
        help="processes that share port and rooms (default: 1; more need $SAUAL_REDIS_URL and $SAUAL_DATABASE_URL)",
    )
    serve.add_argument(
        "--own-ports",
        type=_port,
        default=0,
        metavar="PORT",
        help="worker 1 answers on this port of 127.0.0.1 too, worker 2 on the next, and so on: for metrics, or a proxy",
    )
    serve.add_argument(
        "--url",
        type=_url,
        metavar="URL",
        help="where browsers find this server, if a proxy stands before it (https://quiz.school.kz)",
    )
    serve.add_argument(
        "--phones", type=_count, default=PHONES, metavar="N", help=f"most phones connected at once (default: {PHONES})"
    )
    serve.add_argument(
        "--room-size",
        type=_count,
        default=ROOM_SIZE,
        metavar="N",
        help=f"most students in a room (default: {ROOM_SIZE})",
    )
    serve.add_argument(
        "--keep-days",
        type=_days,
        default=KEEP_DAYS,
        metavar="N",
        help="delete games and unused classes by themselves after so many days; 0: never "
        f"(default: {KEEP_DAYS}, a school year and the summer after it)",
    )
    serve.add_argument("--no-open", action="store_true", help="do not open a browser")
    serve.set_defaults(do=_serve)

    bank = commands.add_parser("bank", help="look after question banks")
    bank_commands = bank.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = bank_commands.add_parser("check", help="list every fault of a bank file, with its line and what to do")
    check.add_argument("file", nargs="+", type=Path)
    check.set_defaults(do=_check)

    read = bank_commands.add_parser(
        "import",
        help="turn questions of another format into a bank file",
        description="Reads every format that `saual bank formats` lists, and lists what cannot be taken. "
        "Exit code 0: everything came in; 1: something did not.",
    )
    read.add_argument("file", type=Path)
    read.add_argument(
        "-o", "--output", type=Path, metavar="OUT.toml", help="where to write the bank; never overwritten"
    )
    read.add_argument("--language", choices=LANGS, help="language of the questions (default: told by their letters)")
    add_lang(read)
    read.set_defaults(do=_import)

    write = bank_commands.add_parser(
        "export",
        help="turn a bank file into another format",
        description="Writes a bank in another format and lists what that format cannot hold. "
        "Exit code 0: everything is in it; 1: something is not.",
    )
    write.add_argument("bank", type=Path)
    write.add_argument("--format", required=True, help="one that `saual bank formats` marks with →")
    write.add_argument("-o", "--output", type=Path, metavar="OUT", help="default: the bank's name, beside it")
    add_lang(write)
    write.set_defaults(do=_export)

    listing = bank_commands.add_parser(
        "list", help="list the banks to choose from: the teacher's own, and those that ship"
    )
    add_lang(listing)
    add_data(listing)
    listing.set_defaults(do=_list)

    formats = bank_commands.add_parser("formats", help="list the formats that can be read (←) and written (→)")
    add_lang(formats)
    formats.set_defaults(do=_formats)

    template = bank_commands.add_parser("template", help="write an empty table for questions (.xlsx or .csv)")
    template.add_argument("file", type=Path)
    add_lang(template)
    template.set_defaults(do=_template)

    backup = commands.add_parser("backup", help="keep everything in one file, also while a lesson is going on")
    backup.add_argument("file", metavar="FILE", type=Path, help="a new file, outside of the data folder")
    add_data(backup)
    backup.set_defaults(do=_backup)

    restore = commands.add_parser("restore", help="put a backup into the data folder; what is there now is moved aside")
    restore.add_argument("file", metavar="FILE", type=Path, help="what `saual backup` has made")
    add_data(restore)
    restore.set_defaults(do=_restore)

    replay = commands.add_parser("replay", help="print a room's log and the state that it folds to")
    replay.add_argument("room", metavar="ROOM", help="the room's id, or its PIN while it is live")
    add_data(replay)
    replay.set_defaults(do=_replay)

    cli_reports.add_parsers(commands)

    parser.set_defaults(do=lambda _: main(["serve"]))
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: take a number from 1 to 65535")
    return int(text)


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers: take one from 1 to {MOST_WORKERS}")
    return int(text)


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a server: write it as https://quiz.school.kz")
    return text.rstrip("/")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no such number: take one from 1 to {_MOST}")
    return int(text)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days: take one from 0 to {_MOST}")
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    gc.disable()  # all that is imported stays: to look for garbage in it time and again is a fifth of the start
    from saual.listening import CannotServe
    from saual.serving import serve

    gc.freeze()
    gc.enable()
    try:
        config = Config(
            data=options.data.expanduser().absolute(),
            host=options.host,
            port=options.port,
            hosts=(*options.name, *([urlsplit(options.url).hostname] if options.url else [])),
            open_browser=not options.no_open,
            phones=options.phones,
            room_size=options.room_size,
            url=options.url or "",
            transport="uvicorn" if os.environ.get("SAUAL_TRANSPORT") == "uvicorn" else "picows",
            shared=Shared.of(os.environ),
            workers=options.workers,
            own_ports=options.own_ports,
            keep_days=options.keep_days,
            metrics_token=os.environ.get("SAUAL_METRICS_TOKEN", ""),
        )
        config.check()
        serve(config)
    except (BadConfig, CannotServe) as problem:
        return fail(problem)
    except KeyboardInterrupt:
        pass
    return 0


def _check(options: argparse.Namespace) -> int:
    from saual.banks.check import report

    worst = 0
    for file in options.file:
        text, code = report(file)
        print(text)
        worst = max(worst, code)
    return worst


def _import(options: argparse.Namespace) -> int:
    from saual.banks.commands import import_file

    return import_file(options.file, options.output, options.lang, options.language)


def _export(options: argparse.Namespace) -> int:
    from saual.banks.commands import export_file

    return export_file(options.bank, options.format, options.output, options.lang)


def _list(options: argparse.Namespace) -> int:
    from saual.config import RECORD_FILE
    from saual.inventory import listed
    from saual.store.database import StoreFailed

    try:
        shared = Shared.of(os.environ)
        where = options.data.expanduser() / RECORD_FILE if shared is None else shared.database_url
        print("\n".join(listed(where, options.lang)))
    except (BadConfig, StoreFailed) as problem:
        return fail(problem)
    return 0


def _formats(options: argparse.Namespace) -> int:
    from saual.banks.commands import list_formats

    return list_formats(options.lang)


def _template(options: argparse.Namespace) -> int:
    from saual.banks.commands import template_file

    return template_file(options.file, options.lang)


def _backup(options: argparse.Namespace) -> int:
    from saual.backup import CannotBackUp, back_up

    with contextlib.suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(10)  # a lesson may be going on
    file = options.file.expanduser().absolute()
    try:
        if _shares():
            raise CannotBackUp(f"{_ELSEWHERE}: back those up")
        kept = back_up(options.data.expanduser().absolute(), file)
    except CannotBackUp as problem:
        return fail(problem)
    print(f"{file} holds {len(kept.files)} files, as they were at {_clock_text(kept.taken_ms)}.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from saual.restore import CannotRestore, restore

    data = options.data.expanduser().absolute()
    try:
        if _shares():
            raise CannotRestore(f"{_ELSEWHERE}: restore those")
        kept, aside = restore(options.file.expanduser().absolute(), data)
    except CannotRestore as problem:
        return fail(problem)
    print(f"{data} is as it was at {_clock_text(kept.taken_ms)}.")
    if aside is not None:
        print(f"What was there before is in {aside}: delete it when you need it no more.")
    return 0


def _replay(options: argparse.Namespace) -> int:
    from saual.config import LOG_FILE
    from saual.log.base import LogFailed
    from saual.replay import UnknownRoom, replay, replay_shared

    try:
        shared = Shared.of(os.environ)
        lines: Iterable[str] = (
            asyncio.run(replay_shared(shared.redis_url, options.room))
            if shared is not None
            else replay(options.data.expanduser() / LOG_FILE, options.room)
        )
        for line in lines:
            print(line)
    except (BadConfig, UnknownRoom, LogFailed) as problem:
        return fail(problem)
    return 0


def _shares() -> bool:
    return bool(os.environ.get("SAUAL_REDIS_URL") or os.environ.get("SAUAL_DATABASE_URL"))


def _clock_text(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000).astimezone():%Y-%m-%d %H:%M:%S}"
