"""The table of faults names tests that are there, and no test of a fault is missing from it for having been renamed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TABLE = (TESTS / "faults" / "README.md").read_text(encoding="utf-8")
NAMED = re.findall(r"([\w/]+\.py)::(\w+)", TABLE)


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_every_test_in_the_table_of_faults_is_there(file: str, test: str) -> None:
    path = TESTS / file if "/" in file else TESTS / "faults" / file
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_table_has_a_row_for_each_file_of_faults() -> None:
    files = {path.name for path in (TESTS / "faults").glob("test_*.py")}
    elsewhere = {"test_backup.py", "test_hostile_file.py", "test_log_crash.py", "test_reconnect.py"}
    """Promises of backups, of imports, of the log alone, of coming back: no faults of the table's kind."""

    assert {file for file, _ in NAMED if "/" not in file} == files - elsewhere
