"""Drafts are judged as bank files are: what is wrong stands beside its field, and what is right can be played."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given

from saual.banks.judge import draft_of, finished, head_faults, question_faults, ready
from saual.banks.sentences import say_remark
from saual.banks.shelf import Shelf, shipped_dir
from saual.questions.bank import KINDS, Bank
from saual.questions.draft import Draft, DraftHead, DraftQuestion
from saual.questions.text import Lang
from tests.helpers.any_bank import BANKS

HEAD = DraftHead(title={"kk": "Т"}, language="kk", languages=["kk", "ru"])


def faults(type: str, **fields: Any) -> list[tuple[str, str, int, str]]:
    found = question_faults(DraftQuestion("q", type, fields), HEAD)
    return [(fault.remark.code, fault.field, fault.index, fault.lang) for fault in found]


TEXT = {"kk": "Сұрақ?", "ru": "Вопрос?"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_that_was_only_begun_lacks_its_text_at_its_text(kind: str) -> None:
    assert ("empty", "text", 0, "") in faults(kind)
    assert ("empty", "text", 0, "") in faults(kind, text={"kk": "  ", "ru": ""})


def test_what_is_missing_of_each_type_stands_beside_its_field() -> None:
    empty: list[Any] = [{}, {}, {}, {}]
    options = ["бір", "екі", {}, {}]
    assert faults("single", text=TEXT, options=empty, right="") == [
        ("no_right", "right", 0, ""),
        ("empty", "options", 1, ""),
        ("empty", "options", 2, ""),
    ]
    assert faults("single", text=TEXT, options=options, right="") == [("no_right", "right", 0, "")]
    assert faults("single", text=TEXT, options=options, right="C") == [("no_such_option", "right", 0, "")]
    assert faults("single", text=TEXT, options=["бір", {}, "үш"], right="A") == [("empty", "options", 2, "")]
    assert faults("multiple", text=TEXT, options=options, right=[]) == [("no_right", "right", 0, "")]
    assert faults("truefalse", text=TEXT) == [("no_right", "right", 0, "")]
    assert faults("short", text=TEXT, accept=["", " "]) == [("no_right", "accept", 0, "")]
    assert faults("number", text=TEXT, right=" ") == [("no_right", "right", 0, "")]
    assert faults("poll", text=TEXT, options=options) == []
    assert faults("rating", text=TEXT, low={}, high={}) == []
    assert faults("slide", text=TEXT, body={}) == []


@pytest.mark.parametrize("typed", ["3,14", "3.14", " 3,14 ", "+3,140"])
def test_a_number_is_read_as_it_is_typed(typed: str) -> None:
    question = finished(DraftQuestion("q", "number", {"text": TEXT, "right": typed, "tolerance": "0,5"}), HEAD)
    assert question is not None
    assert (question.right, question.tolerance) == (Decimal("3.14"), Decimal("0.5"))  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["pi", "1e400", "--2", "1.2.3", "١" * 3, "NaN"])
def test_what_is_no_number_is_said_to_be_none(typed: str) -> None:
    assert faults("number", text=TEXT, right=typed) == [("no_number", "right", 0, "")]


def test_a_fault_of_one_language_stands_beside_that_language() -> None:
    assert faults("slide", text={"kk": "Т", "ru": "x" * 301}) == [("too_long", "text", 0, "ru")]
    long = faults("poll", text=TEXT, options=[{"kk": "а", "ru": "б"}, {"kk": "в" * 121, "ru": "г"}])
    assert long == [("too_long", "options", 2, "kk")]


def test_options_that_are_not_all_translated_are_at_fault_only_in_the_languages_of_the_bank() -> None:
    options = [{"kk": "а", "ru": "б", "en": "c"}, {"kk": "в"}]
    assert faults("poll", text=TEXT, options=options) == [("language_gap", "options", 0, "")]
    alone = DraftHead(title={"kk": "Т"}, language="kk", languages=["kk"])
    assert question_faults(DraftQuestion("q", "poll", {"text": TEXT, "options": options}), alone) == []


def test_what_is_left_from_another_type_does_not_count_and_is_not_lost() -> None:
    fields = {
        "text": TEXT,
        "options": ["а", "б"],
        "accept": ["су"],
        "right": "A",
        "time": 30,
        "points": 2000,
        "body": {},
    }
    kept = DraftQuestion("q", "slide", fields)
    slide = finished(kept, HEAD)
    assert slide is not None
    assert (slide.kind, slide.time, slide.points) == ("slide", None, None)
    assert kept.fields["accept"] == ["су"]


def test_a_type_that_there_is_not_is_a_fault_and_no_crash() -> None:
    assert faults("riddle", text=TEXT) == [("unknown_type", "type", 0, "")]


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_fault_is_said_in_the_teachers_language(lang: Lang) -> None:
    broken = [
        DraftQuestion("q", kind, fields)
        for kind in [*KINDS, "riddle"]
        for fields in (
            {},
            {"text": {"kk": "x" * 400, "ru": "Cөз"}, "time": 1, "points": 7, "options": ["а", "а"], "right": "H"},
            {"text": True, "options": [{"kk": "а"}, {"ru": "б"}], "right": [], "accept": ["!" * 70, "."], "level": "?"},
            {
                "text": TEXT,
                "options": ["а"],
                "right": "1" * 14,
                "tolerance": "-1",
                "typos": 9,
                "topic": "x" * 99,
            },
        )
    ]
    found = [fault for question in broken for fault in question_faults(question, HEAD)]
    assert len(found) > 40
    for fault in found:
        said = say_remark(fault.remark, lang)
        assert said.problem
        assert said.fix
        assert "{" not in said.problem + said.fix


def test_a_game_gets_the_questions_that_are_ready_and_no_others() -> None:
    good = {"text": TEXT, "right": True}
    draft = Draft(
        title={},
        language="kk",
        languages=["kk", "ru"],
        questions=[DraftQuestion("a", "truefalse", {}), DraftQuestion("b", "truefalse", good)],
    )
    places, bank = ready(draft)
    assert places == [1]
    assert bank is not None
    assert bank.title == TEXT  # without a title it goes by its first question
    assert [fault.field for fault in head_faults(draft)] == ["title"]
    assert (bank.questions[0].time, bank.questions[0].points) == (20, 1000)


def test_of_a_bank_without_a_finished_question_there_is_no_game() -> None:
    assert ready(Draft(title={"kk": "Т"}, language="kk", languages=["kk"])) == ([], None)


@given(BANKS)
def test_a_bank_that_becomes_a_draft_comes_out_of_it_with_the_same_questions(bank: Bank) -> None:
    _, again = ready(draft_of(bank))
    assert again is not None
    assert len(again.questions) == len(bank.questions)
    assert [question.kind for question in again.questions] == [question.kind for question in bank.questions]


@pytest.mark.parametrize("bank", Shelf(shipped_dir()).banks(), ids=lambda bank: bank.id)
def test_a_bank_that_ships_is_ready_when_it_is_copied(bank: Bank) -> None:
    draft = draft_of(bank)
    assert [question_faults(question, draft) for question in draft.questions] == [[]] * len(bank.questions)
    _, again = ready(draft)
    assert again is not None
    for lang in get_args(Lang):
        before = [(q.ask(lang, bank.language), q.solution(lang, bank.language)) for q in bank.questions]
        assert [(q.ask(lang, again.language), q.solution(lang, again.language)) for q in again.questions] == before


def test_an_option_that_is_a_picture_has_still_to_be_put_into_words() -> None:
    picture = "1" * 40 + ".jpg"
    options = ["бір", {}, {}, {}]
    pictures = ["", "", picture]
    found = faults("single", text=TEXT, options=options, pictures=pictures, right="A")
    assert found == [("empty", "options", 2, ""), ("no_description", "options", 3, "")]
    assert faults("single", text=TEXT, options=["бір", "екі", "үш", {}], pictures=pictures, right="A") == []
    poll = DraftQuestion("q", "poll", {"text": TEXT, "options": ["1", "2"], "pictures": ["", picture]})
    question = finished(poll, HEAD)
    assert question is not None
    assert question.own_pictures() == (picture,)
    assert faults("single", text=TEXT, options=["бір", "екі"], pictures=["x.jpg"], right="A") == [
        ("unknown_media", "pictures", 1, "")
    ]
