"""Slider: near enough is right, nearly earns half; the figure is a histogram."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from saual.questions.base import Bar
from saual.questions.slider import Slider

D = Decimal
PEAK = Slider(
    text="?", min=D(0), max=D(10_000), step=D(10), right=D(7010), tolerance=D(20), near=D(500), unit={"ru": "м"}
)
SMALL = Slider(text="?", min=D("-0.5"), max=D("0.5"), step=D("0.1"), right=D("0.3"))


@pytest.mark.parametrize(
    ("raw", "read"), [(0, 0), (1000, 1000), (1001, None), (-1, None), (True, None), ("701", None), ([1], None)]
)
def test_an_answer_counts_the_steps(raw: Any, read: Any) -> None:
    assert PEAK.read(raw) == read


def test_within_the_tolerance_it_is_right_and_within_the_wider_one_it_earns_half() -> None:
    assert [PEAK.mark(steps) for steps in (701, 699, 703, 698, 651, 751, 650, 752)] == [1, 1, 1, 0.5, 0.5, 0.5, 0, 0]


def test_tenths_are_tenths() -> None:
    assert [steps for steps in range(11) if SMALL.mark(steps) == 1.0] == [8]
    assert (SMALL.ask("en", "en").low, SMALL.ask("en", "en").high, SMALL.ask("en", "en").step) == ("-0.5", "0.5", "0.1")
    assert SMALL.write(8, "kk", "en") == "0,3"
    assert PEAK.solution("ru", "ru").words == ["7010 м"]


def test_few_values_have_a_column_each_and_many_stand_in_ten() -> None:
    assert [bar.label for bar in SMALL.figure([])][:3] == ["-0.5", "-0.4", "-0.3"]
    bars = PEAK.figure([0, 701, 703, 720, 760, 1000])
    assert len(bars) == 10
    assert bars[7] == Bar(n=4, label="7000–7990", right=True, parts=[2, 1])
    assert (bars[0].n, bars[9]) == (1, Bar(n=1, label="9000–10000", parts=[0, 0]))
    assert [bar.right for bar in SMALL.figure([])].index(True) == 8


def test_faults() -> None:
    def faults(**more: str) -> list[tuple[str, str]]:
        changed = replace(PEAK, **{key: D(value) for key, value in more.items()})
        return [(fault.field, fault.code) for fault in changed.faults()]

    assert faults() == []
    assert faults(max="0") == [("max", "not_above")]
    assert faults(step="3") == [("step", "uneven_steps")]
    assert faults(step="0") == [("step", "uneven_steps")]
    assert faults(step="-10") == [("step", "uneven_steps")]
    assert faults(step="1") == [("step", "many_steps")]
    assert faults(right="10030") == [("right", "off_the_scale")]
    assert faults(right="7005", tolerance="1") == [("right", "off_the_scale")]
    assert faults(near="-1") == [("near", "below_zero")]
    assert faults(right="1e20") == [("right", "not_typable")]
