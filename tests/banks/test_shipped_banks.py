"""The banks that ship are the first thing a teacher sees: no faults, fair letters, every language promised."""

from __future__ import annotations

from collections import Counter

import pytest

from saual.banks.check import check_file, read_file
from saual.banks.shelf import shipped_dir
from saual.banks.toml_format import parse, serialise
from saual.questions.bank import KINDS, Bank, explanation_languages, kinds, languages
from saual.questions.multiple import Multiple
from saual.questions.options import WithOptions
from saual.questions.single import Single
from saual.questions.text import spoken
from saual.questions.truefalse import TrueFalse

IDS = sorted(path.stem for path in shipped_dir().glob("*.toml"))
ALL = ("kk", "ru", "en")


def bank(bank_id: str) -> Bank:
    return read_file(shipped_dir() / f"{bank_id}.toml")


def test_four_banks_ship() -> None:
    assert {"english-grade-9", "kazakhstan", "tour", "flipped-survey"} <= set(IDS)


@pytest.mark.parametrize("bank_id", IDS)
def test_a_shipped_bank_has_no_faults_and_survives_rewriting(bank_id: str) -> None:
    assert check_file(shipped_dir() / f"{bank_id}.toml") == []
    assert parse(serialise(bank(bank_id))) == bank(bank_id)


@pytest.mark.parametrize("bank_id", IDS)
def test_a_shipped_bank_says_what_it_is_about_whose_it_is_and_how_it_may_be_used(bank_id: str) -> None:
    loaded = bank(bank_id)
    assert set(ALL) == spoken(loaded.title, loaded.language)
    assert loaded.about is not None
    assert loaded.author
    assert loaded.licence


@pytest.mark.parametrize("bank_id", IDS)
def test_the_right_letter_cannot_be_guessed_from_how_often_it_is_right(bank_id: str) -> None:
    singles = [
        question for question in bank(bank_id).questions if isinstance(question, Single) and len(question.options) == 4
    ]
    if len(singles) < 12:
        return
    counts = Counter(question.right for question in singles)
    even = len(singles) / 4
    assert all(even * 0.6 <= counts[letter] <= even * 1.4 for letter in "ABCD"), counts
    runs = "".join(question.right for question in singles)
    assert not any(letter * 4 in runs for letter in "ABCD"), runs


@pytest.mark.parametrize("bank_id", IDS)
def test_the_right_option_is_not_given_away_by_its_length(bank_id: str) -> None:
    singles = [question for question in bank(bank_id).questions if isinstance(question, Single)]
    if len(singles) < 12:
        return
    longest = 0
    for question in singles:
        lengths = [len(text) for text in question.ask("en", "en").options]
        right = lengths["ABCDEFGH".index(question.right)]
        longest += right == max(lengths) and lengths.count(right) == 1
    assert longest <= len(singles) * 0.5, f"the right option is the longest in {longest} of {len(singles)}"


def test_english_for_grade_9_is_in_english_explained_in_kazakh_and_russian_and_tagged() -> None:
    english = bank("english-grade-9")
    assert len(english.questions) == 40
    assert languages(english) == ("en",)
    assert all({"kk", "ru"} <= spoken(q.explanation or "", "en") for q in english.questions if q.marked)
    assert all(q.topic and q.level and q.bloom for q in english.questions if q.answered)
    assert len({q.topic for q in english.questions}) >= 8


@pytest.mark.parametrize(("bank_id", "count"), [("kazakhstan", 30), ("flipped-survey", 10), ("tour", 8)])
def test_the_other_banks_are_in_all_three_languages(bank_id: str, count: int) -> None:
    loaded = bank(bank_id)
    assert len(loaded.questions) >= count
    assert languages(loaded) == ALL
    for question in loaded.questions:
        for field, text in question.texts():
            assert isinstance(text, str) or spoken(text, "en") == set(ALL), (field, text)
    if bank_id == "kazakhstan":
        assert explanation_languages(loaded) == ALL


def test_the_tour_shows_every_type() -> None:
    # A bank that ships has no files beside it, and a place on a picture needs one.
    assert set(kinds(bank("tour"))) == set(KINDS) - {"hotspot"}


def test_the_survey_asks_only_what_has_no_right_answer() -> None:
    assert set(kinds(bank("flipped-survey"))) <= {"rating", "poll", "slide"}
    assert set(kinds(bank("flipped-survey"))) >= {"rating", "poll"}


@pytest.mark.parametrize("bank_id", IDS)
def test_no_question_is_asked_twice(bank_id: str) -> None:
    seen = Counter((str(q.text), str(q.options) if isinstance(q, WithOptions) else "") for q in bank(bank_id).questions)
    assert max(seen.values()) == 1


@pytest.mark.parametrize("bank_id", IDS)
def test_true_and_several_are_not_always_the_answer(bank_id: str) -> None:
    loaded = bank(bank_id)
    statements = [q.right for q in loaded.questions if isinstance(q, TrueFalse)]
    assert len(statements) < 3 or 0 < sum(statements) < len(statements)
    several = [q for q in loaded.questions if isinstance(q, Multiple)]
    assert all(len(q.right) < len(q.options) for q in several)
