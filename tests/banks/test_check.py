"""What `saual bank check` prints."""

from __future__ import annotations

from pathlib import Path

from saual.banks.check import check_file, report

HEAD = 'format = "saual-bank/1"\ntitle = "T"\nlanguage = "en"\n'
GOOD = '[[question]]\ntype = "single"\ntext = "She ___"\noptions = ["go", "goes"]\nright = "B"\n'


def test_a_good_file_is_reported_with_its_languages(tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(HEAD + GOOD + 'explanation = { kk = "а", ru = "б" }\n', encoding="utf-8")
    assert report(path) == (f"{path}: 1 question, no faults (en; explanations kk ru)", 0)
    assert check_file(path) == []


def test_a_bank_whose_questions_share_no_language_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mixed.toml"
    path.write_text(HEAD + GOOD + GOOD.replace('"She ___"', '{ ru = "а" }'), encoding="utf-8")
    assert report(path)[0] == f"{path}: 2 questions, no faults (no language is in every question)"


def test_every_fault_is_a_line_that_an_editor_can_jump_to(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(HEAD + GOOD.replace('"B"', '"C"') + "time = 1\n", encoding="utf-8")
    text, code = report(path)
    assert code == 1
    fix = "Write a letter from A to B, or add the missing options."
    assert text.splitlines() == [
        f'{path}:8: question 1, right: "C" names no option: there are 2, A to B. Fix: {fix}',
        f"{path}:9: question 1, time: is 1. Fix: Write a whole number from 5 to 600.",
        f"{path}: 2 faults",
    ]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    text, code = report(tmp_path / "none.toml")
    assert code == 1
    assert "none.toml:1: file: cannot be read: No such file or directory. Fix:" in text
    assert [problem.code for problem in check_file(tmp_path)] == ["unreadable"]
