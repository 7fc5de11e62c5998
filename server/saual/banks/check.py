"""The check of bank files on disk, as the command `saual bank check` tells it. Reads files; never writes."""

from __future__ import annotations

from pathlib import Path

from saual.banks.problem import BankFaults, Problem
from saual.banks.toml_format import MOST_BYTES, parse
from saual.questions.bank import Bank, explanation_languages, languages


def read_file(path: Path) -> Bank:
    """The bank in this file, its id empty. Raises BankFaults, also when the file cannot be read."""
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise BankFaults([Problem(1, "file", problem, "Check its name and place.", "unreadable")]) from None
    return parse(source)


def check_file(path: Path) -> list[Problem]:
    """Every fault of the file, in the order of its lines; none if a game can be played with it."""
    try:
        read_file(path)
    except BankFaults as faults:
        return faults.problems
    return []


def report(path: Path) -> tuple[str, int]:
    """What to print about the file, and the exit code: 0 without faults, 1 with."""
    try:
        bank = read_file(path)
    except BankFaults as faults:
        lines = [f"{path}:{problem}" for problem in faults.problems]
        count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
        return "\n".join([*lines, f"{path}: {count}"]), 1
    count = "1 question" if len(bank.questions) == 1 else f"{len(bank.questions)} questions"
    spoken = " ".join(languages(bank)) or "no language is in every question"
    explained = explanation_languages(bank)
    if explained and explained != languages(bank):
        spoken += f"; explanations {' '.join(explained)}"
    return f"{path}: {count}, no faults ({spoken})", 0
