"""`saual bank import | export | template`: files in and out, lists in three languages, exit codes fit for scripts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from saual.banks.judge import draft_of
from saual.banks.shelf import shipped_dir
from saual.banks.toml_format import parse
from saual.config import RECORD_FILE
from saual.questions.bank import KINDS
from saual.questions.draft import Draft
from saual.store.bank_rows import BankRows
from saual.store.database import Database
from saual.world import Clock
from tests.helpers.banks import bank, truefalse
from tests.helpers.quick import QUICK
from tests.helpers.server import saual

GIFT = "::Capital::Астана — столица? {T}\n\n::Why::Почему? {~да ~нет}\n"


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    file = tmp_path / "Столицы.gift"
    file.write_text(GIFT, "utf-8")
    return file


def test_what_can_be_taken_is_written_as_a_bank_and_the_rest_is_listed(gift: Path, tmp_path: Path):
    out = tmp_path / "out.toml"

    answer = saual("bank", "import", gift, "-o", out)

    assert answer.returncode == 1
    assert "question 2, “Why”, line 3, right answer: No right answer is marked." in answer.stdout
    assert [question.kind for question in parse(out.read_bytes()).questions] == ["truefalse"]
    assert saual("bank", "check", out).returncode == 0


@pytest.mark.parametrize(("lang", "words"), [("kk", "Дұрыс жауап белгіленбеген."), ("ru", "Не отмечен верный ответ.")])
def test_the_list_is_in_the_language_that_is_asked_for(gift: Path, lang: str, words: str):
    assert words in saual("bank", "import", gift, "--lang", lang).stdout


def test_a_file_of_which_everything_comes_in_is_a_success(tmp_path: Path):
    file = tmp_path / "good.txt"
    file.write_text("Q?\nA. yes\nB. no\nANSWER: A\n", "utf-8")

    answer = saual("bank", "import", file)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "questions taken: 1 (aiken)" in answer.stdout


def test_nothing_is_overwritten(gift: Path, tmp_path: Path):
    out = tmp_path / "out.toml"
    out.write_text("mine", "utf-8")

    answer = saual("bank", "import", gift, "-o", out)

    assert answer.returncode == 1
    assert "cannot be written" in answer.stderr
    assert out.read_text("utf-8") == "mine"


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01", b"%PDF-1.7", b"<!DOCTYPE quiz []><quiz/>", b"PK\x03\x04"])
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, content: bytes | None):
    file = tmp_path / "bank.xml"
    if content is not None:
        file.write_bytes(content)

    answer = saual("bank", "import", file)

    assert answer.returncode == 1
    assert answer.stdout or answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("format", ["toml", "json", "csv", "xlsx"])
def test_a_bank_goes_out_whole_and_comes_in_again(tmp_path: Path, format: str):
    bank, out, back = tmp_path / "quick.toml", tmp_path / f"out.{format}", tmp_path / "back.toml"
    bank.write_text(QUICK, "utf-8")

    assert saual("bank", "export", bank, "--format", format, "-o", out).returncode == 0
    assert saual("bank", "import", out, "-o", back).returncode == 0

    assert parse(back.read_bytes()) == parse(QUICK)


def test_what_a_format_cannot_hold_is_listed(tmp_path: Path):
    out = tmp_path / "tour.gift"

    answer = saual("bank", "export", shipped_dir() / "tour.toml", "--format", "gift", "-o", out, "--lang", "ru")

    assert answer.returncode == 1
    assert "Этот формат такой вопрос не вмещает: опрос." in answer.stdout
    assert out.read_text("utf-8").startswith(("// [tag", "::Q1::"))


def test_without_a_name_the_export_stands_beside_the_bank(tmp_path: Path):
    bank = tmp_path / "my.quick.toml"
    bank.write_text(QUICK, "utf-8")

    saual("bank", "export", bank, "--format", "moodle")

    assert (tmp_path / "my.quick.xml").exists()


def test_a_format_that_cannot_be_written_is_refused_with_those_that_can(tmp_path: Path):
    answer = saual("bank", "export", tmp_path / "any.toml", "--format", "kahoot")

    assert answer.returncode == 1
    assert "moodle" in answer.stderr


def test_a_faulty_bank_is_not_exported(tmp_path: Path):
    bank = tmp_path / "bad.toml"
    bank.write_text("format = 1", "utf-8")

    answer = saual("bank", "export", bank, "--format", "csv", "-o", tmp_path / "out.csv")

    assert answer.returncode == 1
    assert "saual bank check" in answer.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_template_comes_in_as_it_is(tmp_path: Path, lang: str, suffix: str):
    file, out = tmp_path / f"template{suffix}", tmp_path / "out.toml"

    assert saual("bank", "template", file, "--lang", lang).returncode == 0
    answer = saual("bank", "import", file, "-o", out)

    assert answer.returncode == 0, answer.stdout
    bank = parse(out.read_bytes())
    assert bank.language == lang
    assert {question.kind for question in bank.questions} == set(KINDS) - {"hotspot"}, "a table has no pictures"


def test_a_template_of_another_kind_is_refused(tmp_path: Path):
    answer = saual("bank", "template", tmp_path / "template.docx")

    assert answer.returncode == 1
    assert ".xlsx" in answer.stderr


async def _keep(data: Path, *drafts: Draft) -> list[str]:
    """The ids."""
    database = Database(f"sqlite:///{data / RECORD_FILE}")
    rows = BankRows(database, Clock())
    ids = [(await rows.add(draft)).id for draft in drafts]
    await rows.remove(ids[-1])
    await database.close()
    return ids


def test_the_banks_there_are_are_listed_the_teachers_own_first(tmp_path: Path):
    capitals = draft_of(bank(truefalse("Is it?")))
    empty = Draft(title={"kk": "Бос"}, language="kk", languages=["kk"])
    own, unfinished, deleted = asyncio.run(_keep(tmp_path, capitals, empty, empty))

    listed = saual("bank", "list", "--data", tmp_path, "--lang", "en")
    shipped = saual("bank", "list", "--data", tmp_path / "none")

    lines = {line.split()[0]: line for line in listed.stdout.splitlines()}
    assert lines[own].split()[1:] == ["1", "questions", "own", "A", "bank"]
    assert lines[unfinished].split()[1:] == ["0", "questions", "own", "Бос"]
    assert deleted not in lines
    assert list(lines)[2:] == sorted(path.stem for path in shipped_dir().glob("*.toml"))
    assert listed.stdout.endswith(saual("bank", "list", "--data", tmp_path / "none", "--lang", "en").stdout)
    assert (shipped.returncode, shipped.stderr) == (0, "")


def test_a_data_folder_whose_record_is_none_is_said(tmp_path: Path):
    (tmp_path / RECORD_FILE).write_text("no database", "utf-8")

    answer = saual("bank", "list", "--data", tmp_path)

    assert answer.returncode == 1
    assert "cannot be read" in answer.stderr
