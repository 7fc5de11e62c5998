"""Sheets of paper: each variant is the whole bank in its own order, and its key leads to what is right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from saual.banks.paper import MOST_VARIANTS, key, variants
from saual.banks.shelf import Shelf, shipped_dir
from saual.questions.assigning import Assigning
from saual.questions.bank import KINDS, AnyQuestion, Bank
from saual.questions.base import Answer, RawAnswer
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.slider import Slider
from saual.questions.text import LANGS, Lang
from tests.helpers.banks import bank, hotspot, matching, ordering, single, tour

SHIPPED = {one.id: one for one in Shelf(shipped_dir()).banks()}
EVERY = SHIPPED | {"hotspot": bank(hotspot())}


def marked_by(question: AnyQuestion, said: str, lang: Lang, fallback: Lang) -> float:
    """What a student earns who has on the sheet what the key says."""
    options = question.ask(lang, fallback).options
    raw: RawAnswer
    match question:
        case Assigning():
            raw = [LETTERS.index(pair.split("–")[1]) for pair in said.split(", ")]
        case Ordering():
            raw = [LETTERS.index(letter) for letter in said.split()]
        case Gaps():
            words = [part.split(". ", 1)[1].split(" / ")[0] for part in said.split("; ")]
            raw = [options.index(word) for word in words] if question.bank else list(words)
        case Slider():
            raw = int((Decimal(said.split(maxsplit=1)[0].replace(",", ".")) - question.min) / question.step)
        case Hotspot():
            raw = said.split(", ", maxsplit=1)[0]
        case _ if question.kind == "truefalse":
            raw = options.index(said)
        case _ if options:
            letters = [LETTERS.index(letter) for letter in said.split(", ")]
            raw = letters if question.kind == "multiple" else letters[0]
        case _:
            raw = said.split(" / ", maxsplit=1)[0]
    answer: Answer | None = question.read(raw)
    assert answer is not None, (question, said)
    return question.mark(answer)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", EVERY)
def test_who_has_what_the_key_says_has_all_right(id: str, lang: Lang) -> None:
    given = EVERY[id]
    for variant in variants(given, 3, 7, questions=True, options=True):
        for place, question in variant:
            said = key(question, lang, given.language)
            assert bool(said) == question.marked
            if question.marked:
                assert marked_by(question, said, lang, given.language) == 1.0
            assert question.kind == given.questions[place].kind


def test_every_type_has_its_key() -> None:
    assert {question.kind for given in EVERY.values() for question in given.questions} == set(KINDS)


def test_the_letters_lead_to_the_words_that_the_bank_calls_right() -> None:
    given = bank(single(options=("red", "green", "blue", "grey"), right="C"), single(options=("1", "2"), right="A"))
    seen = set()
    for variant in variants(given, MOST_VARIANTS, 1, questions=True, options=True):
        for place, question in variant:
            letter = key(question, "en", "en")
            seen.add((place, letter))
            assert question.ask("en", "en").options[LETTERS.index(letter)] == ("blue", "1")[place]  # type: ignore[arg-type]
    assert len(seen) > 3


def test_the_same_number_makes_the_same_sheets_and_another_makes_others() -> None:
    given = tour()

    def sheets(seed: int) -> list[list[tuple[int, AnyQuestion]]]:
        return variants(given, 4, seed, questions=True, options=True)

    assert sheets(5) == sheets(5)
    assert sheets(5) != sheets(6)
    assert variants(given, 2, 5, questions=True, options=True) == sheets(5)[:2]
    assert len({tuple(place for place, _ in sheet) for sheet in sheets(5)}) == 4


def test_each_sheet_has_every_question_once_and_slides_stay_where_they_are() -> None:
    given = SHIPPED["tour"]
    for variant in variants(given, 4, 3, questions=True, options=False):
        assert sorted(place for place, _ in variant) == list(range(len(given.questions)))
        for at, (place, question) in enumerate(variant):
            if not question.answered:
                assert at == place


def test_what_is_not_to_be_mixed_stands_as_it_was_written_but_never_in_an_order_that_tells() -> None:
    given: Bank = bank(single(), ordering(), matching())

    for seed in range(10):
        [sheet] = variants(given, 1, seed, questions=False, options=False)
        assert [place for place, _ in sheet] == [0, 1, 2]
        assert sheet[0][1] == given.questions[0]
        assert key(sheet[1][1], "en", "en") != " ".join(LETTERS[: len(given.questions[1].ask("en", "en").items)])
