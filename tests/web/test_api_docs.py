"""docs/api.md names every address that programs may read, and every field of what they get."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import Struct, structs
from starlette.routing import Route

from saual.protocol import api, reports
from tests.web.conftest import Site

DOC = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
READ: list[type[Struct]] = [
    *(api.GameLine, reports.GamesPage, api.GameReport, reports.TablePage, reports.PlayedBank, reports.BankReport),
    *(reports.BankItem, reports.BankReliability, reports.Correlation, reports.QuestionReport, reports.TimeBin),
    *(reports.Choice, reports.ClassReport, reports.ClassGame, reports.ClassStudent, reports.TagLine),
    *(reports.StudentReport, reports.StudentGame, reports.AgainLine, reports.Counts),
]


async def test_every_address_stands_there_and_no_other(site: Site) -> None:
    routes = {route.path for route in site.app.routes if isinstance(route, Route) and "/v1/" in route.path}
    told = {re.sub(r"\{(game|bank|class|student)\}", "{id}", path) for path in re.findall(r"`(/api/v1/[^?`]*)", DOC)}

    assert told == routes


@pytest.mark.parametrize("struct", READ, ids=lambda struct: struct.__name__)
def test_every_field_stands_there(struct: type[Struct]) -> None:
    assert [field.name for field in structs.fields(struct) if f"`{field.name}`" not in DOC] == []
