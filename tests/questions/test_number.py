"""Numbers as students type them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from saual.questions.base import Bar
from saual.questions.number import Number

PI = Number(text="?", right=Decimal("3.14"), tolerance=Decimal("0.01"), unit={"kk": "м", "en": "m/s"})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3,14", "3.14"),
        ("3.14", "3.14"),
        (" −5 ", "-5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("+5", "5"),
        ("1 000", "1000"),
        ("1\u00a0000\u202f000,5", "1000000.5"),
        ("٣٫١٤".replace("٫", "."), "3.14"),
        ("３．１４".replace("．", "."), "3.14"),
        (",5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("3,14 м", "3.14"),
        ("3,14м.", "3.14"),
        ("3,14 M", "3.14"),  # Latin M for м
        ("12 m / s", "12"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str, value: str) -> None:
    number = Number(text="?", right=Decimal(value), unit={"kk": "м", "en": "m/s"})
    assert number.read(typed) == " ".join(typed.split())
    assert number.mark(typed) == 1.0


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "nan",
        "inf",
        "-Infinity",
        "1e5",
        "5²",
        "½",
        "x",
        "3,1,4",
        "1 00",
        "10 00",
        "--5",
        "5 кг",
        ".",
        "-",
        "1/2",
        3,
        3.5,
        True,
        [3],
        "9" * 61,
        "Ⅷ",
    ],
)
def test_anything_else_is_no_answer(raw: Any) -> None:
    assert PI.read(raw) is None


@pytest.mark.parametrize(
    ("typed", "right"), [("3,13", True), ("3.15", True), ("3.1500001", False), ("3.1299999", False)]
)
def test_the_tolerance_is_inclusive_and_exact(typed: str, right: bool) -> None:
    assert PI.mark(typed) == float(right)


def test_tenths_add_up_as_in_class() -> None:
    assert Number(text="?", right=Decimal("0.3")).mark("0.30") == 1.0


def test_the_solution_is_written_with_the_readers_decimal_mark_and_unit() -> None:
    assert PI.solution("kk", "en").words == ["3,14 м"]
    assert PI.solution("en", "en").words == ["3.14 m/s"]
    assert Number(text="?", right=Decimal("1E+3")).solution("ru", "en").words == ["1000"]
    assert PI.ask("ru", "kk").unit == "м"


def test_bars_are_grouped_by_value() -> None:
    assert PI.figure(["3.14", "3,15", "4", "4,0", "5"]) == [Bar(n=2, label="3.14", right=True), Bar(n=2, label="4")]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e13", "-1e13", "1e999999999", "1e-13"])
def test_a_right_answer_that_nobody_can_type_is_a_fault(value: str) -> None:
    assert [f.field for f in Number(text="?", right=Decimal(value)).faults()] == ["right"]
    assert [f.field for f in Number(text="?", right=Decimal(1), tolerance=Decimal(value)).faults()] == ["tolerance"]


def test_a_tolerance_is_not_below_zero() -> None:
    assert [f.field for f in Number(text="?", right=Decimal(1), tolerance=Decimal(-1)).faults()] == ["tolerance"]
