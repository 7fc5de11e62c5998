"""`saual bank check FILE …`: exit code 0 for good banks, 1 if any has a fault or cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from saual.banks.shelf import shipped_dir
from tests.helpers.quick import QUICK
from tests.helpers.server import saual


def test_the_banks_that_ship_are_good():
    answer = saual("bank", "check", *sorted(shipped_dir().glob("*.toml")))

    assert answer.returncode == 0, answer.stdout
    assert answer.stderr == ""


def test_a_fault_is_told_with_its_line(tmp_path: Path):
    bank = tmp_path / "faulty.toml"
    bank.write_text(QUICK.replace('right = "B"', 'right = "F"'), "utf-8")

    answer = saual("bank", "check", bank)

    assert answer.returncode == 1
    line = QUICK.replace('right = "B"', 'right = "F"').splitlines().index('right = "F"') + 1
    assert str(line) in answer.stdout
    assert "Traceback" not in answer.stderr


def test_one_bad_bank_among_good_ones_makes_it_fail(tmp_path: Path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(QUICK, "utf-8")
    bad.write_text("format = ", "utf-8")

    assert saual("bank", "check", good).returncode == 0
    assert saual("bank", "check", good, bad).returncode == 1
    assert saual("bank", "check", bad, good).returncode == 1


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"[" * 5000])
def test_what_is_no_bank_is_told_without_a_traceback(tmp_path: Path, content: bytes | None):
    file = tmp_path / "bank.toml"
    if content is not None:
        file.write_bytes(content)

    answer = saual("bank", "check", file)

    assert answer.returncode == 1
    assert answer.stdout or answer.stderr
    assert "Traceback" not in answer.stderr
