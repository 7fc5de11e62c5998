"""docs/formats: each format has its page, which names every type of question and says truly what comes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from saual.banks.exporting import exports, write_bank
from saual.banks.formats.registry import known
from saual.banks.formats.table_words import heading_of
from saual.questions.bank import KINDS
from tests.banks.test_round_trip import FEATURES, FILES, judged

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {
    path.stem: path.read_text("utf-8") for path in sorted((DOCS / "formats").glob("*.md")) if path.stem != "plug-ins"
}
NAMES = {
    page: re.findall(r"[a-z0-9]+", mark)
    for page, text in PAGES.items()
    for mark in re.findall(r"<!-- formats: (.*?) -->", text)
}
PLAIN = {one.questions[0].kind: one for one in reversed(FEATURES.values())}
"""The plainest question of each type that the round trips know."""


def rows(page: str) -> dict[str, list[str]]:
    """The cells of the table by types of questions."""
    lines = re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGES[page], re.MULTILINE)
    assert len({kind for kind, _ in lines}) == len(lines)
    return {kind: [cell.strip() for cell in re.split(r"(?<!\\)\|", rest)] for kind, rest in lines}


def mark(cell: str, name: str) -> str:
    """The one for this format: a cell has one for all of the page, or "✓ saual, ≈ toml json"."""
    return next((part.strip()[0] for part in cell.split(",") if len(part) == 1 or name in part.split()), cell)


def test_each_format_has_one_page_and_each_page_is_of_a_format() -> None:
    assert sorted(name for names in NAMES.values() for name in names) == sorted(one.name for one in known().formats)
    assert set(NAMES) == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_every_type_of_question_once(page: str) -> None:
    assert sorted(rows(page)) == sorted(KINDS)
    assert "## What is lost" in PAGES[page]
    assert "## Traps of real files" in PAGES[page]


@pytest.mark.parametrize("page", [page for page, names in NAMES.items() if set(names) & set(exports())])
def test_a_page_says_truly_which_types_come_back_as_they_were(page: str) -> None:
    for name in NAMES[page]:
        told = {kind: mark(cells[-1], name) for kind, cells in rows(page).items()}
        assert {kind: judged(write_bank(PLAIN[kind], name, FILES).losses) for kind in KINDS} == told


@pytest.mark.parametrize("page", PAGES)
def test_the_overview_leads_to_every_page(page: str) -> None:
    assert f"(formats/{page}.md)" in (DOCS / "banks.md").read_text("utf-8")


def test_the_columns_of_our_table_are_called_as_in_the_template() -> None:
    keys = "items min max step tolerance near unit typos bank low high words steps each votes names body"
    headings = {heading_of(key, "en") for key in keys.split()}
    named = {name for kind, cells in rows("table").items() for name in re.findall(r"\*([^*]+)\*", cells[1])}

    assert {name for name in named if not re.fullmatch(r"Option [A-H]|Gap \d", name)} == headings
