"""Points, streaks and ranks, with numbers worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saual.game import commands as c
from saual.game.scoring import STREAK_MOST, elapsed, points, ranks, streak_bonus
from tests.helpers.banks import multiple, poll, rating, single, slide, truefalse
from tests.helpers.play import Table


@pytest.mark.parametrize(
    ("most", "credit", "elapsed_ms", "span_ms", "earned"),
    [
        (1000, 1.0, 0, 20_000, 1000),
        (1000, 1.0, 500, 20_000, 1000),  # within half a second: in full
        (1000, 1.0, 501, 20_000, 987),  # 1000 x (1 - 501/40000) = 987.475
        (1000, 1.0, 2_000, 20_000, 950),
        (1000, 1.0, 10_000, 20_000, 750),  # half the time: three quarters
        (1000, 1.0, 20_000, 20_000, 500),  # the last moment: half
        (2000, 1.0, 10_000, 20_000, 1500),
        (0, 1.0, 0, 20_000, 0),
        (1000, 0.5, 10_000, 20_000, 375),
        (1000, 2 / 3, 0, 20_000, 667),
        (1000, 1 / 3, 0, 20_000, 333),
        (1000, 0.0, 0, 20_000, 0),
        (1000, 1.0, 500, 5_000, 1000),
        (1000, 1.0, 5_000, 5_000, 500),
        (1000, 1.0, 30_000, 600_000, 975),
    ],
)
def test_speed_points(most: int, credit: float, elapsed_ms: int, span_ms: int, earned: int) -> None:
    assert points("speed", most, credit, elapsed_ms, span_ms) == earned


@pytest.mark.parametrize(("credit", "earned"), [(1.0, 1000), (0.5, 500), (1 / 3, 333), (0.0, 0)])
def test_accuracy_points_do_not_ask_for_the_time(credit: float, earned: int) -> None:
    assert {points("accuracy", 1000, credit, ms, 20_000) for ms in (0, 501, 20_000)} == {earned}


def test_where_nothing_is_scored_nothing_is_earned() -> None:
    assert points("none", 1000, 1.0, 0, 20_000) == 0


@given(
    st.sampled_from(["speed", "accuracy", "none"]),
    st.sampled_from([0, 1000, 2000]),
    st.floats(0, 1),
    st.integers(5_000, 10_000_000).flatmap(lambda span: st.tuples(st.integers(0, span), st.just(span))),
)
def test_points_lie_between_nought_and_the_most(scoring: Any, most: int, credit: float, time: tuple[int, int]) -> None:
    assert 0 <= points(scoring, most, credit, *time) <= most


@pytest.mark.parametrize(
    ("arrived_ms", "rtt_ms", "thought_ms"),
    [
        (3_000, 0, 2_000),
        (3_000, 40, 1_960),
        (3_000, 500, 1_500),
        (3_000, 501, 1_500),  # no more than half a second is given back
        (3_000, 60_000, 1_500),
        (3_000, -50, 2_000),
        (1_200, 400, 0),
        (900, 0, 0),
        (40_000, 0, 20_000),
        (21_400, 500, 19_900),
    ],
)
def test_thinking_time_leaves_out_the_round_trip_up_to_half_a_second(
    arrived_ms: int, rtt_ms: int, thought_ms: int
) -> None:
    assert elapsed(arrived_ms, 1_000, rtt_ms, 20_000) == thought_ms


def test_equal_reactions_on_a_fast_and_a_slow_phone_earn_the_same() -> None:
    table = Table(single(), students=2, reading_ms=0)
    table.open()
    table.wait(4_050)
    table.answer(1, 0, rtt_ms=50)
    table.wait(450)
    table.answer(2, 0, rtt_ms=500)
    table.time_up()
    assert [table.given(seat).points for seat in (1, 2)] == [900, 900]


def test_a_streak_earns_a_hundred_more_each_time_and_five_hundred_at_most() -> None:
    assert [streak_bonus(n) for n in range(9)] == [0, 0, 100, 200, 300, 400, 500, 500, 500]

    table = Table(*(single() for _ in range(8)), students=1, reading_ms=0, scoring="accuracy")
    bonuses = []
    for i in range(8):
        table.to("answering", i)
        table.answer(1, 0)
        table.close()
        bonuses.append(table.given(1).bonus)
        assert table.phones[1].me.get("bonus", 0) == bonuses[-1]
    assert bonuses == [0, 100, 200, 300, 400, 500, 500, 500]
    assert table.phones[1].me["score"] == 8_000 + sum(bonuses)


@pytest.mark.parametrize(
    ("between", "raw", "streak"),
    [
        (single(), 1, 0),
        (single(), None, 0),
        (multiple(), [0], 0),  # half right is not quite right
        (single(), 0, 2),
        (poll(), 1, 1),
        (poll(), None, 1),
        (rating(), 3, 1),
        (slide(), None, 1),
        (truefalse(points=0), 1, 1),
        (truefalse(points=0), 0, 1),
        (truefalse(points=0), None, 1),
    ],
)
def test_a_wrong_answer_or_none_breaks_a_streak_and_what_earns_nothing_leaves_it(
    between: Any, raw: Any, streak: int
) -> None:
    table = Table(single(), between, single(), students=1, reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.to("answering" if between.answered else "slide", 1)
    if raw is not None:
        table.answer(1, raw)
    table.to("answering", 2)
    assert table.standing(1).streak == streak

    table.answer(1, 0)
    table.close()
    assert table.given(1).bonus == 100 * streak


def test_a_late_answer_breaks_a_streak_as_none_does() -> None:
    table = Table(single(), single(), students=1, reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.to("reveal", 1)
    table.answer(1, 0)
    assert table.standing(1).streak == 0


def test_without_streaks_there_is_no_bonus() -> None:
    table = Table(single(), single(), students=1, reading_ms=0, streaks=False)
    for i in range(2):
        table.to("answering", i)
        table.answer(1, 0)
    table.close()
    assert (table.given(1).bonus, table.standing(1).score) == (0, 2000)


@pytest.mark.parametrize(
    ("scoring", "answers", "scores"),
    [
        ("speed", {1: (0, 0), 2: (10_000, 0), 3: (10_000, 1)}, [1000, 750, 0]),
        ("accuracy", {1: (0, 0), 2: (10_000, 0), 3: (10_000, 1)}, [1000, 1000, 0]),
        ("none", {1: (0, 0), 2: (10_000, 0), 3: (10_000, 1)}, None),
    ],
)
def test_a_question_earns_as_the_room_scores(scoring: Any, answers: Any, scores: list[int] | None) -> None:
    table = Table(single(), students=3, reading_ms=0, scoring=scoring)
    table.open()
    for seat, (after_ms, raw) in answers.items():
        table.now_ms = table.room.at_ms if after_ms == 0 else table.asked.window.started_ms + after_ms
        table.answer(seat, raw)
    table.time_up()
    if scores is None:
        assert table.game.standings == {}
        assert [table.given(seat).credit for seat in (1, 2, 3)] == [1.0, 1.0, 0.0], "marked all the same"
        assert "rank" not in table.phones[1].me
    else:
        assert [table.standing(seat).score for seat in (1, 2, 3)] == scores


@pytest.mark.parametrize(
    ("scores", "placed"),
    [
        ([], []),
        ([0], [1]),
        ([5, 5, 5], [1, 1, 1]),
        ([10, 30, 20], [3, 1, 2]),
        ([30, 20, 20, 10], [1, 2, 2, 4]),
        ([30, 30, 20, 20, 20, 10], [1, 1, 3, 3, 3, 6]),
    ],
)
def test_equal_scores_share_a_rank_and_the_next_one_counts_them(scores: list[int], placed: list[int]) -> None:
    by_seat = ranks(enumerate(scores, start=1))
    assert [by_seat[seat] for seat in range(1, len(scores) + 1)] == placed


def played(*right: set[int], students: int = 3, **settings: Any) -> Table:
    """One question for each set of the students who get it right; all answer at once."""
    table = Table(*(single() for _ in right), single(), students=students, reading_ms=0, **settings)
    for i, knowing in enumerate(right):
        table.to("answering", i)
        for seat in range(1, students + 1):
            table.answer(seat, 0 if seat in knowing else 1)
        table.time_up()
    table.advance()
    return table


def test_the_leaderboard_tells_who_moved() -> None:
    table = played({1}, {2, 3}, {2}, scoring="accuracy", streaks=False)
    assert table.phase == "leaderboard"
    rows = [(row["seat"], row["score"], row["rank"], row["was"], row["gained"]) for row in map(_row, _board(table))]
    # Before: 1, 2, 3 all had 1000 and the first rank; then seat 2 alone was right.
    assert rows == [(2, 2000, 1, 1, 1000), (1, 1000, 2, 1, 0), (3, 1000, 2, 1, 0)]


def _board(table: Table) -> Any:
    return table.projector.stage["board"]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {"was": 0, "gained": 0} | row


def test_the_leaderboard_has_as_many_rows_as_the_setting_says_and_the_podium_three_at_least() -> None:
    table = played({1, 2}, {1}, students=4, leaderboard=1)
    assert [row["seat"] for row in _board(table)] == [1]
    table.do(c.Configure(leaderboard=2))
    assert [row["seat"] for row in _board(table)] == [1, 2]
    table.do(c.EndGame(table.room.step))
    assert [row["rank"] for row in _board(table)] == [1, 2, 3], "of two thirds the one who came first"


def test_a_hidden_leaderboard_hides_ranks_everywhere_and_keeps_points() -> None:
    table = played({1}, leaderboard=0)
    table.do(c.EndGame(table.room.step))
    assert "board" not in table.projector.stage
    assert "board" not in table.host.stage
    assert (table.phones[1].me["score"], "rank" in table.phones[1].me) == (1000, False)


def test_who_comes_late_starts_from_nought_with_the_next_result() -> None:
    table = played({1})
    seat = table.join("Latecomer")
    assert "rank" not in table.phones[seat].me
    assert seat not in {row["seat"] for row in _board(table)}
    table.to("answering", 1)
    table.answer(seat, 0)
    table.close()
    assert (table.standing(seat).was, table.standing(seat).score) == (0, 1000)
    assert table.phones[seat].me["rank"] == 1


def test_a_survey_has_no_winner() -> None:
    table = Table(poll(), rating(), truefalse(points=0), students=3, reading_ms=0)
    table.open()
    table.answer(1, 1)
    table.to("podium")
    assert "board" not in table.projector.stage
    assert all("rank" not in phone.me for phone in table.phones.values())


def test_when_the_winner_is_removed_the_others_move_up() -> None:
    table = played({1}, {1, 2})
    assert [row["rank"] for row in _board(table)] == [1, 2, 3]

    table.do(c.Kick(1))

    assert [(row["seat"], row["rank"]) for row in _board(table)] == [(2, 1), (3, 2)]
    assert (table.phones[2].me["rank"], table.phones[2].me["seats"]) == (1, 2)


def test_the_share_of_right_answers_counts_marked_questions_alone() -> None:
    table = Table(single(), poll(), truefalse(points=0), students=3, reading_ms=0)
    for i, raws in enumerate([(0, 0, 1), (0, 1, 1), (0, 1, None)]):
        table.to("answering", i)
        for seat, raw in enumerate(raws, start=1):
            if raw is not None:
                table.answer(seat, raw)
    table.to("podium")
    assert table.projector.stage["right"] == 60, "three of five"


@given(st.lists(st.tuples(st.integers(0, 20_400), st.integers(0, 2)), min_size=6, max_size=6))
def test_scores_stay_within_the_points_and_the_bonus(answers: list[tuple[int, int]]) -> None:
    table = Table(*(single(points=2000) for _ in range(6)), students=1, reading_ms=0, screens=False)
    for i, (after_ms, raw) in enumerate(answers):
        table.to("answering", i)
        table.wait(after_ms)
        table.answer(1, raw)
        table.close()
        assert 0 <= table.standing(1).gained <= 2000 + STREAK_MOST
    assert table.standing(1).score == sum(table.given(1, i).points + table.given(1, i).bonus for i in range(6))
