"""The command: `python3 run.py bench [--short | --full | --cluster | --reports] [--json FILE]`.

Prints one table, and writes all as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import importlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from loadtests import machine, reports
from loadtests.cluster import compare, told
from loadtests.plan import CLUSTER, FULL, SHORT
from loadtests.run import measure
from loadtests.table import table
from loadtests.target import CannotRun

_BEGUN = time.monotonic()


def main(words: Sequence[str]) -> int:
    """0: measured and nothing lost; 1: something was lost, or it could not be measured."""
    parser = argparse.ArgumentParser(prog="run.py bench", description="What Saual carries, measured on this machine.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--short", action="store_true", help="about a minute (this is what runs without a word)")
    size.add_argument(
        "--full", action="store_true", help="120 classes, and how cost grows up to 1,000: some twelve minutes"
    )
    size.add_argument(
        "--cluster", action="store_true", help="two processes on Redis and PostgreSQL against one without; two minutes"
    )
    size.add_argument(
        "--reports", action="store_true", help="reports over 200 lessons against reading their rows; half a minute"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything there as JSON, too")
    options = parser.parse_args(words)
    if options.json is not None:
        try:
            options.json.touch()  # not after minutes of measuring
        except OSError as problem:
            parser.error(f"{options.json} cannot be written: {problem.strerror}")
    if options.reports:
        measured = reports.measure(_say)
        print("\n".join(["", *(f"{n:<10} {v}" for n, v in machine.described().items()), "", reports.told(measured)]))
        _write(options.json, {"machine": machine.described(), "reports": msgspec.to_builtins(measured)})
        return 0
    machine.open_files()  # one socket a phone, twice: for Saual and for the yardstick
    where = machine.described()
    loop_factory = asyncio.new_event_loop
    with contextlib.suppress(ImportError):  # there is none for Windows
        loop_factory = importlib.import_module("uvloop").new_event_loop
    gc.disable()  # a pause of this process would be counted as the server's
    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            if options.cluster:
                compared = runner.run(compare(CLUSTER, _say))
                print(
                    "\n".join(
                        ["", *(f"{name:<10} {value}" for name, value in where.items()), "", told(CLUSTER, compared)]
                    )
                )
                _write(options.json, {"machine": where, "cluster": msgspec.to_builtins(compared)})
                return 0
            result = runner.run(measure(FULL if options.full else SHORT, _say))
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"\n{table(result, where)}")
    _write(options.json, {"machine": where, "lost": result.lost, **msgspec.to_builtins(result)})
    return 1 if result.lost or result.trouble else 0


def _write(file: Path | None, whole: dict[str, Any]) -> None:
    if file is not None:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n")


def _say(line: str) -> None:
    print(f"{time.monotonic() - _BEGUN:4.0f} s  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
