"""Letters that look alike fold together; letters of the Kazakh alphabet never do."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from saual.questions.lookalike import skeleton

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def test_no_two_letters_of_the_kazakh_alphabet_fold_together() -> None:
    assert len(KAZAKH) == 42
    assert len({skeleton(letter) for letter in KAZAKH}) == 42
    assert len({skeleton(letter) for letter in KAZAKH.upper()}) == 42


@pytest.mark.parametrize("digits", [False, True])
def test_no_two_letters_of_the_english_alphabet_fold_together(digits: bool) -> None:
    assert len({skeleton(letter, digits=digits) for letter in "abcdefghijklmnopqrstuvwxyz"}) == 26


@pytest.mark.parametrize(
    ("cyrillic", "drawn"),
    [
        ("Айгүл", "Aйгүл"),  # Latin A
        ("АЙГҮЛ", "AЙГYЛ"),  # Latin A and Y: the capital Ү is drawn as Y
        ("Мұрат", "Mұpaт"),  # Latin M, p, a
        ("Ару", "Apy"),  # all Latin: the small у is drawn as y
        ("Нұрлан", "Hұрлан"),  # Latin H among Cyrillic letters
        ("һауа", "hауа"),  # Latin h
        ("Әсел", "Əсел"),  # Latin schwa
        ("өмір", "ɵмiр"),  # Latin barred o and i
        ("Сара", "Capa"),  # all Latin
        ("ТҮЙҮ", "ТYЙY"),
        ("Ислам", "Иcлaм"),
        ("ВЕК", "BEK"),
        ("Гүлнар", "Гүлнaр\u200b"),  # a space of no width
        ("Роза", "Ροза"),  # Greek Ρ and ο
    ],
)
def test_a_name_written_with_look_alike_letters_is_the_same_name(cyrillic: str, drawn: str) -> None:
    assert skeleton(cyrillic) == skeleton(drawn)
    assert skeleton(cyrillic.upper()) == skeleton(cyrillic.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қар", "кар"),
        ("Айгүл", "Айгул"),
        ("май", "маи"),
        ("ёлка", "елка"),
        ("нан", "һан"),
        ("μ", "m"),
        ("résumé", "resume"),
    ],
)
def test_letters_that_a_reader_tells_apart_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_digits_fold_into_letters_only_when_asked() -> None:
    assert skeleton("Al1 0lga") != skeleton("Ali Olga")
    assert skeleton("A1ia AIia 0lga", digits=True) == skeleton("Alia Alia Olga", digits=True)


@given(st.text())
@example("\u0345")
def test_a_skeleton_is_its_own_skeleton(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(st.text(alphabet=KAZAKH + KAZAKH.upper() + "abcxyzABCXYZ 019"))
def test_case_is_forgiven_within_an_alphabet(text: str) -> None:
    one_script = "".join(c for c in text if not ("A" <= c <= "z"))
    assert skeleton(one_script.upper()) == skeleton(one_script.lower())
