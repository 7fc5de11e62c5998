"""Single, multiple, poll, true/false: reading, marking, shuffling, bars."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from saual.questions.base import Bar
from saual.questions.multiple import Multiple
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.truefalse import TrueFalse

SINGLE = Single(
    text="She ___ to school.", options=("go", "goes", "going"), right="B", explanation={"kk": "…", "ru": "!"}
)
MULTIPLE = Multiple(text="Which are cities?", options=("Astana", "Ile", "Almaty", "Ertis"), right=("A", "C"))
POLL = Poll(text="How was it?", options=("Easy", "Hard"))


@pytest.mark.parametrize(
    ("raw", "read"), [(0, 0), (2, 2), (3, None), (-1, None), (True, None), ("1", None), ([1], None)]
)
def test_a_single_choice_is_the_index_of_one_of_its_options(raw: Any, read: int | None) -> None:
    assert SINGLE.read(raw) == read
    assert Poll(text="?", options=("a", "b", "c")).read(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [([2, 0], (0, 2)), ([1], (1,)), ([], None), ([0, 0], None), ([0, 4], None), ([True], None), (0, None), ("A", None)],
)
def test_a_multiple_choice_is_a_list_of_different_options(raw: Any, read: tuple[int, ...] | None) -> None:
    assert MULTIPLE.read(raw) == read


@pytest.mark.parametrize(("raw", "read"), [(0, 0), (1, 1), (2, None), (True, None), (False, None), ("true", None)])
def test_true_is_0_and_false_is_1_and_a_json_boolean_is_neither(raw: Any, read: int | None) -> None:
    assert TrueFalse(text="?", right=True).read(raw) == read


@pytest.mark.parametrize(("raw", "read"), [(1, 1), (5, 5), (0, None), (6, None), (True, None), ("3", None)])
def test_a_rating_is_a_number_from_1_to_5(raw: Any, read: int | None) -> None:
    assert Rating(text="?").read(raw) == read


@pytest.mark.parametrize(
    ("answer", "credit"),
    [((0, 2), 1.0), ((0,), 0.5), ((0, 1), 0.0), ((0, 1, 2), 0.5), ((1, 3), 0.0), ((0, 1, 2, 3), 0.0)],
)
def test_a_wrong_tick_costs_what_a_right_one_earns(answer: tuple[int, ...], credit: float) -> None:
    assert MULTIPLE.mark(answer) == credit


@pytest.mark.parametrize(
    "last",
    [
        *("None of the above", "All of these.", "both of them", "All answers are right"),
        *("Ни один из перечисленных", "Все перечисленные", "Всё перечисленное", "Нет правильного ответа"),
        *("Барлығы дұрыс", "Жоғарыдағылардың бәрі", "Дұрыс жауап жоқ", "Осылардың ешқайсысы"),
        {"kk": "Барлығы да дұрыс", "en": "Everything"},
    ],
)
def test_what_speaks_of_the_other_options_stays_the_last(last: Any) -> None:
    question = Single(text="Which?", options=("a", last, "None at all was there", "b"), right="B")
    for seed in range(20):
        shuffled = question.shuffled(Random(seed))
        assert shuffled.options[-1] == last
        assert shuffled.right == "D"
    assert len({str(question.shuffled(Random(seed)).options) for seed in range(20)}) > 3


def test_only_the_right_option_earns_credit() -> None:
    assert [SINGLE.mark(i) for i in range(3)] == [0.0, 1.0, 0.0]
    assert [TrueFalse(text="?", right=False).mark(i) for i in range(2)] == [0.0, 1.0]


def test_nothing_earns_credit_in_a_poll_or_a_rating() -> None:
    assert POLL.mark(0) == 0.0
    assert Rating(text="?").mark(5) == 0.0
    assert not POLL.marked
    assert not Rating.marked


def test_the_right_answer_follows_when_options_are_shuffled() -> None:
    for seed in range(20):
        single, multiple = SINGLE.shuffled(Random(seed)), MULTIPLE.shuffled(Random(seed))
        assert sorted(single.options) == sorted(SINGLE.options)
        assert single.options["ABC".index(single.right)] == "goes"
        assert {multiple.options["ABCD".index(letter)] for letter in multiple.right} == {"Astana", "Almaty"}
    assert len({SINGLE.shuffled(Random(seed)).options for seed in range(50)}) == 6
    assert {POLL.shuffled(Random(seed)).options for seed in range(20)} == {("Easy", "Hard"), ("Hard", "Easy")}


def test_what_a_phone_is_asked_does_not_depend_on_the_right_answer() -> None:
    for right in ("A", "B", "C"):
        assert Single(text="?", options=("x", "y", "z"), right=right).ask("kk", "en").options == ["x", "y", "z"]
    asks = [TrueFalse(text="?", right=right).ask("kk", "en") for right in (True, False)]
    assert asks[0] == asks[1]


def test_the_bars_stand_in_the_options_order_and_tell_the_right_ones() -> None:
    assert SINGLE.figure([1, 1, 2]) == [Bar(n=0), Bar(n=2, right=True), Bar(n=1)]
    assert MULTIPLE.figure([(0, 2), (0, 1)]) == [Bar(n=2, right=True), Bar(n=1), Bar(n=1, right=True), Bar(n=0)]
    assert POLL.figure([1]) == [Bar(n=0), Bar(n=1)]
    assert TrueFalse(text="?", right=True).figure([0, 1, 1]) == [Bar(n=1, right=True), Bar(n=2)]
    assert [(bar.n, bar.label) for bar in Rating(text="?").figure([5, 5, 1])] == [
        (1, "1"), (0, "2"), (0, "3"), (0, "4"), (2, "5"),
    ]  # fmt: skip


def test_the_solution_names_the_right_options_and_explains_in_the_readers_language() -> None:
    assert SINGLE.solution("ru", "en").right == [1]
    assert SINGLE.solution("ru", "en").explanation == "!"
    assert MULTIPLE.solution("en", "en").right == [0, 2]
    assert TrueFalse(text="?", right=False).solution("en", "en").right == [1]
    assert POLL.solution("en", "en").right == []


def test_an_answer_reads_as_letter_and_text_in_a_report() -> None:
    assert SINGLE.write(1, "en", "en") == "B) goes"
    assert MULTIPLE.write((0, 2), "en", "en") == "A) Astana, C) Almaty"
    assert TrueFalse(text="?", right=True).write(1, "ru", "en") == "Неверно"
    assert Rating(text="?").write(4, "kk", "en") == "4"


def test_each_phone_gets_the_options_in_its_language() -> None:
    poll = Poll(text="?", options=({"kk": "Иә", "ru": "Да"}, {"kk": "Жоқ", "ru": "Нет"}))
    assert poll.ask("ru", "kk").options == ["Да", "Нет"]
    assert poll.ask("en", "kk").options == ["Иә", "Жоқ"]


def test_a_slide_is_shown_and_never_answered() -> None:
    slide = Slide(text="Hello", body={"en": "Read this", "kk": "Оқы"})
    assert slide.ask("kk", "en").body == "Оқы"
    assert slide.read(0) is None
    assert slide.read("x") is None
    assert slide.figure([]) == []
    assert not slide.answered


def test_faults_that_types_cannot_say_are_told() -> None:
    assert [f.code for f in Single(text="?", options=("a", "b"), right="D").faults()] == ["no_such_option"]
    assert [f.code for f in Single(text="?", options=("a", " a"), right="A").faults()] == ["equal_options"]
    assert [f.code for f in Multiple(text="?", options=("a", "b"), right=("A", "A")).faults()] == ["twice"]
    gap = Poll(text="?", options=({"kk": "а", "ru": "б"}, {"kk": "в"}, "3"))
    assert [(f.code, f.problem) for f in gap.faults()] == [("language_gap", "option B has no ru, but other options do")]
    assert [f.field for f in Rating(text="?", low={"kk": "а", "ru": "б"}, high={"kk": "в"}).faults()] == ["high"]
    assert [f.field for f in Slide(text="?", time=20, points=1000).faults()] == ["time", "points"]
    assert [f.field for f in Poll(text="?", options=("a", "b"), points=1000).faults()] == ["points"]
    assert list(Single(text="?", options=("Monday", "monday"), right="A").faults()) == []


NAMES = ("1" * 40 + ".jpg", "2" * 40 + ".png")


def faults(**more: Any) -> list[tuple[str, str, int | None]]:
    question = Single(text="?", options=("one", "two", "three"), right="A", **more)
    return [(fault.code, fault.field, fault.index) for fault in question.faults()]


def test_a_picture_belongs_to_an_option_and_no_two_look_the_same() -> None:
    assert faults(pictures=("", *NAMES)) == []
    assert faults(pictures=("horse.jpg", "", NAMES[0])) == [("unknown_media", "pictures", 0)]
    assert faults(pictures=("", "", "", NAMES[0])) == [("no_option", "pictures", 3)]
    assert faults(pictures=(NAMES[0], "", NAMES[0])) == [("equal_pictures", "pictures", None)]
    assert faults(pictures=(NAMES[0], "", NAMES[0]), captions=True) == []


def test_every_option_is_asked_with_its_picture_and_one_way_of_writing_it_is_left() -> None:
    question = Single(text="?", options=("one", "two", "three"), right="A", pictures=(NAMES[0],), captions=True)
    assert question.ask("en", "en").pictures == [NAMES[0], "", ""]
    assert question.ask("en", "en").captions
    assert replace(question, pictures=(NAMES[0], "", "")).written() == question
    bare = replace(question, pictures=("", ""))
    assert (bare.written().pictures, bare.written().captions) == ((), False)
    assert bare.ask("en", "en").pictures == []
    assert question.files() == [NAMES[0]]
    assert [one.name for one in question.fetched("en", "en")] == [NAMES[0]]
