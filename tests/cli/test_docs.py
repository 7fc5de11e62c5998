"""The documentation names what there is: every option of the command, every variable; and nothing that there is not."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from saual import cli

ROOT = Path(__file__).parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
DOCS = OPERATING + (ROOT / "README.md").read_text("utf-8")
SOURCES = [*(ROOT / "server" / "saual").rglob("*.py"), *(ROOT / "loadtests").glob("*.py")]


def commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command with its words before it."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from commands(below, f"{name} {word}".strip())


COMMANDS = dict(commands(cli._parser()))
OPTIONS = {option for parser in COMMANDS.values() for option in parser._option_string_actions if option != "-h"}
VARIABLES = {
    found for path in SOURCES for found in re.findall(r"\bSAUAL_[A-Z_]+\b", path.read_text("utf-8"))
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"", "bank"}))
def test_every_command_is_documented(name: str):
    assert f"`{name} " in DOCS or f"saual {name}" in DOCS


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_is_documented(option: str):
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", DOCS)


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_every_variable_is_documented(variable: str):
    assert variable in DOCS


def test_the_variables_are_really_found():
    assert {"SAUAL_DATA", "SAUAL_LINK"} <= VARIABLES


def test_every_program_that_is_shown_is_in_a_clone():
    shown = set(re.findall(r"/opt/saual/([\w./-]+)", OPERATING))

    assert shown == {"run.py"}
    assert all((ROOT / name).is_file() for name in shown)


@pytest.mark.parametrize(
    "line", re.findall(r"(?:^saual|/opt/saual/run\.py) ((?:serve|backup|restore)\b.*)$", OPERATING, re.MULTILINE)
)
def test_every_command_that_is_shown_is_understood(line: str):
    command, *words = line.partition("&&")[0].replace('"', "").replace(r"$(date +\%F)", "today").split()

    assert COMMANDS[command].parse_args(words)


def test_every_link_leads_somewhere():
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)", OPERATING, re.M)
    }

    assert set(re.findall(r"\]\(#([\w-]+)\)", OPERATING)) <= headings
