"""The shelf finds the banks that ship, and is led nowhere by an id."""

from __future__ import annotations

from pathlib import Path

import pytest

from saual.banks.problem import BankFaults
from saual.banks.shelf import Shelf, shipped_dir

BANK = (
    'format = "saual-bank/1"\ntitle = { kk = "Т" }\nlanguage = "kk"\n'
    '[[question]]\ntype = "slide"\ntext = "Сәлем"\n'
).encode()  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "tour.toml").write_bytes(BANK)
    (tmp_path / "secret.toml").write_bytes(BANK)
    return tmp_path / "shipped"


def test_a_bank_goes_by_the_name_of_its_file(folder: Path) -> None:
    shelf = Shelf(folder)
    assert [bank.id for bank in shelf.banks()] == ["tour"]
    bank = shelf.get("tour")
    assert bank is not None
    assert bank.title == {"kk": "Т"}


@pytest.mark.parametrize("id", ["", "tour.toml", "../secret", "..\\secret", "TOUR", "/etc/passwd", "tour\0"])
def test_no_other_id_leads_to_a_file(folder: Path, id: str) -> None:
    assert Shelf(folder).get(id) is None


def test_other_files_and_folders_are_passed_over(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(BANK)
    (folder / "old.toml").mkdir()
    assert [bank.id for bank in Shelf(folder).banks()] == ["tour"]


def test_a_faulty_file_is_no_shelf_to_start_with(folder: Path) -> None:
    (folder / "bad.toml").write_text("text = hello", "utf-8")
    with pytest.raises(BankFaults):
        Shelf(folder)


def test_the_banks_that_ship_are_found() -> None:
    assert Shelf(shipped_dir()).get("tour") is not None
