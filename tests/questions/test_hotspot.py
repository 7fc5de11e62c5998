"""A place on a picture: what a tap is, where it is right, what a square of the coarse grid counts for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saual.questions.hotspot import Hotspot
from saual.questions.regions import NEAR, SQUARES, middle, read_region, square
from tests.helpers.banks import hotspot

SUN = "rectangle 400 100 200 200"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ([0, 1000], (0, 1000)),
        ("F6", "F6"),
        *((raw, None) for raw in ([1], [1, 2, 3], [1, 1001], [-1, 5], [True, 5], ["a", "b"], 5, "", "G1", "A7", "a1")),
    ],
)
def test_an_answer_is_a_point_of_the_picture_or_one_of_its_squares(raw: Any, read: Any) -> None:
    assert hotspot().read(raw) == read


@pytest.mark.parametrize(
    ("region", "inside", "beside", "outside"),
    [
        (SUN, (500, 200), (400 - NEAR, 300 + NEAR), (400 - NEAR - 1, 200)),
        ("ellipse 500 500 100 50", (590, 500), (500, 550 + NEAR), (590, 550)),
        ("polygon 100 100 900 100 100 900", (200, 200), (100 - NEAR, 500), (600, 600)),
        ("polygon 0 0 1000 0 1000 1000 500 300 0 1000", (100, 500), (500, 300 + NEAR), (500, 400)),
    ],
)
def test_a_tap_is_right_in_a_region_and_a_fingertip_beside_it(
    region: str, inside: Any, beside: Any, outside: Any
) -> None:
    question = hotspot(regions=(region,))
    assert (question.mark(inside), question.mark(beside), question.mark(outside)) == (1.0, 1.0, 0.0)


def test_any_of_several_regions_is_right() -> None:
    question = hotspot(regions=(SUN, "ellipse 100 900 50 50"))
    assert [question.mark(point) for point in ((500, 200), (100, 900), (300, 500))] == [1.0, 1.0, 0.0]


def test_a_square_is_right_if_it_has_the_middle_of_a_region_or_its_middle_is_in_one() -> None:
    small = hotspot(regions=("ellipse 340 340 10 10",))
    assert [name for name in SQUARES if small.mark(name)] == [square(340, 340)] == ["C3"]
    wide = hotspot(regions=("rectangle 0 0 1000 170",))
    assert [name for name in SQUARES if wide.mark(name)] == ["A1", "B1", "C1", "D1", "E1", "F1"]
    assert wide.solution("en", "en").words == ["A1, B1, C1, D1, E1, F1"]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_every_point_is_in_one_square_whose_middle_is_in_it(x: int, y: int) -> None:
    assert square(x, y) in SQUARES
    assert square(*middle(square(x, y))) == square(x, y)


@pytest.mark.parametrize(
    "text",
    [
        *("", "rectangle", "rectangle 1 2 3", "rectangle 1 2 3 4 5", "rectangle 900 0 101 10", "rectangle 0 0 0 10"),
        *("ellipse 1 1 1 1001", "ellipse 500 500 0 1", "polygon 1 2 3 4", "polygon 1 2 3 4 5", "circle 1 2 3 4"),
        *("rectangle 1 2 3 4 ", "rectangle -1 2 3 4", "rectangle 1.5 2 3 4"),
        "polygon" + " 1 2" * 41,
    ],
)
def test_what_is_no_region_is_a_fault_at_its_place(text: str) -> None:
    assert read_region(text) is None
    if text:
        assert [(f.code, f.index) for f in hotspot(regions=(SUN, text)).faults()] == [("no_region", 1)]


def test_the_figure_has_where_everybody_tapped_in_an_order_that_names_nobody() -> None:
    question = hotspot()
    right, wrong = question.figure([(900, 900), (500, 250), "D2", (450, 150)])
    assert (right.n, right.right, right.points) == (3, True, [450, 150, 500, 250, 583, 250])
    assert (wrong.n, wrong.right, wrong.points) == (1, False, [900, 900])
    assert question.bar_names("kk", "en") == ["Дұрыс жерде", "Басқа жерде"]


def test_the_picture_comes_with_what_is_asked_and_an_answer_can_be_read() -> None:
    question: Hotspot = hotspot(alt={"en": "A plain", "ru": "Равнина"})
    assert question.media("en", "en") == []
    asked = question.ask("ru", "en")
    assert (asked.pictures, asked.body) == ([question.picture], "Равнина")
    assert [one.name for one in question.fetched("en", "en")] == question.files() == [question.picture]
    assert question.solution("en", "en").regions == [SUN]
    assert question.write((500, 251), "en", "en") == "D2 (50 %, 25.1 %)"
    assert question.write("D2", "en", "en") == "D2"
