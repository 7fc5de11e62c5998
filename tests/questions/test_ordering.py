"""Ordering: what a phone is shown, and what a wrong order earns."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from saual.questions.base import Bar
from saual.questions.ordering import Ordering

WEIGHTS = Ordering(text="From light to heavy", items=("gram", "kilo", "centner", "tonne"))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ([3, 1, 0, 2], (3, 1, 0, 2)),
        ([0, 1, 2], None),
        ([0, 1, 2, 2], None),
        ([0, 1, 2, 4], None),
        ([0, 1, 2, True], None),
        ([0, 1, 2, "3"], None),
        (0, None),
        ("0123", None),
    ],
)
def test_an_answer_names_every_item_once(raw: Any, read: Any) -> None:
    assert WEIGHTS.read(raw) == read


@pytest.mark.parametrize(
    ("answer", "credit"),
    [
        ((0, 1, 2, 3), 1.0),
        ((1, 0, 2, 3), 4 / 6),
        ((1, 2, 3, 0), 0.0),
        ((0, 3, 1, 2), 2 / 6),
        ((3, 2, 1, 0), 0.0),
    ],
)
def test_each_pair_in_the_wrong_order_costs_what_one_in_the_right_order_earns(answer: Any, credit: float) -> None:
    assert WEIGHTS.mark(answer) == pytest.approx(credit)


@pytest.mark.parametrize("seed", range(50))
def test_no_game_shows_the_items_in_their_right_order(seed: int) -> None:
    shown = WEIGHTS.shuffled(Random(seed))
    assert shown.ask("en", "en").items != list(WEIGHTS.items)
    assert sorted(shown.items) == sorted(WEIGHTS.items)
    assert shown.solution("en", "en").words == ["1. gram", "2. kilo", "3. centner", "4. tonne"]
    assert shown.written() == WEIGHTS


def test_the_order_shown_tells_nothing_but_that_it_is_not_the_right_one() -> None:
    """For each order that is shown, all right orders but that one led to it equally often."""
    came = Counter[tuple[Any, ...]]()
    for seed in range(600):
        for right in permutations("ABC"):
            question = Ordering(text="?", items=("one", "two", "three"), right=right)
            came[question.shuffled(Random(seed)).items, question.written().items] += 1
    assert all(shown != right for shown, right in came)
    assert len(came) == 6 * 5
    assert max(came.values()) < 1.4 * min(came.values())


def test_the_order_written_in_the_file_does_not_matter() -> None:
    turned = replace(WEIGHTS, items=("tonne", "gram", "centner", "kilo"), right=("B", "D", "C", "A"))
    assert turned.written() == WEIGHTS
    assert turned.shuffled(Random(3)).items == WEIGHTS.shuffled(Random(3)).items


def test_what_comes_after_it_in_a_game_is_shuffled_alike_whatever_is_right() -> None:
    after = set()
    for right in permutations("ABC"):
        random = Random(5)
        Ordering(text="?", items=("one", "two", "three"), right=right).shuffled(random)
        after.add(random.random())
    assert len(after) == 1


def test_the_figure_counts_who_has_each_item_in_its_place_and_where_the_others_put_it() -> None:
    assert WEIGHTS.figure([(0, 1, 2, 3), (1, 0, 2, 3)]) == [
        Bar(n=1, right=True, parts=[1, 1, 0, 0]),
        Bar(n=1, right=True, parts=[1, 1, 0, 0]),
        Bar(n=2, right=True, parts=[0, 0, 2, 0]),
        Bar(n=2, right=True, parts=[0, 0, 0, 2]),
    ]
    assert WEIGHTS.bar_names("en", "en")[2] == "3. centner"
    turned = replace(WEIGHTS, items=("tonne", "gram", "centner", "kilo"), right=("B", "D", "C", "A"))
    assert turned.figure([(1, 3, 2, 0), (3, 1, 2, 0)]) == WEIGHTS.figure([(0, 1, 2, 3), (1, 0, 2, 3)])
    assert turned.bar_names("en", "en") == WEIGHTS.bar_names("en", "en")
    assert WEIGHTS.write((1, 0, 2, 3), "en", "en") == "kilo → gram → centner → tonne"


def test_faults() -> None:
    def codes(**more: Any) -> list[str]:
        return [fault.code for fault in replace(WEIGHTS, **more).faults()]

    assert codes() == []
    assert codes(items=("gram", "kilo", "gram ")) == ["equal_items"]
    assert codes(items=({"kk": "а", "ru": "б"}, {"kk": "в"}, "42")) == ["language_gap"]
    assert codes(right=("A", "B", "C")) == ["not_as_many"]
    assert codes(right=("A", "B", "C", "C")) == ["twice"]
    assert codes(right=("A", "B", "C", "E")) == ["no_such_item"]
