"""What docs/banks.md says is what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from saual.banks.check import report
from saual.banks.toml_format import parse
from saual.questions.bank import KINDS
from saual.questions.base import Bloom, Level, Question, Skill

PAGE = (Path(__file__).parents[2] / "docs" / "banks.md").read_text(encoding="utf-8")
EXAMPLE, FAULTY = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_a_bank() -> None:
    assert parse(EXAMPLE).questions[0].kind == "single"


def test_the_check_reads_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = re.search(r"```\n\$ saual bank check colours.toml\n(.*?)\n```", PAGE, re.DOTALL)
    assert shown is not None
    monkeypatch.chdir(tmp_path)
    Path("colours.toml").write_text(FAULTY, encoding="utf-8")
    assert report(Path("colours.toml")) == (shown[1], 1)


def test_every_type_key_and_tag_is_on_the_page() -> None:
    for kind, cls in KINDS.items():
        [row] = re.findall(rf"^\| `{kind}` \|(.*)$", PAGE, re.MULTILINE)
        own = set(cls.__struct_fields__) - set(Question.__struct_fields__)
        assert own == {name for name in own if f"`{name}" in row}, kind
    for word in (*Question.__struct_fields__, *get_args(Level), *get_args(Bloom), *get_args(Skill)):
        assert f"`{word}`" in PAGE, word
