"""Facts that hold for every question of every type, and for every bank of them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from saual.banks.problem import BankFaults, Problem
from saual.banks.toml_format import parse, serialise
from saual.questions.bank import KINDS, AnyQuestion, Bank, settled
from saual.questions.base import RawAnswer
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.regions import read_region
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slider import Slider
from saual.questions.text import LANGS
from saual.questions.truefalse import TrueFalse
from tests.helpers.any_bank import BANKS, MARKED, QUESTIONS

PLACING = ("ordering", "matching", "gaps", "categorising")

RAW_ANSWERS: st.SearchStrategy[RawAnswer] = (
    st.integers(0, 1000)
    | st.integers(0, 8)
    | st.text(max_size=200)
    | st.lists(st.integers(0, 1000) | st.integers(0, 8), max_size=24)
    | st.lists(st.integers(0, 8) | st.text(max_size=100), max_size=24)
)


def right_answer(question: AnyQuestion) -> RawAnswer:
    match question:
        case Single():
            return LETTERS.index(question.right)
        case Multiple():
            return [LETTERS.index(letter) for letter in question.right]
        case TrueFalse():
            return 0 if question.right else 1
        case Short():
            return question.solution("kk", "ru").words[0]
        case Number():
            return f"{question.right:f}"
        case Gaps(bank=False):
            return [str(gap).split("|")[0] for gap in question.gaps]
        case Ordering() | Matching() | Categorising() | Gaps():
            return list(question.solution("kk", "ru").right)
        case Hotspot():
            region = read_region(question.regions[0])
            assert region is not None
            return [round(at) for at in (region.numbers[:2] if region.shape == "polygon" else region.centre())]
        case Slider():
            return int((question.right - question.min) / question.step)
    raise AssertionError(question)


@given(MARKED, st.integers())
def test_the_right_answer_earns_full_credit_shuffled_or_not(question: AnyQuestion, seed: int) -> None:
    for asked in (question, question.shuffled(Random(seed))):
        answer = asked.read(right_answer(asked))
        assert answer is not None
        assert asked.mark(answer) == 1.0


@given(QUESTIONS, RAW_ANSWERS)
@example(Hotspot(text="Where?", picture="a.jpg", regions=("rectangle 0 0 1 1",)), [0, 0])
def test_any_answer_is_read_and_marked_or_refused_but_never_breaks_anything(
    question: AnyQuestion, raw: RawAnswer
) -> None:
    answer = question.read(raw)
    if answer is None:
        return
    assert 0.0 <= question.mark(answer) <= 1.0
    assert question.marked or question.mark(answer) == 0.0
    bars = question.figure([answer, answer])
    if question.kind in PLACING:
        assert {bar.n for bar in bars} <= {0, 2}
        assert all(sum(bar.parts) in (0, 2) for bar in bars)
        assert (question.mark(answer) == 1.0) == all(bar.n == 2 for bar in bars)
    else:
        several = isinstance(answer, tuple) and question.kind != "hotspot"  # a point is one answer
        assert sum(bar.n for bar in bars) == 2 * (len(answer) if several else 1)
    assert question.write(answer, "kk", "en")
    # As it crosses the wire and comes back from the log; reading it twice changes nothing.
    again = msgspec.json.decode(msgspec.json.encode(answer), type=RawAnswer)
    assert question.read(again) == answer


@given(MARKED, MARKED)
def test_what_a_phone_is_asked_is_the_same_whichever_answer_is_right(question: AnyQuestion, other: AnyQuestion) -> None:
    secrets = {n: getattr(other, n) for n in ("right", "accept", "tolerance", "near", "typos") if hasattr(other, n)}
    if other.kind != question.kind or len(getattr(question, "options", ())) < len(getattr(other, "options", ())):
        return
    swapped = msgspec.structs.replace(question, **secrets)
    for lang in LANGS:
        assert swapped.ask(lang, "kk") == question.ask(lang, "kk")


@given(BANKS)
def test_a_bank_written_as_toml_reads_as_the_same_bank(bank: Bank) -> None:
    assert parse(serialise(bank)) == bank


@given(BANKS)
def test_a_bank_goes_through_the_log_unchanged(bank: Bank) -> None:
    assert msgspec.json.decode(msgspec.json.encode(bank), type=Bank) == bank


def problems(source: bytes | str) -> list[Problem]:
    try:
        parse(source)
    except BankFaults as faults:
        return faults.problems
    return []


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_refused_politely(source: bytes) -> None:
    assert problems(source)


@given(BANKS, st.data())
def test_a_damaged_file_is_refused_with_real_lines_or_still_a_bank(bank: Bank, data: st.DataObject) -> None:
    text = serialise(bank)
    start = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text(alphabet="[]{}=,\"'\\#\n.5a-ә", max_size=5))
    damaged = text[:start] + junk + text[start + data.draw(st.integers(0, 10)) :]
    for problem in problems(damaged):
        assert 1 <= problem.line <= damaged.count("\n") + 1
        assert problem.place
        assert problem.problem
        assert problem.fix


VALUES = st.recursive(
    st.booleans() | st.integers() | st.sampled_from(["A", "kk", "single", "", "3", "2026-01-01"]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kk", "ru", "xx"]), inner, max_size=2),
    max_leaves=4,
)
FIELDS = sorted({name for cls in KINDS.values() for name in cls.__struct_fields__})


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return msgspec.json.encode(value).decode()


@given(st.sampled_from(list(KINDS)), st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6))
def test_any_value_under_any_key_is_a_fault_or_fits(kind: str, fields: dict[str, object]) -> None:
    lines = ['format = "saual-bank/1"', 'title = "T"', 'language = "kk"', "[[question]]", f'type = "{kind}"']
    source = "\n".join([*lines, *(f"{key} = {as_toml(value)}" for key, value in fields.items())])
    found = problems(source)
    assert all(4 <= problem.line <= len(lines) + len(fields) for problem in found)
    assert found or len(parse(source).questions) == 1


def test_decimals_are_written_without_exponents() -> None:
    bank = Bank(title="T", language="kk", questions=(settled(Number(text="?", right=Decimal("1E+3"))),))
    assert "right = 1000\n" in serialise(bank)
