"""What the class can know before the close does not depend on which answer is right; and nothing comes too early.

The same game is played twice, by the same commands at the same moments; only the right answer of one question differs.
Until that question's answers are closed every phone and the class screen get the same bytes, nothing masked.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from saual.game import commands as c
from saual.game.facts import GameEnded
from saual.protocol.common import AfterVote, Flow, Peer
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.ordering import Ordering
from saual.questions.pictured import WithPictures
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slider import Slider
from saual.questions.truefalse import TrueFalse
from tests.helpers.marked import leaks, number_of, question
from tests.helpers.play import Table

PLACING = ("ordering", "matching", "gaps", "categorising", "slider", "hotspot")
MARKED = ("single", "multiple", "truefalse", "short", "number", *PLACING)
STUDENTS = 3
PICTURES = tuple(f"{n:040x}.png" for n in (7, 3, 9, 1))
CHOICES: tuple[AfterVote, ...] = ("discuss", "explain", "discuss", "reveal", "discuss")
Orderly = Ordering | Matching

typed = st.sampled_from(["Abai", "abay", "Абай", "42", "42,4", "-1", "x", ""])
nearness = st.sampled_from([Decimal(0), Decimal(10) ** 9])
spellings = st.lists(typed.filter(bool), min_size=1, max_size=5, unique=True).map(tuple)
lists = st.lists(st.integers(0, 3), max_size=4) | st.permutations(range(4)) | st.lists(typed, min_size=2, max_size=2)
answers = st.one_of(st.integers(0, 3), st.integers(0, 3), lists, lists, typed)
acts = st.one_of(
    st.tuples(st.just("answer"), st.integers(1, STUDENTS), answers, st.integers(0, 1)),
    st.tuples(st.just("wait"), st.sampled_from([0, 300, 1_000, 7_000, 15_000, 30_000])),
    st.tuples(st.just("on")),
    st.tuples(st.just("on")),
    st.tuples(st.just("next")),
    st.tuples(
        st.sampled_from(["phone", "pause", "resume", "more", "skip", "rename", "kick", "sure"]),
        st.integers(1, STUDENTS),
    ),
)
schedules = st.lists(acts, min_size=12, max_size=40)


@st.composite
def rights(draw: st.DrawFn, asked: AnyQuestion) -> AnyQuestion:
    """The same question to look at, with another right answer."""
    match asked:
        case Single():
            return replace(asked, right=draw(st.sampled_from("ABCD")))
        case Multiple():
            return replace(asked, right=tuple(sorted(draw(st.sets(st.sampled_from("ABCD"), min_size=1)))))
        case TrueFalse():
            return replace(asked, right=draw(st.booleans()))
        case Short():
            return replace(asked, accept=draw(spellings), typos=draw(st.integers(0, 2)))
        case Number():
            values = st.sampled_from(["42", "-1", "0.000001", "1000000000000"]).map(Decimal)
            return replace(asked, right=draw(values), tolerance=draw(st.sampled_from([Decimal(0), Decimal(100)])))
        case Ordering():
            return replace(asked, right=tuple(draw(st.permutations("ABCD"))))
        case Matching():
            return replace(asked, right=tuple(draw(st.permutations("ABCD"))[:3]))
        case Categorising():
            return replace(asked, right=tuple(draw(st.lists(st.sampled_from("ABCD"), min_size=4, max_size=4))))
        case Gaps():
            return replace(
                asked, gaps=(draw(typed.filter(bool)), draw(typed.filter(bool))), typos=draw(st.integers(0, 2))
            )
        case Hotspot():
            shapes = ["rectangle 0 0 250 1000", "ellipse 500 500 90 90", "polygon 0 0 0 999 999 0"]
            return replace(asked, regions=tuple(draw(st.lists(st.sampled_from(shapes), min_size=1, max_size=3))))
        case Slider():
            return replace(asked, right=draw(st.sampled_from([asked.min, asked.max])), near=draw(nearness))
    return asked


@st.composite
def twins(draw: st.DrawFn) -> tuple[Bank, Bank, int]:
    """Two banks that differ in what is right, and in why, in one question alone; and which one that is."""
    kinds = draw(st.lists(st.sampled_from([*MARKED, "poll", "slide"]), max_size=2))
    kinds.insert(draw(st.integers(0, len(kinds))), draw(st.sampled_from(MARKED)))
    questions = [question(n, kind, time=None if kind == "slide" else 20) for n, kind in enumerate(kinds)]
    if draw(st.booleans()):  # every option is a picture
        questions = [replace(q, pictures=PICTURES) if isinstance(q, WithPictures) else q for q in questions]
    secret = draw(st.sampled_from([n for n, kind in enumerate(kinds) if kind in MARKED]))
    others = list(questions)
    others[secret] = replace(draw(rights(questions[secret])), explanation="Another reason")
    one, other = (Bank(title="A bank", language="kk", questions=tuple(each)) for each in (questions, others))
    return one, other, secret


def act(table: Table, what: str, *with_: Any) -> list[Any]:
    """One act of a schedule; what came of it."""
    step = table.room.step
    match what:
        case "answer":
            seat, raw, ago = with_
            return [table.answer(seat, raw, question=max(0, table.room.place.index - ago), id=f"{seat}{ago}")]
        case "wait":
            table.wait(with_[0])
            return [table.room.due()]
        case "on" | "next":
            if table.phase == "voted":  # what is recommended depends on what is right: only the host may choose by it
                return table.do(c.Advance(step, CHOICES[table.room.seq % len(CHOICES)]))
            return table.time_out() if what == "on" and table.room.due() else table.advance()
        case "sure":
            return table.do(c.SaySure(with_[0], table.room.games, table.room.place.index, "half"))
        case "phone":
            seat = table.room.seats.get(with_[0])
            if seat is None:
                return []
            return table.depart(seat.no) if seat.conn else table.arrive(seat.no)
        case "rename":
            return table.do(c.Rename(with_[0], "Another name"))
        case "kick" if with_[0] == STUDENTS:
            return table.do(c.Kick(with_[0]))
        case "more":
            return table.do(c.AddTime(step, 10_000))
    steps = {"pause": c.Pause, "resume": c.Resume, "skip": c.Skip}
    return table.do(steps[what](step)) if what in steps else []


def closed(table: Table, secret: int) -> bool:
    """The answers to the secret question were closed and shown. (One that was skipped stays secret.)"""
    rounds = table.room.game.rounds.values() if table.room.game else ()
    return any(r.closed and not r.skipped and number_of(r.question) == secret for r in rounds)


@settings(max_examples=300, deadline=None)
@given(
    *(twins(), schedules, st.booleans(), st.sampled_from([0, 3_000]), st.sampled_from(["speed", "accuracy", "none"])),
    st.booleans(),
)
def test_until_the_close_nothing_that_leaves_the_server_depends_on_what_is_right(
    banks: tuple[Bank, Bank, int], schedule: list[Any], shuffled: bool, reading_ms: int, scoring: Any, twice: bool
) -> None:
    *pair, secret = banks
    flows: dict[int, Flow] = dict.fromkeys(range(3), "peer") if twice else {}
    setting: dict[str, Any] = {
        "shuffle_questions": shuffled,
        "shuffle_options": shuffled,
        "reading_ms": reading_ms,
        "lang": "kk",
    }
    setting |= {"flows": flows, "peer": Peer(pairs=True, sure=True)}
    one, other = (Table(bank=bank, students=STUDENTS, scoring=scoring, **setting) for bank in pair)
    one.advance(), other.advance()
    assume(not _redrawn(one, other, secret))

    for what in schedule:
        came, also = act(one, *what), act(other, *what)
        if closed(one, secret) or one.phase == "closed":
            assert (closed(other, secret), other.phase) == (closed(one, secret), one.phase)
            return
        assert _told(came) == _told(also), "what is acknowledged or refused is the same"
        assert one.room.due() == other.room.due(), "and so is the time"
        assert one.phones.keys() == other.phones.keys()
        for seat, phone in one.phones.items():
            assert phone.stream == other.phones[seat].stream
        assert one.projector.stream == other.projector.stream


def _redrawn(one: Table, other: Table, secret: int) -> bool:
    """The order that chance gave the one is the right one of the other, which therefore has another: see
    `tests/questions/test_ordering.py` for how little that tells.
    """
    mine, theirs = (
        next(s.question for s in table.game.steps if number_of(s.question) == secret) for table in (one, other)
    )
    return any(_shown(a) == _in_order(b) for a, b in ((mine, theirs), (theirs, mine)) if isinstance(a, Orderly))


def _shown(asked: Any) -> list[Any]:
    return list(asked.items if isinstance(asked, Ordering) else asked.options[: len(asked.items)])


def _in_order(asked: Any) -> list[Any]:
    texts = asked.items if isinstance(asked, Ordering) else asked.options
    return [texts["ABCD".index(letter)] for letter in asked.right]


def _told(came: list[Any]) -> list[Any]:
    return [fact for fact in came if not isinstance(fact, GameEnded)]


@settings(max_examples=60, deadline=None)
@given(twins(), schedules, st.booleans(), st.sampled_from([0, 3_000]))
def test_options_leave_when_the_window_opens_and_nothing_of_a_later_question_ever_does(
    banks: tuple[Bank, Bank, int], schedule: list[Any], shuffled: bool, reading_ms: int
) -> None:
    table = Table(bank=banks[0], students=STUDENTS, shuffle_questions=shuffled, reading_ms=reading_ms, lang="ru")
    for what in [("on",), *schedule]:
        watched = {id(screen): len(screen.stream) for screen in _watching(table)}
        act(table, *what)
        for screen in _watching(table):
            for frame in screen.stream[watched.get(id(screen), 0) :]:
                assert not leaks(table.room, frame)


def _watching(table: Table) -> list[Any]:
    return [*table.phones.values(), table.projector]


def test_the_twins_would_tell_if_anything_right_were_shown() -> None:
    """The screens that do know more differ at once: the comparison above is not blind."""
    one, other = (
        Table(bank=Bank(title="A bank", language="kk", questions=(question(0, "single", right),)), students=1)
        for right in (0, 1)
    )
    one.open(), other.open()
    assert one.phones[1].stream == other.phones[1].stream
    assert one.host.stream != other.host.stream
    one.close(), other.close()
    assert one.phones[1].stream != other.phones[1].stream
