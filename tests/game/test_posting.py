"""What students write for the class to see: who sees which of it when, and what the host may do with it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.game import commands as c
from saual.questions.base import RawAnswer
from tests.helpers.banks import brainstorm, open_text, single, wordcloud
from tests.helpers.dump import dump
from tests.helpers.play import Table


def wrote(table: Table, seat: int, raw: RawAnswer, *held: int) -> None:
    table.do(c.SubmitAnswer(seat, table.room.games, table.room.place.index, raw, f"w{seat}", held=held))


def here(table: Table) -> tuple[int, int]:
    return table.room.games, table.room.place.index


def on(screen: Any) -> dict[str, int]:
    """What a screen shows of it: text → by how many."""
    return {one["text"]: one["n"] for one in screen.stage.get("posts", [])}


def number_of(table: Table, text: str) -> int:
    return next(one["no"] for one in table.host.stage["posts"] if one["text"] == text)


def clouded() -> Table:
    """Three students have written; one word is held by the school's list."""
    table = Table(wordcloud(), single(), students=4, reading_ms=0)
    table.open()
    wrote(table, 1, ["Достық", "еңбек"])
    wrote(table, 2, ["  достық", "ЕҢБЕК.", "badword"], 2)
    wrote(table, 3, ["достық"])
    return table


def test_words_that_differ_in_case_spaces_and_look_alike_letters_are_one() -> None:
    table = Table(wordcloud(), students=3, reading_ms=0)
    table.open()

    wrote(table, 1, ["Алматы", "қала"])
    wrote(table, 2, [" АЛМATЫ "])  # A and T are Latin
    wrote(table, 3, ["Алматы.", "кала"])

    assert on(table.host) == {"Алматы": 3, "қала": 1, "кала": 1}


def test_the_class_screen_has_none_of_it_before_the_close_and_then_all_but_what_is_held() -> None:
    table = clouded()
    assert on(table.projector) == {}
    assert on(table.host) == {"достық": 3, "еңбек": 2, "badword": 1}

    table.close()

    assert on(table.projector) == {"достық": 3, "еңбек": 2}


def test_a_held_word_is_shown_once_the_host_lets_it_through_and_a_hidden_one_goes() -> None:
    table = clouded()
    table.close()

    table.do(c.SortPost(*here(table), number_of(table, "badword"), "shown"))
    table.do(c.SortPost(*here(table), number_of(table, "достық"), "hidden"))

    assert on(table.projector) == {"еңбек": 2, "badword": 1}


def test_what_the_host_hides_while_it_comes_in_is_never_seen() -> None:
    table = clouded()
    table.do(c.SortPost(*here(table), number_of(table, "достық"), "hidden"))
    table.close()
    table.to("podium")

    assert not any("достық" in frame.decode() for frame in table.projector.stream)


def test_of_open_answers_the_class_sees_what_the_host_picks() -> None:
    table = Table(open_text(), students=3, reading_ms=0)
    table.open()
    wrote(table, 1, "The maths.")
    wrote(table, 2, "the maths")
    wrote(table, 3, "Rude words", 0)
    table.close()
    assert on(table.projector) == {}
    assert table.projector.stage["waiting"] == 1, "what is held is not counted: it is let through one by one"

    table.do(c.ShowPosts(*here(table)))

    assert on(table.projector) == {"the maths": 2}
    assert "waiting" not in table.projector.stage


def test_names_are_told_only_where_the_question_says_so_and_follow_a_renaming() -> None:
    anonymous, named = (Table(open_text(names=names), students=2, reading_ms=0) for names in (False, True))
    for table in (anonymous, named):
        table.open()
        assert table.phones[1].picture["ask"].get("named", False) is (table is named)
        wrote(table, 1, "Text")
        table.close()
        table.do(c.ShowPosts(*here(table)))
        table.do(c.Rename(1, "Another"))

    assert [one.get("names") for one in anonymous.host.stage["posts"]] == [None]
    assert [one.get("names") for one in named.projector.stage["posts"]] == [["Another"]]


def test_two_ideas_put_together_count_each_student_once_and_come_apart_again() -> None:
    table = Table(brainstorm(), students=3, reading_ms=0)
    table.open()
    wrote(table, 1, ["a hike", "hiking"])
    wrote(table, 2, ["hiking"])
    wrote(table, 3, ["a film"])
    table.close()

    table.do(c.MergePost(*here(table), number_of(table, "a hike"), number_of(table, "hiking")))
    assert on(table.projector) == {"hiking": 2, "a film": 1}

    table.do(c.MergePost(*here(table), number_of(table, "a hike"), 0))
    assert on(table.projector) == {"a hike": 1, "hiking": 2, "a film": 1}


def test_the_class_votes_on_the_ideas_that_are_left_in_the_order_of_the_alphabet() -> None:
    table = Table(brainstorm(votes=2), single(), students=3, reading_ms=5_000)
    table.open()
    wrote(table, 1, ["a hike", "Zoo"])
    wrote(table, 2, ["zoo", "bad"], 1)
    wrote(table, 3, ["a film"])
    table.close()
    assert table.host.stage["next"] == "vote"
    table.advance()

    assert table.phase == "answering", "nothing new is to be read"
    assert table.phones[1].picture["ask"]["options"] == ["a film", "a hike", "Zoo"]
    table.answer(1, [2, 0]), table.answer(2, [2])
    assert table.host.stage["figure"] == [{"n": 1}, {"n": 0}, {"n": 2}]
    assert "figure" not in table.projector.stage
    assert dump(table.replayed()) == dump(table.room)
    table.close()
    assert table.projector.stage["figure"] == [{"n": 1}, {"n": 0}, {"n": 2}]
    assert table.game.steps[1].question.write((0, 2), "en", "en") == "a film; Zoo"


@pytest.mark.parametrize("ideas", [[], ["a hike"]])
def test_with_fewer_than_two_ideas_there_is_no_vote(ideas: list[str]) -> None:
    table = Table(brainstorm(), single(), students=2, reading_ms=0)
    table.open()
    if ideas:
        wrote(table, 1, ideas)
    table.close()

    assert table.host.stage["next"] == "question"
    table.advance()
    assert table.asked.question.kind == "single"


def test_hiding_an_idea_after_the_close_takes_it_out_of_the_vote() -> None:
    table = Table(brainstorm(), single(), students=2, reading_ms=0)
    table.open()
    wrote(table, 1, ["a hike", "a film"])
    table.close()
    table.do(c.SortPost(*here(table), number_of(table, "a film"), "hidden"))

    assert table.host.stage["next"] == "question"


def test_a_bank_may_bring_the_ideas() -> None:
    table = Table(brainstorm(ideas=("a hike", "a film")), students=1, reading_ms=0)
    table.open()
    assert table.phones[1].picture["ask"]["options"] == ["a hike", "a film"]
    assert len(table.game.steps) == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (["one", "two", "three", "four"], "bad_answer"),
        (["four words are many"], "bad_answer"),
        (["x" * 31], "bad_answer"),
        (["…"], "bad_answer"),
        (["?!"], None),
        ([""], "bad_answer"),
        ([1], "bad_answer"),
        (["z\u0301\u0301\u0301\u0301"], "bad_answer"),
        ([], "bad_answer"),
        (3, "bad_answer"),
    ],
)
def test_what_is_no_word_is_refused(raw: RawAnswer, code: str | None) -> None:
    table = Table(wordcloud(), students=1, reading_ms=0)
    table.open()

    assert table.refusal(c.SubmitAnswer(1, 1, 0, raw, "a")) == code


@pytest.mark.parametrize(
    "command", [c.SortPost(1, 0, 9, "shown"), c.SortPost(2, 0, 1, "shown"), c.ShowPosts(1, 1), c.MergePost(1, 0, 1, 9)]
)
def test_a_command_about_another_question_or_text_changes_nothing(command: c.AnyCommand) -> None:
    table = clouded()

    assert table.refusal(command) == "stale"


def test_a_text_is_not_put_together_with_itself_or_with_one_that_is() -> None:
    table = clouded()
    assert table.refusal(c.MergePost(1, 0, 1, 1)) == "not_now"
    table.do(c.MergePost(1, 0, 1, 2))
    assert table.refusal(c.MergePost(1, 0, 2, 1)) == "not_now"


words = st.sampled_from(["достық", "Достық", "еңбек", "hike", "film"])
answers = st.lists(words, min_size=1, max_size=2)
acts = st.one_of(
    st.tuples(st.just("write"), st.integers(1, 3), answers, answers),
    st.tuples(st.just("sort"), st.integers(1, 3), st.sampled_from(["waiting", "shown", "hidden"]), st.none()),
    st.tuples(st.just("all"), st.just(0), st.none(), st.none()),
    st.tuples(st.just("back"), st.integers(1, 3), st.none(), st.none()),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([wordcloud, open_text, brainstorm]), st.lists(acts, min_size=3, max_size=15))
def test_until_the_close_no_byte_tells_the_class_what_others_wrote(kind: Any, schedule: list[Any]) -> None:
    """The same lesson twice; only what is written differs. A phone knows its own answer and nothing more."""
    one, other = (Table(kind(), single(), students=4, reading_ms=0) for _ in range(2))
    for table, which in ((one, 2), (other, 3)):
        table.open()
        for act in schedule:
            match act:
                case ("write", seat, *_):
                    raw = act[which]
                    wrote(table, seat, raw[0] if kind is open_text else raw)
                case ("sort", no, to, _):
                    if no <= 1:
                        table.do(c.SortPost(1, 0, no, to))
                case ("back", seat, *_):
                    table.depart(seat)
                    table.arrive(seat)
                case _:
                    table.do(c.ShowPosts(1, 0))

    assert one.projector.stream == other.projector.stream
    assert one.phones[4].stream == other.phones[4].stream
    for seat in (1, 2, 3):
        own = [
            [f for f in table.phones[seat].stream if msgspec.json.decode(f)["t"] != "given"] for table in (one, other)
        ]
        assert own[0] == own[1]
