"""Reports over many games, against the same figures worked out from every single answer; on both databases."""

from __future__ import annotations

import statistics

import pytest
from msgspec.structs import replace

from loadtests.term import term
from saual.reports.bank import bank_report
from saual.reports.question import question_report
from saual.reports.record import GameRecord, record_of
from saual.store.archive import Archive
from saual.store.database import Database
from saual.store.histories import Histories
from tests.helpers import banks
from tests.helpers.any_bank import answers_to
from tests.helpers.play import Table

LESSONS, STUDENTS, QUESTIONS = 6, 12, 5


@pytest.fixture
async def played(database: Database) -> list[GameRecord]:
    """Two banks in turn, three lessons each; one question of the last lesson was skipped."""
    records = list(term(LESSONS, STUDENTS, QUESTIONS, banks=2))
    last = records[-2]
    items = (replace(last.items[0], skipped=True), *last.items[1:])
    responses = tuple(row if row.i else replace(row, credit=0.0, points=0) for row in last.responses)
    records[-2] = replace(last, items=items, responses=responses)
    for record in records:
        await Archive(database).write(record)
    return [record for record in records if record.bank == "bank0"]


def credit(record: GameRecord, seat: int, i: int) -> float:
    return sum(row.credit for row in record.responses if (row.seat, row.i) == (seat, i) and not row.late)


def sittings(records: list[GameRecord]) -> list[tuple[GameRecord, int]]:
    return [(record, student.seat) for record in records for student in record.students]


async def test_a_banks_figures_are_those_of_all_its_answers(database: Database, played: list[GameRecord]) -> None:
    history = await Histories(database).bank("bank0")
    assert history is not None
    made = bank_report(history, "en")

    assert (made.games, made.title, made.sittings) == (3, "Lesson 5", sum(len(one.students) for one in played))
    assert [item.text for item in made.items] == [f"Question {n}?" for n in range(QUESTIONS)]
    for i, item in enumerate(made.items):
        counted = [record for record in played if not record.items[i].skipped]
        in_time = [row for record in counted for row in record.responses if row.i == i and not row.late]
        assert item.games == len(counted)
        assert (item.answered, item.marked) == (len(in_time), len(in_time))
        assert item.right == sum(row.credit == 1.0 for row in in_time)
        assert [bar.n for bar in item.bars] == [sum(row.answer == o for row in in_time) for o in range(4)]
        assert [bar.right for bar in item.bars] == [True, False, False, False]
        pairs = [
            (
                credit(record, seat, i),
                statistics.fmean(credit(record, seat, q.i) for q in record.items if q.i != i and not q.skipped),
            )
            for record, seat in sittings(counted)
        ]
        assert item.discrimination is not None
        assert item.discrimination.n == len(pairs)
        assert item.discrimination.value == pytest.approx(statistics.correlation(*zip(*pairs, strict=True)), abs=1e-9)


async def test_reliability_rests_on_the_games_that_asked_the_same(database: Database, played: list[GameRecord]) -> None:
    history = await Histories(database).bank("bank0")
    assert history is not None
    found = bank_report(history, "en").reliability

    whole = played[:2]  # in the third one question was skipped
    table = [[credit(record, seat, q) for q in range(QUESTIONS)] for record, seat in sittings(whole)]
    own = sum(statistics.variance(column) for column in zip(*table, strict=True))
    total = statistics.variance(sum(row) for row in table)
    assert found is not None
    assert found.alpha == pytest.approx(QUESTIONS / (QUESTIONS - 1) * (1 - own / total), abs=1e-9)
    assert (found.sittings, found.questions, found.games) == (len(table), QUESTIONS, 2)


async def test_a_questions_figures_are_those_of_its_answers(database: Database, played: list[GameRecord]) -> None:
    key = played[0].items[1].key
    history = await Histories(database).question("bank0", key)
    assert history is not None
    made = question_report(history, "kk")

    in_time = [row for record in played for row in record.responses if row.i == 1 and not row.late]
    assert made.item.text == "Сұрақ 1?"
    assert made.quartiles_ms == [
        round(one) for one in statistics.quantiles([row.elapsed_ms for row in in_time], n=4, method="inclusive")
    ]
    assert sum(one.n for one in made.times) == len(in_time)
    assert sum(one.right for one in made.times) == made.item.right
    assert [one.from_ms for one in made.times] == [n * 2_000 for n in range(len(made.times))]
    assert [(one.label, one.right) for one in made.choices] == [
        ("right 1", True),
        ("near 1", False),
        ("far 1", False),
        ("odd 1", False),
    ]
    assert [game.id for game in made.games] == [record.id for record in reversed(played)]
    for option, choice in enumerate(made.choices):
        assert choice.n == sum(row.answer == option for row in in_time)
        rests = [
            (
                float(row.answer == option),
                statistics.fmean(credit(record, row.seat, q.i) for q in record.items if q.i != 1 and not q.skipped),
            )
            for record in played
            for row in record.responses
            if row.i == 1 and not row.late
        ]
        assert choice.discrimination is not None
        assert choice.discrimination.value == pytest.approx(statistics.correlation(*zip(*rests, strict=True)), abs=1e-9)


async def test_options_that_were_shuffled_are_counted_as_what_they_say(database: Database) -> None:
    straight, turned = list(term(2, STUDENTS, QUESTIONS))
    question = turned.items[0].question
    other = replace(question, options=tuple(reversed(question.options)), right="D")
    turned = replace(
        turned,
        items=(replace(turned.items[0], question=other), *turned.items[1:]),
        responses=tuple(row if row.i else replace(row, answer=3 - row.answer) for row in turned.responses),
    )
    for record in (straight, turned):
        await Archive(database).write(record)
    history = await Histories(database).question("bank0", straight.items[0].key)
    assert history is not None

    made = question_report(history, "en")

    right = sum(row.credit == 1.0 for one in (straight, turned) for row in one.responses if row.i == 0 and not row.late)
    assert {choice.label: choice.n for choice in made.choices}["right 0"] == right
    assert {bar.label: bar.n for bar in made.item.bars} == {choice.label: choice.n for choice in made.choices}
    assert [choice.label for choice in made.choices if choice.right] == ["right 0"]


async def test_of_a_bank_or_question_that_nobody_played_nothing_is_said(database: Database) -> None:
    assert await Histories(database).bank("bank0") is None
    assert await Histories(database).question("bank0", "0") is None


async def test_of_few_answers_no_correlation_is_claimed(database: Database) -> None:
    (record,) = term(1, 9, QUESTIONS)
    await Archive(database).write(record)
    history = await Histories(database).bank("bank0")
    assert history is not None

    made = bank_report(history, "en")

    assert made.reliability is None
    assert {item.discrimination for item in made.items} == {None}
    assert {item.hint for item in made.items} == {""}


async def test_every_type_of_question_has_its_report(database: Database) -> None:
    """Whatever its answers and its figure are: two games of everybody's answers, in the second the options shuffled."""
    keys: dict[str, str] = {}
    for no, shuffled in enumerate((False, True)):
        table = Table(bank=replace(banks.tour(), id="tour"), students=11, reading_ms=0, shuffle_options=shuffled)
        while table.phase != "podium":
            if table.phase == "answering" and not table.asked.responses:
                some = answers_to(table.asked.question)
                for seat in range(1, 12):
                    answer = some[seat % len(some)]
                    table.answer(seat, list(answer) if isinstance(answer, tuple) else answer)
            table.time_out() if table.room.due() else table.advance()
        record = record_of(f"room{no}", table.room, table.game, True)
        assert record.responses
        await Archive(database).write(record)
        keys |= {row.key: row.question.kind for row in record.items if row.question.answered and not row.skipped}
    history = await Histories(database).bank("tour")
    assert history is not None

    made = {item.key: item for item in bank_report(history, "ru").items if item.games}

    assert {key: item.kind for key, item in made.items()} == keys
    for key, item in made.items():
        one = await Histories(database).question("tour", key)
        assert one is not None
        report = question_report(one, "kk")
        assert report.item.answered == item.answered
        assert sum(bar.n for bar in report.times) == item.answered
