"""Edits of a draft: all of it or nothing, and any sequence of them leads to the last state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from saual.questions.draft import MOST_QUESTIONS, BadEdit, Draft, DraftHead, DraftQuestion, Edit, edited

EMPTY = Draft(title={"kk": "Т"}, language="kk", languages=["kk"])


def question(id: str, text: str = "") -> DraftQuestion:
    return DraftQuestion(id, "slide", {"text": {"kk": text}})


def ids(draft: Draft) -> list[str]:
    return [question.id for question in draft.questions]


def test_questions_are_put_in_place_at_the_end_and_where_the_order_says() -> None:
    three = edited(EMPTY, Edit(put=[question("a"), question("b"), question("c")]))
    changed = edited(three, Edit(put=[question("b", "x"), question("d")], order=["d", "c", "b", "a"]))

    assert ids(three) == ["a", "b", "c"]
    assert ids(changed) == ["d", "c", "b", "a"]
    assert changed.questions[2].fields == {"text": {"kk": "x"}}
    assert ids(edited(changed, Edit(drop=["c", "nobody"]))) == ["d", "b", "a"]


@pytest.mark.parametrize("order", [[], ["a"], ["a", "a"], ["a", "b", "c"], ["a", "z"]])
def test_an_order_that_does_not_name_every_question_once_is_refused(order: list[str]) -> None:
    two = edited(EMPTY, Edit(put=[question("a"), question("b")]))
    with pytest.raises(BadEdit):
        edited(two, Edit(order=order))


def test_a_bank_has_at_most_five_hundred_questions() -> None:
    full = edited(EMPTY, Edit(put=[question(f"q{i}") for i in range(MOST_QUESTIONS)]))
    with pytest.raises(BadEdit):
        edited(full, Edit(put=[question("more")]))
    assert len(edited(full, Edit(put=[question("more")], drop=["q0"])).questions) == MOST_QUESTIONS


def test_the_languages_are_in_their_order_and_the_main_one_is_among_them() -> None:
    head = DraftHead(title={}, language="ru", languages=["en", "kk"])
    assert (edited(EMPTY, Edit(head=head)).languages, edited(EMPTY, Edit(head=head)).language) == (["kk", "en"], "kk")


names = st.sampled_from("abcdef")
step = st.tuples(st.sampled_from(["put", "drop", "move", "title"]), names, st.text(max_size=5), st.integers(0, 5))


def difference(was: Draft, now: Draft) -> Edit:
    """As the page makes it of two states."""
    before, after = ({q.id: q for q in draft.questions} for draft in (was, now))
    return Edit(
        head=DraftHead(title=now.title, language=now.language, languages=now.languages),
        put=[q for id, q in after.items() if before.get(id) != q],
        drop=[id for id in before if id not in after],
        order=ids(now),
    )


@given(st.lists(step, max_size=25))
def test_any_sequence_of_edits_saved_one_by_one_is_the_last_state(steps: list[tuple[str, str, str, int]]) -> None:
    wanted = kept = EMPTY
    for what, id, text, place in steps:
        rest = [q for q in wanted.questions if q.id != id]
        known = [q for q in wanted.questions if q.id == id]
        match what:
            case "put":
                wanted = replace(wanted, questions=[*rest[:place], question(id, text), *rest[place:]])
            case "drop":
                wanted = replace(wanted, questions=rest)
            case "move":
                wanted = replace(wanted, questions=[*rest[:place], *known, *rest[place:]])
            case _:
                wanted = replace(wanted, title={"kk": text})
        kept = edited(kept, difference(kept, wanted))
        assert kept == wanted
