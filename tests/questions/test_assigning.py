"""Matching and categorising: each item gets an option."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from saual.questions.base import Bar
from saual.questions.categorising import Categorising
from saual.questions.matching import Matching

CAPITALS = Matching(text="?", items=("France", "Japan"), options=("Paris", "Tokyo", "Rome"))
ANIMALS = Categorising(
    text="?", items=("eagle", "horse", "sheep", "owl"), options=("birds", "mammals"), right=("A", "B", "B", "A")
)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ([0, 1], (0, 1)),
        ([2, 2], (2, 2)),
        ([0, 3], (0, 3)),
        ([3, 3], None),
        ([0, 4], None),
        ([0], None),
        ([0, 1, 2], None),
        ([0, True], None),
        (["0", "1"], None),
        (0, None),
    ],
)
def test_an_answer_has_an_option_for_each_item_or_leaves_some_out_but_not_all(raw: Any, read: Any) -> None:
    assert CAPITALS.read(raw) == read


def test_each_item_in_its_place_earns_its_part() -> None:
    assert [CAPITALS.mark(answer) for answer in ((0, 1), (0, 2), (0, 3), (1, 0))] == [1.0, 0.5, 0.5, 0.0]
    assert [ANIMALS.mark(answer) for answer in ((0, 1, 1, 0), (0, 0, 0, 0), (2, 2, 2, 0))] == [1.0, 0.5, 0.25]


@pytest.mark.parametrize("seed", range(50))
def test_a_game_shows_the_options_elsewhere_and_the_items_where_they_were(seed: int) -> None:
    shown = CAPITALS.shuffled(Random(seed))
    assert shown.items == CAPITALS.items
    assert shown.options[:2] != ("Paris", "Tokyo")
    assert shown.solution("en", "en").words == ["France → Paris", "Japan → Tokyo"]
    assert shown.written() == CAPITALS


def test_of_two_options_either_order_comes() -> None:
    pair = replace(CAPITALS, options=("Paris", "Tokyo"))
    assert {pair.shuffled(Random(seed)).options for seed in range(20)} == {("Paris", "Tokyo"), ("Tokyo", "Paris")}


def test_the_order_shown_does_not_hang_on_the_order_in_the_file() -> None:
    turned = replace(ANIMALS, items=("owl", "sheep", "eagle", "horse"), right=("A", "B", "A", "B"))
    assert turned.shuffled(Random(3)) == ANIMALS.shuffled(Random(3))
    other = replace(CAPITALS, options=("Rome", "Tokyo", "Paris"), right=("C", "B"))
    assert other.shuffled(Random(3)) == CAPITALS.shuffled(Random(3))


def test_several_items_may_belong_to_one_option() -> None:
    rivers = Matching(
        text="?", items=("Ile", "Volga", "Ertis"), options=("Russia", "Kazakhstan"), right=("B", "A", "B")
    )
    assert list(rivers.faults()) == []
    assert rivers.written().options == ("Kazakhstan", "Russia")
    assert rivers.written().right == ("A", "B", "A")
    assert rivers.written().mark((0, 1, 0)) == 1.0


def test_the_figure_counts_who_has_each_item_right_and_which_options_it_got() -> None:
    assert CAPITALS.figure([(0, 1), (0, 0), (3, 2)]) == [
        Bar(n=2, right=True, parts=[2, 0, 0]),
        Bar(n=1, right=True, parts=[1, 1, 1]),
    ]
    assert CAPITALS.bar_names("en", "en") == ["France → Paris", "Japan → Tokyo"]
    assert CAPITALS.write((0, 3), "en", "en") == "France → Paris; Japan → –"


def test_faults() -> None:
    def codes(question: Any, **more: Any) -> list[str]:
        return [fault.code for fault in replace(question, **more).faults()]

    assert codes(CAPITALS) == codes(ANIMALS) == []
    assert codes(CAPITALS, options=("Paris", "Paris ")) == ["equal_options"]
    assert codes(CAPITALS, items=("France", "France")) == ["equal_items"]
    assert codes(CAPITALS, right=("A",)) == ["not_as_many"]
    assert codes(CAPITALS, right=("A", "D")) == ["no_such_option"]
    assert codes(CAPITALS, items=("France", "Japan", "Italy", "Spain")) == ["not_as_many"]
    assert codes(ANIMALS, right=("A", "B", "C", "A")) == ["no_such_option"]
    assert codes(ANIMALS, right=()) == ["not_as_many"]
