"""The formulas of reports over many games, against the standard library and cases worked out by hand."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.reports.statistics import Moments, added, alpha, moments, quartiles

credits = st.sampled_from([0.0, 0.0, 1.0, 1.0, 0.5, 1 / 3])
shares = st.integers(0, 40).map(lambda n: n / 40)
pairs = st.lists(st.tuples(credits, shares), min_size=2, max_size=60)


@settings(deadline=None)
@given(pairs, st.integers(1, 9))
def test_sums_of_parts_give_the_correlation_of_the_whole(all: list[tuple[float, float]], part: int) -> None:
    xs, rs = [x for x, _ in all], [r for _, r in all]

    found = added(moments(all[start : start + part]) for start in range(0, len(all), part)).correlation()

    if len(set(xs)) == 1 or len(set(rs)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(statistics.correlation(xs, rs), abs=1e-9)


matrices = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.lists(credits, min_size=k, max_size=k), min_size=2, max_size=30)
)


@settings(deadline=None)
@given(matrices)
def test_alpha_from_sums_is_that_of_the_whole_table(table: list[list[float]]) -> None:
    k = len(table[0])
    questions = [moments([(row[q], (sum(row) - row[q]) / (k - 1)) for row in table]) for q in range(k)]
    totals = [sum(row) for row in table]

    found = alpha(questions)

    spread = statistics.variance(totals)
    if spread < 1e-12:
        assert found is None
    else:
        own = sum(statistics.variance(row[q] for row in table) for q in range(k))
        assert found == pytest.approx(k / (k - 1) * (1 - own / spread), abs=1e-9)


def test_a_case_by_hand() -> None:
    # Four students, two questions right: the first by three, the second by two of those.
    first = moments([(1, 1), (1, 1), (1, 0), (0, 0)])
    second = moments([(1, 1), (1, 1), (0, 1), (0, 0)])

    # Covariance 2/4 − 3/4·2/4 = 1/8, variances 3/16 and 1/4: (1/8)/√(3/64) = 1/√3.
    assert first.correlation() == pytest.approx(3**-0.5, abs=1e-12)
    # Totals 2, 2, 1, 0: variance 11/16 (of four). α = 2·(1 − (3/16 + 4/16)/(11/16)) = 2·4/11.
    assert alpha([first, second]) == pytest.approx(8 / 11, abs=1e-12)


def test_nothing_is_said_of_what_does_not_vary() -> None:
    assert moments([(1, 0.1), (1, 0.2), (1, 0.3)]).correlation() is None
    assert moments([(0, 0.1), (1, 0.1), (1, 0.1)]).correlation() is None
    assert moments([]).correlation() is None
    assert alpha([moments([(1, 0), (0, 1)])] * 2) is None
    assert added([]) == Moments(0, 0.0, 0.0, 0.0, 0.0, 0.0)


@settings(deadline=None)
@given(st.lists(st.integers(0, 60_000), min_size=2, max_size=80))
def test_quartiles_are_those_of_the_standard_library(values: list[int]) -> None:
    assert quartiles(values) == [round(one) for one in statistics.quantiles(values, n=4, method="inclusive")]


def test_quartiles_of_one_and_of_none() -> None:
    assert quartiles([7]) == [7, 7, 7]
    assert quartiles([]) == []
