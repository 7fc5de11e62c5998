"""Correlations of reports over many games, against scipy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saual.reports.statistics import moments

stats = pytest.importorskip("scipy.stats")

credits = st.sampled_from([0.0, 0.0, 1.0, 1.0, 0.5, 1 / 3])
shares = st.integers(0, 40).map(lambda n: n / 40)


@settings(deadline=None)
@given(st.lists(st.tuples(credits, shares), min_size=2, max_size=60))
def test_the_correlation_of_a_question_is_scipys(all: list[tuple[float, float]]) -> None:
    found = moments(all).correlation()

    if len({x for x, _ in all}) == 1 or len({r for _, r in all}) == 1:
        assert found is None
    else:
        assert found == pytest.approx(stats.pearsonr(*zip(*all, strict=True)).statistic, abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), shares), min_size=3, max_size=60))
def test_with_right_and_wrong_alone_it_is_scipys_point_biserial(all: list[tuple[bool, float]]) -> None:
    found = moments([(float(right), rest) for right, rest in all]).correlation()

    if found is not None:
        assert found == pytest.approx(stats.pointbiserialr(*zip(*all, strict=True)).statistic, abs=1e-9)
