"""Short typed answers: what is forgiven and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from saual.questions.base import Bar
from saual.questions.short import Short, slips

COLOUR = Short(text="?", accept=("colour", "color"))


@pytest.mark.parametrize(
    "typed",
    ["colour", "Color", "  COLOUR ", "color.", "соlоur", "cоlоr", "ｃｏｌｏｕｒ", "co\u200blour"],
)
def test_capitals_spacing_a_full_stop_and_look_alike_letters_are_forgiven(typed: str) -> None:
    answer = COLOUR.read(typed)
    assert answer is not None
    assert COLOUR.mark(answer) == 1.0


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("don't", "don’t"),
        ("well-known", "well—known"),
        ("«Абай жолы»", '"Абай жолы"'),
        ("ёлка", "елка"),
        ("Алматы", "алматы "),
        ("New York", "new   york"),
        ("New\tYork", "new york"),
        ("Әсет", "Əсeт"),
    ],
)
def test_kinds_of_apostrophes_quotes_and_dashes_and_yo_are_forgiven(accepted: str, typed: str) -> None:
    assert Short(text="?", accept=(accepted,)).mark(typed) == 1.0


@pytest.mark.parametrize(("accepted", "typed"), [("қала", "кала"), ("colour", "colours"), ("үй", "уй"), ("go", "goes")])
def test_another_letter_is_another_word(accepted: str, typed: str) -> None:
    assert Short(text="?", accept=(accepted,)).mark(typed) == 0.0


@pytest.mark.parametrize(
    ("accepted", "typed", "typos", "right"),
    [
        ("receive", "recieve", 1, True),
        ("receive", "receve", 1, True),
        ("receive", "recieves", 1, False),
        ("receive", "recieves", 2, True),
        ("receive", "receive", 0, True),
        ("cat", "car", 2, False),
        ("cats", "cars", 1, True),
    ],
)
def test_typos_are_forgiven_as_many_as_allowed_but_never_in_three_letters(
    accepted: str, typed: str, typos: int, right: bool
) -> None:
    assert Short(text="?", accept=(accepted,), typos=typos).mark(typed) == float(right)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("abcd", "acbd", 1), ("a", "", 1)],
)
def test_slips_are_counted_by_optimal_string_alignment(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize("raw", ["", "   ", "…", ".", "\u200b", "x" * 61, 5, True, ["x"]])
def test_what_has_nothing_to_compare_is_no_answer(raw: Any) -> None:
    assert COLOUR.read(raw) is None


def test_the_text_is_kept_as_typed_but_for_what_cannot_be_seen() -> None:
    assert COLOUR.read("  My  Colour\u202e\ud800 ") == "My Colour"
    assert COLOUR.write("My Colour", "kk", "en") == "My Colour"


def test_a_spelling_of_any_language_is_accepted_and_each_reader_sees_their_own() -> None:
    sun = Short(text="?", accept={"kk": ("Күн",), "ru": ("солнце",), "en": ("sun", "the sun")})
    assert [sun.mark(text) for text in ("күн", "Солнце", "The Sun", "moon")] == [1.0, 1.0, 1.0, 0.0]
    assert sun.solution("en", "kk").words == ["sun", "the sun"]
    assert COLOUR.solution("kk", "en").words == ["colour", "color"]


def test_right_answers_are_one_bar_and_a_wrong_text_shows_only_when_two_students_typed_it() -> None:
    answers = ["Color", "colour", "colur", "Colur", "colur", "kolor", "blue", "Blue"]
    assert COLOUR.figure(answers) == [
        Bar(n=2, label="colour", right=True),
        Bar(n=3, label="colur"),
        Bar(n=2, label="Blue"),
    ]
    assert COLOUR.figure([]) == [Bar(n=0, label="colour", right=True)]


def test_at_most_eight_bars_are_drawn_and_the_order_of_arrival_does_not_show() -> None:
    answers = [f"word{i}" for i in range(10)] * 2
    assert len(COLOUR.figure(answers)) == 8
    assert COLOUR.figure(answers) == COLOUR.figure(answers[::-1])
