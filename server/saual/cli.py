"""The command `saual`: reads the command line, calls the part that does it, turns its failures into one clear line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from saual import __version__
from saual.config import HOST, PORT, Config, default_data
from saual.questions.text import LANGS


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
    _add_data(serve)
    serve.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which browsers reach this server (a school's domain); may be repeated",
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
        description="Reads Moodle GIFT and XML, Aiken, QTI, Kahoot's and Quizizz's spreadsheets, our table (CSV or "
        "XLSX), TOML and JSON, and lists what cannot be taken. Exit code 0: everything came in; 1: something did not.",
    )
    read.add_argument("file", type=Path)
    read.add_argument(
        "-o", "--output", type=Path, metavar="OUT.toml", help="where to write the bank; never overwritten"
    )
    read.add_argument("--language", choices=LANGS, help="language of the questions (default: told by their letters)")
    _add_lang(read)
    read.set_defaults(do=_import)

    write = bank_commands.add_parser(
        "export",
        help="turn a bank file into another format",
        description="Writes a bank in another format and lists what that format cannot hold. "
        "Exit code 0: everything is in it; 1: something is not.",
    )
    write.add_argument("bank", type=Path)
    write.add_argument("--format", required=True, help="gift, moodle, aiken, qti2, csv, xlsx, toml or json")
    write.add_argument("-o", "--output", type=Path, metavar="OUT", help="default: the bank's name, beside it")
    _add_lang(write)
    write.set_defaults(do=_export)

    template = bank_commands.add_parser("template", help="write an empty table for questions (.xlsx or .csv)")
    template.add_argument("file", type=Path)
    _add_lang(template)
    template.set_defaults(do=_template)

    replay = commands.add_parser("replay", help="print a room's log and the state that it folds to")
    replay.add_argument("room", metavar="ROOM", help="the room's id, or its PIN while it is live")
    _add_data(replay)
    replay.set_defaults(do=_replay)

    parser.set_defaults(do=lambda _: main(["serve"]))
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    given = os.environ.get("SAUAL_DATA")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(given) if given else default_data(),
        metavar="DIR",
        help=f"where everything is kept (default: $SAUAL_DATA, else {default_data()})",
    )


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the messages (default: en)")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: take a number from 1 to 65535")
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    from saual.serving import CannotServe, serve

    config = Config(
        data=options.data.expanduser().absolute(),
        host=options.host,
        port=options.port,
        hosts=tuple(options.name),
        open_browser=not options.no_open,
        transport="uvicorn" if os.environ.get("SAUAL_TRANSPORT") == "uvicorn" else "picows",
    )
    try:
        serve(config)
    except CannotServe as problem:
        return _fail(problem)
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


def _template(options: argparse.Namespace) -> int:
    from saual.banks.commands import template_file

    return template_file(options.file, options.lang)


def _replay(options: argparse.Namespace) -> int:
    from saual.app import LOG_FILE
    from saual.log.base import LogFailed
    from saual.replay import UnknownRoom, replay

    try:
        for line in replay(options.data.expanduser() / LOG_FILE, options.room):
            print(line)
    except (UnknownRoom, LogFailed) as problem:
        return _fail(problem)
    return 0


def _fail(problem: Exception) -> int:
    print(f"saual: {problem}", file=sys.stderr)
    return 1
