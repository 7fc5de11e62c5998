"""Who asked without a name is told to nobody, and what was not let through is told to the teacher alone.

The same lesson is held twice, by the same commands at the same moments; only the author of the questions is another.
"""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.game import commands as c
from tests.helpers.banks import single
from tests.helpers.play import Table

ONE, OTHER, WITNESS = 1, 2, 3

acts = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(["Why?", "Неге?", "x" * 300]), st.booleans()),
    st.tuples(st.just("ask"), st.just("Why?"), st.just(False)),
    st.tuples(st.just("sort"), st.integers(1, 3), st.sampled_from(["waiting", "open", "answered", "parked", "hidden"])),
    st.tuples(st.just("show"), st.integers(0, 3), st.just("")),
    st.tuples(st.just("star"), st.integers(1, 3), st.booleans()),
    st.tuples(st.just("second"), st.integers(1, 3), st.booleans()),
    st.tuples(st.just("withdraw"), st.integers(1, 3), st.just("")),
    st.tuples(st.just("moderated"), st.booleans(), st.just("")),
    st.tuples(st.just("wait"), st.sampled_from([0, 1_000, 61_000]), st.just("")),
    st.tuples(st.sampled_from(["on", "rename", "kick"]), st.just(0), st.just("")),
)
schedules = st.lists(acts, min_size=5, max_size=30)


class Held:
    """A lesson in which `author` asks everything."""

    def __init__(self, author: int, asks: bool = True) -> None:
        self.table = Table(single(), single(), students=4, lang="kk")
        self.author = author
        self.asks = asks
        self.asked = 0

    def act(self, what: str, one: Any, two: Any) -> None:
        table = self.table
        match what:
            case "ask" if self.asks:
                self.asked += 1
                table.do(c.AskQuestion(self.author, f"id {self.asked}", one, named=False, held=two))
            case "withdraw" if self.asks:
                table.do(c.WithdrawQuestion(self.author, f"id {one}"))
            case "second":
                table.do(c.SecondQuestion(WITNESS, one, two))
            case "sort":
                table.do(c.SortAsked(one, two))
            case "show":
                table.do(c.ShowAsked(one))
            case "star":
                table.do(c.StarAsked(one, two))
            case "moderated":
                table.do(c.Configure(moderated=one))
            case "wait":
                table.wait(one)
            case "on":
                table.time_out() if table.room.due() else table.advance()
            case "rename":
                table.do(c.Rename(self.author, "Another name"))
            case "kick":
                table.do(c.Kick(self.author))


def of_questions(stream: list[bytes]) -> list[bytes]:
    return [frame for frame in stream if msgspec.json.decode(frame)["t"] in ("asked", "asking")]


@settings(max_examples=200, deadline=None)
@given(schedules)
def test_without_a_name_nothing_tells_one_author_from_another(schedule: list[Any]) -> None:
    one, other = Held(ONE), Held(OTHER)
    for what in schedule:
        one.act(*what), other.act(*what)
        if one.table.phase == "closed":
            return

        phone, same = one.table.phones[WITNESS], other.table.phones[WITNESS]
        assert phone.stream == same.stream
        for screen in ("projector", "host"):
            told, also = (held.table.staff[screen].stream for held in (one, other))
            assert of_questions(told) == of_questions(also)


@settings(max_examples=100, deadline=None)
@given(schedules)
def test_what_was_not_let_through_might_as_well_not_have_been_asked(schedule: list[Any]) -> None:
    asked, silent = Held(ONE), Held(ONE, asks=False)
    for what in schedule:
        if what[0] in ("show", "moderated") or (what[0] == "sort" and what[2] == "open"):
            continue
        asked.act(*what), silent.act(*what)
        if asked.table.phase == "closed":
            return

        for seat in (WITNESS, WITNESS + 1):
            assert asked.table.phones[seat].stream == silent.table.phones[seat].stream
        told, also = ([msgspec.json.decode(frame) for frame in held.table.projector.stream] for held in (asked, silent))
        assert [frame for frame in told if frame["t"] == "asked"] == [frame for frame in also if frame["t"] == "asked"]


def test_the_lessons_would_differ_if_a_name_were_shown() -> None:
    one, other = Held(ONE), Held(OTHER)
    for held in (one, other):
        held.table.do(c.AskQuestion(held.author, "id", "Why?", named=True))
        held.table.do(c.SortAsked(1, "open"))
    for screen in ("projector", "host"):
        assert of_questions(one.table.staff[screen].stream) != of_questions(other.table.staff[screen].stream)
    assert one.table.phones[WITNESS].stream != other.table.phones[WITNESS].stream


def test_numbers_on_phones_follow_the_letting_through_and_not_the_asking() -> None:
    table = Table(single(), students=3)
    for seat in (1, 2, 3):
        table.do(c.AskQuestion(seat, "id", f"Question {seat}"))
    for no in (3, 1):
        table.do(c.SortAsked(no, "open"))

    assert {no: one["text"] for no, one in table.phones[2].picture["asked"].items()} == {
        1: "Question 3",
        2: "Question 1",
    }
