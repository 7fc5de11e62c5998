"""Gaps: typed or from a bank of words; what is forgiven is what a short answer forgives."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from saual.questions.base import Bar
from saual.questions.gaps import Gaps

TYPED = Gaps(text="She [1] to school and [2] home.", gaps=("goes", "comes | walks"))
BANK = Gaps(text="The [1] and the [2].", gaps=("sun", "moon"), bank=True, options=("star", "sea"))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (["goes", " comes "], ("goes", "comes")),
        (["", "comes"], ("", "comes")),
        (["", " . "], None),
        (["goes"], None),
        (["goes", 1], None),
        (["goes", "x" * 61], None),
        ("goes", None),
        ([0, 1], None),
    ],
)
def test_an_answer_has_a_text_for_each_gap_and_may_leave_some_empty(raw: Any, read: Any) -> None:
    assert TYPED.read(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"), [([0, 1], (0, 1)), ([0, 4], (0, 4)), ([4, 4], None), ([0, 5], None), (["sun", "moon"], None)]
)
def test_from_a_bank_an_answer_has_a_word_for_each_gap(raw: Any, read: Any) -> None:
    assert BANK.read(raw) == read


def test_each_gap_earns_its_part_and_any_of_its_spellings_will_do() -> None:
    answers = [("goes", "walks"), ("GOES", "comes."), ("go", "comes"), ("comes", "goes")]
    assert [TYPED.mark(answer) for answer in answers] == [1.0, 1.0, 0.5, 0.0]


def test_look_alike_letters_and_slips_are_forgiven_as_in_a_short_answer() -> None:
    town = Gaps(text={"kk": "[1]", "ru": "[1]"}, gaps=({"kk": "Қарағанды", "ru": "Караганда"},), typos=1)
    assert [town.mark((typed,)) for typed in ("Қарaғанды", "Караганда", "Карганда", "Караганды", "Алматы")] == [
        *(1.0, 1.0, 1.0, 1.0),
        0.0,
    ]
    assert replace(town, typos=0).mark(("Карагандa",)) == 1.0
    assert replace(town, typos=0).mark(("Карагандо",)) == 0.0


def test_the_bank_stands_in_the_order_of_the_alphabet_and_holds_each_word_once() -> None:
    assert BANK.ask("en", "en").options == ["moon", "sea", "star", "sun"]
    twice = replace(BANK, text="[1] [2] [3]", gaps=("the | a", "sun", "the"))
    assert twice.ask("en", "en").options == ["sea", "star", "sun", "the"]
    assert twice.mark((3, 2, 3)) == 1.0
    assert TYPED.ask("en", "en").options == []
    assert TYPED.ask("en", "en").items == ["1", "2"]


def test_a_word_of_the_bank_that_is_another_spelling_of_the_gap_is_right() -> None:
    both = replace(BANK, gaps=("sun | star", "moon"))
    assert both.mark((2, 0)) == 1.0


def test_the_solution_names_each_gap() -> None:
    assert TYPED.solution("en", "en").words == ["1. goes", "2. comes / walks"]
    assert BANK.solution("en", "en").right == [3, 0]


def test_the_figure_counts_who_has_each_gap_right() -> None:
    assert TYPED.figure([("goes", "x"), ("goes", "walks")]) == [Bar(n=2, right=True), Bar(n=1, right=True)]
    assert BANK.figure([(3, 0), (3, 2)]) == [
        Bar(n=2, right=True, parts=[0, 0, 0, 2]),
        Bar(n=1, right=True, parts=[1, 0, 1, 0]),
    ]
    assert TYPED.write(("goes", ""), "en", "en") == "1. goes; 2. –"
    assert BANK.write((4, 0), "en", "en") == "1. –; 2. moon"


def test_faults() -> None:
    def codes(question: Gaps, **more: Any) -> list[str]:
        return [fault.code for fault in replace(question, **more).faults()]

    assert codes(TYPED) == codes(BANK) == []
    assert codes(TYPED, text="No gaps") == ["gap_missing", "gap_missing"]
    assert codes(TYPED, text={"kk": "[1] [2]", "ru": "[1]"}) == ["gap_missing"]
    assert codes(TYPED, text="[1] [2] [3]") == ["gap_beyond"]
    assert codes(TYPED, gaps=("goes", "comes | ")) == ["unmatchable"]
    assert codes(TYPED, gaps=("goes", "x" * 61)) == ["too_long"]
    assert codes(BANK, gaps=("sun", "x" * 61)) == []
    assert codes(TYPED, options=("go",)) == ["no_bank"]
    assert codes(BANK, options=("star", "star")) == ["equal_items"]
    assert codes(BANK, gaps=({"kk": "күн", "ru": "солнце"}, {"kk": "ай"})) == ["language_gap"]
