"""The comparison of a cluster with one process: a small load is played on both, and every part has cost something."""

from __future__ import annotations

import pytest

from loadtests.cluster import compare, told
from loadtests.plan import Plan

TINY = Plan(
    rooms=2, phones=6, questions=0, think_s=0.1, steady_rate=10, steady_s=0.3, repeats=1, step_s=0.3, settle_s=0
)


@pytest.mark.timeout(90)
async def test_two_processes_are_measured_beside_one():
    pairs = await compare(TINY, lambda _: None)

    assert [pair.rate for pair in pairs] == [10, None]
    for pair in pairs:
        assert len(pair.one.workers) == 1
        assert len(pair.two.workers) == 2
        assert min(*pair.one.workers, *pair.two.workers, pair.two.redis) > 0
        assert pair.one.redis == pair.one.database == 0
        assert pair.two.all >= sum(pair.two.workers) + pair.two.redis
    assert "rounds/s, each part on a core of its own" in told(TINY, pairs)
