"""Formats are plug-ins: a stranger's, from a package of its own, is as good as ours; a broken one harms nobody."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import saual
from saual.banks.exporting import exports, write_bank
from saual.banks.formats import registry
from saual.banks.importing import read_bank
from saual.banks.remark import Refused
from saual.banks.sentences import say_remark
from saual.banks.toml_write import serialise
from saual.questions.text import LANGS
from tests.helpers.banks import bank, short, single
from tests.helpers.plugins import CARDS, install_cards, installed, packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with packages(tmp_path, monkeypatch) as folder:
        yield folder


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "saual", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_ours_are_found_in_a_clone_that_is_not_installed() -> None:
    formats, foreign, broken = registry.known()

    assert {"moodle", "gift", "aiken", "qti1", "qti2", "kahoot", "quizizz", "toml"} <= {one.name for one in formats}
    assert not foreign
    assert not broken


def test_ours_are_found_where_saual_is_installed(tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    package = Path(saual.__file__).parent
    shutil.copytree(package, site / "saual", ignore=shutil.ignore_patterns("static", "__pycache__"))
    about = site / "saual-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: saual\nVersion: 1.0\n", "utf-8")
    declared = (ROOT / "pyproject.toml").read_text("utf-8").partition('"saual.bank_formats"]\n')[2].partition("\n\n")[0]
    (about / "entry_points.txt").write_text("[saual.bank_formats]\n" + declared.replace('"', ""), "utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "saual", "bank", "formats", "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert [line.split()[1] for line in told.stdout.splitlines()] == sorted(
        one.name for one in registry.known().formats
    )


def test_a_stranger_s_format_is_read_and_written_like_ours(site: Path) -> None:
    install_cards(site)

    read = read_bank(CARDS.encode(), "capitals.txt")

    assert (read.format, dict(read.title)["kk"], read.numbers) == ("cards", "Карточкалар", (1, 3))
    assert [(problem.code, problem.where.line) for problem in read.problems] == [("no_right", 3)]
    assert "cards" in exports()
    written = write_bank(bank(short("Longest river?", accept=("Irtysh",)), single()), "cards")
    assert written.data == b"#cards\nLongest river? = Irtysh"
    assert ("question_not_held", 2) in [(loss.code, loss.where.question) for loss in written.losses]


def test_the_command_reads_writes_and_lists_it(site: Path, tmp_path: Path) -> None:
    install_cards(site)
    (tmp_path / "capitals.txt").write_text(CARDS, "utf-8")

    read = command("bank", "import", tmp_path / "capitals.txt", "-o", tmp_path / "capitals.toml")
    written = command("bank", "export", tmp_path / "capitals.toml", "--format", "cards", "-o", tmp_path / "again.txt")
    listed = command("bank", "formats", "--lang", "ru")

    assert "questions taken: 2 (cards)" in read.stdout
    assert (tmp_path / "again.txt").read_text("utf-8") == "#cards\n" + "\n".join(
        line for line in CARDS.splitlines() if " = " in line
    ), written.stdout
    assert re.search(r"←→ cards +Карточки \(saual-cards\)", listed.stdout)


@pytest.mark.parametrize(
    ("module", "point", "why"),
    [
        ("import nothing_of_this_name", "lost", "ModuleNotFoundError: No module named"),
        ("FORMAT = 5", "number", "TypeError: saual_broken:FORMAT is no saual.banks.formats.base.Format"),
        ("{cards}", "other", "ValueError: its name is 'cards'; it needs that of its entry point"),
        ("{gift}", "gift", "ValueError: there is a format of this name already"),
        ("{untitled}", "cards", "ValueError: its title is not there in each of kk, ru, en"),
    ],
    ids=["does not load", "is none", "has another name", "takes a name of ours", "has no titles"],
)
def test_a_plug_in_that_cannot_be_used_is_told_and_the_others_work(
    site: Path, module: str, point: str, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = (
        "from saual.banks.formats.base import Format\n"
        'FORMAT = Format("{}", ".x", {}, lambda source: True, lambda source, found: None)'
    )
    titles = dict.fromkeys(LANGS, "X")
    modules = {
        "cards": made.format("cards", titles),
        "gift": made.format("gift", titles),
        "untitled": made.format("cards", {}),
    }
    for key, source in modules.items():
        module = module.replace(f"{{{key}}}", source)
    installed(site, "saual-broken", module, f"[saual.bank_formats]\n{point} = saual_broken:FORMAT\n")

    _, foreign, [broken] = registry.known()

    assert (broken.name, broken.package) == (point, "saual-broken")
    assert broken.why.startswith(why)
    assert why.partition(":")[2] in caplog.text
    assert not foreign
    assert read_bank(b"::Q:: Is it? {T}").format == "gift"
    assert command("bank", "formats").returncode == 1


def test_a_plug_in_that_stumbles_over_a_file_is_a_sentence_and_not_the_end(site: Path, tmp_path: Path) -> None:
    module = """
from saual.banks.formats.base import Format

def sniff(source):
    if source.text.startswith("#bad look"):
        raise OSError("my look")
    return source.text.startswith("#bad")

def read(source, found):
    if "remark" in source.text:
        with found.question() as scribe:
            scribe.note("my_own", "text")
            scribe.take("short", text="Is it?", accept=["yes"])
        return
    raise LookupError("my mistake")

def write(bank, files):
    return 1 / 0

FORMAT = Format("bad", ".txt", {"kk": "X", "ru": "X", "en": "X"}, sniff, read, write, rank=1)
"""
    installed(site, "saual-bad", module, "[saual.bank_formats]\nbad = saual_bad:FORMAT\n")

    assert read_bank(b"#bad look\n::Q:: Is it? {T}").format == "gift"
    with pytest.raises(Refused) as reading:
        read_bank(b"#bad file")
    with pytest.raises(Refused) as writing:
        write_bank(bank(single()), "bad")

    assert str(say_remark(reading.value.remark, "en")).startswith(
        "The plug-in for the format “bad” (saual-bad) failed: LookupError: my mistake."
    )
    assert "ZeroDivisionError" in str(say_remark(writing.value.remark, "ru"))
    [note] = read_bank(b"#bad remark").notes
    assert "my_own" in say_remark(note, "kk").problem

    (tmp_path / "mine.toml").write_bytes(serialise(bank(single())).encode())
    told = command("bank", "export", tmp_path / "mine.toml", "--format", "bad", "--lang", "en")
    assert told.returncode == 1
    assert "failed: ZeroDivisionError" in told.stdout
