"""What students have earned over the lessons of a class, worked out by hand."""

from __future__ import annotations

import pytest

from saual.reports.together import Vote, gains, month_of, streak

DAY_MS = 24 * 3_600_000


def votes(i: int, *rights: tuple[str, bool], game: str = "r-1") -> list[Vote]:
    return [Vote("r", game, i, "key", who, right) for who, right in rights]


@pytest.mark.parametrize(
    ("handed_in", "length"), [([], 0), ([True], 1), ([True, True, False], 0), ([False, True, True], 2)]
)
def test_a_streak_is_the_last_ones_without_a_break(handed_in: list[bool], length: int) -> None:
    assert streak(handed_in) == length


def test_who_is_right_in_a_second_vote_that_went_better_than_the_first_has_helped_once_a_lesson() -> None:
    first = votes(0, ("aida", True), ("bolat", False), ("ceren", False))
    second = votes(1, ("aida", True), ("bolat", True), ("ceren", False))
    again = [*votes(3, ("aida", False)), *votes(4, ("aida", True))]
    assert gains([*first, *second, *again]) == {"aida": 1, "bolat": 1}


def test_where_the_class_knew_no_more_than_before_nobody_has_helped() -> None:
    first = votes(0, ("aida", True), ("bolat", False))
    second = votes(1, ("aida", True), ("bolat", False))
    assert gains([*first, *second]) == {}
    assert gains(first) == {}, "one vote alone"


def test_the_share_counts_for_fewer_may_have_voted_the_second_time() -> None:
    first = votes(0, ("aida", True), ("bolat", True), ("ceren", False))
    second = votes(1, ("aida", True))
    assert gains([*first, *second]) == {"aida": 1}


def test_a_month_begins_on_its_first_day() -> None:
    assert month_of(40 * DAY_MS) == 31 * DAY_MS
    assert month_of(31 * DAY_MS) == 31 * DAY_MS
