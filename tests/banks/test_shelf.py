"""The shelf finds banks, keeps a teacher's own, and is led nowhere by an id."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from saual.banks.problem import BankFaults
from saual.banks.shelf import Shelf, UnknownBank, safe_stem, shipped_dir

BANK = (
    'format = "saual-bank/1"\ntitle = { kk = "Т" }\nlanguage = "kk"\n'
    '[[question]]\ntype = "slide"\ntext = "Сәлем"\n'
).encode()  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "tour.toml").write_bytes(BANK)
    (tmp_path / "secret.toml").write_bytes(BANK)
    return Shelf(tmp_path / "shipped", tmp_path / "own")


def test_shipped_banks_are_listed_before_there_is_a_folder_of_own_ones(shelf: Shelf) -> None:
    [summary] = shelf.list()
    assert (summary.id, summary.own, summary.title, summary.languages) == ("tour", False, {"kk": "Т"}, ("kk",))
    assert (summary.count, summary.kinds, summary.problems) == (1, {"slide": 1}, [])


def test_an_added_bank_is_own_and_can_be_loaded_and_removed(shelf: Shelf) -> None:
    bank_id = shelf.add(BANK, "Ағылшын тілі, 9-сынып.toml")
    assert bank_id == "agylshyn-tili-9-synyp"
    assert shelf.load(bank_id).id == bank_id
    assert [(s.id, s.own) for s in shelf.list()] == [(bank_id, True), ("tour", False)]
    shelf.remove(bank_id)
    assert [s.id for s in shelf.list()] == ["tour"]


def test_nothing_is_overwritten(shelf: Shelf) -> None:
    assert [shelf.add(BANK, "tour.toml") for _ in range(3)] == ["tour-2", "tour-3", "tour-4"]


def test_a_faulty_file_is_refused_and_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(BankFaults):
        shelf.add(b"text = hello", "x.toml")
    assert not (tmp_path / "own").exists()


def test_a_full_disk_leaves_no_half_of_a_bank(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def open_on_full_disk(path: Path, mode: str) -> FullDisk:
        path.touch(exist_ok=False)
        return FullDisk()

    monkeypatch.setattr(Path, "open", open_on_full_disk)
    with pytest.raises(OSError, match="No space"):
        shelf.add(BANK, "x.toml")
    assert list((tmp_path / "own").iterdir()) == []


def test_a_faulty_own_file_is_listed_with_its_faults(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "Мой тест.toml").write_text("text = hello", encoding="utf-8")
    [own, _] = shelf.list()
    assert (own.id, own.title, own.count) == ("Мой тест", "Мой тест", 0)
    assert [problem.line for problem in own.problems] == [1]
    for _ in range(2):
        with pytest.raises(BankFaults):
            shelf.load("Мой тест")


def test_a_mended_file_is_read_again(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / "mine.toml"
    path.write_text("text = hello", encoding="utf-8")
    assert shelf.list()[0].problems
    path.write_bytes(BANK)
    assert not shelf.list()[0].problems


def test_an_own_bank_hides_the_shipped_one_of_the_same_name(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tour.toml").write_bytes(BANK.replace("Сәлем".encode(), "Қош".encode()))
    assert [(s.id, s.own) for s in shelf.list()] == [("tour", True)]
    assert shelf.load("tour").questions[0].text == "Қош"
    shelf.remove("tour")
    assert shelf.load("tour").questions[0].text == "Сәлем"


@pytest.mark.parametrize(
    "bank_id", ["", ".", "..", "../secret", "..\\secret", "/etc/passwd", "tour.toml", "shipped/tour", "tour\0", "none"]
)
def test_an_id_that_is_not_on_the_shelf_leads_nowhere(shelf: Shelf, tmp_path: Path, bank_id: str) -> None:
    with pytest.raises(UnknownBank):
        shelf.load(bank_id)
    with pytest.raises(UnknownBank):
        shelf.remove(bank_id)
    assert (tmp_path / "secret.toml").exists()


def test_a_shipped_bank_is_not_removed(shelf: Shelf) -> None:
    with pytest.raises(UnknownBank):
        shelf.remove("tour")
    assert shelf.load("tour")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("English 9.toml", "english-9"),
        ("Қазақстан: тарихы!.TOML", "qazaqstan-tarihy"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Айгүл\\Ёлка.toml", "elka"),
        ("Щука ъь.toml", "schuka"),
        ("Café №5", "cafe-no5"),
        ("con.toml", "bank-con"),
        ("...", "bank"),
        ("", "bank"),
        ("中文.toml", "bank"),
        ("a" * 100, "a" * 60),
    ],
)
def test_any_name_becomes_a_safe_file_name(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_the_shipped_banks_are_found() -> None:
    assert (shipped_dir() / "tour.toml").is_file()
