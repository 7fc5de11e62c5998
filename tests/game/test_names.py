"""Nicknames: what may stand on the class screen, and which two nobody could tell apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saual.game.names import LONGEST, alike, clean

ZALGO = "З\u0310\u0311\u0312а\u0313\u0314\u0315лго"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Айгерім", "Айгерім"),
        ("  Nurlan \t  B. ", "Nurlan B."),
        ("Ｎｕｒｌａｎ", "Nurlan"),  # full-width letters
        ("Әсел Ғ. Қ. Ң. Ө. Ұ. Ү. Һ. І", None),
        ("ӘҒҚҢӨҰҮҺІ әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"),
        ("Zoe\u0308", "Zoë"),
        ("An\u200bna", "Anna"),  # zero width
        ("An\u200d\ufeffna", "Anna"),
        ("\u202eannA\u202c", "annA"),  # bidi
        ("\u2066Anna\u2069", "Anna"),
        ("A\x00n\x1bn\x7fa", "Anna"),  # control
        ("e\u200b\u0301", "é"),  # the invisible goes before the letter and its mark are joined
        ("7", "7"),
        ("!", "!"),
        ("👍🏽", "👍🏽"),
        ("🇰🇿", "🇰🇿"),
        ("1️⃣", "1️⃣"),
        ("<b>x</b>", "<b>x</b>"),  # text, and only ever text
    ],
)
def test_a_name_is_shown_as_people_mean_it(raw: str, name: str | None) -> None:
    assert clean(raw) == (("", "name_long") if name is None else (name, None))


@pytest.mark.parametrize(
    "raw", ["", " ", "\t\n", "\u200b", "\u202e", "\u3164", "\u115f\u1160", "\u2800", "\uffa0", "\x00"]
)
def test_what_shows_nothing_is_an_empty_name(raw: str) -> None:
    assert clean(raw) == ("", "name_empty")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("x" * 20, None),
        ("x" * 21, "name_long"),
        ("ә" * 20, None),
        ("👍🏽" * 20, None),  # forty code points, twenty letters
        ("👍🏽" * 21, "name_long"),
        ("🇰🇿" * 20, None),
        ("1️⃣" * 20, None),
        ("й" * 20, None),
        ("x\u0301\u0302" * 20, None),
        (" " * 50 + "x" * 20, None),
    ],
)
def test_twenty_letters_are_counted_as_people_count_them(raw: str, code: str | None) -> None:
    assert clean(raw)[1] == code


@pytest.mark.parametrize(
    "raw",
    [
        ZALGO,
        "ж" + "\u0489" * 3,  # enclosing marks stack too, though they combine with nothing
        "x" + "\u20dd" * 3,
        "\u0301",
        "´a",  # NFKC makes a space and a mark of it: the mark would hang on what stands before the name
        "ᄀ" * 150,  # one letter by the rule, 150 to the eye
        "👍" + "🏿" * 50,
        "\ud800x",
        "\ue000x",  # a font's private letter
        "\uffffx",
        "x\U000e0fff",
    ],
)
def test_what_would_break_the_line_is_refused(raw: str) -> None:
    assert clean(raw) == ("", "name_bad")


@given(st.text(max_size=60) | st.text(st.sampled_from("ae\u0301\u0489\u200b\u202e ᄀ🏿👍\ufe0f1"), max_size=30))
def test_what_is_clean_stays_as_it_is_and_can_be_shown(raw: str) -> None:
    name, code = clean(raw)
    assert (code is None) is bool(name)
    if code is not None:
        return
    assert clean(name) == (name, None)
    assert unicodedata.is_normalized("NFKC", name)
    assert name == name.strip()
    assert len(name) <= 4 * LONGEST
    assert not {unicodedata.category(c) for c in name} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert alike(name), "every name that is shown can be compared"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "anna"),
        ("Anna", "Аnnа"),  # Cyrillic А and а
        ("OXANA", "ОХАNА"),
        ("Сара", "Capa"),
        ("Bob", "B0b"),
        ("Ilya", "1lya"),
        ("Anna B", "AnnaB"),
        ("Ёлка", "ёлка"),
        ("Anna", "Ａｎｎａ"),
        ("Anna", "Ann\u200ba"),
        ("Kot", "Кот"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_look_the_same_are_alike(one: str, other: str) -> None:
    assert alike(clean(one)[0]) == alike(clean(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Сара", "Сәра"), ("Кана", "Қана"), ("Нур", "Нұр"), ("Нұр", "Нүр"), ("Анна", "Ана"), ("Лен", "Лён"), ("A1", "A2")],
)
def test_names_that_a_kazakh_reader_tells_apart_are_not_alike(one: str, other: str) -> None:
    assert alike(clean(one)[0]) != alike(clean(other)[0])
