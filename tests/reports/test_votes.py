"""The report of questions that were voted on twice, against figures worked out by hand."""

from __future__ import annotations

import pytest

from saual.game import commands as c
from saual.game.facts import Fact
from saual.protocol.common import AfterVote, Peer, Sure, Turns
from saual.reports.lesson import game_line, report, students
from saual.reports.record import GameRecord, record_of
from saual.reports.statistics import gain
from saual.reports.sums import sums
from saual.reports.tables import tables
from tests.helpers.banks import single
from tests.helpers.play import Table

RIGHT, WRONG = 1, 0
FIRST = (RIGHT, WRONG, WRONG, WRONG)
SECOND = (RIGHT, RIGHT, RIGHT, WRONG)


def played(choice: AfterVote = "discuss", sure: tuple[Sure | None, ...] = ()) -> Table:
    """Two questions, the first voted on twice (one right of four, then three), the second asked once."""
    table = Table(
        *(single(right="B", text="One?"), single(right="B", text="Two?")),
        students=4,
        reading_ms=0,
        scoring="accuracy",
        flows={0: "peer"},
        peer=Peer(sure=bool(sure)),
    )
    table.open()
    for seat, answer in enumerate(FIRST, start=1):
        table.answer(seat, answer)
    for seat, word in enumerate(sure, start=1):
        if word is not None:
            table.do(c.SaySure(seat, 1, 0, word))
    table.close()
    table.do(c.Advance(table.room.step, choice))
    if choice != "reveal":
        table.open()
        for seat, answer in enumerate(SECOND, start=1):
            table.answer(seat, answer)
        table.close()
    table.to("answering", table.room.place.index + 1)
    table.answer(1, RIGHT)
    table.close()
    table.to("podium")
    return table


def record(table: Table) -> GameRecord:
    return record_of("room1", table.room, table.game, True)


def end(table: Table) -> list[Fact]:
    return table.do(c.EndGame(table.room.step))


def test_both_votes_stand_in_the_record_under_one_number() -> None:
    made = record(played())
    assert [(row.i, row.no, row.vote) for row in made.items] == [(0, 1, 1), (1, 1, 2), (2, 2, 0)]
    assert made.items[0].key == made.items[1].key


def test_a_question_counts_once_with_its_second_vote() -> None:
    made = record(played())
    assert game_line(made, "en").questions == 2
    assert [(line.asked, line.answered, line.right) for line in students(made)] == [
        *[(2, 2, 2), (2, 1, 1), (2, 1, 1), (2, 1, 0)]
    ]
    counted = sums(made)
    assert [(row.i, row.answered, row.correct) for row in counted.items] == [(1, 4, 3), (2, 1, 1)]
    assert [(row.credit, row.put) for row in counted.seats] == [(2.0, 2), (1.0, 2), (1.0, 2), (0.0, 2)]


def test_who_answered_the_first_vote_alone_has_answered_the_question_without_being_right() -> None:
    table = Table(single(right="B"), students=2, reading_ms=0, flows={0: "peer"})
    table.open(), table.answer(1, RIGHT), table.answer(2, WRONG), table.close()
    table.do(c.Advance(table.room.step, "explain"))
    table.open(), table.answer(2, RIGHT), table.close()
    table.to("podium")
    assert [(line.answered, line.right) for line in students(record(table))] == [(1, 0), (1, 1)]


def test_the_report_has_both_votes_what_became_of_them_and_the_gain() -> None:
    made = report(record(played()), "en")
    line = made.items[0]
    assert (line.no, line.right, [bar.n for bar in line.bars][:2]) == (1, 0.75, [1, 3])
    assert line.votes is not None
    assert (line.votes.answered, line.votes.right, line.votes.bars[:2]) == (4, 1, [3, 1])
    assert line.votes.turns == Turns(stayed_right=1, became_right=2, became_wrong=0, stayed_wrong=1)
    assert line.votes.gain == pytest.approx((75 - 25) / (100 - 25))
    assert made.gain == line.votes.gain
    assert made.items[1].votes is None


def test_without_a_second_vote_the_first_is_the_result_and_there_is_no_gain() -> None:
    made = report(record(played("reveal")), "en")
    assert (made.items[0].right, made.items[0].votes, made.gain) == (0.25, None, None)
    assert len(made.items) == 2


def test_how_sure_they_were_is_crossed_with_what_was_right() -> None:
    line = report(record(played(sure=("sure", "sure", "guess"))), "en").items[0]
    assert line.votes is not None
    told = {(one.vote, one.sure): (one.n, one.right) for one in line.votes.sure}
    assert told[1, "sure"] == (2, 1)
    assert told[1, "half"] == (0, 0)
    assert told[1, "guess"] == (1, 0)


def test_the_tables_have_the_votes() -> None:
    made = tables(record(played(sure=("sure",))), "en", {})
    questions = [dict(zip(made["questions"].columns, row, strict=True)) for row in made["questions"].rows]
    responses = [dict(zip(made["responses"].columns, row, strict=True)) for row in made["responses"].rows]
    assert [row["question"] for row in questions] == [1, 2]
    assert (questions[0]["first_answered"], questions[0]["first_right"], questions[0]["became_right"]) == (4, 1, 2)
    assert questions[1]["gain"] is None
    assert [(row["question"], row["vote"]) for row in responses] == [*[(1, 1)] * 4, *[(1, 2)] * 4, (2, None)]
    assert responses[0]["sure"] == "sure"
    gradebook = [dict(zip(made["gradebook"].columns, row, strict=True)) for row in made["gradebook"].rows]
    assert [row["grade"] for row in gradebook] == [100, 50, 50, 0]


def test_a_game_that_was_ended_in_the_talk_has_the_first_answers_and_counts_nothing() -> None:
    table = Table(single(right="B"), students=2, reading_ms=0, flows={0: "peer"})
    table.open(), table.answer(1, RIGHT), table.answer(2, WRONG), table.close()
    table.do(c.Advance(table.room.step, "discuss"))
    end(table)
    made = record(table)
    assert (len(made.responses), made.items[0].skipped, made.items[0].vote) == (2, True, 0)
    assert game_line(made, "en").questions == 0


@pytest.mark.parametrize(
    ("before", "after", "expected"), [(0.2, 0.6, 0.5), (0.5, 0.25, -0.5), (0.0, 1.0, 1.0), (1.0, 0.5, None)]
)
def test_the_normalised_gain_is_the_share_of_what_could_be_gained(
    before: float, after: float, expected: float | None
) -> None:
    assert gain(before, after) == (pytest.approx(expected) if expected is not None else None)
