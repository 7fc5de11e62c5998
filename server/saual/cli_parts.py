"""What every command of `saual` shares: its two common options, and how it says that it failed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from saual.config import default_data
from saual.questions.text import LANGS


def add_data(parser: argparse.ArgumentParser) -> None:
    """--data DIR"""
    given = os.environ.get("SAUAL_DATA")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(given) if given else default_data(),
        metavar="DIR",
        help=f"where everything is kept (default: $SAUAL_DATA, else {default_data()})",
    )


def add_lang(parser: argparse.ArgumentParser) -> None:
    """--lang kk, ru or en"""
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the messages (default: en)")


def fail(problem: Exception) -> int:
    """One line to the standard error; the exit code."""
    print(f"saual: {problem}", file=sys.stderr)
    return 1
